// Where and how a script runs: its project, and the flags that it was given. Passed to whatever reads or writes files.

import type { Project } from '../project.js';
import type { RunOptions } from './options.js';

export interface Session {
  project: Project;
  options: RunOptions;
  /** called before a model is asked for the first time, e.g. to check the script; what it throws ends the run */
  beforeAsking?(): Promise<void>;
}
