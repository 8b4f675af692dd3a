// The interface of a judge's checks on labelled data: a check names its corpus and pass mark, and reports what it
// measured.

/** Reads a corpus file and verifies its SHA-256, e.g. `read('cmath', 'cmath_dev.even.jsonl')`. */
export interface Corpora {
  read(corpus: string, file: string): Promise<Buffer>;
}

export interface Measured {
  /** number of items graded */
  n: number;
  /** as printed in the report, with its unit, e.g. "2660/2660" or "AUC 0.997" */
  value: string;
  passed: boolean;
  /** a few of the failed items, for follow-up */
  misses?: string[];
}

export interface Check {
  judge: string;
  /** names of the corpora read, as in validation/corpora.json; empty if the data is generated from a seed */
  corpora: string[];
  /** what is measured, in a few words */
  measure: string;
  /** the pass mark in words, e.g. "100 %" */
  reaches: string;
  run(corpora: Corpora): Promise<Measured>;
}
