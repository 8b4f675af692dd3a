// The simulation, second half: differences of two models, their intervals and tests.
import type { Random } from '../harness/core/random.js';
import { type naiveMean, pairedMethods } from './intervals-tried.js';
import {
  byFamily,
  byQuestion,
  clusteredDifferences,
  familyDifferences,
  likenesses,
  type Scores,
  singleDifferences,
} from './made-up.js';
import { percent, print } from './print-table.js';
import { mcnemarAlarms, pairedResult, signFlipAlarms } from './simulate.js';

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
