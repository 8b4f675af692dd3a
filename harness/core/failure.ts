// What is said of an experiment that failed: one line that names it, and below it the stack where the fault is not the user's input.

import { pathToFileURL } from 'node:url';
import type { Project } from '../project.js';
import { exit, printed, UserError } from './errors.js';

export interface Failure {
  /** "experiments/NN-name.ts", with ":LINE" where the error tells it */
  where: string;
  /** one line */
  message: string;
  /** exit code of the command that met it */
  code: number;
  /** lines to stand below, each with its line feed; '' where the message says all */
  stack: string;
}

/** `script`: path from the project's folder; paths are told from there. */
export function failureOf({ folder }: Project, script: string, error: unknown): Failure {
  const where = script;
  const local = (text: string) => text.replaceAll(`${pathToFileURL(folder).href}/`, '').replaceAll(`${folder}/`, '');
  if (error instanceof UserError) return { where, message: error.message, code: error.code, stack: local(stackBelow(error)) };
  if (!(error instanceof Error)) return { where, message: `threw ${printed(error)}`, code: exit.gate, stack: '' };
  const [, file, row, reason] = /^(.+):(\d+):\d+: ERROR: (.+)$/m.exec(error.message) ?? []; // esbuild's, which reads the scripts
  if (file) return { where: `${local(file)}:${row}`, message: reason ?? '', code: exit.gate, stack: '' };
  const line = siteOf(local(error.stack ?? ''), script);
  const [first = ''] = local(error.message).split('\n');
  const name = error.name === 'Error' ? '' : `${error.name}: `;
  return {
    where: line ? `${script}:${line}` : where,
    message: `${name}${first}`,
    code: exit.gate,
    stack: local(stackBelow(error)),
  };
}

/** Line of the innermost frame in the script; null where there is none. */
function siteOf(stack: string, script: string): string | null {
  const frame = stack.split('\n').find((text) => text.includes(script)) ?? '';
  return /:(\d+):\d+\)?$/.exec(frame)?.[1] ?? null;
}

/** The frames of an error that is no UserError, or of the one that a UserError has as its cause, indented; '' where there are none. */
export function stackBelow(error: unknown): string {
  if (error instanceof UserError) return stackBelow(error.cause);
  if (!(error instanceof Error)) return '';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return frames.map((line) => `    ${line.trim()}\n`).join('');
}
