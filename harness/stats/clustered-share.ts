// A pass rate or mean score with its interval, for independent or clustered answers.
import { clusterBootstrap, type Interval } from './cluster-bootstrap.js';
import { z } from './level.js';
import { tQuantile } from './normal.js';
import { clusteredStandardError } from './standard-error.js';
import { wilson } from './wilson.js';

export interface Share extends Interval {
  method: 'Wilson' | 'clustered Wilson' | 'cluster bootstrap';
}

/**
 * 95 % interval of the mean of scores (0 to 1) in clusters. Scores of 0 and 1, one per cluster: Wilson. Several per cluster:
 * Wilson at the effective number of answers, n divided by the design effect and by the ratio of t to normal (Korn and Graubard
 * 1998, Survey Methodology 24, 193–201; for Wilson, Franco et al. 2019, Journal of Survey Statistics and Methodology 7, 334–364);
 * of five intervals in bench/simulation.ts it has the best coverage for rates near 0 or 1. Other scores: cluster bootstrap.
 */
export function clusteredShare(clusters: readonly (readonly number[])[]): Share {
  const values = clusters.flat();
  const n = values.length;
  const passed = values.filter((value) => value === 1).length;
  if (n === 0) return { low: 0, high: 1, method: 'Wilson' };
  if (values.every((value) => value === 0) || passed === n)
    return {
      ...wilson(passed && clusters.length, clusters.length),
      method: clusters.length === n ? 'Wilson' : 'clustered Wilson',
    };
  if (values.some((value) => value !== 0 && value !== 1)) {
    const { low, high } = clusterBootstrap(clusters);
    return { low: Math.max(0, low), high: Math.min(1, high), method: 'cluster bootstrap' };
  }
  if (clusters.length === n) return { ...wilson(passed, n), method: 'Wilson' };
  const rate = passed / n;
  const alone = clusters.length < 2;
  const effect = alone ? n : Math.max(1, clusteredStandardError(clusters) ** 2 / ((rate * (1 - rate)) / n));
  const widening = alone ? 1 : (tQuantile(z, clusters.length - 1) / z) ** 2;
  const effective = Math.max(1, n / effect / widening);
  return { ...wilson(rate * effective, effective), method: 'clustered Wilson' };
}
