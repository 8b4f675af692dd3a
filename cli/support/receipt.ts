// A receipt of reading: an in-toto Statement v1 (github.com/in-toto/attestation, spec/v1/statement.md) whose subjects are record files. Not signed.
// Its predicate is described in docs/method.md.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as v from 'valibot';
import { UserError } from '../../harness/core/errors.js';
import type { Project } from '../../harness/project.js';
import { thisMachine } from '../../harness/records/measurements.js';
import type { ReadBack } from '../../harness/run/read-back.js';
import { atMost } from '../../harness/stats/index.js';
import { closest } from '../../models/engine/closest.js';
import { answerFiles } from './answer-files.js';
import { ownVersion } from './own-package.js';
import { processorFeatures } from './processor-features.js';

const statementType = 'https://in-toto.io/Statement/v1';

/** What the predicate is; a change of its fields is another number. */
export const predicateType = 'urn:evalbook:reading:1';

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

const shape = v.object({
  _type: v.literal(statementType),
  subject: v.pipe(v.array(v.object({ name: v.string(), digest: v.object({ sha256 }) })), v.nonEmpty()),
  predicateType: v.literal(predicateType),
  predicate: v.object({
    tool: v.object({ name: v.string(), version: v.string() }),
    finishedOn: v.pipe(v.string(), v.isoTimestamp()),
    machine: v.object({
      processor: v.string(),
      features: v.array(v.string()),
      cores: whole,
      memoryGB: whole,
      os: v.string(),
      node: v.string(),
      onnxruntime: v.string(),
    }),
    draw: v.object({ seed: v.string(), full: v.boolean(), mostTokens: v.nullable(whole) }),
    closest: v.object({ margin: v.number(), draw: v.number() }),
    holds: v.boolean(),
    models: v.array(
      v.object({
        model: v.string(),
        digest: v.object({ sha256 }),
        format: v.string(),
        answers: whole,
        read: whole,
        tokens: whole,
        longer: whole,
        writtenAgain: whole,
        overruled: whole,
        wrong: v.array(
          v.object({ path: v.string(), key: v.string(), at: v.nullable(whole), why: v.string(), nearTie: v.boolean() }),
        ),
        atMost: v.object({ share, level: share, method: v.string() }),
      }),
    ),
  }),
});

/** A receipt, as JSON has it. */
export type Receipt = v.InferOutput<typeof shape>;

export interface Drawn {
  seed: string;
  full: boolean;
  /** null: of any length */
  mostTokens: number | null;
}

/** The receipt of what was read just now. */
export function receiptOf(project: Project, readings: ReadBack[], draw: Drawn): Receipt {
  const paths = readings.flatMap(({ model }) => answerFiles(project, model).map((dataset) => project.at.answers(model, dataset)));
  return {
    _type: statementType,
    subject: paths.map((name) => ({ name, digest: { sha256: sumOf(project.file(name)) } })),
    predicateType,
    predicate: {
      tool: { name: 'evalbook', version: ownVersion() },
      finishedOn: new Date().toISOString(),
      machine: {
        ...thisMachine(),
        features: processorFeatures(),
        onnxruntime: versionOf('onnxruntime-node'),
      },
      draw: { ...draw },
      closest,
      holds: readings.every(({ wrong }) => wrong.every(({ nearTie }) => nearTie)),
      models: readings.map((one) => ({
        model: one.model,
        digest: { sha256: one.digest },
        format: one.format,
        answers: one.of,
        read: one.read,
        tokens: one.tokens,
        longer: one.longer,
        writtenAgain: one.again,
        overruled: one.overruled,
        wrong: one.wrong.map(({ path, key, at, why, nearTie }) => ({ path, key, at, why, nearTie })),
        atMost: boundOf(one),
      })),
    },
  };
}

/** The share of the answers that can differ for all that was read; exact where all of them were. */
export function boundOf({ wrong, read, of }: ReadBack): Receipt['predicate']['models'][number]['atMost'] {
  if (read === of) return { share: of === 0 ? 0 : wrong.length / of, level: 1, method: 'all were read' };
  return { share: atMost(wrong.length, read), level: 0.95, method: 'Clopper-Pearson, one-sided' };
}

/** A receipt from a file. Errors: UserError (exit 2) if it is none. */
export function readReceipt(file: string): Receipt {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(
      `${file}: expected a receipt of \`verify --receipt\`, ${code ? `cannot read it (${code})` : 'got text that is not JSON'}`,
    );
  }
  const parsed = v.safeParse(shape, value);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new UserError(
    `${file}: expected a receipt of \`verify --receipt\`, got another thing at \`${v.getDotPath(issue) ?? ''}\`: ${issue.message}`,
  );
}

/** Subjects whose files here are others, or not here. */
export function changedSubjects(project: Project, { subject }: Receipt): { name: string; there: boolean }[] {
  return subject.flatMap(({ name, digest }) => {
    const file = project.file(name);
    const inside = !name.split('/').includes('..') && !name.startsWith('/');
    const there = inside && existsSync(file);
    return there && sumOf(file) === digest.sha256 ? [] : [{ name, there }];
  });
}

function sumOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

function versionOf(name: string): string {
  return (createRequire(import.meta.url)(`${name}/package.json`) as { version: string }).version;
}
