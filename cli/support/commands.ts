// The commands of evalbook, in the order of the help.

import type { CommandName } from './command-names.js';

export interface Command {
  summary: string;
  /** Returns the exit code. */
  main(args: string[]): Promise<number>;
}

/** Command → its module, loaded when it is needed. */
export const commands: Record<CommandName, () => Promise<Command>> = {
  init: () => import('../commands/init.js'),
  report: () => import('../commands/report.js'),
  merge: () => import('../commands/merge.js'),
  site: () => import('../commands/site.js'),
  view: () => import('../commands/view.js'),
  dev: () => import('../commands/dev.js'),
  again: () => import('../commands/again.js'),
  work: () => import('../commands/work.js'),
  export: () => import('../commands/export.js'),
  new: () => import('../commands/new.js'),
  import: () => import('../commands/import.js'),
  verify: () => import('../commands/verify.js'),
  audit: () => import('../commands/audit.js'),
  diff: () => import('../commands/diff.js'),
  gate: () => import('../commands/gate.js'),
  answers: () => import('../commands/answers.js'),
  records: () => import('../commands/records.js'),
  trace: () => import('../commands/trace.js'),
  cite: () => import('../commands/cite.js'),
  grade: () => import('../commands/grade.js'),
  calibrate: () => import('../commands/calibrate.js'),
  label: () => import('../commands/label.js'),
  validate: () => import('../commands/validate.js'),
  models: () => import('../commands/models.js'),
  convert: () => import('../commands/convert.js'),
  doctor: () => import('../commands/doctor.js'),
  slim: () => import('../commands/slim.js'),
  completion: () => import('../commands/completion.js'),
};
