// A judge's health as a table, and as the line printed beside every number the judge gave.

import type { Says } from '../../harness/core/content.js';
import { inline, titleOf } from '../../harness/core/quote.js';
import type { Table } from '../../harness/core/tables.js';
import type { Model } from '../../harness/core/types.js';
import type { Project } from '../../harness/project.js';
import { levelText } from '../../harness/stats/level.js';
import { type Health, type Portion, weakness } from './health.js';
import { type HealthRecord, readHealth } from './health-record.js';

type Measured = Pick<HealthRecord, 'by' | 'rubric' | 'data' | 'health'>;

/** All `calibrate` measurements of this project; the file is recorded as an input of the table. */
export function measuredHealthTable(project: Project): Table {
  return { ...healthTable(readHealth(project)), inputs: [project.at.health] };
}

/** All `calibrate` measurements of this project of what sways a judge; the file is recorded as an input of the table. */
export function measuredBiasTable(project: Project): Table {
  return { ...biasTable(readHealth(project)), inputs: [project.at.health] };
}

/** One row per judge and labelled set, with agreement and baselines. Proportions are percentages with 95 % intervals. */
export function healthTable(records: Measured[]): Table {
  return {
    ...tableOf(records, { ...who, ...agreement }),
    estimates: {
      of: { agreement: 'with labels' },
      all: records.map(({ by, rubric, data, health: { agreement } }) => ({
        group: { judge: by, rubric, labels: data },
        value: agreement.rate,
        low: agreement.low,
        high: agreement.high,
        questions: null,
        counted: `${agreement.n} verdicts`,
      })),
    },
    caption:
      'Agreement: share of the scored verdicts on the label’s side, a tie counts half. Longest, most common: what "the longest answer wins" and ' +
      '"always the most common label" reach on the same labels. Not better than chance: the interval reaches a baseline, or 50 %. ' +
      'Changes with the order: swap consistency does, and a coin tossed for each order has 50 % there.',
  };
}

/** One row per judge and labelled set: how far order, length and chance decide, and what it cost in tokens. */
export function biasTable(records: Measured[]): Table {
  return { ...tableOf(records, { ...who, ...biases }), caption: 'First shown wins: 50 % is no order bias.' };
}

/** Both tables in one, for the CSV. */
export function wholeHealthTable(records: Measured[]): Table {
  const named: Record<string, Column> = { judge: ({ by }) => by, rubric: ({ rubric }) => rubric, labels: ({ data }) => data };
  return tableOf(records, { ...named, ...agreement, ...biases });
}

type Column = (measured: Measured) => string;

// Judge and rubric in one cell, so that the table fits a page.
const who: Record<string, Column> = { 'judge, rubric': ({ by, rubric }) => `${by}, ${rubric}`, labels: ({ data }) => data };

const agreement: Record<string, Column> = {
  n: ({ health }) => (health.unscored ? `${health.n} (${health.unscored} unscored)` : String(health.n)),
  'agreement, %': ({ health }) => withInterval(health.agreement),
  'longest, %': ({ health }) => percent(health.longest),
  'most common, %': ({ health }) => percent(health.common),
  κ: ({ health }) => kappaOf(health),
  'right in both orders, %': ({ health }) => withInterval(health.bothOrders),
  '': ({ health }) => marked(health),
};

const biases: Record<string, Column> = {
  'swap consistency, %': ({ health }) => withInterval(health.swap),
  'first shown wins, %': ({ health }) => percent(health.first),
  'longer wins (labels), %': ({ health: { longer } }) =>
    longer.n ? `${percent(longer.judged)} (${percent(longer.labelled)})` : '–',
  'same again, %': ({ health: { retest } }) => (retest.n ? `${percent(retest.rate)} of ${retest.n}` : '–'),
  'read, %': ({ health }) => percent(health.parsed.rate),
  'tokens in / out': ({ health }) => `${health.promptTokens} / ${health.outputTokens}`,
};

function tableOf(records: Measured[], columns: Record<string, Column>): Table {
  return {
    columns: Object.keys(columns).map((title) => ({
      title,
      ...(/[,κn]/.test(title) && !(title in who) ? { align: 'right' as const } : {}),
    })),
    rows: records.map((one) => Object.values(columns).map((column) => column(one))),
  };
}

/**
 * How many of these measurements are better than chance, in how many only the agreement is, as verdicts change with the order, and the lowest and
 * the highest agreement, to show and quote; `models` have their titles.
 */
export function healthFinding(
  records: Pick<HealthRecord, 'by' | 'data' | 'health'>[],
  models: readonly Pick<Model, 'id' | 'title'>[] = [],
): Says {
  const better = records.filter(({ health }) => weakness(health) === null).length;
  const bound = records.filter(({ health }) => weakness(health) === 'order').length;
  const sorted = records
    .filter(({ health }) => health.agreement.rate !== null)
    .sort((a, b) => (a.health.agreement.rate as number) - (b.health.agreement.rate as number));
  const ends = [sorted.at(0), sorted.at(-1)].flatMap((one) => (one ? [one] : []));
  return {
    tests: [],
    brief(lang) {
      const [least, most] = ends.map(({ by, data, health: { agreement } }) => {
        const [rate, low, high] = [agreement.rate, agreement.low, agreement.high].map(percent);
        return lang === 'zh'
          ? `${rate} %（**${titleOf(models, by)}**；${levelText} 区间 ${low} 至 ${high}，n = ${agreement.n}）`
          : `${rate} % (**${titleOf(models, by)}**, ${inline(data)}; ${levelText} interval ${low} to ${high}, n = ${agreement.n})`;
      });
      const range =
        least === undefined
          ? ''
          : lang === 'zh'
            ? `：与标注一致的比例从 ${least} 到 ${most}`
            : `: agreement with the labels goes from ${least} to ${most}`;
      if (lang === 'zh')
        return `${records.length} 次测量中，${better} 次好于碰运气${range}。${bound ? `其中 ${bound} 次的一致比例本身高于碰运气，但裁决随两个答案的先后而变。` : ''}`;
      const order = ` In ${bound} the agreement alone is above chance, but the verdict changes with the order in which the two answers are shown.`;
      return `Of ${records.length} measurements of a judge, ${better} ${better === 1 ? 'is' : 'are'} better than chance${range}.${bound ? order : ''}`;
    },
  };
}

/** Labels are rows, verdicts are columns. */
export function confusionTable({ confusion: [first, second], first: order }: Health): Table {
  const names = order === null ? ['good', 'poor'] : ['first', 'second'];
  const right = (title: string) => ({ title, align: 'right' as const });
  return {
    columns: [{ title: 'label' }, ...[`judged ${names[0]}`, `judged ${names[1]}`, 'even', 'unscored'].map(right)],
    rows: [first, second].map((counts, i) => [names[i] as string, ...counts.map(String)]),
  };
}

/** The note beside a judged number: the judge's agreement on each labelled set, or that it was never measured. */
export function healthLine(rubric: string, by: string, records: HealthRecord[]): string {
  if (records.length === 0)
    return `Judged by ${by} with the rubric ${rubric}. How far it agrees with labels was never measured: \`npx evalbook calibrate ${rubric}\`.`;
  const parts = records.map(({ data, health }) => {
    const base =
      health.longest > health.common
        ? `"the longest wins" ${percent(health.longest)} %`
        : `"always the most common" ${percent(health.common)} %`;
    const mark = marked(health);
    return `on ${data} ${withInterval(health.agreement)} % of ${health.agreement.n} (κ ${kappaOf(health)}; ${base})${mark && `, ${mark}`}`;
  });
  return `Judged by ${by} with the rubric ${rubric}. Agreement with labels: ${parts.join('; ')}.`;
}

/** Whether the judge is no better than chance on at least one of its labelled sets; a judge never measured counts as weak. */
export function isWeak(records: HealthRecord[]): boolean {
  return records.length === 0 || records.some(({ health }) => weakness(health) !== null);
}

/** Cost of the tokens at prices per million tokens, in the prices' currency, with four decimals. */
export function cost({ promptTokens, outputTokens }: Health, price: { input: number; output: number }): string {
  return ((promptTokens * price.input + outputTokens * price.output) / 1e6).toFixed(4);
}

const marks = { agreement: '**not better than chance**', order: '**not better than chance: changes with the order**' };

/** The warning for a weak judge; empty for any other. */
function marked(health: Health): string {
  const why = weakness(health);
  return why ? marks[why] : '';
}

function withInterval({ rate, low, high, n }: Portion): string {
  return n === 0 || rate === null ? '–' : `${percent(rate)} [${percent(low)}–${percent(high)}]`;
}

function kappaOf({ kappa: { value, low, high } }: Health): string {
  if (value === null) return '–';
  return low === null || high === null ? value.toFixed(2) : `${value.toFixed(2)} [${low.toFixed(2)}–${high.toFixed(2)}]`;
}

function percent(share: number | null): string {
  return share === null ? '–' : (100 * share).toFixed(1);
}
