// Two models on the same questions, any score: if they are equally good, each difference could equally have had the opposite
// sign.
import { seeded } from '../core/random.js';

/** Up to this many nonzero differences, every sign pattern is tried. */
const exactUpTo = 16;

/**
 * Two-sided paired sign-flip permutation test of a mean difference of 0 (Fisher 1935, The Design of Experiments, §21). Exact for
 * up to 16 nonzero differences; beyond that, `draws` seeded patterns, with p = (hits + 1) / (draws + 1) (Phipson and Smyth 2010,
 * doi:10.2202/1544-6115.1585), which cannot be 0. One difference per cluster.
 */
export function signFlip(differences: readonly number[], { draws = 10_000, seed = 'sign-flip' } = {}): number {
  const moving = differences.filter((difference) => difference !== 0).map(Math.abs);
  const observed = Math.abs(differences.reduce((sum, difference) => sum + difference, 0));
  // The last digit of a sum of fractions can depend on their order; ties must still count as ties.
  const reached = observed - 1e-9 * moving.reduce((sum, size) => sum + size, 0);
  if (moving.length <= exactUpTo) return everyPattern(moving, reached);
  const random = seeded(seed);
  let hits = 0;
  for (let draw = 0; draw < draws; draw++) {
    let sum = 0;
    for (const size of moving) sum += random() < 0.5 ? size : -size;
    if (Math.abs(sum) >= reached) hits++;
  }
  return (hits + 1) / (draws + 1);
}

function everyPattern(sizes: readonly number[], reached: number): number {
  const patterns = 2 ** sizes.length;
  let hits = 0;
  for (let pattern = 0; pattern < patterns; pattern++) {
    const sum = sizes.reduce((total, size, i) => (pattern & (1 << i) ? total + size : total - size), 0);
    if (Math.abs(sum) >= reached) hits++;
  }
  return hits / patterns;
}
