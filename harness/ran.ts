// What one call of `run` did.
import type { Dataset } from './load.js';
import type { Judge, Model, Row } from './types.js';

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
