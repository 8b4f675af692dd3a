// Two models on the same questions, any score: if they are alike, each difference could as well have had the other sign.
import { seeded } from '../core/random.js';

/** Up to this many differences that are not 0, every pattern of signs is tried. */
const exactUpTo = 16;

/**
 * Two-sided paired sign-flip permutation test of a mean difference of 0 (Fisher 1935, The Design of Experiments, §21). Exact for up to 16
 * differences that are not 0; beyond, `draws` seeded patterns, with p = (hits + 1) / (draws + 1) (Phipson and Smyth 2010,
 * doi:10.2202/1544-6115.1585), which cannot be 0. One difference a cluster.
 */
export function signFlip(differences: readonly number[], { draws = 10_000, seed = 'sign-flip' } = {}): number {
  const moving = differences.filter((difference) => difference !== 0).map(Math.abs);
  const observed = Math.abs(differences.reduce((sum, difference) => sum + difference, 0));
  // Sums of fractions can differ in the last digit with their order; a tie is a tie.
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
