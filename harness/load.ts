// Reads a dataset: JSON lines, each checked once here and trusted afterwards.
import { readFile } from 'node:fs/promises';
import { sha256 } from './canonical.js';
import { FieldError, UserError } from './errors.js';
import type { Project } from './project.js';
import type { Sample } from './types.js';

export interface Dataset<S extends Sample = Sample> {
  name: string;
  /** path from the project's folder, with forward slashes */
  path: string;
  /** of the file's bytes */
  sha256: string;
  samples: S[];
}

/**
 * Loads the dataset NAME of a project. `check` looks at each sample and throws FieldError for a field that it needs otherwise.
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
  const lines = bytes.toString('utf8').split('\n');
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '' && i === lines.length - 1) continue;
    const where = `${path}:${i + 1}`;
    try {
      const sample = parseSample(line);
      const before = seen.get(sample.id);
      if (before) throw new UserError(`expected \`id\` to be unique, got "${sample.id}" as in line ${before}`);
      check?.(sample);
      seen.set(sample.id, i + 1);
      samples.push(sample);
    } catch (error) {
      if (error instanceof UserError) throw new UserError(`${where}: ${error.message}. See ${card}`);
      throw error;
    }
  }
  if (samples.length === 0) throw new UserError(`${path}: expected at least one sample, got an empty file. See ${card}`);
  return { name, path, sha256: sha256(bytes), samples: samples as S[] };
}

function parseSample(line: string): Sample {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new UserError(`expected a JSON object, got text that is not JSON (${(error as Error).message})`);
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new FieldError('line', 'a JSON object', value);
  const sample = value as Sample;
  if (typeof sample.id !== 'string' || sample.id === '') throw new FieldError('id', 'a text that is not empty', sample.id);
  if (typeof sample.input !== 'string') throw new FieldError('input', 'a text', sample.input);
  const { tags } = sample;
  if (tags !== undefined && !(Array.isArray(tags) && tags.every((tag) => typeof tag === 'string')))
    throw new FieldError('tags', 'a list of texts', tags);
  return sample;
}
