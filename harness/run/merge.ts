// `evalbook merge`: the records of other clones into those here. A union by key, so that shards in any order give the bytes that one process
// writes. All is checked before anything is written; each file is written whole; run again, it goes on.
import { canonical, sha256 } from '../core/canonical.js';
import { load } from '../core/load.js';
import { say } from '../core/progress.js';
import { visible } from '../core/quote.js';
import { writeWhole } from '../core/whole-file.js';
import type { Project } from '../project.js';
import type { HypothesisRecord } from '../records/hypotheses.js';
import { lock } from '../records/lock.js';
import type { SpeedRecord } from '../records/measurements.js';
import { storeText } from '../records/ordered-store.js';
import { type GenerationRecord, recordRank } from '../records/records.js';
import { type Contents, type Keyed, readStore, seal } from '../records/store.js';
import { joined } from '../records/union.js';
import { type VerdictRecord, verdictRank } from '../records/verdicts.js';
import { checkAnswers, type Here, sameLine } from './accept.js';
import {
  answerShape,
  hashOf,
  hypothesisShape,
  type Incoming,
  incoming,
  repeatShape,
  type Source,
  speedShape,
  verdictShape,
} from './incoming.js';

/** What came into one file. */
export interface MergedFile {
  path: string;
  added: number;
  /** lines that gave way to one that says the same, and more */
  richer: number;
  /** where lines stand that say something else than the one here: kept beside it */
  differ: string[];
}

export interface Merged {
  /** files that changed, or would */
  files: MergedFile[];
  /** files of the sources that are not merged and differ from those here */
  left: string[];
}

/** One file here, and what comes to it. */
interface Target {
  path: string;
  coming: { source: Source; file: string }[];
}

/** A file's new text, with what came into it. */
type Change = MergedFile & { text: string };

/**
 * Merges the records of `sources`, in their order. With `dryRun` nothing is written. Errors: UserError (exit 2) for a damaged or foreign record:
 * then nothing at all was written; (exit 3) if a file cannot be written: those before it are.
 */
export async function merge(here: Here, sources: readonly Source[], dryRun: boolean, quiet: boolean): Promise<Merged> {
  const { project } = here;
  const { targets, left } = targetsOf(project, sources);
  const changesIn = async (only: readonly Target[]) => {
    const changes: Change[] = [];
    for (const target of only) {
      const change = await changeOf(here, target);
      if (change && (change.added > 0 || change.richer > 0 || change.differ.length > 0)) changes.push(change);
    }
    return changes;
  };
  const found = await changesIn(targets);
  if (dryRun) return { files: found.map(withoutText), left };
  const frees: (() => void)[] = [];
  try {
    const changing = targets.filter(({ path }) => found.some((one) => one.path === path));
    for (const { path } of changing)
      frees.push(await lock(project.file(path), (holder) => say(`${path}: waiting for ${holder}, which is writing it`, quiet)));
    const changes = await changesIn(changing); // read again, now that nobody else writes
    for (const { path, text } of changes) writeWhole(project.file(path), text);
    return { files: changes.map(withoutText), left };
  } finally {
    for (const free of frees) free();
  }
}

function withoutText({ path, added, richer, differ }: Change): MergedFile {
  return { path, added, richer, differ };
}

/** Files that are merged, by their path here, in order; and those that are not. */
function targetsOf(project: Project, sources: readonly Source[]): { targets: Target[]; left: string[] } {
  const targets = new Map<string, Target>();
  const left: string[] = [];
  for (const source of sources)
    for (const file of source.files) {
      const path = `${project.records}/${file}`;
      const own = hashOf(project.file(path));
      if (own !== null && own === hashOf(`${source.records}/${file}`)) continue;
      if (kindOf(project, path) === null) left.push(visible(`${source.name}: ${file}`));
      else {
        const target = targets.get(path) ?? { path, coming: [] };
        target.coming.push({ source, file });
        targets.set(path, target);
      }
    }
  return { targets: [...targets.values()].sort((a, b) => (a.path < b.path ? -1 : 1)), left };
}

type Kind = 'answers' | 'verdicts' | 'speed' | 'repeats' | 'hypotheses';

/** What a record file holds, by its place; null for what is not merged: readers' labels, notes of a command, other files. */
function kindOf({ at }: Project, path: string): Kind | null {
  if (path === at.hypotheses) return 'hypotheses';
  const [file = '', folder = ''] = path.split('/').reverse();
  const name = /^(.+)\.jsonl$/.exec(file)?.[1];
  if (name === undefined) return null;
  if (path === at.speed(folder)) return 'speed';
  if (path === at.repeats(folder)) return 'repeats';
  if (path === at.verdicts(folder, name)) return 'verdicts';
  if (path === at.answers(folder, name) && path !== at.health) return 'answers';
  return null;
}

async function changeOf(here: Here, { path, coming }: Target): Promise<Change | null> {
  const { project } = here;
  const [file = '', folder = ''] = path.split('/').reverse();
  const name = file.replace(/\.jsonl$/, '');
  const all = <T extends Keyed>(
    shape: typeof answerShape | typeof verdictShape | typeof speedShape | typeof repeatShape | typeof hypothesisShape,
  ) => coming.flatMap(({ source, file }) => incoming<T>(source, file, shape));
  const stored = <T extends Keyed>() => readStore<T>(project.folder, path);
  switch (kindOf(project, path)) {
    case 'answers': {
      const lines = all<GenerationRecord>(answerShape);
      const old = stored<GenerationRecord>();
      checkAnswers(here, { model: folder, dataset: name }, lines, old);
      return union(path, old, lines, sameLine, async () => recordRank(await idsOf(project, name)));
    }
    case 'verdicts': {
      const lines = all<VerdictRecord>(verdictShape);
      const same = (a: VerdictRecord, b: VerdictRecord) => canonical(a.grade) === canonical(b.grade);
      return union(path, stored<VerdictRecord>(), lines, same, async () => verdictRank(await idsOf(project, name)));
    }
    case 'speed':
      return measurements(path, stored<SpeedRecord>(), all<SpeedRecord>(speedShape), ({ digest, measurement }) => ({
        digest,
        measurement,
      }));
    case 'repeats':
      return measurements(path, stored<RepeatLine>(), all<RepeatLine>(repeatShape), ({ model, served, measurement }) => ({
        repeats: model,
        served,
        measurement,
      }));
    case 'hypotheses':
      return hypotheses(path, stored<HypothesisRecord>(), all<HypothesisRecord>(hypothesisShape));
    default:
      return null;
  }
}

interface RepeatLine extends Keyed {
  model: string;
  served: string;
  measurement: number;
}

async function idsOf(project: Project, dataset: string): Promise<string[]> {
  return (await load(project, dataset)).samples.map(({ id }) => id);
}

async function union<T extends Keyed>(
  path: string,
  old: Contents<T>,
  lines: readonly Incoming<T>[],
  same: (a: T, b: T) => boolean,
  rank: () => Promise<(first: T) => string>,
): Promise<Change | null> {
  const places = new Map(lines.map(({ record, where }) => [record, where]));
  const { first, drift, added, richer, differ } = joined(
    old,
    lines.map(({ record }) => record),
    same,
  );
  if (added + richer + differ.length === 0) return null;
  return {
    path,
    added,
    richer,
    differ: differ.map((one) => places.get(one) as string),
    text: storeText({ first, drift }, await rank()),
  };
}

/** Measurements are numbered, so those that come get the next numbers; one that is here already comes once. */
function measurements<T extends Keyed & { measurement: number }>(
  path: string,
  old: Contents<T>,
  lines: readonly Incoming<T>[],
  keyOf: (record: T) => object,
): Change | null {
  const what = ({ key: _, measurement: __, ...rest }: T) => canonical(rest);
  const known = new Set([...old.first.values()].map(what));
  const all = [...old.first.values(), ...old.drift];
  const before = all.length;
  for (const { record } of lines) {
    if (known.has(what(record))) continue;
    known.add(what(record));
    const numbered = { ...record, measurement: all.length };
    all.push({ ...numbered, key: sha256(canonical(keyOf(numbered))) });
  }
  return { path, added: all.length - before, richer: 0, differ: [], text: all.map((one) => `${seal(one)}\n`).join('') };
}

/**
 * Predictions in the order in which they came. Two machines may have counted other numbers of answers when the same was stated; the larger one
 * stays, as it claims less.
 */
function hypotheses(path: string, old: Contents<HypothesisRecord>, lines: readonly Incoming<HypothesisRecord>[]): Change | null {
  const same = (a: HypothesisRecord, b: HypothesisRecord) =>
    canonical({ ...a, recorded: 0 }) === canonical({ ...b, recorded: 0 });
  const places = new Map(lines.map(({ record, where }) => [record, where]));
  const all = joined(
    old,
    lines.map(({ record }) => record),
    same,
  );
  let counted = 0;
  for (const { record } of lines) {
    const binding = all.first.get(record.key) as HypothesisRecord;
    if (!same(binding, record) || binding.recorded >= record.recorded) continue;
    all.first.set(record.key, { ...binding, recorded: record.recorded });
    counted++;
  }
  const text = [...all.first.values(), ...all.drift].map((one) => `${seal(one)}\n`).join('');
  return {
    path,
    added: all.added,
    richer: all.richer + counted,
    differ: all.differ.map((one) => places.get(one) as string),
    text,
  };
}
