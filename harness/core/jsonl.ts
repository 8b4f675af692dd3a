// JSON lines: the only reader of files that come from any editor or tool, with a byte order mark, Windows line endings or blank lines.
// (records/store.ts splits its own files, byte for byte.)
import { readFileSync } from 'node:fs';
import { UserError } from './errors.js';
import { type Shape, shaped } from './shape.js';

export interface Line {
  /** from 1 */
  number: number;
  /** without its line ending; the first also without a byte order mark */
  text: string;
  /** why the line cannot be read; absent if it can */
  problem?: string;
}

/** All lines, including blank ones, except blank lines at the end of the file. */
export function splitLines(bytes: Buffer): Line[] {
  const found: Line[] = [];
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(10, from);
    const to = end < 0 ? bytes.length : end;
    found.push(decoded(bytes.subarray(from, to), found.length + 1));
    from = to + 1;
  }
  return found.slice(0, found.findLastIndex((line) => !isBlank(line)) + 1);
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** One line of UTF-8, without its line feed. A byte order mark is accepted only before the first line. */
export function decoded(bytes: Uint8Array, number: number): Line {
  try {
    const text = utf8.decode(bytes).replace(/\r$/, '');
    return { number, text: number === 1 ? text.replace(/^\uFEFF/, '') : text };
  } catch {
    return { number, text: '', problem: 'expected UTF-8, got other bytes' };
  }
}

export function isBlank({ text, problem }: Line): boolean {
  return !problem && text.trim() === '';
}

/** The JSON value of a line. Errors: UserError that says what is wrong, but not where. */
export function jsonOf({ text, problem }: Line): unknown {
  if (problem) throw new UserError(problem);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError(`expected a JSON object, got text that is not JSON (${(error as Error).message})`);
  }
}

/**
 * The values of JSON lines, each validated against the shape; blank lines are skipped. Errors: UserError (exit 2) that begins
 * with `path:LINE`.
 */
export function parseLines<T>(bytes: Buffer, path: string, shape: Shape<T>): T[] {
  return splitLines(bytes).flatMap((line) => (isBlank(line) ? [] : [at(path, line.number, () => shaped(jsonOf(line), shape))]));
}

/**
 * The values of JSON lines known to be intact, e.g. by their hash; blank lines are skipped. Errors: UserError without a location.
 */
export function jsonValues<T>(bytes: Buffer): T[] {
  return splitLines(bytes)
    .filter((line) => !isBlank(line))
    .map((line) => jsonOf(line) as T);
}

/** Like `parseLines`, from a file named by the user. Errors: also UserError (exit 2) if the file cannot be read. */
export function readLines<T>(path: string, shape: Shape<T>): T[] {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    throw new UserError(`expected a file that can be read, got "${path}"`);
  }
  return parseLines(bytes, path, shape);
}

/** Runs `work`, prefixing its error messages for the user with the location. */
export function at<T>(path: string, line: number, work: () => T, behind = ''): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof UserError) throw new UserError(`${path}:${line}: ${error.message}${behind}`, error.code);
    throw error;
  }
}
