// A small, seeded simulation: intervals hold the truth as often as they say, tests call equal models different no oftener than they say.
// The large one is bench/simulation.ts.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  binaryClusters,
  coverage,
  mcnemarAlarms,
  methods,
  naiveMean,
  pairedCoverage,
  scoreClusters,
  signFlipAlarms,
  wilsonCoverage,
} from '../../../bench/simulate.js';

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function within(share: number, low: number, high: number, what: string) {
  assert.ok(share >= low && share <= high, `${what}: expected ${low} to ${high}, got ${share}`);
}

for (const n of [10, 40, 200])
  test(`Wilson holds the truth in 93.5 to 96.5 % on average, n = ${n}`, () => {
    within(mean(wilsonCoverage(n, 2000)), 0.935, 0.965, 'mean coverage');
  });

test('pass rates with five answers a question: the clustered interval holds, the naive does not', () => {
  const held = (name: string) =>
    coverage(methods[name] as typeof naiveMean, 0.5, 400, name, (random) => binaryClusters(random, 40, 5, 0.5, 0.5));
  within(held('clustered Wilson'), 0.92, 0.985, 'clustered');
  within(held('Wilson, answers as if independent'), 0, 0.85, 'naive');
});

test('mean scores with several answers a question: the cluster bootstrap holds, the naive does not', () => {
  const held = (method: typeof naiveMean) => coverage(method, 0.4, 400, 'scores', (random) => scoreClusters(random, 30));
  within(held(methods['widened bootstrap'] as typeof naiveMean), 0.92, 0.98, 'bootstrap');
  within(held(naiveMean), 0, 0.85, 'naive');
});

test('paired tests call equal models different in at most 5.5 %', () => {
  for (const [n, discordant] of [
    [40, 0.2],
    [100, 0.4],
  ] as const)
    within(mcnemarAlarms(n, discordant, 3000), 0, 0.055, `McNemar, n ${n}`);
  const { flip, naive } = signFlipAlarms(20, 5, 600, 400);
  within(flip, 0, 0.055, 'sign flip, one a question');
  within(naive, 0.1, 1, 'McNemar on answers as if they were questions');
});

test('intervals of a paired difference hold it', () => {
  within(pairedCoverage(40, 0.2, 0.1, 3000), 0.935, 0.975, 'n 40');
  within(pairedCoverage(200, 0.35, 0.05, 2000), 0.935, 0.965, 'n 200');
});

test.run();
