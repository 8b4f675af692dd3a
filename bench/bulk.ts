// What a bulk run measures, and the ways in which llama.cpp may do it: the best of them is compared.

export interface BulkRun {
  /** tokens of all answers by the seconds from the first request to the last answer, prompts included */
  tokensPerSecond: number;
  /** of all processes of the run, each at its own peak; null where the system does not say */
  peakMemoryMB: number | null;
  /** of all processes, a token of the answers; null where the system does not say */
  tokenProcessorMs: number | null;
  runtime: string;
}

export interface LlamaBulk {
  processes: number;
  /** in each process */
  threads: number;
  /** rows decoded together in each process */
  sequences: number;
}

export const llamaBulks: LlamaBulk[] = [
  { processes: 1, threads: 1, sequences: 8 },
  { processes: 1, threads: 2, sequences: 1 },
  { processes: 1, threads: 2, sequences: 8 },
  { processes: 1, threads: 2, sequences: 16 },
  { processes: 2, threads: 1, sequences: 8 },
];

export function nameOf({ processes, threads, sequences }: LlamaBulk): string {
  const each = `${threads} thread${threads > 1 ? 's' : ''}, ${sequences} row${sequences > 1 ? 's' : ''}`;
  return processes > 1 ? `${processes} processes of ${each}` : each;
}
