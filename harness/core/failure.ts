// How a failed experiment is reported: one line that names it, followed by the stack unless the user's input is at fault.

import { pathToFileURL } from 'node:url';
import type { Project } from '../project.js';
import { exit, printed, UserError } from './errors.js';

export interface Failure {
  /** "experiments/NN-name.ts", with ":LINE" if the error gives it */
  where: string;
  /** one line */
  message: string;
  /** exit code of the command that caught it */
  code: number;
  /** lines to print below, each with its line feed; '' if the message is sufficient */
  stack: string;
}

/** `script`: path relative to the project folder; reported paths are relative to it too. */
export function failureOf({ folder }: Project, script: string, error: unknown): Failure {
  const where = script;
  const local = (text: string) => text.replaceAll(`${pathToFileURL(folder).href}/`, '').replaceAll(`${folder}/`, '');
  if (error instanceof UserError) return { where, message: error.message, code: error.code, stack: local(stackBelow(error)) };
  if (!(error instanceof Error)) return { where, message: `threw ${printed(error)}`, code: exit.gate, stack: '' };
  // thrown by esbuild, which compiles the scripts
  const [, file, row, reason] = /^(.+):(\d+):\d+: ERROR: (.+)$/m.exec(error.message) ?? [];
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

/** Line of the innermost frame in the script; null if none. */
function siteOf(stack: string, script: string): string | null {
  const frame = stack.split('\n').find((text) => text.includes(script)) ?? '';
  return /:(\d+):\d+\)?$/.exec(frame)?.[1] ?? null;
}

/** The stack frames of an error that is not a UserError, or of a UserError's cause, indented; '' if none. */
export function stackBelow(error: unknown): string {
  if (error instanceof UserError) return stackBelow(error.cause);
  if (!(error instanceof Error)) return '';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return frames.map((line) => `    ${line.trim()}\n`).join('');
}
