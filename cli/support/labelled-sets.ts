// Answers with known correct verdicts: the sets on which `calibrate` measures a judge model.
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import * as v from 'valibot';
import { sha256 } from '../../harness/core/canonical.js';
import { UserError } from '../../harness/core/errors.js';
import { parseLines } from '../../harness/core/jsonl.js';
import { type Dataset, load } from '../../harness/core/load.js';
import { members, text } from '../../harness/core/shape.js';
import type { Project } from '../../harness/project.js';
import type { Labelled } from '../../judges/llm/health.js';
import type { Rubric } from '../../judges/llm/rubric.js';
import { fromValidation } from './from-validation.js';

/** A dataset, and its parts that are measured separately, by name. */
export interface LabelledSet {
  dataset: Dataset<Labelled>;
  parts: Record<string, (sample: Labelled) => boolean>;
}

/** The first `limit` samples of each part. */
export function firstOf({ samples }: Dataset<Labelled>, parts: LabelledSet['parts'], limit: number | null): Labelled[] {
  if (limit === null) return samples;
  return Object.values(parts).flatMap((includes) => samples.filter(includes).slice(0, limit));
}

/**
 * The labelled pairs for a pairwise rubric in its language: planted ones, and LLMBar if the rubric is English. Errors: UserError
 * for a rubric that judges single answers.
 */
export async function labelledSets(project: Project, rubric: Rubric): Promise<LabelledSet[]> {
  if (rubric.kind !== 'pairwise')
    throw new UserError(
      `${rubric.id} judges single answers, and no labels for it come along. Make some with \`label\`, then give them with --labels`,
    );
  const planted = 'judge-pairs';
  if (!existsSync(project.file(project.at.dataset(planted))))
    throw new UserError(
      `expected --labels FILE, as this notebook has no dataset ${planted}, got nothing. \`npx evalbook label\` makes labels; ours are in the repository of evalbook`,
    );
  const pairs = await load<Labelled>(project, planted);
  const samples = pairs.samples.filter(({ lang }) => lang === rubric.language);
  const kinds = [...new Set(samples.map(({ kind }) => String(kind)))];
  const parts = Object.fromEntries(kinds.map((kind) => [`${planted} ${kind}`, (sample: Labelled) => sample.kind === kind]));
  const ours = { dataset: { ...pairs, samples }, parts };
  return rubric.language === 'en' ? [ours, ...(await llmbar(project))] : [ours];
}

async function llmbar(project: Project): Promise<LabelledSet[]> {
  const { corporaOf } = await fromValidation(() => import('../../validation/project-corpora.js'));
  const corpora = corporaOf(project.folder);
  return Promise.all(
    ['natural', 'neighbor'].map(async (part) => {
      const bytes = await corpora.read('llmbar', `${part}.json`);
      const pairs = JSON.parse(bytes.toString('utf8')) as { input: string; output_1: string; output_2: string; label: 1 | 2 }[];
      const samples = pairs.map(
        ({ input, output_1, output_2, label }, i): Labelled => ({
          id: `${part}-${String(i + 1).padStart(3, '0')}`,
          input,
          output: output_1,
          other: output_2,
          label: label === 1 ? 'output' : 'other',
        }),
      );
      const dataset = { name: `llmbar-${part}`, path: '', sha256: sha256(bytes), samples };
      return { dataset, parts: { [`llmbar ${part}`]: () => true } };
    }),
  );
}

const answer = { id: text, input: text, output: text };
const single = members({ ...answer, label: v.picklist(['good', 'poor', 'undecided'], 'good or poor') });
const pair = members({ ...answer, other: text, label: v.picklist(['output', 'other', 'undecided'], 'output or other') });

/** A line as written by `label`: a pair has the field `other`. */
const labelledShape = v.lazy((value) => (value !== null && typeof value === 'object' && 'other' in value ? pair : single));

/** Labels as written by `label` or saved by a report's page, in a file of JSON lines; what a reader could not decide is left out. Errors: UserError that names the line. */
export function ownLabels(path: string): LabelledSet {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    throw new UserError(`--labels: expected a file that can be read, got "${path}"`);
  }
  const samples = parseLines(bytes, path, labelledShape).filter(({ label }) => label !== 'undecided') as Labelled[];
  if (samples.length === 0) throw new UserError(`${path}: expected at least one label, got none`);
  const name = basename(path)
    .replace(/\.jsonl$/, '')
    .replace(/[^\w.-]+/g, '-');
  return { dataset: { name, path, sha256: sha256(bytes), samples }, parts: { [name]: () => true } };
}
