// Where and how a script runs: its project and its flags. Passed to everything that reads or writes files.

import type { Project } from '../project.js';
import type { RunOptions } from './options.js';
import type { Generation, Model, Request } from './types.js';

/** Requests to a model about a dataset that have no answer yet. */
export interface ToAnswer {
  model: Model;
  dataset: string;
  requests: Request[];
  /** whether an answer is on disk, under any key of the same file */
  isRecorded(key: string): boolean;
}

/** Who answers: the model in this process, or workers elsewhere. */
export interface Answerer {
  /** One generation for each request, in any order. Whoever takes the next one says that the last is on disk. */
  answers(asked: ToAnswer): AsyncIterable<Generation>;
}

/** What a command that runs scripts may give them. */
export interface Given {
  /** default: the model itself */
  answerer?: Answerer;
  /**
   * Only plans: receives each run's model and dataset with every request that it may make, and rows then have an empty answer. Nothing is
   * asked, graded or written.
   */
  onPlan?(planned: Omit<ToAnswer, 'isRecorded'>): void;
}

export interface Session extends Given {
  project: Project;
  options: RunOptions;
  /** called at the beginning of each run, with the record files (relative paths) that it reads and may add to */
  beforeRun?(paths: string[]): void;
  /** called before a model is asked, e.g. to check the script; an error thrown here ends the run */
  beforeAsking?(): Promise<void>;
}
