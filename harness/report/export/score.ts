// What a group of answers scored, as an export states it: the mean with its interval, and who was left out.
import { clustered, clusterOf } from '../../core/cluster.js';
import type { RatesNumbers } from '../../core/statistics.js';
import type { Sample } from '../../core/types.js';
import { clusteredShare, type Share } from '../../stats/clustered-share.js';
import type { GradedAnswer, WrittenGrade } from './answers.js';

export interface GroupScore {
  judge: string;
  version: string;
  /** graded answers: scored + unscored */
  n: number;
  scored: number;
  unscored: number;
  /** of exactly 1 */
  passed: number;
  /** distinct questions among the scored */
  questions: number;
  /** mean of the scored, 0 to 1: the pass rate where all scores are 0 or 1; null if nothing was scored */
  mean: number | null;
  /** all scores are 0 or 1 */
  binary: boolean;
  /** 95 %, as the reports have it; null for fewer than two answers */
  interval: Share | null;
  /** the field whose values are the clusters of the interval; absent: each question is one */
  clusters?: string;
  /** mean of what the judge alone gave, cut-off and looping answers included; absent if the CSV does not have it */
  lenient?: number | null;
}

/** A grade and the answer that it is about. */
export interface Graded {
  answer: GradedAnswer;
  grade: WrittenGrade;
}

/**
 * One score for each judge, in the order of the grades, with the grades that it is of. `printed`: the rates of the report; where one of
 * a judge's names clusters, so does the interval here.
 */
export function scoresOf(
  answers: readonly GradedAnswer[],
  printed: readonly Pick<RatesNumbers, 'judge' | 'clusters'>[] = [],
): { score: GroupScore; graded: Graded[] }[] {
  const clustersOf = new Map(
    printed.flatMap(({ judge, clusters }) => (clusters === undefined ? [] : [[judge, clusters] as const])),
  );
  const graded = answers.flatMap((answer) => answer.grades.map((grade) => ({ answer, grade })));
  return clustered(graded, ({ grade }) => `${grade.judge} ${grade.version}`).map((some) => ({
    score: scoreOf(some, clustersOf.get((some[0] as Graded).grade.judge)),
    graded: some,
  }));
}

function scoreOf(graded: Graded[], field: string | undefined): GroupScore {
  const [first] = graded as [Graded];
  const scored = graded.flatMap(({ answer, grade }) => (grade.score === null ? [] : [{ answer, value: grade.score }]));
  const valuesBy = (cluster: (sample: Sample) => string) =>
    clustered(scored, ({ answer }) => cluster(answer.sample)).map((some) => some.map(({ value }) => value));
  const questions = valuesBy(clusterOf);
  const clusters = field === undefined ? questions : valuesBy((sample) => String(sample[field] ?? ''));
  const lenient = graded.flatMap(({ grade }) => (typeof grade.lenient === 'number' ? [grade.lenient] : []));
  return {
    judge: first.grade.judge,
    version: first.grade.version,
    n: graded.length,
    scored: scored.length,
    unscored: graded.length - scored.length,
    passed: scored.filter(({ value }) => value === 1).length,
    questions: questions.length,
    mean: meanOf(scored.map(({ value }) => value)),
    binary: scored.every(({ value }) => value === 0 || value === 1),
    interval: scored.length < 2 ? null : clusteredShare(clusters),
    ...(field === undefined ? {} : { clusters: field }),
    ...(first.grade.lenient === undefined ? {} : { lenient: meanOf(lenient) }),
  };
}

function meanOf(values: number[]): number | null {
  return values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : null;
}
