// What a judge must show on public labelled data: a check names its corpus and its pass mark, and says what it measured.

/** Reads a corpus file whose SHA-256 was checked, e.g. `read('cmath', 'cmath_dev.even.jsonl')`. */
export interface Corpora {
  read(corpus: string, file: string): Promise<Buffer>;
}

export interface Measured {
  /** how many items were graded */
  n: number;
  /** as the report prints it, with its unit, e.g. "2660/2660" or "AUC 0.997" */
  value: string;
  passed: boolean;
  /** items that went wrong, at most a few, for the reader to follow up */
  misses?: string[];
}

export interface Check {
  judge: string;
  /** names of the corpora read, as in validation/corpora.json; empty where the data is made here from a seed */
  corpora: string[];
  /** what is measured, in a few words */
  measure: string;
  /** the pass mark in words, e.g. "100 %" */
  reaches: string;
  run(corpora: Corpora): Promise<Measured>;
}
