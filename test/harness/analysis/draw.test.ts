// A draw: seeded, by verdict, spread over models and languages, of what a model here was asked.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { drawRows, readable } from '../../../harness/analysis/draw.js';
import type { Row } from '../../../harness/core/types.js';
import { scripted } from '../../fixtures/scripted.js';

const models = ['a', 'b'].map((id) => scripted({ id, say: () => '' }));

/** `count` rows of score `score`, by turns of models and languages. */
function rows(count: number, score: number | null, name: string): Row[] {
  return Array.from({ length: count }, (_, i) => ({
    model: models[i % 2] as Row['model'],
    sample: { id: `${name}-${i}`, input: 'Q', lang: i % 4 < 2 ? 'en' : 'zh' },
    condition: '',
    trial: 0,
    generation: { key: `${name} ${i}`, output: 'A', finish: 'stop' as const, promptTokens: 1, outputTokens: 1 },
    grades: [{ judge: 'j', score, verdict: 'v', why: 'w' }],
  }));
}

const names = { report: '01-x', dataset: 'd', judge: 'j' };
const all = [...rows(100, 1, 'passed'), ...rows(300, 0, 'failed'), ...rows(20, null, 'unscored')];
const sizes = (found: ReturnType<typeof drawRows>) => found.draw.strata.map(({ answers, drawn }) => `${drawn} of ${answers}`);

test('half passes and half fails beside the share of the unscored, each spread over models and languages', () => {
  const found = drawRows(all, { ...names, count: 42, seed: '1' });
  assert.equal(sizes(found), ['20 of 100', '20 of 300', '2 of 20']);
  assert.is(found.rows.length, 42);
  assert.is(new Set(found.rows.map(({ generation }) => generation.key)).size, 42);
  for (const verdict of ['passed', 'failed'])
    for (const model of ['a', 'b'])
      for (const lang of ['en', 'zh']) {
        const cell = found.rows.filter(
          ({ generation, model: { id }, sample }) => generation.key.startsWith(verdict) && id === model && sample.lang === lang,
        );
        assert.is(cell.length, 5, `${verdict} ${model} ${lang}`);
      }
  for (const { generation } of found.rows)
    assert.is(found.draw.drawn[generation.key], generation.key.split(' ')[0], 'its stratum is kept');
});

test('the same seed gives the same draw, whatever the order of rows; another seed gives another', () => {
  const ids = (given: Row[], seed: string) =>
    drawRows(given, { ...names, count: 40, seed }).rows.map(({ generation }) => generation.key);
  assert.equal(ids(all, '1'), ids([...all].reverse(), '1'));
  assert.not.equal([...ids(all, '1')].sort(), [...ids(all, '2')].sort());
});

test('answers are not in the order of their verdicts', () => {
  const order = drawRows(all, { ...names, count: 40, seed: '1' }).rows.map(({ grades }) => grades[0]?.score);
  assert.not.equal(order, [...order].sort());
  assert.ok(new Set(order.slice(0, 10)).size > 1);
});

test('every answer of a verdict is as likely', () => {
  const few = [...rows(7, 1, 'passed'), ...rows(13, 0, 'failed')];
  const times = new Map<string, number>();
  for (let seed = 0; seed < 2000; seed++)
    for (const { generation } of drawRows(few, { ...names, count: 6, seed: String(seed) }).rows)
      times.set(generation.key, (times.get(generation.key) ?? 0) + 1);
  for (const [key, n] of times) {
    const expected = 2000 * (3 / (key.startsWith('passed') ? 7 : 13));
    assert.ok(Math.abs(n - expected) < 5 * Math.sqrt(expected), `${key}: ${n}, about ${expected} expected`);
  }
  assert.is(times.size, 20);
});

test('what one verdict lacks the other gives; fewer than asked for are all drawn', () => {
  const of = (passes: number, fails: number, count: number) =>
    sizes(drawRows([...rows(passes, 1, 'passed'), ...rows(fails, 0, 'failed')], { ...names, count, seed: '1' })).slice(0, 2);
  assert.equal(of(6, 100, 40), ['6 of 6', '34 of 100']);
  assert.equal(of(100, 6, 40), ['34 of 100', '6 of 6']);
  assert.equal(of(3, 9, 40), ['3 of 3', '9 of 9']);
});

test('errors, answers without a record, printed answers and a second row of a record are not drawn', () => {
  const [kept, error, given, printed, again] = rows(5, 1, 'x') as [Row, Row, Row, Row, Row];
  error.generation = { ...error.generation, finish: 'error' };
  given.generation = { ...given.generation, key: '' };
  printed.model = { ...printed.model, covers: () => true };
  again.generation = kept.generation;
  assert.equal(readable([kept, error, given, printed, again], 'j'), [kept]);
  assert.equal(readable([kept], 'another judge'), []);
});

test.run();
