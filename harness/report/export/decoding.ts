// With what settings a group of answers was asked for.
import { canonical } from '../../core/canonical.js';
import type { Decoding } from '../../core/types.js';
import type { GradedAnswer } from './answers.js';

/**
 * What all answers have in common: temperature 0 where they are greedy, and the highest limit, as an answer that was cut off may
 * have been asked for again with a higher one. A setting that differs is left out. Null if none was asked for.
 */
export function decodingOf(answers: readonly GradedAnswer[]): Partial<Decoding> | null {
  const all = answers.flatMap(({ decoding }) => (decoding ? [{ ...decoding, temperature: decoding.temperature ?? 0 }] : []));
  const [first] = all;
  if (!first) return null;
  const common = Object.entries(first).filter(([field, value]) =>
    all.every((one) => canonical(one[field as keyof Decoding]) === canonical(value)),
  );
  const { seed: _, ...shared } = Object.fromEntries(common) as Partial<Decoding>;
  return { ...shared, maxNewTokens: all.reduce((most, { maxNewTokens }) => Math.max(most, maxNewTokens), 0) };
}
