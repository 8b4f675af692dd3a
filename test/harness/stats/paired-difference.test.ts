// The interval of a paired difference and the exact test on the same numbers: never one against the other.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { clusteredDifferences, singleDifferences } from '../../../bench/made-up.js';
import { integer, seeded } from '../../../harness/core/random.js';
import { mcnemar, pairedDifference, signFlip } from '../../../harness/stats/index.js';

type Differences = readonly (readonly number[])[];
const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

function consistent(differences: Differences, what: string, p = signFlip(differences.map(sumOf))) {
  const { low, high } = pairedDifference(differences);
  const mean = sumOf(differences.flat()) / differences.flat().length;
  assert.ok(low >= -1 && high <= 1 && low < high, `${what}: ${low} to ${high}`);
  assert.ok(low <= mean + 1e-9 && mean <= high + 1e-9, `${what}: ${mean} not within ${low} to ${high}`);
  assert.is(low <= 0 && high >= 0, p >= 0.05, `${what}: ${low} to ${high}, p ${p}`);
}

test('every outcome of eight and of twelve questions with one answer', () => {
  for (const n of [8, 12])
    for (let onlyA = 0; onlyA <= n; onlyA++)
      for (let onlyB = 0; onlyA + onlyB <= n; onlyB++)
        consistent(
          Array.from({ length: n }, (_, i) => [i < onlyA ? 1 : i < onlyA + onlyB ? -1 : 0]),
          `${onlyA}–${onlyB} of ${n}`,
          mcnemar(onlyA, onlyB),
        );
});

test('several answers a question, unequal numbers of them, and scores', () => {
  const random = seeded('several');
  for (let i = 0; i < 25; i++) {
    const questions = integer(random, 3, 40);
    const [pA, pB] = [random(), random()];
    const answers = integer(random, 2, 5);
    consistent(clusteredDifferences(random, { questions, answers, pA, pB, likeness: 0.5 }), `clusters ${i}`);
    consistent(singleDifferences(random, questions, pA / 2, pB / 2), `single ${i}`);
    const unequal = Array.from({ length: questions }, () =>
      Array.from({ length: integer(random, 1, 4) }, () => integer(random, -1, 1)),
    );
    consistent(unequal, `unequal ${i}`);
    consistent(
      Array.from({ length: questions }, () => [(integer(random, 0, 6) - integer(random, 0, 5)) / 6]),
      `sixths ${i}`,
    );
    consistent(
      Array.from({ length: questions }, () => [random() - 0.45]),
      `scores ${i}`,
    );
  }
});

test('an end is no artefact of the few questions that happened to differ', () => {
  const one = pairedDifference([[-1, 0], ...Array.from({ length: 7 }, () => [0, 0])]);
  assert.ok(one.low < -0.3 && one.high > 0.15, `${one.low} to ${one.high}: one of eight differed, in one of two answers`);
  const none = pairedDifference(Array.from({ length: 8 }, () => [0, 0]));
  const most = 1 - 0.025 ** (1 / 8); // Clopper and Pearson for none of eight
  assert.ok(Math.abs(none.high - most) < 1e-6 && Math.abs(none.low + most) < 1e-6);
  assert.equal(pairedDifference([]), { low: -1, high: 1 });
});

test('sides exchanged, the interval is turned', () => {
  const random = seeded('turned');
  const differences = clusteredDifferences(random, { questions: 12, answers: 3, pA: 0.3, pB: 0.6, likeness: 0.4 });
  const [one, other] = [differences, differences.map((values) => values.map((value) => -value))].map(pairedDifference);
  assert.ok(one && other && Math.abs(one.low + other.high) < 1e-9 && Math.abs(one.high + other.low) < 1e-9);
});

test('with many answers it is as wide as any other', () => {
  const differences = Array.from({ length: 400 }, (_, i) => [i % 10 < 4 ? 1 : i % 10 < 6 ? -1 : 0]);
  const { low, high } = pairedDifference(differences);
  const half = 1.96 * Math.sqrt((0.6 - 0.2 ** 2) / 400);
  assert.ok(Math.abs(low - (0.2 - half)) < 0.006 && Math.abs(high - (0.2 + half)) < 0.006, `${low} to ${high}`);
});

test.run();
