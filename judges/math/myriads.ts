// Numbers that mix digits with Chinese places: 1万2千5百, 3千万, 1亿2000万, 3百.

const units: Record<string, number> = { 十: 10, 百: 100, 千: 1e3, 万: 1e4, 十万: 1e5, 百万: 1e6, 千万: 1e7, 亿: 1e8 };
const unit = '(?:[十百千]?万|亿|百(?!分)|千(?![克米瓦卡帕赫焦]))';
const mixed = new RegExp(
  `(?<![\\d.])\\d{1,12}(?:\\.\\d{1,6})?${unit}(?:\\d{1,8}(?:\\.\\d{1,6})?${unit}){0,4}(?:\\d{1,7}(?![\\d.%/]))?`,
  'g',
);

/** The text with such numbers in digits; 1.2万 and what is out of order stay as they are. */
export function withoutMyriads(text: string): string {
  return text.replace(mixed, (all) => valueOf(all) ?? all);
}

function valueOf(all: string): string | null {
  let total = 0;
  let above = Number.POSITIVE_INFINITY;
  let end = 0;
  const parts = [...all.matchAll(new RegExp(`(\\d+(?:\\.\\d+)?)(${unit})`, 'g'))];
  for (const { 0: part, 1: digits = '', 2: name = '', index } of parts) {
    const place = units[name] as number;
    if (place >= above || Number(digits) * place >= above) return null;
    total += Number(digits) * place;
    above = place;
    end = index + part.length;
  }
  const rest = all.slice(end);
  if (parts.length < 2 && rest === '' && !/[百千][万]?$/.test(all)) return null;
  // 1万2 is 12,000: a last digit belongs to the next place
  if (rest !== '') total += rest.length === 1 ? (Number(rest) * above) / 10 : Number(rest);
  return Number(rest) < above && Number.isSafeInteger(total) ? String(total) : null;
}
