// The judge's decision on one answer, before it becomes a grade.
import type { From } from './finals.js';

export interface Decision {
  score: number | null;
  verdict: 'correct' | 'wrong' | 'swapped' | 'hedged' | 'symbolic' | 'unbound' | 'incomplete' | 'no answer' | 'cut off';
  why: string;
  /** as a fraction if not an integer; by role if the target is; null if none was read */
  answer: string | Record<string, string> | null;
  /** which kind of statement decided */
  from: From | null;
}

/** No number anywhere in the answer. */
export const noAnswer: Decision = {
  score: 0,
  verdict: 'no answer',
  why: 'there is no number in the answer',
  answer: null,
  from: null,
};

/** The token limit was reached before a final answer: what the model would have said is unknown. */
export const cutOff: Decision = {
  score: 0,
  verdict: 'cut off',
  why: 'the token limit came before a final answer',
  answer: null,
  from: null,
};
