// Grades rows. Verdicts that are costly or depend on the machine are recorded and replayed, like answers.
import pMap from 'p-map';
import { canonical } from '../core/canonical.js';
import { gradeOf } from '../core/cluster.js';
import { exit, UserError } from '../core/errors.js';
import { type Dataset, placed } from '../core/load.js';
import { progress, say } from '../core/progress.js';
import type { Session } from '../core/session.js';
import type { Grade, Judge, Row } from '../core/types.js';
import { lock } from '../records/lock.js';
import { rewriteStore } from '../records/ordered-store.js';
import { Appender, type Contents, holds, readStore } from '../records/store.js';
import { type VerdictRecord, verdictKey, verdictRank } from '../records/verdicts.js';
import { checkedGrade } from './checked-grade.js';
import { isAsked } from './own-family.js';
import type { Used } from './ran.js';

/** Where verdicts are what is measured, and no answers are asked for: announces the verdict files instead. */
export function beforeVerdicts({ project, beforeRun }: Session, judges: readonly Judge[], { name }: Dataset): void {
  beforeRun?.(judges.filter(({ recorded }) => recorded).map((judge) => project.at.verdicts(judge.name, name)));
}

/**
 * Fills `grades` of every row, in the order of `judges`, each where it applies and does not abstain; returns the recorded verdicts that were used. Errors:
 * UserError if an aspect stands without, or before, the judge whose grades it reads.
 */
export async function grade(session: Session, rows: Row[], judges: Judge[], dataset: Dataset): Promise<Used[]> {
  const used: Used[] = [];
  checkAspects(judges);
  for (const judge of judges) {
    const asked = rows.filter((row) => isAsked(judge, row));
    if (judge.recorded) {
      await gradeRecorded(session, asked, judge, dataset);
      const path = session.project.at.verdicts(judge.name, dataset.name);
      used.push({ path, keys: asked.map((row) => verdictKey(judge, row)) });
    } else
      for (const row of asked)
        row.grades.push(
          await gradeOne(row, judge).catch((error: unknown) => {
            throw placed(session.project, dataset, row.sample.id, undefined, error);
          }),
        );
  }
  return used;
}

/** Grades one answer by all judges that apply, without records: for an answer that is compared and not kept. */
export async function gradesOf(row: Row, judges: readonly Judge[]): Promise<Grade[]> {
  const graded: Row = { ...row, grades: [] };
  for (const judge of judges) if (isAsked(judge, row)) graded.grades.push(await gradeOne(graded, judge));
  return graded.grades;
}

function checkAspects(judges: readonly Judge[]): void {
  for (const [i, { name, aspectOf }] of judges.entries())
    if (aspectOf && !judges.slice(0, i).some((judge) => judge.name === aspectOf.judge.name))
      throw new UserError(
        `expected \`judges\` to have ${aspectOf.judge.name} before ${name}, which reads its grades, it does not`,
      );
}

async function gradeOne(row: Row, judge: Judge): Promise<Grade> {
  const { generation, sample } = row;
  if (generation.finish === 'error')
    return { judge: judge.name, score: null, verdict: 'no generation', why: generation.error ?? 'the model gave an error' };
  const { aspectOf } = judge;
  const read = aspectOf && gradeOf(row, aspectOf.judge.name);
  return checkedGrade(
    aspectOf && read ? { name: judge.name, grade: (one, spoken) => aspectOf.read(read, one, spoken) } : judge,
    sample,
    generation,
  );
}

async function gradeRecorded(session: Session, rows: Row[], judge: Judge, dataset: Dataset): Promise<void> {
  const { project, options } = session;
  const { folder } = project;
  const path = project.at.verdicts(judge.name, dataset.name);
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
    await session.beforeAsking?.();
    const free = await lock(project.file(path), (holder) =>
      say(`${path}: waiting for ${holder}, which is writing it`, options.quiet),
    );
    try {
      stored = readStore<VerdictRecord>(folder, path);
      await judgeMissing({ project, options }, missing, judge, dataset, { stored, unrecorded });
      rewriteStore<VerdictRecord>(folder, path, verdictRank(dataset.samples.map(({ id }) => id)));
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

interface Verdicts {
  stored: Contents<VerdictRecord>;
  /** verdicts about the machine rather than the answer: used, never stored */
  unrecorded: Map<string, Grade>;
}

/**
 * Judges what is missing, at the judge's concurrency, and stores each verdict as it arrives. After an error no new one is
 * started; the error is thrown once all verdicts in progress are stored.
 */
async function judgeMissing(
  { project, options }: Session,
  missing: Map<string, Row>,
  judge: Judge,
  dataset: Dataset,
  { stored, unrecorded }: Verdicts,
): Promise<void> {
  const appender = new Appender(project.folder, project.at.verdicts(judge.name, dataset.name), stored);
  const bar = progress(`judge ${judge.name} on ${dataset.name}`, missing.size, options.quiet);
  const errors: unknown[] = [];
  const judgeOne = async ([key, row]: [string, Row]) => {
    if (errors.length > 0) return;
    try {
      const verdict = await gradeOne(row, judge);
      if (verdict.transient) unrecorded.set(key, verdict);
      else if (!holds(stored, key, (one) => canonical(one.grade) === canonical(verdict)))
        appender.append({ key, sample: row.sample.id, grade: verdict });
      bar.step();
    } catch (error) {
      errors.push(error); // hidden from pMap, which would reject at once while others still write to a closed file
    }
  };
  await pMap(missing, judgeOne, { concurrency: judge.concurrency ?? 1 });
  bar.done();
  appender.close();
  if (errors.length > 0) throw errors[0];
}

function missingVerdict(judge: Judge): Grade {
  return { judge: judge.name, score: null, verdict: 'not judged', why: 'no verdict is recorded' };
}
