// What can stand on a page: texts, tables, figures, and what is known only when the page is whole, for p values are adjusted for all
// comparisons that it shows.
import type { Table } from './tables.js';

export type Language = 'en' | 'zh';

/** A test of a comparison; `p` is not adjusted. */
export interface Test {
  p: number;
  name: 'exact McNemar test' | 'sign-flip permutation test';
}

/** The tests of all comparisons on a page, which are adjusted together. */
export type Family = readonly Test[];

// `missing`: which model, field or side that it names has no rows. A report refuses it; in a draft of some of them it stands as it is.

/** A text with p values; `family` default: its own tests. */
export interface LazyText {
  kind: 'lazy text';
  tests: Family;
  missing?: string;
  text(family?: Family): string;
}

/** A table with p values; `family` default: its own tests. */
export interface LazyTable {
  kind: 'lazy table';
  tests: Family;
  missing?: string;
  table(family?: Family): Table;
}

export interface Picture {
  kind: 'figure';
  alt: string;
  table: Table;
  svg(theme: 'light' | 'dark'): Promise<string>;
}

export type Content = string | LazyText | LazyTable | Picture | Table;

/** Whatever can say its finding in a sentence: a comparison, or the odds of single runs. */
export interface Says {
  tests: Family;
  missing?: string;
  brief(lang: Language, family?: Family): string;
}

/** Two models on the same questions, as the table of findings has it; shares from -1 to 1. */
export interface Difference {
  a: string;
  b: string;
  /** values of the fields that split the comparison; empty where nothing does */
  group: string;
  /** rate of a less rate of b, with its interval */
  difference: number;
  low: number;
  high: number;
  /** adjusted for all comparisons of the report */
  p: number;
  /** pairs that are scored on both sides */
  n: number;
}
