// What data could have shown, against the exact test done over and over on made-up answers.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { pick, seeded } from '../../../harness/core/random.js';
import { type Design, minimumDetectableDifference, signFlip, signFlipPower } from '../../../harness/stats/index.js';
import { normalQuantile } from '../../../harness/stats/normal.js';

const times = (count: number, value: number) => new Array<number>(count).fill(value);
const random = seeded('designs');
const designs: Record<string, Design> = {
  'eight questions, one of two answers': { questions: 8, pairs: 16, moves: times(5, 1) },
  'eight questions, one or two of two': { questions: 8, pairs: 16, moves: [1, 2, 2] },
  'eight questions, up to ten of ten': { questions: 8, pairs: 80, moves: [1, 3, 5, 9] },
  'twenty questions, one or five of five': { questions: 20, pairs: 100, moves: [5, ...times(6, 1)] },
  'twelve scores in quarters': { questions: 12, pairs: 12, moves: [0.5, 0.25, 0.25, 0.75] },
  'ten languages': { questions: 35, pairs: 350, moves: Array.from({ length: 30 }, () => 1 + Math.floor(9 * random())) },
  'many twins': { questions: 143, pairs: 286, moves: Array.from({ length: 60 }, (_, i) => 1 + (i % 2)) },
};

/** Share of `draws` experiments in which the exact test is below `level`, as `signFlipPower` describes them. */
function simulated({ questions, pairs, moves }: Design, difference: number, level: number, draws: number): number {
  const random = seeded('power');
  const mean = moves.reduce((sum, size) => sum + size, 0) / moves.length;
  const least = (difference * pairs) / questions / mean;
  const share = Math.max(moves.length / questions, least);
  const up = (1 + least / share) / 2;
  let shown = 0;
  for (let draw = 0; draw < draws; draw++) {
    const differences = Array.from({ length: questions }, () =>
      random() < share ? pick(random, moves) * (random() < up ? 1 : -1) : 0,
    );
    if (signFlip(differences) <= level) shown++;
  }
  return shown / draws;
}

for (const [name, design] of Object.entries(designs))
  test(`the exact test finds the smallest difference in about 80 %, and one less than a point smaller in fewer: ${name}`, () => {
    for (const level of [0.05, 0.05 / 4]) {
      const smallest = minimumDetectableDifference(design, level) ?? Number.NaN;
      const found = simulated(design, smallest, level, 2000);
      assert.ok(Math.abs(found - signFlipPower(design, smallest, level)) < 0.03, `${level}: ${found}`);
      assert.ok(found > 0.77, `${level}: ${smallest} was found in ${found}`);
      assert.ok(signFlipPower(design, smallest - 0.005, level) < 0.8);
      assert.ok(simulated(design, smallest - 0.01, level, 2000) < 0.82);
    }
  });

test('eight questions of which half an answer moves: 25.6 points are shown in 16 %, for six have to move', () => {
  const sixOrMore = 28 * 0.512 ** 6 * 0.488 ** 2 + 8 * 0.512 ** 7 * 0.488 + 0.512 ** 8;
  assert.ok(Math.abs(sixOrMore - 0.161) < 0.001);
  const power = signFlipPower({ questions: 8, pairs: 16, moves: [1] }, 0.256);
  assert.ok(Math.abs(power - sixOrMore) < 1e-9, `${power}`);
});

test('few questions: what cannot be shown at all, and what only at a milder level', () => {
  assert.is(minimumDetectableDifference({ questions: 5, pairs: 10, moves: [1, 2] }), null);
  const six = { questions: 6, pairs: 6, moves: [] };
  assert.ok(Math.abs((minimumDetectableDifference(six) ?? 0) - 0.965) < 1e-9, 'all six have to move');
  assert.is(minimumDetectableDifference(six, 0.05 / 2), null, '2 of 64 patterns are 3 %');
  assert.is(signFlipPower(six, 0), 0, 'nothing moves');
});

test('power grows with n, and equal models are called different in less than 5 %', () => {
  const of = (questions: number) => ({ questions, pairs: questions, moves: times(0.3 * questions, 1) });
  assert.ok(signFlipPower(of(100), 0.15) > signFlipPower(of(50), 0.15));
  assert.ok(signFlipPower(of(100), 0) < 0.05);
});

test('many questions: within a point of the normal formula (Connor 1987, Biometrics 43, 207–211)', () => {
  const [a, b] = [normalQuantile(0.975), normalQuantile(0.8)];
  for (const questions of [200, 1000])
    for (const moves of [times(0.3 * questions, 1), Array.from({ length: 0.4 * questions }, (_, i) => 1 + (i % 2))]) {
      const answers = Math.max(...moves);
      const square = moves.reduce((sum, size) => sum + (size / answers) ** 2, 0) / questions;
      const enough = (d: number) => Math.sqrt(questions) * d >= a * Math.sqrt(square) + b * Math.sqrt(square - d * d);
      let normal = 0;
      while (!enough(normal)) normal += 0.0001;
      const exact = minimumDetectableDifference({ questions, pairs: answers * questions, moves }) ?? Number.NaN;
      assert.ok(Math.abs(exact - normal) <= 0.01, `${questions}: exact ${exact}, normal ${normal}`);
    }
});

test.run();
