// The measurements of a bulk run, and the configurations of llama.cpp that are tried: the best one is compared.

export interface BulkRun {
  /** tokens of all answers per second, from the first request to the last answer, prompts included */
  tokensPerSecond: number;
  /** sum over all processes of the run, each at its own peak; null if the system does not report it */
  peakMemoryMB: number | null;
  /** CPU time of all processes per token of the answers; null if the system does not report it */
  tokenProcessorMs: number | null;
  runtime: string;
}

export interface LlamaBulk {
  processes: number;
  /** per process */
  threads: number;
  /** rows decoded together per process */
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
