// Where and how a script runs: its project, and the flags that it was given. Passed to whatever reads or writes files.

import type { Project } from '../project.js';
import type { RunOptions } from './options.js';

export interface Session {
  project: Project;
  options: RunOptions;
}
