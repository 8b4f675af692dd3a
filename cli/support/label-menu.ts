// What is labelled, and with which keys.
import * as v from 'valibot';
import { members, text } from '../../harness/core/shape.js';

export const answerShape = members({
  id: text,
  input: text,
  expected: v.exactOptional(text),
  output: text,
  other: v.exactOptional(text),
});

/** `expected`: what the answer has to do; `other`: the second answer of a pair. */
export type Answer = v.InferOutput<typeof answerShape>;

/** Labels by key. `turned`: the pair's second answer is shown first. */
export function menuOf({ other }: Answer, turned = false): Record<string, string> {
  const choices: Record<string, string> =
    other === undefined ? { g: 'good', p: 'poor' } : turned ? { 1: 'other', 2: 'output' } : { 1: 'output', 2: 'other' };
  return { ...choices, s: 'undecided' };
}
