// Which judges are timed, on how many answers, and the time limit expected of them.
import type { JudgeName } from '../judges/names.js';

export interface Graded {
  graded: number;
  /** number of distinct answers among them */
  different: number;
  /** CPU time, all threads; wall time if the judge has its own processes */
  seconds: number;
  clock: boolean;
  peakMemoryMB: number;
}

export interface Grading {
  judge: JudgeName;
  dataset: string;
  count: number;
  /** maximum seconds for `count` answers */
  within: number;
}

export const gradings: Grading[] = [
  { judge: 'math', dataset: 'chickens-and-rabbits', count: 10_000, within: 5 },
  { judge: 'json', dataset: 'user-json', count: 10_000, within: 5 },
  { judge: 'poem', dataset: 'spring-poem', count: 2_000, within: 5 },
  { judge: 'code', dataset: 'quicksort', count: 32, within: 32 },
];
