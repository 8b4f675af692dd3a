// What one call of `run` did.
import type { Dataset } from '../core/load.js';
import type { Judge, Model, Row } from '../core/types.js';

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
