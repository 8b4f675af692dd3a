// `npx tsx bench/simulation.ts`: the large simulation behind the choice of statistics; seeded, so that it prints the same on
// every machine. The tests run a small one.
import { markdown } from '../harness/core/tables.js';
import {
  binaryClusters,
  coverage,
  mcnemarAlarms,
  methods,
  naiveMean,
  pairedCoverage,
  rates,
  scoreClusters,
  signFlipAlarms,
  wilsonCoverage,
} from './simulate.js';

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
];
print(
  'Pass rates with several answers a question: mean (least) % of intervals that hold the truth, every second rate, 300 draws each',
  ['questions', 'answers each', 'likeness', ...Object.keys(methods)],
  designs.map(({ questions, answers, likeness }) => [
    String(questions),
    String(answers),
    String(likeness),
    ...Object.entries(methods).map(([name, method]) => {
      const some = rates.filter((_, i) => i % 2 === 0);
      const held = some.map((rate) =>
        coverage(method, rate, 300, `${name} ${questions} ${answers} ${likeness} ${rate}`, (random) =>
          binaryClusters(random, questions, answers, rate, likeness),
        ),
      );
      return `${percent(mean(held))} (${percent(Math.min(...held))})`;
    }),
  ]),
);

print(
  'Mean scores, 1 to 5 answers a question: % of intervals that hold the truth, 2,000 draws',
  ['questions', 'answers as if independent', 'percentile bootstrap', 'widened bootstrap'],
  [10, 20, 40, 100].map((questions) => {
    const held = (name: string) =>
      coverage(name === 'naive' ? naiveMean : (methods[name] as typeof naiveMean), 0.4, 2000, `${name} ${questions}`, (random) =>
        scoreClusters(random, questions),
      );
    return [String(questions), ...['naive', 'percentile bootstrap', 'widened bootstrap'].map((name) => percent(held(name)))];
  }),
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

print(
  'Difference of two paired pass rates: % of intervals that hold it, 10,000 draws',
  ['n', 'only a 10 %, only b 10 %', '20 %, 10 %', '35 %, 5 %', '5 %, 0 %'],
  [10, 40, 200].map((n) => [
    String(n),
    ...[
      [0.1, 0.1],
      [0.2, 0.1],
      [0.35, 0.05],
      [0.05, 0],
    ].map(([a = 0, b = 0]) => percent(pairedCoverage(n, a, b, 10_000))),
  ]),
);
