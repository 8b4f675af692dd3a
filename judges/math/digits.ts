// Digits of other scripts and full-width signs as ASCII: １２, ١٥, १५, ১৫, ๑๕, 𝟏𝟐.

/** Code points of the digit zero of the scripts that write numbers in tens. */
const zeros = [
  0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040, 0x17e0, 0xff10,
];

/** The text with ASCII digits, and ASCII signs where they occur in numbers. The full-width comma stays where it separates clauses. */
export function asciiDigits(text: string): string {
  return text
    .replace(/(?<=[０-９])，(?=[０-９]{3}(?![０-９]))/g, ',')
    .replace(/(?<=[\u0660-\u0669\u06f0-\u06f9])\u066c(?=[\u0660-\u0669\u06f0-\u06f9]{3})/g, ',')
    .replace(/(?<=[\u0660-\u0669\u06f0-\u06f9])\u066b/g, '.')
    .replace(/(?!\d)\p{Nd}/gu, digit)
    .replace(/[．％＄＝＋－／＊（）：＃￥]/g, (sign) => (sign === '￥' ? '¥' : String.fromCharCode(sign.charCodeAt(0) - 0xfee0)))
    .replace(
      /(?<=[\d)}])⁻?[⁰¹²³⁴-⁹]{1,3}/g,
      (raised) => `^{${[...raised].map((sign) => '0123456789-'['⁰¹²³⁴⁵⁶⁷⁸⁹⁻'.indexOf(sign)]).join('')}}`,
    );
}

function digit(sign: string): string {
  const point = sign.codePointAt(0) as number;
  if (point >= 0x1d7ce && point <= 0x1d7ff) return String((point - 0x1d7ce) % 10);
  const zero = zeros.findLast((one) => one <= point);
  return zero !== undefined && point - zero < 10 ? String(point - zero) : sign;
}
