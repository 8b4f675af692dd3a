// Grades rows. Verdicts that cost much or depend on the machine are recorded and replayed, like answers.
import { canonical, sha256 } from './canonical.js';
import { checkedGrade } from './checked-grade.js';
import { exit, UserError } from './errors.js';
import type { Dataset } from './load.js';
import { lock } from './lock.js';
import { type RunOptions, root } from './options.js';
import { progress, say } from './progress.js';
import { Appender, type Keyed, readStore, rewriteStore } from './store.js';
import type { Grade, Judge, Row } from './types.js';

interface VerdictRecord extends Keyed {
  sample: string;
  grade: Grade;
}

/** What a recorded verdict depends on: the judge, the sample and the answer. */
export function verdictKey(judge: Judge, { sample, generation: { output, finish } }: Row): string {
  return sha256(canonical({ judge: judge.name, version: judge.version, sample, output, finish }));
}

export function verdictPath(judge: Judge, dataset: string): string {
  return `records/judges/${judge.name}/${dataset}.jsonl`;
}

/** Fills `grades` of every row, in the order of `judges`; returns the verdict files that were read. */
export async function grade(rows: Row[], judges: Judge[], dataset: Dataset, options: RunOptions): Promise<string[]> {
  const paths: string[] = [];
  for (const judge of judges) {
    if (judge.recorded) {
      paths.push(verdictPath(judge, dataset.name));
      await gradeRecorded(rows, judge, dataset, options);
    } else for (const row of rows) row.grades.push(await gradeOne(row, judge));
  }
  return paths;
}

async function gradeOne(row: Row, judge: Judge): Promise<Grade> {
  const { generation } = row;
  if (generation.finish === 'error')
    return { judge: judge.name, score: null, verdict: 'no generation', why: generation.error ?? 'the model gave an error' };
  return checkedGrade(judge, row.sample, generation);
}

async function gradeRecorded(rows: Row[], judge: Judge, dataset: Dataset, options: RunOptions): Promise<void> {
  const folder = root();
  const path = verdictPath(judge, dataset.name);
  let stored = readStore<VerdictRecord>(folder, path);
  const missing = new Map(
    rows.map((row) => [verdictKey(judge, row), row]).filter(([key]) => options.fresh || !stored.first.has(key as string)) as [
      string,
      Row,
    ][],
  );
  const unrecorded = new Map<string, Grade>();
  if (missing.size > 0 && options.check)
    throw new UserError(`${path}: ${missing.size} verdicts are not recorded. \`make report\` makes them`, exit.gate);
  if (missing.size > 0) {
    const free = await lock(`${folder}/${path}`, (holder) =>
      say(`${path}: waiting for ${holder}, which is writing it`, options.quiet),
    );
    try {
      stored = readStore<VerdictRecord>(folder, path);
      const appender = new Appender(folder, path, stored);
      const bar = progress(`judge ${judge.name} on ${dataset.name}`, missing.size, options.quiet);
      const queue = missing.entries();
      let failed = false;
      const work = async () => {
        for (const [key, row] of queue) {
          if (failed) return;
          const verdict = await gradeOne(row, judge).catch((error: unknown) => {
            failed = true;
            throw error;
          });
          const before = stored.first.get(key);
          if (verdict.transient) unrecorded.set(key, verdict);
          else if (!before || canonical(before.grade) !== canonical(verdict))
            appender.append({ key, sample: row.sample.id, grade: verdict });
          bar.step();
        }
      };
      // The workers share one queue. Where one fails, the others end what they are at before the file is closed and unlocked.
      const ended = await Promise.allSettled(Array.from({ length: judge.concurrency ?? 1 }, work));
      bar.done();
      appender.close();
      for (const one of ended) if (one.status === 'rejected') throw one.reason;
      rewriteStore<VerdictRecord>(folder, path, rankBySample(dataset));
    } finally {
      free();
      await judge.close?.();
    }
    stored = readStore<VerdictRecord>(folder, path);
  }
  for (const row of rows) {
    const key = verdictKey(judge, row);
    row.grades.push(stored.first.get(key)?.grade ?? unrecorded.get(key) ?? missingVerdict(judge));
  }
}

function missingVerdict(judge: Judge): Grade {
  return { judge: judge.name, score: null, verdict: 'not judged', why: 'no verdict is recorded' };
}

function rankBySample(dataset: Dataset): (record: VerdictRecord) => string {
  const place = new Map(dataset.samples.map(({ id }, i) => [id, i]));
  return ({ sample, key }) => `${String(place.get(sample) ?? 999_999_999).padStart(9, '0')} ${key}`;
}
