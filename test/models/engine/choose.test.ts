import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { seeded } from '../../../harness/core/random.js';
import { chooser } from '../../../models/engine/choose.js';

const row = Float32Array.of(9, 9, 0.5, 2, 1.5, 2, -1, 9);
const at = (decoding: object) => chooser({ maxNewTokens: 1, ...decoding });

test('greedy takes the best of its own slice, the lower id on a tie', () => {
  assert.equal(at({})(row, 2, 7), { token: 1, margin: 0 });
  assert.equal(at({ temperature: 0 })(row, 2, 5), { token: 1, margin: 0.5 });
  assert.equal(at({})(Float32Array.of(1, 4, 2), 0, 3), { token: 1, margin: 2 });
  assert.equal(at({})(Float32Array.of(-8, -4, -5), 0, 3), { token: 1, margin: 1 });
});

test('topK 1 and a tiny topP are greedy, whatever the seed', () => {
  for (let seed = 0; seed < 50; seed++) {
    assert.is(at({ temperature: 2, topK: 1, seed })(row, 2, 5).token, 1);
    assert.is(at({ temperature: 2, topP: 1e-9, seed })(row, 2, 5).token, 1);
  }
});

test('equal seeds give equal streams, different seeds different ones', () => {
  const draws = (seed: number) => {
    const choose = at({ temperature: 1, seed });
    return Array.from({ length: 40 }, () => choose(row, 2, 7).token).join('');
  };
  assert.is(draws(7), draws(7));
  assert.is.not(draws(7), draws(8));
});

test('sampling follows the softmax at the temperature, cut by topK and topP', () => {
  const logits = Float32Array.of(Math.log(0.5), Math.log(0.25), Math.log(0.15), Math.log(0.1));
  const shares = (decoding: object) => {
    const choose = at({ seed: 3, ...decoding });
    const counts = [0, 0, 0, 0];
    for (let i = 0; i < 8000; i++) {
      const { token } = choose(logits, 0, 4);
      counts[token] = (counts[token] as number) + 1;
    }
    return counts.map((count) => count / 8000);
  };
  const near = (got: number[], expected: number[]) =>
    expected.forEach((share, i) => {
      assert.ok(Math.abs((got[i] as number) - share) < 0.02, `${got} for ${expected}`);
    });
  near(shares({ temperature: 1 }), [0.5, 0.25, 0.15, 0.1]);
  near(shares({ temperature: 1, topK: 2 }), [2 / 3, 1 / 3, 0, 0]);
  near(shares({ temperature: 1, topP: 0.75 }), [2 / 3, 1 / 3, 0, 0]);
  near(shares({ temperature: 1, topP: 0.76 }), [0.5 / 0.9, 0.25 / 0.9, 0.15 / 0.9, 0]);
  const cold = [0.25, 0.0625, 0.0225, 0.01].map((weight) => weight / 0.345);
  near(shares({ temperature: 0.5 }), cold);
});

test('the draw equals that from a fully sorted vocabulary', () => {
  const logit = fc.oneof(fc.float({ min: -60, max: 60, noNaN: true }), fc.constantFrom(0, 1, 1, 2, -Infinity));
  fc.assert(
    fc.property(
      fc.array(logit, { minLength: 1, maxLength: 300 }).filter((all) => all.some(Number.isFinite)),
      fc.record({
        temperature: fc.double({ min: 0.05, max: 3, noNaN: true }),
        topK: fc.nat(320),
        topP: fc.double({ min: 0.01, max: 1, noNaN: true }),
      }),
      fc.nat(99),
      (logits, cuts, seed) => {
        const row = Float32Array.from(logits);
        const { token, margin } = at({ ...cuts, seed })(row, 0, row.length);
        assert.is(token, sortedDraw(row, { ...cuts, seed }));
        assert.is(margin, at({})(row, 0, row.length).margin);
      },
    ),
    { numRuns: 2000 },
  );
});

test('a topK of thousands, with ties at its end, is cut as in the sorted vocabulary', () => {
  const random = seeded(5);
  const row = Float32Array.from({ length: 6000 }, () => Math.round(40 * random()) / 4);
  for (const topK of [999, 1000, 1001, 2500, 5999, 6000, 9000])
    for (let seed = 0; seed < 20; seed++) {
      const cuts = { temperature: 2, topK, topP: 1, seed };
      assert.is(at(cuts)(row, 0, row.length).token, sortedDraw(row, cuts), `${topK} ${seed}`);
    }
});

/** The definition: sort all, cut to topK, then to the first that reach topP of their sum, then draw by weight. */
function sortedDraw(
  row: Float32Array,
  { temperature, topK, topP, seed }: Record<'temperature' | 'topK' | 'topP' | 'seed', number>,
) {
  const sorted = [...row.keys()].sort((a, b) => (row[b] as number) - (row[a] as number) || a - b);
  const order = topK > 0 ? sorted.slice(0, topK) : topP < 1 ? sorted : [...row.keys()];
  const weights = order.map((id) => Math.exp(((row[id] as number) - (row[sorted[0] as number] as number)) / temperature));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let kept = 0;
  for (let reached = 0; kept < order.length && (topP >= 1 || reached < topP * total); kept++) reached += weights[kept] as number;
  let left = seeded(seed)() * weights.slice(0, kept).reduce((sum, weight) => sum + weight, 0);
  for (let i = 0; i < kept; i++) {
    left -= weights[i] as number;
    if (left < 0) return order[i];
  }
  return order[kept - 1];
}

test('a draw says how near another one was: smaller changes of the logits draw the same', () => {
  const logit = fc.float({ min: -6, max: 6, noNaN: true });
  const decodings = fc.record({
    temperature: fc.constantFrom(0.5, 0.7, 1, 1.5),
    topP: fc.constantFrom(0.5, 0.9, 1),
    topK: fc.constantFrom(0, 5),
    seed: fc.nat(1000),
  });
  let tight = 0;
  fc.assert(
    fc.property(fc.array(logit, { minLength: 2, maxLength: 60 }), decodings, fc.nat(1000), (logits, decoding, seed) => {
      const row = Float32Array.from(logits);
      const { token, drawMargin = 0 } = at(decoding)(row, 0, row.length);
      if (drawMargin < 1e-4) return;
      const random = seeded(seed);
      // a weight moves by at most a quarter of the margin, so sums and shares by less than half of it
      const size = (decoding.temperature * drawMargin) / 4;
      const moved = row.map((value) => value + (2 * random() - 1) * size);
      assert.is(at(decoding)(moved, 0, row.length).token, token);
      tight++;
    }),
    { numRuns: 400 },
  );
  assert.ok(tight > 100, `${tight} draws were not close`);
});

test('the numbers of tokens drawn before are passed over', () => {
  const decoding = { maxNewTokens: 9, temperature: 1.3, seed: 4 };
  const first = chooser(decoding);
  const tokens = Array.from({ length: 9 }, () => first(row, 2, 7).token);
  const later = chooser(decoding, 5);
  assert.equal(
    Array.from({ length: 4 }, () => later(row, 2, 7).token),
    tokens.slice(5),
  );
});

test.run();
