// Keeps what a judge model said on disk, so that a command that was killed, or is run again, asks nothing twice. One file a process, as two
// may run at once; all files of a judge are read.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../harness/core/canonical.js';
import { gradeSpoken } from '../../harness/core/thinking.js';
import type { Grade, Judge, Row } from '../../harness/core/types.js';
import { Appender, readStore } from '../../harness/records/store.js';
import { type VerdictRecord, verdictKey } from '../../harness/records/verdicts.js';

export interface Keeping {
  /** folder of all kept verdicts, absolute */
  folder: string;
  /** what else a verdict depends on: the address of the server, as two servers may give one name to different models */
  from: string;
  /** asks for everything anew */
  fresh: boolean;
}

/**
 * The judge, with its verdicts kept; `reused` counts those that were there. Verdicts about the machine or the server (`transient`) are not
 * kept. Errors: UserError if the folder cannot be written or a file in it is damaged.
 */
export function kept(judge: Judge, { folder, from, fresh }: Keeping): Judge & { reused(): number } {
  const place = join(judge.name, '');
  const known = new Map<string, Grade>();
  if (!fresh)
    for (const name of filesIn(join(folder, place)))
      for (const [key, { grade }] of readStore<VerdictRecord>(folder, join(place, name)).first) known.set(key, grade);
  let appender: Appender<VerdictRecord> | undefined;
  let reused = 0;
  const path = join(place, `${Date.now()}-${process.pid}.jsonl`);
  return {
    ...judge,
    reused: () => reused,
    async grade(sample, said) {
      const key = sha256(`${from} ${verdictKey(judge, { sample, generation: said } as Row)}`);
      const before = known.get(key);
      if (before) {
        reused++;
        return before;
      }
      const grade = await gradeSpoken((one, spoken) => judge.grade(one, spoken), sample, said);
      if (grade.transient) return grade;
      appender ??= new Appender(folder, path, { first: new Map(), drift: [], wholeBytes: 0, torn: false });
      appender.append({ key, sample: sample.id, grade });
      known.set(key, grade);
      return grade;
    },
    async close() {
      appender?.close();
      appender = undefined;
      await judge.close?.();
    },
  };
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.jsonl'))
      .sort();
  } catch {
    return [];
  }
}
