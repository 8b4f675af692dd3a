// A judge's health as a table, and as the line printed beside every number the judge gave.

import type { Table } from '../../harness/core/tables.js';
import type { Project } from '../../harness/project.js';
import { type Health, type Portion, weakness } from './health.js';
import { type HealthRecord, readHealth } from './health-record.js';

/** All `calibrate` measurements of this project; the file is recorded as an input of the table. */
export function measuredHealthTable(project: Project): Table {
  return { ...healthTable(readHealth(project)), inputs: [project.at.health] };
}

/** One row per judge and labelled set, with agreement and baselines. Proportions are percentages with 95 % intervals. */
export function healthTable(records: Pick<HealthRecord, 'by' | 'rubric' | 'data' | 'health'>[]): Table {
  const right = (title: string) => ({ title, align: 'right' as const });
  const shares = ['agreement, %', 'longest, %', 'most common, %', 'κ', 'right in both orders, %', 'swap consistency, %'];
  const biases = ['first shown wins, %', 'longer wins (labels), %', 'same again, %', 'read, %', 'tokens in / out'];
  return {
    columns: [
      { title: 'judge' },
      { title: 'rubric' },
      { title: 'labels' },
      ...['n', ...shares, ...biases].map(right),
      { title: '' },
    ],
    rows: records.map(({ by, rubric, data, health }) => [
      by,
      rubric,
      data,
      health.unscored ? `${health.n} (${health.unscored} unscored)` : String(health.n),
      withInterval(health.agreement),
      percent(health.longest),
      percent(health.common),
      kappaOf(health),
      withInterval(health.bothOrders),
      withInterval(health.swap),
      percent(health.first),
      health.longer.n ? `${percent(health.longer.judged)} (${percent(health.longer.labelled)})` : '–',
      health.retest.n ? `${percent(health.retest.rate)} of ${health.retest.n}` : '–',
      percent(health.parsed.rate),
      `${health.promptTokens} / ${health.outputTokens}`,
      marked(health),
    ]),
    caption:
      'Agreement: share of the scored verdicts on the label’s side, a tie counts half. Longest, most common: what "the longest answer wins" and ' +
      '"always the most common label" reach on the same labels. Not better than chance: the interval reaches a baseline, or 50 %. ' +
      'Changes with the order: that of swap consistency does, and a coin tossed for each order has 50 % there. ' +
      'First shown wins: 50 % is no order bias.',
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
