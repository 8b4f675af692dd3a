// Numbers of a comparison in a sentence: its difference, questions, pairs, and the pairs that tell the sides apart.
import type { Numbers } from './numbers.js';
import { type Compared, clusterIn, discordantPairs } from './pair-rows.js';
import { mentioned, only, type Rate, ratesOf, rateTo, scoredOf } from './rated.js';

/** What the sentence spoke of last: a number after it is about that, where several would fit. */
export interface Context {
  about: string;
  difference: Compared | null;
  rate: Rate | null;
  /** a difference of two groups' rates */
  groups: [Rate, Rate] | null;
  /** the number of verdicts that a judge's agreement was of, and where they are */
  verdicts: { n: string; to: string } | null;
}

/** Points; what follows is about this difference. */
export function differenceLink(text: string, value: string, context: Context, numbers: Numbers): string | null {
  const { differences = [] } = numbers.statistics ?? {};
  const sizeOf = (difference: number) => Math.abs(100 * difference).toFixed(1);
  const found = differences.filter(
    (one) => one.lines !== null && names(one, context.about, numbers) && sizeOf(one.difference) === value.replace('-', ''),
  );
  const one = only(found, (each) => pairsTo(each, numbers), context.difference);
  Object.assign(context, { difference: one, rate: null, groups: null });
  if (one) return pairsTo(one, numbers);
  return found.length === 0 && text.endsWith('points') ? acrossLink(value, context, numbers) : null;
}

/** "1 − 2, SmolLM2 135M: 4.4 points": two groups' rates, one from the other. */
function acrossLink(value: string, context: Context, numbers: Numbers): string | null {
  const [, sides = ''] = /^(?:(?:held|failed|undecided): )?([^:]*): /i.exec(context.about) ?? [];
  const [a, b] = sides.split(', ')[0]?.split(' − ') ?? [];
  if (a === undefined || b === undefined) return null;
  const others = (group: Record<string, string>, field: string) =>
    JSON.stringify(Object.entries(group).filter(([name]) => name !== field));
  const pairs = ratesOf(numbers).flatMap((table) =>
    table.flatMap((one): [Rate, Rate][] =>
      Object.keys(one.group.group).flatMap((field) => {
        if (one.group.group[field] !== a) return [];
        const same = others(one.group.group, field);
        const rest = Object.entries(one.group.group).filter(([name]) => name !== field);
        if (!rest.every(([, name]) => mentioned(name, sides, numbers))) return [];
        return table
          .filter(({ group: { group } }) => group[field] === b && others(group, field) === same)
          .map((other): [Rate, Rate] => [one, other]);
      }),
    ),
  );
  const fits = pairs.filter(([one, other]) => (100 * (Number(one.group.rate) - Number(other.group.rate))).toFixed(1) === value);
  const found = only(fits, (pair) => groupsTo(pair, numbers), null);
  context.groups = found;
  return found && groupsTo(found, numbers);
}

function groupsTo(pair: readonly [Rate, Rate], numbers: Numbers): string | null {
  return numbers.toRows(pair.flatMap((one) => scoredOf(one, numbers)));
}

/** "87 questions, 91 and 81 answers" after a difference of two groups. */
export function afterGroups(text: string, value: string, { groups }: Context, numbers: Numbers): string | null {
  if (!groups) return null;
  if (text.endsWith('questions')) {
    const rows = groups.flatMap((one) => scoredOf(one, numbers));
    return new Set(rows.map(clusterIn)).size === Number(value) ? numbers.toRows(rows) : null;
  }
  const side = groups[text.endsWith('answers') ? 1 : 0];
  return /answers$|^\d+$/.test(text) && side.group.scored === Number(value) ? rateTo(side, numbers) : null;
}

/** "n = 8 questions", "16 pairs", "2 more unscored" of a comparison. */
export function pairsLink(text: string, value: string, context: Context, numbers: Numbers): string | null {
  const { differences = [] } = numbers.statistics ?? {};
  const counts: [RegExp, (one: Compared) => number | null][] = [
    [/questions$/, ({ questions }) => questions],
    [/pairs$/, ({ n }) => n],
  ];
  const count = counts.find(([unit]) => unit.test(text))?.[1];
  if (!count) return null;
  const found = differences.filter(
    (one) => one.lines !== null && names(one, context.about, numbers) && count(one) === Number(value),
  );
  const one = only(found, (each) => pairsTo(each, numbers), context.difference);
  return one && pairsTo(one, numbers);
}

/** "11 of them discordant (0 for SmolLM2 135M, 11 for Qwen2.5-Coder 0.5B)": pairs, and one side's answers that passed. */
export function discordantLink(
  text: string,
  value: string,
  after: string,
  { difference }: Context,
  numbers: Numbers,
): string | null {
  const side = /^\d+$/.test(text) ? /^ for ([^(),]+)[,)]/.exec(after)?.[1] : undefined;
  if (!difference || (side === undefined && !text.endsWith('discordant'))) return null;
  const pairs = discordantPairs(numbers, difference);
  const is = (name: string) => side === name || side === numbers.titles[name];
  const rows =
    side === undefined
      ? pairs.map(({ a }) => a)
      : pairs.flatMap(({ a, b }) =>
          [a, b].filter((row, i) => row.outcome === 'passed' && is(i === 0 ? difference.a : difference.b)),
        );
  if (rows.length !== Number(value)) return null;
  return numbers.toRows(side === undefined ? pairs.flatMap(({ a, b }) => [a, b]) : rows);
}

/** To the rows of a comparison; null if the CSV does not hold them. */
export function pairsTo({ judge, lines, group }: Compared, numbers: Numbers): string | null {
  if (lines === null) return null;
  return numbers.link({ judge, lines: numbers.whole(judge, lines) ? '' : lines, by: null }, group, '');
}

function names({ a, b, group }: Compared, about: string, numbers: Numbers): boolean {
  return [a, b, ...Object.values(group)].every((name) => mentioned(name, about, numbers));
}
