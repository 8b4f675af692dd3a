// Where and how a script runs: its project and its flags. Passed to everything that reads or writes files.

import type { Project } from '../project.js';
import type { RunOptions } from './options.js';
import type { Model } from './types.js';

export interface Session {
  project: Project;
  options: RunOptions;
  /** called at the beginning of each run, with the record files (relative paths) that it reads and may add to */
  beforeRun?(paths: string[]): void;
  /** called before a model is asked, e.g. to check the script; an error thrown here ends the run */
  beforeAsking?(): Promise<void>;
  /** if set, nothing is asked: each run says instead what it would ask, and has no rows */
  planned?(asks: Planned): void;
}

/** What a run asks one model. */
export interface Planned {
  model: Pick<Model, 'id' | 'digest' | 'served' | 'portable'>;
  dataset: string;
  /** of its requests, with those of higher limits that may follow */
  keys: Set<string>;
}
