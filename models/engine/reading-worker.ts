// One worker that reads: a process with its own session of one thread, which reads the jobs it is sent, one at a time.
import type { Arithmetic } from './folder.js';
import { serveJobs } from './job-pool.js';
import { Reader } from './reader.js';
import type { Job } from './reading-plan.js';
import type { StrandRead } from './strand.js';

export interface ReadingSetup {
  folder: string;
  arithmetic: Arithmetic;
  ends: number[];
}

serveJobs(({ folder, arithmetic, ends }: ReadingSetup) => Reader.open(folder, arithmetic, 1, ends), readAll);

async function readAll(reader: Reader | null, { strands, long }: Job): Promise<StrandRead[]> {
  if (!reader) throw new Error('expected a graph that can be read, got another');
  if (!long) return reader.read(strands);
  const read: StrandRead[] = [];
  for (const strand of strands) read.push(await reader.long(strand));
  return read;
}
