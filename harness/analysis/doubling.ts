// What three times the size buys and costs, and the same for each doubling, so that other pairs of models can be set beside it.
import type { Difference, Language, LazyTable, Says } from '../core/content.js';
import { UserError } from '../core/errors.js';
import type { Table } from '../core/tables.js';
import type { SpeedRecord } from '../records/measurements.js';
import { alpha, levelText } from '../stats/level.js';
import type { Comparison } from './compare.js';
import type { Contrast } from './contrast.js';
import { clustersText, pText, signed } from './sentence.js';
import { digits, speedMeasures, summarise } from './speed-table.js';

/** A comparison for each task, by the task's name: the larger model is side a, the smaller one side b, and nothing splits it. */
export type Tasks = Record<string, Comparison>;

/** Number of doublings from `smaller` parameters to `larger`, above 0. Errors: UserError (exit 2) unless 0 < smaller < larger. */
export function doublingsBetween(smaller: number, larger: number): number {
  if (!(smaller > 0 && larger > smaller && Number.isFinite(larger)))
    throw new UserError(`expected the parameters of a smaller and a larger model, got ${smaller} and ${larger}`);
  return Math.log2(larger / smaller);
}

/**
 * One line per task: the larger model less the smaller one in points, with its 95 % interval and p, and the points for each of `doublings`.
 * To divide is to take for granted that each doubling buys the same; two sizes cannot show whether it does. Errors: UserError (exit 2)
 * if a comparison is split into several.
 */
export function doublingTable(tasks: Tasks, doublings: number): LazyTable {
  const all = contrastsOf(tasks);
  return {
    kind: 'lazy table',
    ...joined(tasks),
    table: (family) => ({
      columns: [
        { title: 'task' },
        ...['pairs', 'more, points', 'p', 'a doubling, points'].map((title) => ({ title, align: 'right' as const })),
      ],
      rows: all.map(({ task, contrast, comparison }) => {
        const p = comparison.differences(family)[0]?.p;
        if (!contrast || contrast.difference === null || p === undefined) return [task, '0', '–', '–', '–'];
        const { n, difference, low, high } = contrast;
        const points = (by: number) => `${signed(difference / by)} (${signed(low / by)} to ${signed(high / by)})`;
        return [task, String(n), points(1), pText(p).replace('= ', ''), points(doublings)];
      }),
      caption: `The larger model less the smaller one, in per cent of answers, with ${levelText} interval; p after Holm’s adjustment for all comparisons of this page; ${doublings.toFixed(2)} doublings.`,
    }),
  };
}

/**
 * In which comparisons the larger model was shown to pass more often, in which less, and in which neither, and what it costs by `records`, if both
 * models have one: sentences to quote. `chinese`: tasks' names in Chinese. Errors: as `doublingTable`.
 */
export function doublingFinding(
  tasks: Tasks,
  { chinese = {}, records = [] }: { chinese?: Record<string, string>; records?: readonly SpeedRecord[] } = {},
): Says {
  const all = contrastsOf(tasks);
  return {
    ...joined(tasks),
    brief(lang, family) {
      const first = all.find(({ contrast }) => contrast)?.contrast;
      if (!first) return lang === 'zh' ? '没有可以比较的答案。' : 'Nothing was compared.';
      const [larger, smaller] = [first.a, first.b].map((id) => `**${first.titles[id] ?? id}**`) as [string, string];
      const kinds = all.map(({ task, contrast, comparison }) => {
        const found = comparison.differences(family)[0];
        const shown = found !== undefined && found.p < alpha;
        const name = (lang === 'zh' && chinese[task]) || task;
        const says =
          contrast?.difference == null ? name : `${name} (${evidence(contrast, lang)}${shown ? '' : adjusted(found, lang)})`;
        return { says, sign: shown ? Math.sign(found.difference) : 0 };
      });
      const named = (sign: number) => kinds.filter((one) => one.sign === sign).map(({ says }) => says);
      const found = sentence(lang, [larger, smaller], { more: named(1), less: named(-1), neither: named(0) });
      return `${found}${costSentence(lang, records, first)}`;
    },
  };
}

function sentence(lang: Language, [larger, smaller]: [string, string], found: Record<'more' | 'less' | 'neither', string[]>) {
  const total = Object.values(found).reduce((sum, { length }) => sum + length, 0);
  const { more, less, neither } = found;
  if (lang === 'zh')
    return [
      `${larger} 在 ${total} 项比较中的 ${more.length} 项通过率高于 ${smaller}${more.length ? `：${more.join('；')}` : ''}。`,
      ...(less.length ? [`${less.length} 项更低：${less.join('；')}。`] : []),
      ...(neither.length ? [`${neither.length} 项未能显示差异：${neither.join('；')}。`] : []),
    ].join('');
  return [
    `${larger} passed more often than ${smaller} in ${more.length} of ${total} comparisons${more.length ? `: ${more.join('; ')}` : ''}.`,
    ...(less.length ? [`It passed less often in ${less.length}: ${less.join('; ')}.`] : []),
    ...(neither.length ? [`No difference was shown in ${neither.length}: ${neither.join('; ')}.`] : []),
  ].join(' ');
}

function evidence(contrast: Contrast, lang: Language): string {
  const { difference, low, high, n, questions } = contrast;
  return lang === 'zh'
    ? `${signed(difference ?? 0)} 个百分点，${levelText} 区间 ${signed(low)} 至 ${signed(high)}，n = ${questions} 题，${n} 对${clustersText(contrast, lang)}`
    : `${signed(difference ?? 0)} points, ${levelText} interval ${signed(low)} to ${signed(high)}, n = ${questions} questions, ${n} pairs${clustersText(contrast, lang)}`;
}

/** Why no difference is shown, which the interval by itself may not say. */
function adjusted(found: Difference | undefined, lang: Language): string {
  if (!found) return '';
  return lang === 'zh' ? `，经 Holm 校正的 p ${pText(found.p)}` : `, p ${pText(found.p)} after Holm’s adjustment`;
}

/** Empty if a model has no record. */
function costSentence(lang: Language, records: readonly SpeedRecord[], { a, b }: Contrast): string {
  const lines = summarise(records);
  const of = (model: string, measure: string) => lines.find((one) => one.model === model && one.measure === measure);
  const [speed, memory] = [speedMeasures.shortTokensPerSecond, speedMeasures.peakMemoryMB].map(({ measure }) => {
    const [large, small] = [of(a, measure), of(b, measure)];
    if (!large || !small) return null;
    const one = ({ median, low, high }: typeof large) => `${digits(median)} (${digits(low)}–${digits(high)})`;
    return { large: one(large), small: one(small), n: large.n };
  });
  if (!speed || !memory) return '';
  return lang === 'zh'
    ? `它每秒写 ${speed.large} 个 token，较小的写 ${speed.small}；内存峰值 ${memory.large} MB，较小的 ${memory.small} MB：一台机器上 ${speed.n} 次运行的中位数（范围）。`
    : ` It writes ${speed.large} tokens a second where the smaller one writes ${speed.small}, and takes ${memory.large} MB at its peak against ${memory.small}; on one machine, medians (ranges) of ${speed.n} runs.`;
}

/**
 * What the larger of two models costs, measure by measure: both medians, how many times the smaller one's it is, and how many times for
 * each of `doublings`. Ranges are of the runs; a ratio's goes from its least to its largest by them. A model without a record: no line.
 */
export function costOfDoubling(records: readonly SpeedRecord[], [smaller, larger]: [string, string], doublings: number): Table {
  const lines = summarise(records);
  const rows = lines
    .filter(({ model }) => model === smaller)
    .flatMap((small) => {
      const large = lines.find(({ model, measure }) => model === larger && measure === small.measure);
      if (!large) return [];
      const value = (one: typeof small) => `${digits(one.median)} (${digits(one.low)}–${digits(one.high)})`;
      const ratios = [large.median / small.median, large.low / small.high, large.high / small.low] as const;
      const times = (by: number) => {
        const [median, low, high] = ratios.map((ratio) => (ratio ** (1 / by)).toFixed(2)) as [string, string, string];
        return `${median} (${low}–${high})`;
      };
      return [[`${small.measure}, ${small.unit}`, value(small), value(large), times(1), times(doublings)]];
    });
  return {
    columns: [
      { title: 'measure' },
      ...[smaller, larger, 'times', 'times, a doubling'].map((title) => ({ title, align: 'right' as const })),
    ],
    rows,
    caption: `Median (range) of ${[...new Set(lines.map(({ n }) => n))].join(' or ')} runs; ${doublings.toFixed(2)} doublings.`,
  };
}

interface Task {
  task: string;
  comparison: Comparison;
  /** undefined in a draft that lacks a side */
  contrast: Contrast | undefined;
}

function contrastsOf(tasks: Tasks): Task[] {
  return Object.entries(tasks).map(([task, comparison]) => {
    const { contrasts } = comparison;
    if (contrasts.length > 1)
      throw new UserError(`expected one comparison for the task "${task}", got ${contrasts.length}: leave \`by\` out of compare`);
    return { task, comparison, contrast: contrasts[0] };
  });
}

function joined(tasks: Tasks): Pick<Says, 'tests' | 'statistics' | 'missing'> {
  const all = Object.values(tasks);
  const missing = all.find((one) => one.missing)?.missing;
  return {
    tests: all.flatMap(({ tests }) => tests),
    statistics: all.flatMap(({ statistics = [] }) => statistics),
    ...(missing === undefined ? {} : { missing }),
  };
}
