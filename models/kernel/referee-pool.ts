// The referee on all cores: each worker process has a kernel of its own, and reads some answers at a time.
import { ownScript } from '../../harness/core/own-script.js';
import type { GenerationRecord } from '../../harness/records/records.js';
import { runJobs } from '../engine/job-pool.js';
import { drawOf, type Verdict } from './referee.js';

/** Tokens of the answers that a worker reads before it tells, about: so much is lost at most where a run is stopped. */
const together = 4000;

/**
 * Verdicts on the answers of the model in `folder`, checked before, by at most `workers` processes, in the order in which they come.
 * Errors: Error if the kernel does not hold the model, or if a worker ends.
 */
export async function* refereeOnCores(
  folder: string,
  records: readonly GenerationRecord[],
  workers: number,
): AsyncGenerator<Verdict> {
  const script = ownScript('referee-worker', import.meta.url);
  const jobs = portions(records);
  for await (const { result } of runJobs<string, GenerationRecord[], Verdict[]>(script, folder, jobs, workers)) yield* result;
}

/** Neighbours of some thousand tokens, all of one draw in one portion; the largest portions first. */
export function portions(records: readonly GenerationRecord[]): GenerationRecord[][] {
  const found: { records: GenerationRecord[]; tokens: number; draw: string }[] = [];
  for (const record of records) {
    const draw = drawOf(record);
    const tokens = (record.promptTokens ?? 0) + (record.outputTokens ?? 0);
    const last = found.at(-1);
    if (last && (last.draw === draw || last.tokens + tokens <= together)) {
      last.records.push(record);
      last.tokens += tokens;
      last.draw = draw;
    } else found.push({ records: [record], tokens, draw });
  }
  return found.sort((a, b) => b.tokens - a.tokens).map((one) => one.records);
}
