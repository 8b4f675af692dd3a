// The simulation, first half: how many intervals of pass rates and mean scores hold the truth.
import { type Random, seeded } from '../harness/core/random.js';
import { methods, naiveMean } from './intervals-tried.js';
import {
  binaryClusters,
  byFamily,
  byQuestion,
  families,
  likenesses,
  passAtKClusters,
  rates,
  type Scores,
  scoreClusters,
  skewedScores,
} from './made-up.js';
import { percent, print } from './print-table.js';
import { coverage, wilsonCoverage } from './simulate.js';

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

print(
  'Wilson: intervals that hold the truth, %, rates 0.05 to 0.95, 10,000 draws each',
  ['n', 'mean', 'least', 'most'],
  [10, 40, 200].map((n) => {
    const held = wilsonCoverage(n, 10_000);
    return [String(n), percent(mean(held)), percent(Math.min(...held)), percent(Math.max(...held))];
  }),
);

const designs = [
  { questions: 10, answers: 2, likeness: 0.5 },
  { questions: 20, answers: 2, likeness: 0.5 },
  { questions: 40, answers: 2, likeness: 0.5 },
  { questions: 20, answers: 5, likeness: 0.5 },
  { questions: 60, answers: 5, likeness: 0.5 },
  { questions: 40, answers: 5, likeness: 0.8 },
  { questions: 8, answers: 10, likeness: 0.5 },
  { questions: 20, answers: 10, likeness: 0.5 },
];
print(
  'Pass rates with several answers a question: mean (least) % of intervals that hold the truth, every second rate, 300 draws each, 3,000 of the Wilson intervals',
  ['questions', 'answers each', 'likeness', ...Object.keys(methods)],
  designs.map(({ questions, answers, likeness }) => [
    String(questions),
    String(answers),
    String(likeness),
    ...Object.entries(methods).map(([name, method]) => {
      const some = rates.filter((_, i) => i % 2 === 0);
      const held = some.map((rate) =>
        coverage(
          method,
          rate,
          name.includes('Wilson') ? 3000 : 300,
          `${name} ${questions} ${answers} ${likeness} ${rate}`,
          (random) => binaryClusters(random, questions, answers, rate, likeness),
        ),
      );
      return `${percent(mean(held))} (${percent(Math.min(...held))})`;
    }),
  ]),
);

const meanMethods: typeof methods = { ...methods, 'answers as if independent': naiveMean };
const meanNames = ['answers as if independent', 'percentile bootstrap', 'widened bootstrap', 'effective Wilson'] as const;
function printMeans(
  title: string,
  columns: string[],
  some: { cells: string[]; truth: number; make: (random: Random) => Scores }[],
) {
  print(
    title,
    [...columns, ...meanNames],
    some.map(({ cells, truth, make }) => [
      ...cells,
      ...meanNames.map((name) =>
        percent(coverage(meanMethods[name] as typeof naiveMean, truth, 1000, `${name} ${cells.join(' ')}`, make)),
      ),
    ]),
  );
}
printMeans(
  'Mean scores, 1 to 5 answers a question: % of intervals that hold the truth, 1,000 draws',
  ['questions'],
  [10, 20, 40, 100].map((questions) => ({
    cells: [String(questions)],
    truth: 0.4,
    make: (random) => scoreClusters(random, questions),
  })),
);
printMeans(
  'Mean scores, most of them 0: the same',
  ['questions', 'not 0, %'],
  [8, 20, 40, 100].flatMap((questions) =>
    [0.05, 0.2, 0.5].map((share) => ({
      cells: [String(questions), percent(share)],
      truth: 0.55 * share,
      make: (random: Random) => skewedScores(random, questions, share),
    })),
  ),
);

/** pass@k is unbiased, so the mean over many questions is the truth. */
function trueRate(k: number, rate: number): number {
  return mean(passAtKClusters(seeded(`truth ${k} ${rate}`), 100_000, k, rate).flat());
}
printMeans(
  'pass@k of 5 answers, two prompts a question: the same',
  ['questions', 'k', 'rate of one answer, %'],
  [8, 20].flatMap((questions) =>
    [1, 3, 5].flatMap((k) =>
      [0.05, 0.3, 0.7].map((rate) => ({
        cells: [String(questions), String(k), percent(rate)],
        truth: trueRate(k, rate),
        make: (random: Random) => passAtKClusters(random, questions, k, rate),
      })),
    ),
  ),
);

print(
  'Pass rates of 13 families, 22 answers each: % of intervals that hold the rate of all families, 1,000 draws each',
  ['likeness', 'rate', 'effective Wilson, questions', 'effective Wilson, families', 'widened bootstrap, families'],
  likenesses.flatMap((likeness) =>
    [0.05, 0.1, 0.2, 0.35, 0.5].map((rate) => {
      const held = (name: string, clustersOf: typeof byFamily) =>
        percent(
          coverage(methods[name] as typeof naiveMean, rate, 1000, `families ${name} ${rate} ${likeness}`, (random) =>
            clustersOf(families(random, 13, rate, likeness)),
          ),
        );
      return [
        String(likeness),
        String(rate),
        held('effective Wilson', byQuestion),
        held('effective Wilson', byFamily),
        held('widened bootstrap', byFamily),
      ];
    }),
  ),
);
