// Two models on the same questions, any score: if they are equally good, each difference could equally have had the opposite
// sign.
import { signTails, wholeMoves } from './sign-sum.js';

/**
 * Two-sided paired sign-flip permutation test of a mean difference of 0 (Fisher 1935, The Design of Experiments, §21), over all
 * sign patterns: see `signTails` for how exact. One difference per cluster. With differences of one size it is the exact McNemar
 * test.
 */
export function signFlip(differences: readonly number[]): number {
  const moves = wholeMoves(differences);
  const observed = moves.reduce((sum, move) => sum + move, 0);
  const { atLeast, atMost } = signTails(moves.map(Math.abs), observed, 0.5);
  return Math.min(1, 2 * Math.min(atLeast, atMost));
}
