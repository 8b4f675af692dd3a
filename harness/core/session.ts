// Where and how a script runs: its project and its flags. Passed to everything that reads or writes files.

import type { Project } from '../project.js';
import type { RunOptions } from './options.js';

export interface Session {
  project: Project;
  options: RunOptions;
  /** called before a model is asked for the first time, e.g. to check the script; an error thrown here ends the run */
  beforeAsking?(): Promise<void>;
}
