// Numbers that mix digits with Chinese places: 1万2千5百, 3千万, 1亿2000万, 3百.

const small: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };
const large: Record<string, number> = { 万: 1e4, 亿: 1e8 };
const unit = '(?:[十百千]?万|亿|百(?!分)|千(?![克米瓦卡帕赫焦]))';
const mixed = new RegExp(
  `(?<![\\d.])\\d{1,12}(?:\\.\\d{1,6})?${unit}(?:\\d{1,8}(?:\\.\\d{1,6})?${unit}){0,4}(?:\\d{1,7}(?![\\d.%/]))?`,
  'g',
);

/** The text with such numbers in digits; 1.2万 and what is out of order stay as they are. */
export function withoutMyriads(text: string): string {
  return text.replace(mixed, (all) => digitsOf(all) ?? all);
}

function digitsOf(all: string): string | null {
  const parts = [...all.matchAll(new RegExp(`(\\d+(?:\\.\\d+)?)(${unit})`, 'g'))];
  const rest = all.slice(parts.reduce((end, { index, 0: part }) => Math.max(end, index + part.length), 0));
  if (parts.length < 2 && rest === '' && !/[百千]万?$/.test(all)) return null;
  let [total, section, place, myriad] = [0, 0, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const [, digits = '', name = ''] of parts) {
    const below = small[name[0] as string] ?? 1;
    const above = large[name.at(-1) as string];
    if (below >= place || (above ?? 0) >= myriad) return null;
    section += Number(digits) * below;
    place = below;
    if (above === undefined) continue;
    total += section * above;
    [section, place, myriad] = [0, Number.POSITIVE_INFINITY, above];
  }
  // 1万2 is 12,000: a last digit belongs to the next place
  const last = Number.isFinite(place) ? place : myriad;
  if (Number(rest) >= last) return null;
  total += section + (rest.length === 1 ? (Number(rest) * last) / 10 : Number(rest));
  return Number.isSafeInteger(total) ? String(total) : null;
}
