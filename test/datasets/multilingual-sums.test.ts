// The sums in ten languages: targets worked out by hand, which the math judge takes.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { load } from '../../harness/core/load.js';
import { math } from '../../judges/math/index.js';
import { repository } from '../fixtures/projects.js';

const { samples: sums } = await load(repository, 'multilingual-sums');

/** Worked out by hand. */
const answers: Record<string, number> = {
  apples: 12,
  pages: 75,
  tickets: 48,
  sweets: 6,
  train: 240,
  garden: 36,
  change: 8,
  walkers: 12,
  grandfather: 65, // 13, 26, 39, 52, 65
  bicycle: 17, // 17 + 17 + 17 = 51
  rolls: 11, // 18 are left, then 7 fewer
  fence: 38, // 12 + 7 + 12 + 7
  jacket: 60, // 80 less its quarter, 20
  present: 21, // 105 for 5
  journey: 205, // 180 + 25
  temperature: 15, // 6 up to zero, then 9
  hall: 245, // 280 less 35
  bottles: 16, // 16 * 6 = 96
  commute: 90, // 18 a day
  parcels: 19, // 57 for 3
  savings: 13, // 52 are missing, 4 a week
  rope: 20, // 800 centimetres, 40 each
  eggs: 98, // 7 days, 14 a day
  shelves: 97, // 90 and 7
  mother: 43, // 6 years later
  baskets: 56, // 14 in each
  pencils: 3, // 7 for each, 56 in all
  queue: 24, // 8, herself, 15
  balls: 28, // 14 are red
  rice: 21, // 3 a kilogram
  wages: 252, // 84 a day
  trail: 15, // 31 are done
  box: 120, // 40 in each of 3 layers
  legs: 42, // 24 and 18
  marbles: 32, // 43, then 11 fewer
};

test('the targets of the sums are right, and the judge takes them and no other', async () => {
  assert.equal([...new Set(sums.map(({ pair }) => pair))], Object.keys(answers));
  for (const sample of sums) {
    assert.is(sample.target, answers[sample.pair as string], sample.id);
    const score = async (n: number) => (await math.grade(sample, { output: `… = ${n}`, finish: 'stop' })).score;
    assert.is(await score(sample.target as number), 1, sample.id);
    assert.is(await score((sample.target as number) + 1), 0, sample.id);
  }
});

test('no new sum is answered by a number that it says', () => {
  for (const { id, input, target } of sums.slice(80)) assert.not.ok(input.match(/\d+/g)?.includes(String(target)), id);
});

test.run();
