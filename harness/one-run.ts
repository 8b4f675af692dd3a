// What one prompt, run once, would have said: the recorded answers taken apart into all the single runs that they hold.
import { clustered, gradeOf } from './question.js';
import { percent } from './rates.js';
import type { Table } from './tables.js';
import type { Judge, Row } from './types.js';

/** A task of a comparison: answers of both models to the same prompts, and who grades them. */
export interface Task {
  title: string;
  rows: Row[];
  judge: Judge;
}

/** How probable it is that one look names either model, or neither; they sum to 1. */
export interface Odds {
  a: number;
  b: number;
  tie: number;
}

/** What single looks at a task say, beside what all of its answers say. */
export interface OneRun {
  title: string;
  /** prompts with a scored answer of both models */
  prompts: number;
  /** pass rate over all prompts and trials, each prompt counting once, 0 to 1 */
  rateA: number;
  rateB: number;
  odds: Odds;
}

/**
 * For each task, the odds that one prompt, drawn at random, with one answer of each model names a winner: the model that passes where the
 * other does not. All pairs of trials of a prompt count, so nothing is drawn. Unscored answers are left out. Errors: Error where a task
 * holds no prompt that both models answered.
 */
export function oneRun(tasks: readonly Task[], { a, b }: { a: string; b: string }): OneRun[] {
  return tasks.map(({ title, rows, judge }) => {
    const prompts = clustered(rows, ({ sample }) => sample.id).flatMap((answers) => {
      const shareOf = (model: string) =>
        passShare(
          answers.filter((row) => row.model.id === model),
          judge.name,
        );
      const [shareA, shareB] = [shareOf(a), shareOf(b)];
      return shareA === null || shareB === null ? [] : [{ shareA, shareB }];
    });
    if (prompts.length === 0) throw new Error(`expected answers of ${a} and ${b} to the same prompts in "${title}", found none`);
    const mean = (value: (prompt: (typeof prompts)[number]) => number) =>
      prompts.reduce((sum, prompt) => sum + value(prompt), 0) / prompts.length;
    const winsA = mean(({ shareA, shareB }) => shareA * (1 - shareB));
    const winsB = mean(({ shareA, shareB }) => shareB * (1 - shareA));
    return {
      title,
      prompts: prompts.length,
      rateA: mean(({ shareA }) => shareA),
      rateB: mean(({ shareB }) => shareB),
      odds: { a: winsA, b: winsB, tie: 1 - winsA - winsB },
    };
  });
}

/**
 * The odds that a count of wins names either model: each draw of `draws` is independent of the others; who wins more of them wins.
 * Computed exactly, by convolution.
 */
export function mostWins(draws: readonly Odds[]): Odds {
  let ahead = new Map([[0, 1]]);
  for (const { a, b, tie } of draws) {
    const next = new Map<number, number>();
    const add = (lead: number, probability: number) => next.set(lead, (next.get(lead) ?? 0) + probability);
    for (const [lead, probability] of ahead) {
      add(lead + 1, probability * a);
      add(lead - 1, probability * b);
      add(lead, probability * tie);
    }
    ahead = next;
  }
  const sum = (wanted: (lead: number) => boolean) =>
    [...ahead].filter(([lead]) => wanted(lead)).reduce((total, [, probability]) => total + probability, 0);
  return { a: sum((lead) => lead > 0), b: sum((lead) => lead < 0), tie: ahead.get(0) ?? 0 };
}

/** A line a task: the rates of all answers, and what one prompt and one run would have said. */
export function oneRunTable(runs: readonly OneRun[], { a, b }: { a: string; b: string }): Table {
  const right = (title: string) => ({ title, align: 'right' as const });
  return {
    columns: [
      { title: 'task' },
      ...['prompts', `${a}, %`, `${b}, %`, `names ${a}, %`, `names ${b}, %`, 'names neither, %'].map(right),
    ],
    rows: runs.map(({ title, prompts, rateA, rateB, odds }) => [
      title,
      String(prompts),
      ...[rateA, rateB, odds.a, odds.b, odds.tie].map(percent),
    ]),
    caption: 'Left the pass rates of all answers, right how often one prompt with one answer of each names a winner.',
  };
}

/** What more looks would have said: `counts` prompts a task, over all tasks together. */
export function moreLooksTable(runs: readonly OneRun[], counts: readonly number[], { a, b }: { a: string; b: string }): Table {
  const right = (title: string) => ({ title, align: 'right' as const });
  return {
    columns: [right('prompts a task'), ...[`names ${a}, %`, `names ${b}, %`, 'names neither, %'].map(right)],
    rows: counts.map((count) => {
      const odds = mostWins(runs.flatMap((run) => Array.from({ length: count }, () => run.odds)));
      return [String(count), ...[odds.a, odds.b, odds.tie].map(percent)];
    }),
    caption: `Who wins more of the looks, over ${runs.length} tasks; prompts drawn with replacement, computed exactly.`,
  };
}

/** The share of the scored answers that pass; null where none is scored. */
function passShare(rows: Row[], judge: string): number | null {
  const scores = rows.map((row) => gradeOf(row, judge)?.score ?? null).filter((score) => score !== null);
  return scores.length ? scores.filter((score) => score === 1).length / scores.length : null;
}
