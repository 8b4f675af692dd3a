// A rate, the rates of several groups, and how they are written: as a percentage, in words, as a table.
import type { Estimates } from '../core/estimate.js';
import { inline } from '../core/quote.js';
import type { Statistic } from '../core/statistics.js';
import type { Table } from '../core/tables.js';
import type { Share } from '../stats/clustered-share.js';
import { levelText } from '../stats/level.js';

export interface Rate {
  group: Record<string, string>;
  /** graded answers: scored + unscored */
  n: number;
  scored: number;
  passed: number;
  /** passed, had cut-off and looping answers been allowed to */
  passedAsJudged: number;
  unscored: number;
  /** those of the unscored that are not an answer but an error of the model */
  errors: number;
  /** distinct questions among the scored; fewer than `scored` if a question has several trials or translations */
  questions: number;
  /** what the interval is over: the questions, or the clusters that the script names */
  clusters: number;
  /** passed / scored, or the mean score, 0 to 1; null if nothing was scored */
  rate: number | null;
  /** ends of the 95 % interval, 0 to 1 */
  low: number;
  high: number;
  method: Share['method'];
  /** the rate if all unscored answers had been wrong, or right */
  lowest: number;
  highest: number;
}

export interface Rates {
  by: string[];
  judge: string;
  /** what `rate` is */
  measure: 'pass rate' | 'mean score';
  groups: Rate[];
  /** what prose and figures call the models, by id */
  titles: Record<string, string>;
  /** the same numbers with the rows that they come from */
  statistics: readonly Statistic[];
  table(): Table;
  /** The one group that matches. Errors: UserError (exit 2) if none does. */
  of(match: Record<string, string>): Rate;
  /** what a prediction about them is about */
  estimates: Estimates;
  /**
   * The rate where `field` is `a` minus that where it is `b`, for each group of the other fields: of different questions, e.g. two
   * levels. Errors: UserError (exit 2) if the rates are not split by `field`, or a question is on both sides.
   */
  across(field: string, a: string, b: string): Estimates;
}

/** Rates as a table, a line for each group. */
export function tableOf(by: string[], groups: Rate[], measure: Rates['measure']): Table {
  const right = (title: string) => ({ title, align: 'right' as const });
  const value = measure === 'pass rate' ? '%' : 'mean score, %';
  const lenient = measure === 'pass rate' && groups.some(({ passed, passedAsJudged }) => passed !== passedAsJudged);
  const titles = ['passed', 'scored', 'unscored', value, `${levelText} interval`, ...(lenient ? ['lenient, %'] : [])];
  return {
    columns: [...by.map((title) => ({ title })), ...titles.map(right)],
    rows: groups.map((one) => [
      ...by.map((field) => inline(one.group[field] ?? '')),
      String(one.passed),
      String(one.scored),
      unscoredCell(one),
      ...(isSingle(one) ? [singleText(one, measure), '–'] : rateCells(one)),
      ...(lenient ? [one.scored < 2 ? '–' : percent(one.passedAsJudged / one.scored)] : []),
    ]),
    caption: lenient ? `${captionOf(groups)} ${lenientText}` : captionOf(groups),
  };
}

function rateCells({ rate, low, high }: Rate): string[] {
  return rate === null ? ['–', '–'] : [percent(rate), `${percent(low)}–${percent(high)}`];
}

/** Whether it is one scored answer and nothing else: no rate follows from it. */
export function isSingle({ n, scored }: Rate): boolean {
  return n === 1 && scored === 1;
}

/** A single answer in words. */
export function singleText({ passed, rate }: Rate, measure: Rates['measure']): string {
  if (measure === 'mean score') return `score ${(rate ?? 0).toFixed(2)}, 1 answer`;
  return passed ? 'passed, 1 answer' : 'did not pass, 1 answer';
}

function unscoredCell({ unscored, errors, lowest, highest }: Rate): string {
  if (!unscored) return '0';
  return `${unscored} (${percent(lowest)}–${percent(highest)} if decided${errors ? `; ${errors} model errors` : ''})`;
}

const methods: Record<Share['method'], string> = {
  Wilson: 'Wilson intervals among the scored',
  'clustered Wilson': 'where a question has several answers in a line, Wilson intervals for the effective number of answers',
  'scored Wilson': 'Wilson intervals for the effective number of answers',
};

const lenientText = 'Lenient: answers that were cut off or loop may pass too.';

function captionOf(groups: Rate[]): string {
  const used = new Set(groups.filter((one) => one.rate !== null && !isSingle(one)).map(({ method }) => method));
  const text = Object.entries(methods)
    .filter(([method]) => [...used].some((one) => one === method))
    .map(([, words]) => words)
    .join('; ');
  if (text) return `${text[0]?.toUpperCase()}${text.slice(1)}.`;
  return groups.some(isSingle) ? 'A single answer has no rate.' : 'Nothing was scored.';
}

/** What `clusters` means for the intervals; '' without. */
export function clustersText(groups: Rate[], field: string | undefined): string {
  if (field === undefined) return '';
  const counts = [...new Set(groups.map(({ clusters }) => clusters))].sort((a, b) => a - b).join(' or ');
  return ` Clusters by ${inline(field)} (${counts}): each counts with all its answers, so that the intervals speak of others like them too.`;
}

/** A share as a percentage with one decimal. */
export function percent(share: number): string {
  return (100 * share).toFixed(1);
}
