// What was predicted, and how many answers were recorded by then: an append-only file of sealed lines, so that a page can say it
// without asking a history of commits.
import { fileLines } from '../core/file-lines.js';
import type { Project } from '../project.js';
import { lock } from './lock.js';
import { Appender, type Keyed, readStore } from './store.js';

/** Written before a script with predictions asks for the first answer that goes into a record file. */
export interface StatedRecord extends Keyed {
  kind: 'stated';
  report: string;
  /** SHA-256 of the script's code, in which spaces and prose do not count */
  code: string;
  /** the calls of `hypothesis` in it */
  calls: string[];
  /** the record file, and how many lines it had */
  records: string;
  recorded: number;
}

/** Written when the numbers of a prediction are known for the first time. */
export interface PredictionRecord extends Keyed {
  kind: 'prediction';
  report: string;
  sentence: string;
  /** in canonical JSON: about what, where, operator, threshold */
  prediction: string;
  /** how many lines the record files of its report had when it was made; 0 if it came before the answers */
  recorded: number;
  /** key of the prediction that it took the place of */
  replaces?: string;
}

export type HypothesisRecord = StatedRecord | PredictionRecord;

/** All lines, by key. Errors: UserError (exit 2) naming the line that was changed. */
export function readHypotheses(project: Project): Map<string, HypothesisRecord> {
  return readStore<HypothesisRecord>(project.folder, project.at.hypotheses).first;
}

/** Appends the lines whose keys are not there yet. Errors: UserError (exit 3) if the file cannot be written. */
export async function storeHypotheses(project: Project, records: readonly HypothesisRecord[]): Promise<void> {
  const path = project.at.hypotheses;
  if (records.length === 0) return;
  const free = await lock(project.file(path));
  try {
    const contents = readStore<HypothesisRecord>(project.folder, path);
    const appender = new Appender<HypothesisRecord>(project.folder, path, contents);
    for (const record of records) if (!contents.first.has(record.key)) appender.append(record);
    appender.close();
  } finally {
    free();
  }
}

/** How many whole lines a record file has, 0 if there is none; the lines themselves are checked where they are used. */
export function countRecorded(project: Project, path: string): number {
  try {
    let lines = 0;
    for (const { whole } of fileLines(project.file(path))) if (whole) lines++;
    return lines;
  } catch {
    return 0;
  }
}
