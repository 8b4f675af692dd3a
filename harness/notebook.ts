// What the running script has done so far: what it loaded, ran and showed. `weave` turns it into the report and starts a clean page.
import type { Dataset } from './load.js';
import type { Language } from './sentence.js';
import type { Judge, Model, Row } from './types.js';

/** One call of `run`. */
export interface Ran {
  dataset: Dataset;
  models: Model[];
  judges: Judge[];
  rows: Row[];
  trials: number;
  /** record files that were read, from the project's folder */
  paths: string[];
  asked: number;
  drifted: number;
}

export interface ShownItem {
  /** line of the script that called `show`, from 1 */
  line: number;
  content: Content;
}

/** Text to be known only when all of the script has run, e.g. a p value that is adjusted for all comparisons. */
export interface Lazy {
  kind: 'lazy';
  text(): string;
}

export interface Picture {
  kind: 'figure';
  alt: string;
  table: import('./tables.js').Table;
  svg(theme: 'light' | 'dark'): Promise<string>;
}

/** Whatever can say its finding in a sentence: a comparison, or the odds of single looks. */
export interface Says {
  brief(lang: Language): string;
}

/** Two models on the same questions, as the table of findings has it; shares from -1 to 1. */
export interface Difference {
  a: string;
  b: string;
  /** values of the fields that split the comparison; empty where nothing does */
  group: string;
  /** rate of a less rate of b, with its 95 % interval */
  difference: number;
  low: number;
  high: number;
  /** adjusted for all comparisons of the report */
  p: number;
  /** pairs that are scored on both sides */
  n: number;
}

/** What a visitor reads before the report itself, in README.md, README.zh-CN.md and reports/README.md. */
export interface Front {
  /** the report's question in Chinese */
  zh?: string;
  /** the finding in one sentence, to be quoted */
  says?: Says;
  /** a figure that the report shows */
  picture?: Picture;
}

export type Content = string | Lazy | Picture | import('./tables.js').Table;

export interface Page {
  ran: Ran[];
  shown: ShownItem[];
  /** files read besides datasets and records, e.g. speed records */
  inputs: string[];
  /** models that were measured, not asked */
  measured: Model[];
  headlines: { model: string; text: string }[];
  /** known when the page is woven, for p is adjusted for all comparisons */
  differences: (() => Difference[])[];
  fronts: Front[];
  /** p values of the report's comparisons, which are adjusted together */
  tests: { p: number }[];
}

const page: Page = { ran: [], shown: [], inputs: [], measured: [], headlines: [], differences: [], fronts: [], tests: [] };

export function currentPage(): Page {
  return page;
}

const finished: { name: string; ran: Ran[] }[] = [];

/** What each woven script ran, in order: for whoever runs many scripts and then looks at their rows. */
export function finishedPages(): { name: string; ran: Ran[] }[] {
  return [...finished];
}

/** Keeps what the script `name` ran, and starts a clean page. */
export function finishPage(name: string): void {
  finished.push({ name, ran: [...page.ran] });
  newPage();
}

/** Forgets everything: the next script starts on a clean page. */
export function newPage(): void {
  for (const list of Object.values(page)) list.length = 0;
}
