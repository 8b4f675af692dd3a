// What a page can contain: texts, tables, figures, and content that is known only once the page is complete, because p values are
// adjusted for all comparisons that the page shows.
import type { Estimates } from './estimate.js';
import type { Statistic, Test } from './statistics.js';
import type { Table } from './tables.js';

export type { Statistic, Test };

export type Language = 'en' | 'zh';

/** The tests of all comparisons on a page; their p values are adjusted together. */
export type Family = readonly Test[];

// `estimates`: the numbers with intervals that it shows, for predictions about them. `missing`: which model, field or side named in it has no rows. A report refuses it; a draft of only some rows shows it as it
// is.

/** A text with p values; `family` defaults to its own tests. */
export interface LazyText {
  kind: 'lazy text';
  tests: Family;
  statistics?: readonly Statistic[];
  missing?: string;
  estimates?: Estimates;
  text(family?: Family): string;
}

/** A table with p values; `family` defaults to its own tests. */
export interface LazyTable {
  kind: 'lazy table';
  tests: Family;
  statistics?: readonly Statistic[];
  missing?: string;
  estimates?: Estimates;
  table(family?: Family): Table;
}

export interface Picture {
  kind: 'figure';
  alt: string;
  table: Table;
  svg(theme: 'light' | 'dark'): Promise<string>;
}

export type Content = string | LazyText | LazyTable | Picture | Table;

/** Anything that can state its finding in a sentence: a comparison, or the odds of single runs. */
export interface Says {
  tests: Family;
  statistics?: readonly Statistic[];
  missing?: string;
  estimates?: Estimates;
  brief(lang: Language, family?: Family): string;
}

/** Two models on the same questions, as shown in the table of findings; shares from -1 to 1. */
export interface Difference {
  a: string;
  b: string;
  /** values of the fields that split the comparison; empty if none do */
  group: string;
  /** rate of a minus rate of b, with its interval */
  difference: number;
  low: number;
  high: number;
  /** adjusted for all comparisons of the report */
  p: number;
  /** pairs scored on both sides */
  n: number;
  /** distinct questions among them */
  questions: number;
  /** what the interval and p are by, if the script names other clusters than the questions: how many of them */
  clusters?: number;
}
