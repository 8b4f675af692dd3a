// What one prompt, run once, would have shown: the recorded answers split into all the single runs that they contain.

import { clustered, clusterOf, gradeOf, modelTitles } from '../core/cluster.js';
import type { Says } from '../core/content.js';
import type { Estimate } from '../core/estimate.js';
import { inline } from '../core/quote.js';
import type { Table } from '../core/tables.js';
import type { Judge, Row } from '../core/types.js';
import { bootstrap, clusteredShare, type Interval } from '../stats/index.js';
import { levelText } from '../stats/level.js';
import { missingSide } from './compare.js';
import { percent } from './rate.js';

/** A task of a comparison: answers of both models to the same prompts, and the judge that grades them. */
export interface Task {
  title: string;
  rows: Row[];
  judge: Judge;
}

/** Probability that a single run favours either model, or neither; they sum to 1. */
export interface Odds {
  a: number;
  b: number;
  tie: number;
}

/** The result of single runs on a task, next to the result of all its answers. */
export interface SingleRun {
  title: string;
  /** prompts with a scored answer from both models */
  prompts: number;
  /** pass rate over all prompts and trials, each prompt weighted equally, 0 to 1 */
  rateA: number;
  rateB: number;
  odds: Odds;
  /** what prose calls the models, by id */
  titles: Record<string, string>;
  /** the odds of each prompt, those of one question (a prompt and its translation) together */
  questions: Odds[][];
}

/**
 * For each task, the odds that one prompt, drawn at random, with one answer per model yields a winner: the model that passes
 * where the other does not. All pairs of trials of a prompt are counted, so there is no sampling. Unscored answers are omitted.
 * Empty if a model has no rows, as in a draft of the other. Errors: Error if a task has no prompt that both models answered.
 */
export function singleRunOdds(tasks: readonly Task[], { a, b }: { a: string; b: string }): SingleRun[] {
  const all = tasks.flatMap(({ rows }) => rows);
  if (missingSide(all, 'model', [a, b])) return [];
  return tasks.map(({ title, rows, judge }) => {
    const prompts = clustered(rows, ({ sample }) => sample.id).flatMap((answers) => {
      const shareOf = (model: string) =>
        passShare(
          answers.filter((row) => row.model.id === model),
          judge.name,
        );
      const [shareA, shareB] = [shareOf(a), shareOf(b)];
      if (shareA === null || shareB === null) return [];
      const [winsA, winsB] = [shareA * (1 - shareB), shareB * (1 - shareA)];
      const question = clusterOf((answers[0] as Row).sample);
      return [{ shareA, shareB, question, odds: { a: winsA, b: winsB, tie: 1 - winsA - winsB } }];
    });
    if (prompts.length === 0) throw new Error(`expected answers of ${a} and ${b} to the same prompts in "${title}", found none`);
    const mean = (value: (prompt: (typeof prompts)[number]) => number) =>
      prompts.reduce((sum, prompt) => sum + value(prompt), 0) / prompts.length;
    return {
      title,
      prompts: prompts.length,
      titles: modelTitles(rows),
      rateA: mean(({ shareA }) => shareA),
      rateB: mean(({ shareB }) => shareB),
      odds: meanOdds(prompts.map(({ odds }) => odds)),
      questions: clustered(prompts, ({ question }) => question).map((some) => some.map(({ odds }) => odds)),
    };
  });
}

function meanOdds(all: readonly Odds[]): Odds {
  const mean = (value: (odds: Odds) => number) => all.reduce((sum, odds) => sum + value(odds), 0) / all.length;
  const [a, b] = [mean((odds) => odds.a), mean((odds) => odds.b)];
  return { a, b, tie: 1 - a - b };
}

/**
 * The outcome of one prompt per task, with one answer per model, over all tasks together: the odds, and 95 % intervals from
 * resampling the questions, each with all its prompts (draws that leave a task without any are omitted).
 */
export function overallOdds(runs: readonly SingleRun[]): { odds: Odds; intervals: Record<keyof Odds, Interval> } {
  const units = runs.flatMap(({ questions }, task) => questions.map((odds) => ({ task, odds })));
  const lookAt = (drawn: readonly number[]): Odds | null => {
    const byTask = runs.map((): Odds[] => []);
    for (const i of drawn) {
      const { task, odds } = units[i] as (typeof units)[number];
      byTask[task]?.push(...odds);
    }
    return byTask.every((odds) => odds.length > 0) ? majorityOdds(byTask.map(meanOdds)) : null;
  };
  const interval = (side: keyof Odds) => bootstrap(units.length, (drawn) => lookAt(drawn)?.[side] ?? Number.NaN);
  return {
    odds: majorityOdds(runs.map(({ odds }) => odds)),
    intervals: { a: interval('a'), b: interval('b'), tie: interval('tie') },
  };
}

/** `overallOdds` in a sentence, to show and quote; the model that wins more often comes first. */
export function singleRunFinding(runs: readonly SingleRun[], sides: { a: string; b: string }): Says {
  const { odds, intervals } = overallOdds(runs);
  const ends = ({ low, high }: Interval) => [low, high].map((end) => percent(Math.min(1, Math.max(0, end))));
  const [first, second] = odds.a >= odds.b ? (['a', 'b'] as const) : (['b', 'a'] as const);
  return {
    tests: [],
    ...(runs.length === 0 ? { missing: `expected rows of ${sides.a} and of ${sides.b}, got none of one of them` } : {}),
    estimates: {
      of: { singleRuns: 'over all tasks', ...sides },
      all: runs.length === 0 ? [] : named(sides).map(([side, names]) => estimateOf({ names }, odds[side], intervals[side], runs)),
    },
    brief(lang) {
      const [most, least, none] = ([first, second, 'tie'] as const).map((side) => {
        const [low, high] = ends(intervals[side]);
        return lang === 'zh'
          ? `${percent(odds[side])} %（${levelText} 区间 ${low} 至 ${high}）`
          : `${percent(odds[side])} % (${levelText} interval ${low} to ${high})`;
      });
      const [winner, loser] = [first, second].map((side) => `**${inline(runs[0]?.titles[sides[side]] ?? sides[side])}**`);
      return lang === 'zh'
        ? `${runs.length} 项任务各问一题、各答一次，判 ${winner} 胜出的占 ${most}，判 ${loser} 胜出的占 ${least}，分不出的占 ${none}。`
        : `One prompt and one answer for each of ${runs.length} tasks name ${winner} in ${most} of the looks, ${loser} in ${least}, and neither in ${none}.`;
    },
  };
}

/**
 * The odds that a count of wins favours either model: the `draws` are independent of each other; whoever wins more of them wins.
 * Computed exactly, by convolution.
 */
export function majorityOdds(draws: readonly Odds[]): Odds {
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

/** What a look can name: either model by its id, or neither. */
function named({ a, b }: { a: string; b: string }): [side: keyof Odds, names: string][] {
  return [
    ['a', a],
    ['b', b],
    ['tie', 'neither'],
  ];
}

function estimateOf(group: Record<string, string>, value: number, { low, high }: Interval, runs: readonly SingleRun[]): Estimate {
  const count = (of: (run: SingleRun) => number) => runs.reduce((sum, run) => sum + of(run), 0);
  const questions = count((run) => run.questions.length);
  return { group, value, low, high, questions, counted: `${count(({ prompts }) => prompts)} prompts` };
}

/** The odds of one task with their intervals: those of a mean over questions, each with all its prompts. */
function taskEstimates(run: SingleRun, sides: { a: string; b: string }): Estimate[] {
  return named(sides).map(([side, names]) => {
    const interval = clusteredShare(run.questions.map((prompts) => prompts.map((odds) => odds[side])));
    return estimateOf({ task: run.title, names }, run.odds[side], interval, [run]);
  });
}

/** A line per task: the rates over all answers, and what one prompt and one run would have shown, with 95 % intervals. */
export function singleRunTable(runs: readonly SingleRun[], { a, b }: { a: string; b: string }): Table {
  const estimates = runs.map((run) => taskEstimates(run, { a, b }));
  const right = (title: string) => ({ title, align: 'right' as const });
  return {
    columns: [
      { title: 'task' },
      ...['prompts', `${a}, %`, `${b}, %`].map(right),
      ...[a, b, 'neither'].map((name) => right(`names ${name}, % [${levelText} interval]`)),
    ],
    estimates: { of: { singleRuns: 'by task', a, b }, all: estimates.flat() },
    ...(runs.length === 0 ? { missing: `expected rows of ${a} and of ${b}, got none of one of them` } : {}),
    rows: runs.map(({ title, prompts, rateA, rateB }, i) => [
      title,
      String(prompts),
      ...[rateA, rateB].map(percent),
      ...(estimates[i] ?? []).map(({ value, low, high }) => `${percent(value ?? 0)} [${percent(low)}–${percent(high)}]`),
    ]),
    caption: 'Left the pass rates of all answers, right how often one prompt with one answer of each names a winner.',
  };
}

/** What more prompts would have shown: `counts` prompts per task, over all tasks together. */
export function moreRunsTable(runs: readonly SingleRun[], counts: readonly number[], { a, b }: { a: string; b: string }): Table {
  const right = (title: string) => ({ title, align: 'right' as const });
  return {
    columns: [right('prompts a task'), ...[`names ${a}, %`, `names ${b}, %`, 'names neither, %'].map(right)],
    ...(runs.length === 0 ? { missing: `expected rows of ${a} and of ${b}, got none of one of them` } : {}),
    rows: counts.map((count) => {
      const odds = majorityOdds(runs.flatMap((run) => Array.from({ length: count }, () => run.odds)));
      return [String(count), ...[odds.a, odds.b, odds.tie].map(percent)];
    }),
    caption: `Who wins more of the looks, over ${runs.length} tasks; prompts drawn with replacement, computed exactly.`,
  };
}

/** The share of scored answers that pass; null if none is scored. */
function passShare(rows: Row[], judge: string): number | null {
  const scores = rows.map((row) => gradeOf(row, judge)?.score ?? null).filter((score) => score !== null);
  return scores.length ? scores.filter((score) => score === 1).length / scores.length : null;
}
