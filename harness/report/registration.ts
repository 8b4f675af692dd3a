// Registers what a script predicts: its text before a model is asked, its meaning once the numbers are known. A page can then say
// which came first, the prediction or the answers.
import { readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { sum } from 'simple-statistics';
import { canonical, sha256 } from '../core/canonical.js';
import type { Session } from '../core/session.js';
import type { Project } from '../project.js';
import {
  countRecorded,
  type HypothesisRecord,
  type PredictionRecord,
  readHypotheses,
  type StatedRecord,
  storeHypotheses,
} from '../records/hypotheses.js';
import type { PredictionItem } from './page.js';
import { checkSection, codeHash, predictionCalls } from './prediction-calls.js';

/** A prediction, with what is registered of it. */
export interface Registered {
  item: PredictionItem;
  record: PredictionRecord;
  /** those that it took the place of after answers were recorded, the newest first; empty if it came before the answers */
  before: PredictionRecord[];
}

/** All predictions of a page. */
export interface Registrations {
  all: Registered[];
  /** registered for the report earlier, and on its page no more */
  withdrawn: PredictionRecord[];
  /** lines that are not in the file yet */
  unwritten: PredictionRecord[];
}

/** What one script predicts, from its start to its page. */
export class Registration {
  /** lines of each record file before this process added any */
  private readonly recorded = new Map<string, number>();
  private readonly script: string;
  private readonly path: string;
  private readonly calls: string[];
  private readonly code: string;

  /** `script`: absolute path; `report`: its name. */
  constructor(
    private readonly project: Project,
    script: string,
    private readonly report: string,
  ) {
    this.script = readFileSync(script, 'utf8');
    this.path = relative(project.folder, script).split(sep).join('/');
    this.calls = predictionCalls(this.script).map((call) => call.text);
    this.code = codeHash(this.script);
  }

  /** Counts what is recorded at the beginning of a run. */
  beforeRun(paths: readonly string[]): void {
    for (const path of paths) if (!this.recorded.has(path)) this.recorded.set(path, countRecorded(this.project, path));
  }

  /**
   * Registers the script's predictions as they stand, for every record file that is about to grow. Errors: UserError (exit 2) if
   * the script has a section "Hypothesis" and no code for it: once there are answers it would be too late.
   */
  async beforeAsking(): Promise<void> {
    checkSection(this.path, this.script);
    if (this.calls.length === 0) return;
    await storeHypotheses(
      this.project,
      [...this.recorded].map(([records, recorded]): StatedRecord => {
        const { report, code, calls } = this;
        return { key: this.statedKey(records), kind: 'stated', report, code, calls, records, recorded };
      }),
    );
  }

  /** What is registered of the page's predictions; lines that are missing are made, not written. */
  of(items: readonly PredictionItem[]): Registrations {
    const file = readHypotheses(this.project);
    const earlier = [...file.values()].filter(
      (record): record is PredictionRecord => record.kind === 'prediction' && record.report === this.report,
    );
    const keys = items.map(({ sentence, prediction }) => keyOf(this.report, sentence, canonical(prediction.said)));
    const known = earlier.filter(({ key }) => keys.includes(key));
    const spoken = new Set([...known, ...known.flatMap((record) => chainOf(record, file))]);
    const open = earlier.filter((record) => !spoken.has(record));
    const fresh = items.filter((_, i) => !file.has(keys[i] as string));
    const replaced = replacedBy(fresh, open);
    const recorded = this.countBefore(file);
    const all = items.map((item, i): Registered => {
      const key = keys[i] as string;
      const record = (file.get(key) as PredictionRecord | undefined) ?? this.recordOf(item, key, recorded, replaced.get(item));
      return { item, record, before: record.recorded > 0 ? chainOf(record, file) : [] };
    });
    const chains = new Set(all.flatMap(({ record }) => chainOf(record, file)));
    const withdrawn = open.filter((record) => !chains.has(record));
    return { all, withdrawn, unwritten: all.map(({ record }) => record).filter(({ key }) => !file.has(key)) };
  }

  private recordOf(item: PredictionItem, key: string, recorded: number, replaced?: PredictionRecord): PredictionRecord {
    const { sentence, prediction } = item;
    return {
      key,
      kind: 'prediction',
      report: this.report,
      sentence,
      prediction: canonical(prediction.said),
      recorded,
      ...(replaced ? { replaces: replaced.key } : {}),
    };
  }

  /** An interrupted run has registered the same code with what was there before it; otherwise what was there before this process. */
  private countBefore(file: Map<string, HypothesisRecord>): number {
    const counts = [...this.recorded].map(([records, now]) => file.get(this.statedKey(records))?.recorded ?? now);
    return sum(counts);
  }

  private statedKey(records: string): string {
    return sha256(canonical({ kind: 'stated', report: this.report, code: this.code, records }));
  }
}

/** Writes the lines that are missing. With --check it writes nothing, and returns the file as stale. */
export async function writeRegistrations({ project, options }: Session, { unwritten }: Registrations): Promise<string[]> {
  if (unwritten.length === 0) return [];
  if (options.check) return [project.at.hypotheses];
  await storeHypotheses(project, unwritten);
  return [];
}

/** Identity of a prediction: SHA-256 over its report, its sentence, and what it says as data. */
function keyOf(report: string, sentence: string, prediction: string): string {
  return sha256(canonical({ report, sentence, prediction }));
}

/** The predictions that this one took the place of, the newest first. */
function chainOf(record: PredictionRecord, file: Map<string, HypothesisRecord>): PredictionRecord[] {
  const chain: PredictionRecord[] = [];
  for (let key = record.replaces; key !== undefined; ) {
    const found = file.get(key);
    if (found?.kind !== 'prediction' || chain.includes(found)) break;
    chain.push(found);
    key = found.replaces;
  }
  return chain;
}

/** For new predictions the earlier one, no longer on the page, of the same sentence, or else about the same numbers. */
function replacedBy(fresh: readonly PredictionItem[], gone: readonly PredictionRecord[]): Map<PredictionItem, PredictionRecord> {
  const found = new Map<PredictionItem, PredictionRecord>();
  const open = [...gone].reverse(); // the newest first
  const rules: ((item: PredictionItem, record: PredictionRecord) => boolean)[] = [
    ({ sentence }, record) => sentence === record.sentence,
    ({ prediction }, record) => canonical(prediction.said.about) === canonical(JSON.parse(record.prediction).about),
  ];
  for (const same of rules)
    for (const item of fresh) {
      const at = found.has(item) ? -1 : open.findIndex((record) => same(item, record));
      if (at >= 0) found.set(item, open.splice(at, 1)[0] as PredictionRecord);
    }
  return found;
}
