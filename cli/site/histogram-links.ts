// Bars of a histogram that lead to the answers whose value lies in them.
import type { Row } from '../../page/rows.js';
import { valuesOf } from './detail-links.js';
import { type Numbers, onlyOne } from './numbers.js';

/**
 * Addresses by bar, of a histogram of a detail whose series stand one after another: null where no rows give a series' bars, undefined for
 * an empty bar. null if the drawing is another.
 */
export function histogramLinks(alt: string, labels: readonly string[], numbers: Numbers): (string | null | undefined)[] | null {
  const [, title = '', said = ''] = /^Histogram, ([^.]+)\. (.*)\.$/s.exec(alt) ?? [];
  const series = said.split('; ').map((one) => /^(.*): median /.exec(one)?.[1]);
  const bars = labels.map((label) => {
    const [, from, to, count] = /: ([\d.]+) – ([\d.]+); answers: (\d+)$/.exec(label) ?? [];
    return count === undefined ? null : { from: Number(from), to: Number(to), count: Number(count) };
  });
  const each = bars.length / series.length;
  if (title === '' || !Number.isInteger(each) || each === 0) return null;
  const all = valuesOf(numbers, title.toLowerCase());
  return series.flatMap((name, i) => {
    const own = bars.slice(i * each, (i + 1) * each);
    const inBar = (values: (typeof all)[number], at: number): Row[] => {
      const bar = own[at];
      const last = at === own.length - 1; // which holds its upper end too
      return values.flatMap(({ row, value }) =>
        bar && value >= bar.from && (value < bar.to || (last && value <= bar.to)) ? [row] : [],
      );
    };
    const fits = all
      .map((values) => values.filter(({ row }) => name !== undefined && isOf(row, name, numbers)))
      .filter((values) => own.every((bar, at) => bar !== null && inBar(values, at).length === bar.count));
    const values = onlyOne(fits, (one) => one.map(({ row }) => row));
    return own.map((bar, at) => (bar?.count === 0 ? undefined : values && numbers.toRows(inBar(values, at))));
  });
}

/** Whether a series' name, "SmolLM2 135M · zh", is made of the row's model and values of its fields. */
function isOf({ model, condition, fields }: Row, name: string, { titles }: Numbers): boolean {
  const own = new Set([model, titles[model], condition, ...Object.values(fields)]);
  return name.split(' · ').every((part) => own.has(part));
}
