// Where and how a script runs: its project and its flags. Passed to everything that reads or writes files.

import type { Project } from '../project.js';
import type { RunOptions } from './options.js';

export interface Session {
  project: Project;
  options: RunOptions;
  /** called at the beginning of each run, with the record files (relative paths) that it reads and may add to */
  beforeRun?(paths: string[]): void;
  /** called before a model is asked, e.g. to check the script; an error thrown here ends the run */
  beforeAsking?(): Promise<void>;
}
