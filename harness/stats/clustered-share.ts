// A pass rate with its interval, whether the answers are independent or come in clusters.
import { clusterBootstrap, type Interval } from './cluster-bootstrap.js';
import { wilson } from './wilson.js';

export interface Share extends Interval {
  method: 'Wilson' | 'cluster bootstrap';
}

/**
 * 95 % interval of the mean of scores in clusters (0 to 1). Wilson where every score is 0 or 1 and no cluster holds two; else the cluster
 * bootstrap, and where all clusters are 0, or all 1, so that drawing them again shows nothing: Wilson with the clusters as n.
 */
export function clusteredShare(clusters: readonly (readonly number[])[]): Share {
  const values = clusters.flat();
  const passed = values.filter((value) => value === 1).length;
  const all = passed === values.length || values.every((value) => value === 0);
  const binary = values.every((value) => value === 0 || value === 1);
  if (values.length === 0) return { low: 0, high: 1, method: 'Wilson' };
  if (binary && (all || clusters.length === values.length || clusters.length < 2))
    return { ...wilson(passed ? (all ? clusters.length : passed) : 0, all ? clusters.length : values.length), method: 'Wilson' };
  const { low, high } = clusterBootstrap(clusters);
  return { low: Math.max(0, low), high: Math.min(1, high), method: 'cluster bootstrap' };
}
