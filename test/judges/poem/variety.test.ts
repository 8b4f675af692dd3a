// Variety: new units per window, the same for a long text as for its parts.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { poem } from '../../../judges/poem/index.js';
import { varietyOf } from '../../../judges/poem/variety.js';

test('shares of different units, over windows of 50', () => {
  assert.is(varietyOf([]), null);
  assert.is(varietyOf(['a']), 1);
  assert.is(varietyOf(['a', 'a', 'b', 'a']), 0.5);
  const words = Array.from({ length: 50 }, (_, i) => String(i));
  assert.is(varietyOf(words), 1);
  assert.is(varietyOf([...words, ...words]), 1); // each window has all fifty
  assert.is(varietyOf(new Array<string>(200).fill('x')), 1 / 50);
  const naive = (units: string[]) =>
    Array.from({ length: units.length - 49 }, (_, i) => new Set(units.slice(i, i + 50)).size / 50).reduce((a, b) => a + b, 0) /
    (units.length - 49);
  const mixed = Array.from({ length: 300 }, (_, i) => String((i * i) % 37));
  assert.ok(Math.abs((varietyOf(mixed) ?? 0) - naive(mixed)) < 1e-12);
});

test('the judge reports it, of any answer that has text', async () => {
  const grade = async (output: string, language: string) =>
    (await poem.grade({ id: 'a', input: '', target: { language } }, { output, finish: 'stop' })).details?.variety;
  assert.is(await grade('春眠不觉晓，\n处处闻啼鸟。\n夜来风雨声，\n花落知多少。', 'zh'), 0.95);
  assert.ok(Number(await grade('Rain falls\nrain falls\nrain falls\nrain falls', 'en')) < 0.3);
  assert.is(await grade('', 'zh'), null);
});

test.run();
