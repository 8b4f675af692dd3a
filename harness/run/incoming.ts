// The records of another clone, as a merge reads them: nothing in them is trusted before it was checked.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import * as v from 'valibot';
import { byCodePoint, sha256 } from '../core/canonical.js';
import { exit, UserError } from '../core/errors.js';
import { visible } from '../core/quote.js';
import { openProject, type Project, parseSettings, settingsFile } from '../project.js';
import { writerOf } from '../records/lock.js';
import { type Keyed, readStore } from '../records/store.js';

/** A folder whose records are to be merged. */
export interface Source {
  /** as it was named, for messages */
  name: string;
  /** absolute path of its records */
  records: string;
  /** the notebook around them; null for a bare folder of records */
  clone: Project | null;
  /** files in it, relative, with forward slashes, in order */
  files: string[];
}

/**
 * Opens a clone, or a folder of records. Links are not followed. Errors: UserError (exit 2) for a folder that is neither, or is this notebook's
 * own; (exit 3) if a live process is writing in it.
 */
export function openSource(project: Project, name: string): Source {
  const folder = resolve(name);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new UserError(
      `${visible(name)}: expected a folder, found none. Name clones of this notebook, or their folders of records`,
    );
  const settings = join(folder, settingsFile);
  const clone = existsSync(settings) ? openProject(folder, parseSettings(readFileSync(settings, 'utf8'), settings)) : null;
  const records = clone ? clone.file(clone.records) : folder;
  if (resolve(records) === resolve(project.file(project.records)))
    throw new UserError(`${visible(name)}: expected the folder of another clone, got this notebook's own`);
  const files = existsSync(records) ? filesIn(records) : [];
  if (!clone && !files.some((file) => /^[^/]+\/.+\.jsonl$/.test(file)))
    throw new UserError(
      `${visible(name)}: expected a clone (a folder with ${settingsFile}) or a folder of records (MODEL/DATASET.jsonl), got neither`,
    );
  for (const file of files) {
    const writer = writerOf(join(records, file));
    if (writer !== null)
      throw new UserError(
        `${visible(`${name}: ${file}`)} is being written by ${writer}. Wait for it, then run the same command again`,
        exit.incomplete,
      );
  }
  return { name, records, clone, files: files.filter((file) => !/\.(lock|tmp|stale)$|\.lock\./.test(file)) };
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      if (entry.isDirectory()) return filesIn(join(folder, entry.name)).map((file) => `${entry.name}/${file}`);
      return entry.isFile() ? [entry.name] : [];
    })
    .sort(byCodePoint);
}

/** A line that came, and where it stands. */
export interface Incoming<T extends Keyed> {
  record: T;
  source: Source;
  /** "FOLDER/records/m/d.jsonl, sample x" */
  where: string;
}

/**
 * The lines of one file of a source, first answers and later ones, each with its seal checked. A torn last line is left out. Errors: UserError
 * (exit 2) for a damaged line, or one that is not of the form that `shape` has.
 */
export function incoming<T extends Keyed>(source: Source, file: string, shape: v.GenericSchema): Incoming<T>[] {
  const at = relative(process.cwd(), join(source.records, file));
  const { first, drift } = readStore<T>(process.cwd(), at);
  return [...first.values(), ...drift].map((record) => {
    const sample = (record as { sample?: unknown }).sample;
    const where = visible(`${at}${typeof sample === 'string' ? `, sample ${sample}` : ''}`);
    const parsed = v.safeParse(shape, record);
    if (!parsed.success) {
      const [issue] = parsed.issues;
      throw new UserError(
        `${where}: expected a record, got a line with another \`${issue.path?.[0]?.key ?? 'key'}\`. Take the file from its clone again`,
      );
    }
    return { record, source, where };
  });
}

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const count = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0)));

/** What a merge needs of an answer; more fields may be there, and are kept. */
export const answerShape = v.looseObject({
  key: hash,
  sample: v.string(),
  model: v.string(),
  served: v.optional(v.string()),
  messages: v.array(v.looseObject({ role: v.picklist(['system', 'user', 'assistant']), content: v.string() })),
  decoding: v.looseObject({ maxNewTokens: v.number() }),
  trial: v.pipe(v.number(), v.integer(), v.minValue(0)),
  output: v.string(),
  finish: v.picklist(['stop', 'length', 'error']),
  promptTokens: count,
  outputTokens: count,
});

export const verdictShape = v.looseObject({
  key: hash,
  sample: v.string(),
  grade: v.looseObject({ judge: v.string(), score: v.nullable(v.number()), verdict: v.string(), why: v.string() }),
});

export const speedShape = v.looseObject({
  key: hash,
  digest: v.string(),
  measurement: v.number(),
  machine: v.looseObject({}),
  runs: v.array(v.looseObject({})),
});

export const repeatShape = v.looseObject({ key: hash, model: v.string(), served: v.string(), measurement: v.number() });

export const hypothesisShape = v.looseObject({
  key: hash,
  kind: v.picklist(['stated', 'prediction']),
  recorded: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

/** SHA-256 of a file; null if there is none. */
export function hashOf(file: string): string | null {
  try {
    return sha256(readFileSync(file));
  } catch {
    return null;
  }
}
