// Numbers in sentences that lead to the rows they were counted from: those of the rates and comparisons that the manifest lists with their rows, of
// judges with labels, and of all answers.
import type { Printed, RateNumbers } from '../../harness/core/statistics.js';
import { answerId } from '../../page/rows.js';
import { escaped, textOf } from './escape.js';
import { agreementLinks } from './judged-links.js';
import type { Base, Claim, Numbers } from './numbers.js';
import { type Compared, clusterIn, discordantPairs } from './pair-rows.js';
import type { Coverage } from './table-links.js';

/** A number as prose writes it: of points, of per cent, of answers and pairs. */
const printed =
  /[−-]?\d+(?:\.\d+)? (?:percentage points|points|%)(?! interval)|(?:n = )?\d+ (?:questions|pairs|answers|verdicts|of them discordant|unscored|grades unscored)\b|n = \d+(?=\))|\d+(?= and \d+ (?:answers|pairs)\b)|(?<=discordant \(|discordant \(\d+ for [^(),]{1,80}, )[1-9]\d*(?= for )|difference [−-]?\d+(?:\.\d+)?/g;

interface Rate {
  judge: string;
  group: RateNumbers;
  base: Base;
}

/** What the sentence spoke of last: a number after it is about that, where several would fit. */
interface Context {
  about: string;
  difference: Compared | null;
  rate: Rate | null;
  /** a difference of two groups' rates */
  groups: [Rate, Rate] | null;
  /** the number of verdicts that a judge's agreement was of, and where they are */
  verdicts: { n: string; to: string } | null;
}

/** The HTML of a paragraph with links around its numbers; counts into `coverage`. */
export function proseLinks(html: string, numbers: Numbers, coverage: Coverage): string {
  if (html.includes('<table')) return html;
  let inside = 0; // links and code stay as they are; what is within was a paragraph of its own
  const parts = html.split(/(<[^>]+>)/);
  const within = parts.map((part, i) => {
    if (i % 2 === 0) return inside > 0;
    if (/^<(a|code|pre|p|li)\b/.test(part)) inside++;
    if (/^<\/(a|code|pre|p|li)>/.test(part)) inside--;
    return true;
  });
  const own = parts.filter((_, i) => !within[i]).join('');
  const context: Context = { about: textOf(own), difference: null, rate: null, groups: null, verdicts: null };
  return parts
    .map((part, i) =>
      within[i]
        ? part
        : part.replace(printed, (text, ...rest) => {
            const at = rest.at(-2) as number;
            if (/^(n = )?0(?! (%|points|percentage)|\.)/.test(text)) return text; // no row to lead to
            coverage.numbers++;
            const to = linkOf(textOf(text), textOf(part.slice(at + text.length)), context, numbers);
            if (!to) return text;
            coverage.linked++;
            return `<a class="n" href="${escaped(to)}">${text}</a>`;
          }),
    )
    .join('');
}

/** The one address that fits; null if none or several do. `after`: what follows the number. */
function linkOf(text: string, after: string, context: Context, numbers: Numbers): string | null {
  const value = /[−-]?\d+(?:\.\d+)?/.exec(text)?.[0].replace('−', '-') ?? '';
  const told = wholeLink(text, value, context.about, numbers) ?? judgedLink(text, value, context, numbers);
  if (told) return told;
  if (/points$|^difference/.test(text)) return differenceLink(text, value, context, numbers);
  if (text.endsWith('%')) return rateLink(value, context, numbers);
  return (
    discordantLink(text, value, after, context, numbers) ??
    afterGroups(text, value, context, numbers) ??
    afterRate(text, value, context, numbers) ??
    pairsLink(text, value, context, numbers) ??
    answersLink(text, value, context, numbers)
  );
}

/** "233 answers, one trial a sample, 4 grades unscored". */
function wholeLink(text: string, value: string, about: string, numbers: Numbers): string | null {
  if (!/^\d+ answers, (one|\d+) trials? a sample, \d+ grades unscored/.test(about)) return null;
  const unscored = text.endsWith('grades unscored');
  const { rows } = numbers;
  const count = unscored ? rows.filter(({ outcome }) => outcome === 'unscored').length : new Set(rows.map(answerId)).size;
  if (count !== Number(value) || count === 0) return null;
  return numbers.link({ judge: '', lines: '', by: null }, {}, unscored ? 'unscored' : '');
}

/** "judge, rubric, English pairs: 22.2 % (…; 36 verdicts)", or "22.2 % (Model, English pairs; …, n = 36)" within a sentence. */
function judgedLink(text: string, value: string, context: Context, numbers: Numbers): string | null {
  const { about, verdicts } = context;
  if (/verdicts$|^n = \d+$/.test(text)) return verdicts?.n === value ? verdicts.to : null;
  if (!text.endsWith('%')) return null;
  const line = /^(?:held|failed|undecided): ([^,]+), ([^,]+), ([^,:]+): ([\d.]+) % \(.*; (\d+) verdicts\)/.exec(about);
  const sentences = [...about.matchAll(/([\d.]+) % \(([^,()]+), ([^,;()]+); [^()]*, n = (\d+)\)/g)].map(
    ([, rate = '', title = '', labels = '', n = '']) => ({
      judge: (name: string) =>
        name.endsWith(`-by-${title.toLowerCase().replaceAll(' ', '-')}`) ||
        name.includes(`-by-${title.toLowerCase().replaceAll(' ', '-')}-`),
      ...{ labels, n, rate },
    }),
  );
  const [, by, rubric, labels = '', rate = '', n = ''] = line ?? [];
  const told = line ? [{ judge: (name: string) => name === `llm-${rubric}-by-${by}`, labels, n, rate }] : sentences;
  const found = told.flatMap((one) => {
    const links = one.rate === value ? agreementLinks(numbers, one) : null;
    return links ? [{ rate: links.rate, verdicts: { n: one.n, to: links.n } }] : [];
  });
  const [first] = found;
  if (!first || found.some(({ rate }) => rate !== first.rate)) return null;
  context.verdicts = first.verdicts;
  return first.rate;
}

function differenceLink(text: string, value: string, context: Context, numbers: Numbers): string | null {
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
function afterGroups(text: string, value: string, { groups }: Context, numbers: Numbers): string | null {
  if (!groups) return null;
  if (text.endsWith('questions')) {
    const rows = groups.flatMap((one) => scoredOf(one, numbers));
    return new Set(rows.map(clusterIn)).size === Number(value) ? numbers.toRows(rows) : null;
  }
  const side = groups[text.endsWith('answers') ? 1 : 0];
  return /answers$|^\d+$/.test(text) && side.group.scored === Number(value) ? rateTo(side, numbers) : null;
}

function rateLink(value: string, context: Context, numbers: Numbers): string | null {
  const { about, difference } = context;
  const fits = ratesOf(numbers)
    .flat()
    .filter(({ group: { group, rate } }) => {
      if (rate === null || (100 * rate).toFixed(1) !== value) return false;
      return Object.values(group).every((name) => mentioned(name, about, numbers));
    });
  // where a comparison was spoken of, its judge's rates of its sides are meant
  const ofIt = fits.filter(
    ({ judge, group: { group } }) =>
      judge === difference?.judge &&
      [difference.a, difference.b].includes(group[difference.of] ?? '') &&
      Object.keys(group).length === 1,
  );
  context.rate = only(ofIt.length > 0 ? ofIt : mostSpecific(fits), (one) => rateTo(one, numbers), null);
  context.groups = null;
  return context.rate && rateTo(context.rate, numbers);
}

/** Of groups that the sentence names, those of the most fields: it names all of them. */
function mostSpecific(fits: readonly Rate[]): Rate[] {
  const most = Math.max(0, ...fits.map(({ group: { group } }) => Object.keys(group).length));
  return fits.filter(({ group: { group } }) => Object.keys(group).length === most);
}

/** "8 questions", "16 answers", "2 unscored" after a rate. */
function afterRate(text: string, value: string, { rate }: Context, numbers: Numbers): string | null {
  if (!rate) return null;
  const { base, group } = rate;
  if (text.endsWith('answers')) return group.scored === Number(value) ? rateTo(rate, numbers) : null;
  if (text.endsWith('questions'))
    return new Set(scoredOf(rate, numbers).map(clusterIn)).size === Number(value) ? rateTo(rate, numbers) : null;
  if (!text.endsWith('unscored')) return null;
  return numbers.confirms(base, group.group, [{ outcome: 'unscored', count: Number(value) }])
    ? numbers.link(base, group.group, 'unscored')
    : null;
}

/** "n = 8 questions", "16 pairs", "2 more unscored" of a comparison. */
function pairsLink(text: string, value: string, context: Context, numbers: Numbers): string | null {
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
function discordantLink(text: string, value: string, after: string, { difference }: Context, numbers: Numbers): string | null {
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

/** "88 answers" of the only group that has as many. */
function answersLink(text: string, value: string, { about }: Context, numbers: Numbers): string | null {
  if (!text.endsWith('answers')) return null;
  const fits = ratesOf(numbers)
    .flat()
    .filter(
      ({ group: { group, scored } }) =>
        scored === Number(value) && Object.values(group).every((name) => mentioned(name, about, numbers)),
    );
  const one = only(fits, (each) => rateTo(each, numbers), null);
  return one && rateTo(one, numbers);
}

/** All rates whose rows the CSV holds, by table. */
function ratesOf(numbers: Numbers): Rate[][] {
  return (numbers.statistics?.rates ?? []).map(({ judge, lines, groups }: { judge: string; groups: RateNumbers[] } & Printed) =>
    lines === null
      ? []
      : groups.map((group) => ({
          ...{ judge, group },
          base: { judge, lines: numbers.whole(judge, lines) ? '' : lines, by: null },
        })),
  );
}

/** null where the rows do not give the rate. */
function rateTo({ base, group }: Rate, numbers: Numbers): string | null {
  const claims: Claim[] = [
    { outcome: 'passed', count: group.passed },
    { outcome: 'scored', count: group.scored },
  ];
  return numbers.confirms(base, group.group, claims) ? numbers.link(base, group.group, 'scored') : null;
}

function scoredOf({ base, group }: Rate, numbers: Numbers) {
  return numbers.rowsOf(base, group.group).filter(({ outcome }) => outcome !== 'unscored');
}

function pairsTo({ judge, lines, group }: Compared, numbers: Numbers): string | null {
  if (lines === null) return null;
  return numbers.link({ judge, lines: numbers.whole(judge, lines) ? '' : lines, by: null }, group, '');
}

/** The one that fits, all with the same address; of several the one that was spoken of last; null for none. */
function only<T>(fits: readonly T[], to: (one: T) => string | null, last: T | null): T | null {
  const led = fits.filter((one) => to(one) !== null);
  if (new Set(led.map(to)).size === 1) return led.find((one) => one === last) ?? led[0] ?? null;
  return last !== null && led.includes(last) ? last : null;
}

function names({ a, b, group }: Compared, about: string, numbers: Numbers): boolean {
  return [a, b, ...Object.values(group)].every((name) => mentioned(name, about, numbers));
}

/** Whether a name, or what prose calls it, stands in the text as words of their own. */
function mentioned(name: string, about: string, { titles }: Numbers): boolean {
  const stands = (words: string) => {
    for (let at = about.indexOf(words); at >= 0; at = about.indexOf(words, at + 1))
      if (!/[\p{L}\p{N}]$/u.test(about.slice(0, at)) && !/^[\p{L}\p{N}]/u.test(about.slice(at + words.length))) return true;
    return false;
  };
  return name !== '' && (stands(name) || stands(titles[name] ?? name));
}
