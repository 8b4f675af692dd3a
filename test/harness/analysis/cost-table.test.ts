// What answers cost, from rows: each answer once, only what is known, and times only of what was asked alone.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { costsOf, costTable, moneyText } from '../../../harness/analysis/cost-table.js';
import type { Generation, Row, Timing } from '../../../harness/core/types.js';

const model = { ...({} as Row['model']), id: 'tiny', family: 'none', digest: '', served: 'tiny' };
const price = { in: 1, out: 4, date: '2026-11-28' };

function row(key: string, more: Partial<Generation> = {}, of: Row['model'] = model): Row {
  const generation: Generation = { key, output: 'x'.repeat(20), finish: 'stop', promptTokens: 100, outputTokens: 11, ...more };
  return { model: of, sample: { id: key, input: '' }, condition: '', trial: 0, generation, grades: [] };
}

const timing = (firstTokenMs: number | null, totalMs: number, atOnce = 1): Timing => ({ firstTokenMs, totalMs, atOnce });

test('an answer that several samples share is counted once, and one that failed not at all', () => {
  const [cost] = costsOf([row('a'), row('a'), row('b'), row('c', { finish: 'error', promptTokens: null, outputTokens: null })]);
  assert.equal([cost?.answers, cost?.promptTokens, cost?.outputTokens, cost?.money], [2, 200, 22, null]);
});

test('times are medians of answers that were asked alone; others are told apart', () => {
  const [cost] = costsOf([
    row('a', { timing: timing(100, 1100) }),
    row('b', { timing: timing(300, 1300) }),
    row('c', { timing: timing(9000, 14_000, 4) }),
    row('d', { timing: timing(null, 5) }),
  ]);
  assert.equal([cost?.firstTokenMs, cost?.alone, cost?.tokensPerSecond], [200, 2, 10]);
  assert.equal(cost?.besideOthers, { tokensPerSecond: 2, atOnce: 4 });
  const [, , , , , first, speed] = costTable([row('c', { timing: timing(9000, 14_000, 4) })]).rows[0] ?? [];
  assert.equal([first, speed], ['–', '2.0 each with up to 4 at once']);
});

test('reasoning is what the server counts, else its share of the characters, and that is said', () => {
  const counted = costTable([row('a', { reasoning: 'y'.repeat(60), reasoningTokens: 8 })]);
  assert.is(counted.rows[0]?.[4], '8');
  assert.not.match(counted.caption ?? '', 'share');
  const shared = costTable([row('a', { reasoning: 'y'.repeat(60), outputTokens: 40 })]);
  assert.is(shared.rows[0]?.[4], 'about 30');
  assert.match(shared.caption ?? '', 'share of the characters');
});

test('money takes a price and counts, from the model or by its id, with its day', () => {
  const own = costTable([row('a', {}, { ...model, price }), row('b', {}, { ...model, price })]);
  assert.is(own.rows[0]?.at(-1), '0.000288 USD');
  assert.match(own.caption ?? '', 'Prices of 2026-11-28.');
  const given = costTable([row('a')], { prices: { tiny: { ...price, in: 10_000, currency: 'EUR' } } });
  assert.is(given.rows[0]?.at(-1), '1.00 EUR');
  const unknown = costTable([row('a', { promptTokens: null, outputTokens: null })], { prices: { tiny: price } });
  assert.equal([unknown.columns.length, unknown.rows[0]?.[2], unknown.rows[0]?.[3]], [7, 'not said', 'not said']);
  assert.is(moneyText(0, price), '0.00 USD');
});

test.run();
