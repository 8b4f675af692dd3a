// What a gate says of a baseline, in Markdown: for a pull request, or a workflow's summary.
import { signed } from '../analysis/sentence.js';
import { inline } from '../core/quote.js';
import { markdown } from '../core/tables.js';
import { levelText } from '../stats/level.js';
import type { Golden } from './baseline.js';
import type { Compared } from './regression.js';

/** A rate with the smallest drop that is found with 80 % power, 0 to 1; null if none, however large. */
export type Seen = Omit<Compared, 'smallest'> & { smallest: number | null };

export interface Gate {
  compared: Seen[];
  /** how many tests the p values are adjusted for */
  family: number;
  /** as it was named */
  baseline: string;
  open: boolean;
  /** 0 to 1 */
  minEffect: number;
  golden: Golden[];
  /** reports that only today, or only the baseline, has */
  added: string[];
  gone: string[];
}

/** The summary as Markdown; ends with a line feed. */
export function gateText(gate: Gate): string {
  const { compared, golden } = gate;
  const drops = compared.filter(({ outcome }) => outcome === 'drop');
  const failed = golden.filter(({ passed }) => !passed);
  const reasons = [
    ...(drops.length > 0 ? [`${count(drops.length, 'rate')} dropped`] : []),
    ...(failed.length > 0 ? [`${count(failed.length, 'golden answer')} of ${golden.length} failed`] : []),
  ];
  return `${[
    `## Gate ${gate.open ? 'open' : `closed: ${reasons.join(', ')}`}`,
    opening(gate),
    ...(compared.length > 0 ? [table(gate)] : []),
    ...goldenPart(golden),
    blind(gate),
    ...notes(gate),
  ].join('\n\n')}\n`;
}

function opening({ baseline, compared, family, minEffect }: Gate): string {
  const least = minEffect > 0 ? ` A drop that is smaller than ${points(minEffect)} points closes no gate.` : '';
  return `${count(compared.length, 'headline rate')} against ${inline(baseline)}, over answers to the same samples that are scored on both sides. Exact paired tests, two-sided, Holm’s adjustment over the ${family} in which enough answers turned to show anything.${least}`;
}

const words: Record<Compared['outcome'], string> = {
  drop: '**drop**',
  'small drop': 'drop, small',
  rise: 'rise',
  'not shown': 'no change shown',
  'not comparable': 'nothing to compare',
};

function table({ compared }: Gate): string {
  const right = (title: string) => ({ title, align: 'right' as const });
  return markdown({
    columns: [
      { title: 'rate' },
      ...['n', 'baseline', 'today', 'change, points', `${levelText} interval`, 'turned, worse : better', 'p (Holm)'].map(right),
      { title: 'says' },
      right('not seen below'),
    ],
    rows: compared.map((one) => {
      const { n, questions, clusters, before, after, difference, low, high, onlyBefore, onlyNow, p, outcome, smallest } = one;
      return [
        nameOf(one),
        `${n}${n === questions ? '' : ` on ${questions} questions`}${clusters === questions ? '' : ` in ${clusters} clusters`}`,
        share(before),
        share(after),
        difference === null ? '–' : signed(difference),
        difference === null ? '–' : `${signed(low)} to ${signed(high)}`,
        `${onlyBefore} : ${onlyNow}`,
        p === null ? '–' : p < 0.001 ? '< 0.001' : p.toFixed(3),
        words[outcome],
        smallest === null ? '–' : points(smallest),
      ];
    }),
  });
}

/** "07-word-problems, math, smollm2-135m-instruct". */
function nameOf({ report, headline, judge, group }: Pick<Compared, 'report' | 'headline' | 'judge' | 'group'>): string {
  return [report, headline || judge, ...Object.values(group)].filter(Boolean).map(inline).join(', ');
}

function goldenPart(golden: readonly Golden[]): string[] {
  if (golden.length === 0) return [];
  const failed = golden.filter(({ passed }) => !passed);
  if (failed.length === 0) return [`Golden samples: all ${count(golden.length, 'answer')} passed.`];
  const lines = failed.map(
    ({ sample, report, model, place, judge, verdict }) =>
      `- ${[sample, report, model, place, judge].filter(Boolean).map(inline).join(', ')}: ${inline(verdict || 'unscored')}`,
  );
  return [`Golden samples: ${failed.length} of ${count(golden.length, 'answer')} did not pass.\n\n${lines.join('\n')}`];
}

/** What the gate could not have seen. */
function blind({ compared, minEffect }: Gate): string {
  const seen = compared.flatMap(({ smallest }) => (smallest === null ? [] : [smallest]));
  const never = compared.filter(({ smallest, n }) => smallest === null && n > 0).length;
  const range =
    seen.length === 0
      ? 'Of none of these rates could a drop be found with 80 % power.'
      : `What it could not have seen: with 80 % power it finds a drop of ${points(Math.min(...seen))} points in the best of these rates, of ${points(Math.max(...seen))} in the worst; smaller ones mostly pass.`;
  return [
    range,
    ...(never > 0 && seen.length > 0 ? [`In ${never} of them, with few questions, none however large.`] : []),
    ...(minEffect > 0 ? ['This counts that a drop has to come out at the size asked for.'] : []),
  ].join(' ');
}

function notes({ compared, added, gone }: Gate): string[] {
  const list = [
    ...compared.flatMap((one) => {
      const said = [
        ...(one.versions.length > 1
          ? [`its judge went from version ${one.versions.map(inline).join(' to ')}: another ruler`]
          : []),
        ...(one.unpaired > 0 ? [`${count(one.unpaired, 'answer')} of today without one to the same sample in the baseline`] : []),
        ...(one.unscored > 0 ? [`${count(one.unscored, 'pair')} with an unscored answer`] : []),
      ];
      return said.length > 0 ? [`- ${nameOf(one)}: ${said.join('; ')}`] : [];
    }),
    ...(added.length > 0 ? [`- without a baseline: ${added.map(inline).join(', ')}`] : []),
    ...(gone.length > 0 ? [`- in the baseline, and here no more: ${gone.map(inline).join(', ')}`] : []),
  ];
  return list.length > 0 ? [`Not compared, or to be read with care:\n\n${list.join('\n')}`] : [];
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}

function share(value: number | null): string {
  return value === null ? '–' : `${points(value)} %`;
}

function points(value: number): string {
  return (100 * value).toFixed(1);
}
