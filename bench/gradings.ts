// Which judges are timed, on how many answers, and what is expected of them.
import type { JudgeName } from '../judges/names.js';

export interface Graded {
  graded: number;
  /** answers among them that differ from each other */
  different: number;
  /** of processor time, all threads; by the clock where the judge has processes of its own */
  seconds: number;
  clock: boolean;
  peakMemoryMB: number;
}

export interface Grading {
  judge: JudgeName;
  dataset: string;
  count: number;
  /** most seconds for `count` answers */
  within: number;
}

export const gradings: Grading[] = [
  { judge: 'math', dataset: 'chickens-and-rabbits', count: 10_000, within: 5 },
  { judge: 'json', dataset: 'user-json', count: 10_000, within: 5 },
  { judge: 'poem', dataset: 'spring-poem', count: 2_000, within: 5 },
  { judge: 'code', dataset: 'quicksort', count: 32, within: 32 },
];
