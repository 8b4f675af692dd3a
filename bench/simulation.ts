// `npx tsx bench/simulation.ts`: the large simulation behind the choice of statistics; seeded, so that it prints the same on
// every machine, in some ten minutes. The tests run a small one.

import { type Random, seeded } from '../harness/core/random.js';
import { markdown } from '../harness/core/tables.js';
import { methods, naiveMean, pairedMethods } from './intervals-tried.js';
import {
  binaryClusters,
  byFamily,
  byQuestion,
  clusteredDifferences,
  families,
  familyDifferences,
  passAtKClusters,
  rates,
  type Scores,
  scoreClusters,
  singleDifferences,
  skewedScores,
} from './made-up.js';
import { coverage, mcnemarAlarms, pairedResult, signFlipAlarms, wilsonCoverage } from './simulate.js';

const percent = (share: number) => (100 * share).toFixed(1);
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function print(title: string, columns: string[], rows: string[][]) {
  process.stdout.write(`## ${title}\n\n${markdown({ columns: columns.map((title) => ({ title, align: 'right' })), rows })}\n\n`);
}

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

const likenesses = [0.1, 0.35];
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

print(
  'Differences of two models on 13 families: % of intervals that hold that of all families, 500 draws each',
  ['likeness', 'rates', 'melded, questions', 'melded, families', 'widened bootstrap, families'],
  likenesses.flatMap((likeness) =>
    (
      [
        [0.35, 0.02],
        [0.5, 0.4],
        [0.35, 0.35],
        [0.1, 0.05],
      ] as const
    ).map(([a, b]) => {
      const held = (name: string, clustersOf: typeof byFamily) =>
        percent(
          pairedResult(
            pairedMethods[name] as typeof naiveMean,
            a - b,
            500,
            `differences ${name} ${a} ${b} ${likeness}`,
            (random) => clustersOf(familyDifferences(random, 13, [a, b], likeness)),
          ).held,
        );
      return [
        String(likeness),
        `${a}, ${b}`,
        held('melded', byQuestion),
        held('melded', byFamily),
        held('widened bootstrap', byFamily),
      ];
    }),
  ),
);

print(
  'Exact McNemar test: % of equal models called different, 10,000 draws',
  ['n', '10 % discordant', '20 %', '40 %'],
  [20, 40, 100, 200].map((n) => [String(n), ...[0.1, 0.2, 0.4].map((share) => percent(mcnemarAlarms(n, share, 10_000)))]),
);

print(
  'Several answers a question: % of equal models called different, 4,000 draws',
  ['questions', 'answers each', 'sign flip a question', 'McNemar, answers as if independent'],
  [
    [8, 2],
    [20, 2],
    [20, 5],
    [60, 5],
  ].map(([questions = 0, answers = 0]) => {
    const { flip, naive } = signFlipAlarms(questions, answers, 4000);
    return [String(questions), String(answers), percent(flip), percent(naive)];
  }),
);

function printPaired(
  title: string,
  columns: string[],
  names: string[],
  some: { cells: string[]; truth: number; make: (random: Random) => Scores }[],
) {
  print(
    title,
    [...columns, ...names],
    some.map(({ cells, truth, make }) => [
      ...cells,
      ...names.map((name) => {
        const { held, contradicted, width } = pairedResult(
          pairedMethods[name] as typeof naiveMean,
          truth,
          500,
          `${name} ${cells.join(' ')}`,
          make,
        );
        return `${percent(held)}, ${percent(contradicted)}, ${(100 * width).toFixed(0)}`;
      }),
    ]),
  );
}
printPaired(
  'Difference of two paired pass rates: % of intervals that hold it, % that contradict the exact test, mean width in points, 500 draws',
  ['n', 'only a, %', 'only b, %'],
  ['Bonett and Price', 'melded'],
  [8, 16, 40, 140].flatMap((n) =>
    [
      [0.1, 0.1],
      [0.35, 0.05],
      [0.05, 0],
      [0.6, 0.1],
    ].map(([a = 0, b = 0]) => ({
      cells: [String(n), percent(a), percent(b)],
      truth: a - b,
      make: (random: Random) => singleDifferences(random, n, a, b),
    })),
  ),
);
printPaired(
  'The same with several answers a question',
  ['questions', 'answers each', 'rate of a, %', 'of b, %', 'likeness'],
  ['widened bootstrap', 'melded'],
  [
    [8, 2, 0.05, 0.05, 0.5],
    [8, 2, 0.02, 0.3, 0.5],
    [8, 2, 0.2, 0.5, 0.5],
    [8, 2, 0.2, 0.9, 0.5],
    [8, 2, 0.2, 0.5, 0.9],
    [8, 10, 0.05, 0.25, 0.5],
    [8, 10, 0.2, 0.7, 0.5],
    [8, 10, 0.01, 0.02, 0.5],
    [40, 2, 0.02, 0.1, 0.5],
    [40, 2, 0.3, 0.45, 0.5],
    [35, 10, 0.02, 0.35, 0.4],
    [100, 2, 0.3, 0.5, 0.5],
  ].map(([questions = 0, answers = 0, pA = 0, pB = 0, likeness = 0]) => ({
    cells: [String(questions), String(answers), percent(pA), percent(pB), String(likeness)],
    truth: pA - pB,
    make: (random: Random) => clusteredDifferences(random, { questions, answers, pA, pB, likeness }),
  })),
);
