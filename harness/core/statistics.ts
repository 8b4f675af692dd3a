// The numbers that a page prints about its rows, as data: the manifest keeps them, and `verify` computes them anew from the CSV.
// Shares are from 0 to 1, differences from -1 to 1.
import type { Row } from './types.js';

/** A test of a comparison; `p` is not adjusted. */
export interface Test {
  p: number;
  name: 'exact McNemar test' | 'sign-flip permutation test';
}

/** What counts of a score: whether it is 1, or its value. */
export type Measure = 'pass rate' | 'mean score';

/** One line of a table of rates. */
export interface RateNumbers {
  /** field → value */
  group: Record<string, string>;
  passed: number;
  /** passed, had cut-off and looping answers been allowed to; absent where nothing is said of that */
  passedAsJudged?: number;
  scored: number;
  unscored: number;
  /** null if nothing was scored; then `low` and `high` are not printed */
  rate: number | null;
  low: number;
  high: number;
  /** how the interval was computed */
  method: string;
}

/** A table of rates of one judge, grouped by fields. */
export interface RatesNumbers {
  judge: string;
  measure: Measure;
  by: string[];
  /** the field whose values are the clusters of the intervals; absent: each question is one */
  clusters?: string;
  groups: RateNumbers[];
}

/** A comparison of two sides on the same questions. */
export interface DifferenceNumbers {
  judge: string;
  measure: Measure;
  /** what differs: 'model', 'condition' or a field of the samples */
  of: string;
  a: string;
  b: string;
  /** fields that split the comparison, and their values here */
  group: Record<string, string>;
  /** pairs scored on both sides, and the questions that they belong to */
  n: number;
  questions: number;
  /** the field whose values are the clusters of interval and test; absent: each question is one */
  clusters?: string;
  difference: number;
  low: number;
  high: number;
  /** how the interval was computed */
  method: string;
  test: string;
  /** p of this test alone, and adjusted for all of the page */
  alone: number;
  p: number;
}

/** Numbers that a page prints, with what they were computed from: rows, and the score of each, null for unscored. */
export interface Statistic {
  rows: readonly Row[];
  scores: readonly (number | null)[];
  rates?: RatesNumbers;
  /** `p` and `alone` follow from `test` and the page's family */
  difference?: Omit<DifferenceNumbers, 'p' | 'alone' | 'test'> & { test: Test };
}

/**
 * The rows that numbers come from, as records of the CSV: numbers from 1, the header not counted, in ranges such as "1-64" or
 * "2-128/2" (every second), separated by commas. null if the CSV does not hold these rows or scores, so that nobody can check.
 */
export type CsvLines = string | null;

/** Where numbers come from, and whether the page itself prints them; if not, pages that list reports quote them. */
export interface Printed {
  lines: CsvLines;
  shown: boolean;
}

/** Rates of a headline are what a gate holds. */
export interface Held {
  /** the name of the headline, '' for the only one; absent: these rates are no headline */
  headline?: string;
}

/** All rates and comparisons that a report prints, each once, rounded to six decimals. */
export interface Statistics {
  rates: (RatesNumbers & Printed & Held)[];
  differences: (DifferenceNumbers & Printed)[];
  /** how many comparisons the p values are adjusted for */
  family: number;
}

/** The six decimals that the manifest keeps. */
export function short(value: number): number {
  return Number(value.toFixed(6));
}
