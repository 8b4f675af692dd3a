// Which texts are read in which pass. An answer whose tokens begin another's, as one that was cut off at a lower limit does, is
// read with that one.
import { canonical } from '../../harness/core/canonical.js';
import { passTokens } from './reader.js';
import { needsLogits, type Strand } from './strand.js';

/** Strands for one worker, one pass or, if long, some passes one after another. */
export interface Job {
  strands: Strand[];
  long: boolean;
  /** tokens that are run, about; positions are not all alike, but in one model nearly */
  work: number;
}

export interface Plan {
  jobs: Job[];
  /** index of a strand → the strand in whose result it is, whose first tokens are its own */
  within: Map<number, number>;
}

/** Longer texts are read alone, in pieces: a batch of them would take too much memory, and gains nothing. */
const long = passTokens / 2;

export function readingPlan(strands: Strand[]): Plan {
  const within = new Map<number, number>();
  const whole: Strand[] = [];
  const by = new Map<string, Strand[]>();
  for (const strand of strands) {
    const key = wayOf(strand);
    by.set(key, [...(by.get(key) ?? []), strand]);
  }
  for (const alike of by.values()) {
    alike.sort((a, b) => compare(a.ids, b.ids));
    for (const [i, strand] of alike.entries()) {
      const next = alike[i + 1];
      if (next && next.from === strand.from && commonLength(strand.ids, next.ids) === strand.ids.length)
        within.set(strand.index, next.index);
      else whole.push(strand);
    }
  }
  const jobs = [...longJobs(whole.filter(isLong)), ...kinds(whole).flatMap((one) => batches(whole, one))];
  jobs.sort((a, b) => b.work - a.work);
  return { jobs, within };
}

/** The strand in whose result that of `index` is. */
export function readIn({ within }: Plan, index: number): number {
  let at = index;
  for (let next = within.get(at); next !== undefined; next = within.get(at)) at = next;
  return at;
}

function isLong({ ids }: Strand): boolean {
  return ids.length > long;
}

function isSampled({ decoding: { temperature = 0 } }: Strand): boolean {
  return temperature > 0;
}

/** Strands of one kind are read together. */
function kindOf(strand: Strand): string {
  return `${isSampled(strand)} ${needsLogits(strand.decoding)}`;
}

/** What decides the tokens besides the prompt and the limit; under a schema the limit does, too. */
function wayOf(strand: Strand): string {
  const { temperature, topP, topK, seed, schema, maxNewTokens } = strand.decoding;
  const sampled = isSampled(strand) ? { temperature, topP, topK, seed } : {};
  if (schema) return canonical({ ...sampled, schema, maxNewTokens });
  return isSampled(strand) ? canonical(sampled) : '';
}

function kinds(strands: Strand[]): string[] {
  return [...new Set(strands.map(kindOf))].sort().reverse();
}

/** Short strands of like length together. */
function batches(whole: Strand[], kind: string): Job[] {
  const short = whole.filter((strand) => !isLong(strand) && kindOf(strand) === kind);
  short.sort((a, b) => b.ids.length - a.ids.length);
  const jobs: Job[] = [];
  for (const strand of short) {
    const job = jobs.at(-1);
    const width = job?.strands[0]?.ids.length ?? 0;
    if (job && width * (job.strands.length + 1) <= passTokens) job.strands.push(strand);
    else jobs.push({ strands: [strand], long: false, work: 0 });
  }
  for (const job of jobs) job.work = (job.strands[0]?.ids.length ?? 0) * job.strands.length;
  return jobs;
}

/** Long strands that have half of their tokens in common, in one worker, one after another. */
function longJobs(strands: Strand[]): Job[] {
  strands.sort((a, b) => compare(a.ids, b.ids));
  const jobs: Job[] = [];
  let before: Strand | undefined;
  for (const strand of strands) {
    const common = before ? commonLength(before.ids, strand.ids) : 0;
    const job = common > strand.ids.length / 2 ? jobs.at(-1) : undefined;
    const work = strand.ids.length - common;
    if (job) {
      job.strands.push(strand);
      job.work += work;
    } else jobs.push({ strands: [strand], long: true, work: strand.ids.length });
    before = strand;
  }
  return jobs;
}

function compare(a: number[], b: number[]): number {
  const common = commonLength(a, b);
  return common === a.length || common === b.length ? a.length - b.length : (a[common] as number) - (b[common] as number);
}

function commonLength(a: number[], b: number[]): number {
  const most = Math.min(a.length, b.length);
  let common = 0;
  while (common < most && a[common] === b[common]) common++;
  return common;
}
