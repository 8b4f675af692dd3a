// The parts of N machines: every question in one of them, even, and the same wherever they are worked out.
import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Request } from '../../../harness/core/types.js';
import type { GenerationRecord } from '../../../harness/records/records.js';
import { partOf, partsOf } from '../../../harness/run/shard.js';

test('parts cover every key once, in any order of the keys, and none is longer than the longest-first bound', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.integer({ min: 1, max: 2000 }), { minKeys: 1, maxKeys: 60 }),
      fc.integer({ min: 1, max: 9 }),
      fc.nat(20),
      (costs, of, first) => {
        const all = new Map(Object.entries(costs));
        const parts = partsOf(all, of, first);
        assert.equal([...parts.keys()].sort(), [...all.keys()].sort());
        const reversed = partsOf(new Map([...all].reverse()), of, first);
        for (const [key, part] of parts) assert.is(reversed.get(key), part);
        const loads = Array.from({ length: of }, (_, i) =>
          [...parts].reduce((sum, [key, part]) => sum + (part === i + 1 ? (all.get(key) as number) : 0), 0),
        );
        const total = loads.reduce((sum, load) => sum + load, 0);
        const longest = Math.max(...all.values());
        assert.ok(Math.max(...loads) <= total / of + longest * (1 - 1 / of) + 1e-9, `${loads}`);
      },
    ),
  );
});

const model = { id: 'm', digest: 'd' };
const ask = (i: number, maxNewTokens = 100) => {
  const request: Request = { messages: [{ role: 'user', content: 'x'.repeat(20) }], decoding: { maxNewTokens }, trial: 0 };
  return { key: `key-${String(i).padStart(3, '0')}`, request };
};
const record = (i: number, outputTokens: number) =>
  ({ key: ask(i).key, model: 'd', decoding: { maxNewTokens: 100 }, outputTokens }) as GenerationRecord;

test('what is committed says how long answers are; what is not committed is divided evenly by itself', () => {
  const asks = Array.from({ length: 30 }, (_, i) => ask(i));
  const committed = new Map(Array.from({ length: 20 }, (_, i) => record(i, i + 1)).map((one) => [one.key, one]));
  const parts = [1, 2, 3].map((index) => partOf({ index, of: 3 }, model, asks, committed));
  const [{ all, partition } = { all: 0, partition: '' }] = parts;
  assert.is(all, 210 + 20 + 10 * (11 + 1)); // 1 to 20 tokens, and their mean, rounded up, for the ten that are new; a token for each prompt
  for (const part of parts) {
    assert.is(part.partition, partition);
    assert.is(part.requests, 30);
    const fresh = [...part.keys].filter((key) => !committed.has(key)).length;
    assert.ok(fresh === 3 || fresh === 4, String(fresh));
    assert.ok(Math.abs(part.tokens - all / 3) <= 12, `${part.tokens} of ${all}`);
  }
  assert.is(new Set(parts.flatMap(({ keys }) => [...keys])).size, 30);
  assert.is.not(partOf({ index: 1, of: 3 }, model, asks, new Map()).partition, partition); // another commit
});

test('without earlier answers the limit counts', () => {
  const { tokens, all } = partOf({ index: 1, of: 1 }, model, [ask(1), ask(2, 400)], new Map());
  assert.equal([tokens, all], [502, 502]);
});

test.run();
