// Compares two lists of scores for the same questions: the arithmetic behind `compare`.

import { clustered } from '../core/cluster.js';
import type { Test } from '../core/content.js';
import { mcnemar, pairedDifference, signFlip } from '../stats/index.js';

/** The scores of both sides for one question and trial; null for unscored. */
export interface Pair {
  question: string;
  /** the question, or the cluster that the script names */
  cluster: string;
  a: number | null;
  b: number | null;
}

export interface ContrastOf {
  judge: string;
  /** what differs: 'model' or a field */
  of: string;
  a: string;
  b: string;
  group: Record<string, string>;
  /** what prose calls the models, by id */
  titles: Record<string, string>;
  measure: 'pass rate' | 'mean score';
  /** the field of the samples whose values are the clusters, if not the questions */
  clusteredBy?: string;
}

export interface Contrast extends ContrastOf {
  /** pairs in which both sides are scored */
  n: number;
  /** pairs in which a side is unscored */
  unscored: number;
  /** distinct questions among the n */
  questions: number;
  /** distinct clusters among the n: the questions, unless the script names others */
  clusters: number;
  /** rate of a minus rate of b, -1 to 1; null if n is 0 */
  difference: number | null;
  /** ends of the 95 % interval, not adjusted: it holds 0 if the test's p is 0.05 or more, and only then */
  low: number;
  high: number;
  /** how the interval was computed */
  method: 'melded';
  /** pairs that only a, or only b, passed (for mean scores: where it scored higher) */
  onlyA: number;
  onlyB: number;
  discordant: number;
  /** the summed difference of each cluster on which the sides differ */
  moves: number[];
  /** not adjusted; null if n is 0 */
  test: Test | null;
}

/** What follows about a contrast from all comparisons on its page. */
export interface Verdict {
  /** Holm's p over the page's comparisons; null if nothing could be compared */
  p: number | null;
  /** how many comparisons the page shows */
  family: number;
  /** smallest difference that these data detect with 80 % power at the strictest level of the family, 0 to 1; null if none */
  smallest(): number | null;
}

/** Compares the scored pairs. An answer passes if its score is 1. `intervalOf`: what the interval is by; a simulation needs none. */
export function contrastOf(what: ContrastOf, pairs: Pair[], intervalOf = pairedDifference): Contrast {
  const value = (score: number) => (what.measure === 'mean score' ? score : Number(score === 1));
  const scored = pairs.flatMap(({ question, cluster, a, b }) =>
    a === null || b === null ? [] : [{ question, cluster, difference: value(a) - value(b) }],
  );
  const clusters = clustered(scored, ({ cluster }) => cluster).map((some) => some.map(({ difference }) => difference));
  const n = scored.length;
  const onlyA = scored.filter(({ difference }) => difference > 0).length;
  const onlyB = scored.filter(({ difference }) => difference < 0).length;
  const moves = clusters
    .map((some) => some.reduce((sum, difference) => sum + difference, 0))
    .filter((sum) => Math.abs(sum) > 1e-12);
  const simple = what.measure === 'pass rate' && clusters.length === n;
  return {
    ...what,
    n,
    unscored: pairs.length - n,
    questions: new Set(scored.map(({ question }) => question)).size,
    clusters: clusters.length,
    difference: n ? scored.reduce((sum, { difference }) => sum + difference, 0) / n : null,
    ...intervalOf(clusters),
    method: 'melded',
    onlyA,
    onlyB,
    discordant: onlyA + onlyB,
    moves,
    test: n ? testOf(moves, simple, onlyA, onlyB) : null,
  };
}

function testOf(moves: number[], simple: boolean, onlyA: number, onlyB: number): Contrast['test'] {
  if (simple) return { p: mcnemar(onlyA, onlyB), name: 'exact McNemar test' };
  return { p: signFlip(moves), name: 'sign-flip permutation test' };
}
