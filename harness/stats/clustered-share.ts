// A pass rate or mean score with its interval, for independent or clustered answers.
import type { Interval } from './bootstrap.js';
import { effectiveNumber } from './effective.js';
import { wilson } from './wilson.js';

export interface Share extends Interval {
  method: 'Wilson' | 'clustered Wilson' | 'scored Wilson';
}

/**
 * 95 % interval of the mean of scores (0 to 1) in clusters. Scores of 0 and 1, one per cluster: Wilson. Otherwise Wilson for the
 * effective number of answers ('scored' if a score is neither 0 nor 1, else 'clustered'): of six intervals in bench/simulation.ts
 * it has the best coverage for rates near 0 or 1. `answers`: how many answers the scores were made of, if that is not their number;
 * they are never worth more.
 */
export function clusteredShare(clusters: readonly (readonly number[])[], answers?: number): Share {
  const values = clusters.flat();
  if (values.length === 0) return { low: 0, high: 1, method: 'Wilson' };
  const effective = effectiveNumber(clusters, answers);
  const rate = values.reduce((sum, value) => sum + value, 0) / values.length;
  const whole = values.every((value) => value === 0 || value === 1);
  const method = whole ? (clusters.length === values.length ? 'Wilson' : 'clustered Wilson') : 'scored Wilson';
  return { ...wilson(rate * effective, effective), method };
}
