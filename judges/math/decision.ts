// What the judge decides of one answer, before it is cut to a grade.
import type { From } from './finals.js';

export interface Decision {
  score: number | null;
  verdict: 'correct' | 'wrong' | 'swapped' | 'hedged' | 'unbound' | 'incomplete' | 'no answer' | 'cut off';
  why: string;
  /** as a fraction where it is not whole; by role where the target is; null where none was read */
  answer: string | Record<string, string> | null;
  /** what decided */
  from: From | null;
}

/** No number in the whole answer. */
export const noAnswer: Decision = {
  score: 0,
  verdict: 'no answer',
  why: 'there is no number in the answer',
  answer: null,
  from: null,
};

/** The token limit came first: what the model would have said is not known, and it did not say it. */
export const cutOff: Decision = {
  score: 0,
  verdict: 'cut off',
  why: 'the token limit came before a final answer',
  answer: null,
  from: null,
};
