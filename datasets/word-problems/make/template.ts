// A template is one generated problem: its numbers by name, and its text and answer in both languages.
import type { Random } from '../../../harness/core/random.js';

export interface Side {
  input: string;
  target: number | string | Record<string, number>;
  equations?: string[];
  roles?: Record<string, string[]>;
}

export interface Template {
  /** every number in the text, by name; the test solves the problem from these */
  facts: Record<string, number | undefined>;
  zh: Side;
  en: Side;
}

/** Generates problem `i` of a family; `level` 1 (one step, small numbers) to 3. */
export type Family = (random: Random, i: number, level: 1 | 2 | 3) => Template;

/** One of several wordings, in rotation, so that each is used equally often. */
export function turn<T>(items: readonly T[], i: number): T {
  return items[i % items.length] as T;
}

/** People, the same in both languages. */
export const people = [
  ['小明', 'Ming'],
  ['丽丽', 'Lily'],
  ['小华', 'Hua'],
  ['阿强', 'Qiang'],
  ['小芳', 'Fang'],
  ['乐乐', 'Leo'],
] as const;

/** A fraction in lowest terms, an integer without denominator. */
export function lowest(over: number, under: number): string {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  const by = divisor(over, under);
  return under === by ? String(over / by) : `${over / by}/${under / by}`;
}

/** Target and equations of x + y = n and p x + q y = t, with the solution a, b. */
export function equationsOf(x: string, a: number, y: string, b: number, [p, q]: readonly [number, number], n: number, t: number) {
  return { target: { [x]: a, [y]: b }, equations: [`${x} + ${y} = ${n}`, `${p}*${x} + ${q}*${y} = ${t}`] };
}
