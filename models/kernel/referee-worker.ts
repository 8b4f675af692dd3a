// One worker that referees: a process with its own kernel, which reads the answers it is sent.
import type { GenerationRecord } from '../../harness/records/records.js';
import { serveJobs } from '../engine/job-pool.js';
import { openFolder } from './node.js';
import { referee, type Verdict } from './referee.js';

serveJobs(
  (folder: string) => openFolder(folder, { reads: true }),
  async ({ kernel, texts }, records: GenerationRecord[]) => {
    const verdicts: Verdict[] = [];
    for await (const verdict of referee(kernel, texts, records)) verdicts.push(verdict);
    return verdicts;
  },
);
