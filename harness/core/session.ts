// Where and how a script runs: its project and its flags. Passed to everything that reads or writes files.

import type { Project } from '../project.js';
import type { RunOptions } from './run-options.js';
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

/** What a run may ask one model, with those of higher limits that may follow. */
export interface Planned {
  model: Model;
  dataset: string;
  requests: Request[];
}

export interface Session {
  project: Project;
  options: RunOptions;
  /** default: the model itself */
  answerer?: Answerer;
  /** called at the beginning of each run, with the record files (relative paths) that it reads and may add to */
  beforeRun?(paths: string[]): void;
  /** called before a model is asked, e.g. to check the script; an error thrown here ends the run */
  beforeAsking?(): Promise<void>;
  /** only plans, if set: each run says here what it may ask, and its rows have an empty answer; nothing is asked, graded or written */
  planned?(asks: Planned): void;
}
