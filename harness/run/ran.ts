// The result of one call of `run`.
import type { Dataset } from '../core/load.js';
import type { Judge, Model, Row } from '../core/types.js';
import type { RepeatRecord } from '../records/repeats.js';

/** The lines of one record file that a run used. */
export interface Used {
  /** relative to the project folder */
  path: string;
  keys: string[];
}

export interface Ran {
  dataset: Dataset;
  models: Model[];
  judges: Judge[];
  rows: Row[];
  trials: number;
  /** why an answer may pass although it was cut off or loops; absent: it does not */
  cutOffMayPass?: string;
  /** recorded answers and verdicts that were used */
  used: Used[];
  /** by model id: what was measured of servers that repeat their text or do not */
  repeats?: { model: string; record: RepeatRecord }[];
  asked: number;
  drifted: number;
}
