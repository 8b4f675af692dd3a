// Numbers in sentences that lead to the rows they were counted from: those of the rates and comparisons that the manifest lists with their rows.
import type { DifferenceNumbers, Printed, RateNumbers } from '../../harness/core/statistics.js';
import { escaped, textOf } from './escape.js';
import type { Numbers } from './numbers.js';
import type { Coverage } from './table-links.js';

/** A number as prose writes it: of points, of per cent, of answers and pairs. */
const printed =
  /[−-]?\d+(?:\.\d+)? (?:percentage points|points|%)(?! interval)|(?:n = )?\d+ (?:questions|pairs|answers|of them discordant|unscored)\b|difference [−-]?\d+(?:\.\d+)?/g;

/** The HTML of a paragraph with links around its numbers; counts into `coverage`. */
export function proseLinks(html: string, numbers: Numbers, coverage: Coverage): string {
  if (!numbers.statistics || html.includes('<table')) return html;
  const about = textOf(html);
  let inside = 0; // links and code stay as they are
  return html
    .split(/(<[^>]+>)/)
    .map((part, i) => {
      if (i % 2 === 1) {
        if (/^<(a|code|pre)\b/.test(part)) inside++;
        if (/^<\/(a|code|pre)>/.test(part)) inside--;
        return part;
      }
      if (inside > 0) return part;
      return part.replace(printed, (text) => {
        coverage.numbers++;
        const to = linkOf(textOf(text), about, numbers);
        if (!to) return text;
        coverage.linked++;
        return `<a class="n" href="${escaped(to)}">${text}</a>`;
      });
    })
    .join('');
}

/** The one address that fits; null if none or several do. */
function linkOf(text: string, about: string, numbers: Numbers): string | null {
  const { rates = [], differences = [] } = numbers.statistics ?? {};
  const value = /[−-]?\d+(?:\.\d+)?/.exec(text)?.[0].replace('−', '-') ?? '';
  const found = new Set<string>();
  for (const one of differences) {
    if (one.lines === null || !names(one, about, numbers) || !isOf(one, text, value)) continue;
    const base = { judge: one.judge, lines: numbers.whole(one.judge, one.lines) ? '' : one.lines, by: null };
    if (!text.includes('discordant')) found.add(numbers.link(base, one.group, text.includes('unscored') ? 'unscored' : ''));
    else if (one.of === 'model') found.add(numbers.link(base, one.group, 'scored', true));
  }
  if (found.size === 0 && text.endsWith('%'))
    for (const { judge, lines, groups, by } of rates)
      for (const { group, rate, scored, passed } of groups) {
        if (lines === null || rate === null || (100 * rate).toFixed(1) !== value) continue;
        if (!by.every((field) => mentioned(group[field] ?? '', about, numbers))) continue;
        const base = { judge, lines: numbers.whole(judge, lines) ? '' : lines, by: null };
        const claims = [
          { outcome: 'passed' as const, count: passed },
          { outcome: 'scored' as const, count: scored },
        ];
        if (numbers.confirms(base, group, claims)) found.add(numbers.link(base, group, 'scored'));
      }
  if (found.size === 0 && text.endsWith('answers'))
    for (const to of answersOf(rates, Number(value), about, numbers)) found.add(to);
  return found.size === 1 ? ([...found][0] as string) : null;
}

function isOf({ difference, n, questions }: DifferenceNumbers, text: string, value: string): boolean {
  if (/points$/.test(text) || text.startsWith('difference'))
    return Math.abs(100 * difference).toFixed(1) === value.replace('-', '');
  if (/questions$/.test(text)) return questions === Number(value);
  if (/pairs$/.test(text)) return n === Number(value);
  return /discordant|unscored/.test(text);
}

function answersOf(
  rates: readonly ({ judge: string; groups: RateNumbers[]; by: string[] } & Printed)[],
  count: number,
  about: string,
  numbers: Numbers,
): string[] {
  return rates.flatMap(({ judge, lines, groups, by }) =>
    groups.flatMap(({ group, scored }) => {
      if (lines === null || scored !== count || !by.every((field) => mentioned(group[field] ?? '', about, numbers))) return [];
      const base = { judge, lines: numbers.whole(judge, lines) ? '' : lines, by: null };
      return numbers.confirms(base, group, [{ outcome: 'scored', count }]) ? [numbers.link(base, group, 'scored')] : [];
    }),
  );
}

function names({ a, b, group }: DifferenceNumbers, about: string, numbers: Numbers): boolean {
  return [a, b, ...Object.values(group)].every((name) => mentioned(name, about, numbers));
}

function mentioned(name: string, about: string, { titles }: Numbers): boolean {
  return name !== '' && (about.includes(name) || about.includes(titles[name] ?? name));
}
