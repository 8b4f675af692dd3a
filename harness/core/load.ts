// Reads a dataset: JSON lines, each checked once here and trusted afterwards.
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Project } from '../project.js';
import { sha256 } from './canonical.js';
import { exit, printed, UserError } from './errors.js';
import { at, isBlank, jsonOf, splitLines } from './jsonl.js';
import { sampleShape, shaped } from './shape.js';
import type { Sample } from './types.js';

export interface Dataset<S extends Sample = Sample> {
  name: string;
  /** path relative to the project folder, with forward slashes */
  path: string;
  /** SHA-256 of the file's bytes */
  sha256: string;
  samples: S[];
}

/**
 * Loads the dataset NAME of a project. `check` inspects each sample and throws FieldError for a field that is not what it needs.
 * Errors: UserError (exit 2) that names the file and line.
 */
export async function load<S extends Sample = Sample>(
  project: Project,
  name: string,
  check?: (sample: Sample) => void,
): Promise<Dataset<S>> {
  const path = project.at.dataset(name);
  const card = project.at.card(name);
  const bytes = await readFile(project.file(path)).catch(() => {
    throw new UserError(`${path}: expected a dataset, found no such file. \`ls ${project.datasets}\` shows what there is`);
  });
  const samples: Sample[] = [];
  const seen = new Map<string, number>();
  for (const line of splitLines(bytes)) {
    const read = () => {
      const sample: Sample = shaped(jsonOf(line), sampleShape);
      const before = seen.get(sample.id);
      if (before) throw new UserError(`expected \`id\` to be unique, got "${sample.id}" as in line ${before}`);
      check?.(sample);
      seen.set(sample.id, line.number);
      samples.push(sample);
    };
    at(path, line.number, read, `. See ${card}`);
  }
  if (samples.length === 0) throw new UserError(`${path}: expected at least one sample, got an empty file. See ${card}`);
  return { name, path, sha256: sha256(bytes), samples: samples as S[] };
}

/**
 * Runs `work` on a sample; an error says where the sample stands: file, line, id. `what`: who failed, e.g. "prompt"; undefined if the message names it.
 * The file is read only then. Errors: UserError with the exit code of a UserError, else exit 2, and the error as its cause.
 */
export function onSample<T>(
  project: Project,
  dataset: Pick<Dataset, 'name' | 'path'>,
  { id }: Sample,
  what: string | undefined,
  work: () => T,
): T {
  try {
    return work();
  } catch (error) {
    throw placed(project, dataset, id, what, error);
  }
}

/** `error` with the place of the sample before its message. */
export function placed(
  project: Project,
  { path }: Pick<Dataset, 'path'>,
  id: string,
  what: string | undefined,
  error: unknown,
): UserError {
  const reason = error instanceof Error ? error.message || error.name : printed(error);
  const named =
    what === undefined ? reason : `${what}, sample ${id}: ${error instanceof UserError ? reason : `got an error: ${reason}`}`;
  const code = error instanceof UserError ? error.code : exit.usage;
  return new UserError(path ? `${path}${lineOf(project.file(path), id)}: ${named}` : named, code, {
    cause: error instanceof UserError ? error.cause : error,
  });
}

/** ":LINE" of the sample in the file; '' if it is not found there. */
function lineOf(file: string, id: string): string {
  try {
    const found = splitLines(readFileSync(file)).find((line) => !isBlank(line) && (jsonOf(line) as Partial<Sample>).id === id);
    return found ? `:${found.number}` : '';
  } catch {
    return '';
  }
}
