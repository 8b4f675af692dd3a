// The bench in its smallest form, on what the harness costs; and how it stores, compares and chooses.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { contest } from '../../bench/contests.js';
import { growth } from '../../bench/growth-project.js';
import { growthTable } from '../../bench/own-cost.js';
import { best, digits, ratios } from '../../bench/ratios.js';
import { Results } from '../../bench/store.js';
import { type Subject, subjects } from '../../bench/subjects.js';

const folder = mkdtempSync(join(tmpdir(), 'evalbook-bench-test-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));

test('the cost of the harness: every part is measured, all rows are replayed', async () => {
  const results = new Results(join(folder, 'growth.jsonl'));
  await results.take('harness/growth/100/0', () => growth(100));
  const [one] = results.of('harness/growth/100');
  assert.is(one?.values.rows, 100);
  for (const part of ['load', 'replay', 'math', 'json', 'weave', 'process', 'peakMemoryMB'])
    assert.ok(Number(one?.values[part]) > 0, part);
  assert.match(growthTable(results), /\| weave the report, s \| [0-9.]+ \|/);
});

test('the models that are measured, and what of each is not here', () => {
  const all = subjects(folder);
  assert.equal(
    all.map(({ name }) => name),
    ['smollm2', 'qwen-coder', 'qwen-coder-1.5b'],
  );
  for (const { ggufSha256, absent, title } of all) {
    assert.match(ggufSha256, /^[0-9a-f]{64}$/);
    assert.ok(absent.includes('its GGUF file'), title);
  }
  assert.equal(all[0]?.absent, ['its GGUF file'], 'the embedded model is here');
});

test('a stored result is not measured again, an incomplete last line is', async () => {
  const file = join(folder, 'runs.jsonl');
  const first = new Results(file);
  await first.take('a/answers/fast/1', async () => ({ x: 2 }));
  await first.take('a/answers/fast/0', async () => ({ x: 1 }));
  writeFileSync(file, `${readFileSync(file, 'utf8')}{"key":"a/answers/fa`);
  const again = new Results(file);
  await again.take('a/answers/fast/0', () => assert.unreachable('measured again') as never);
  await again.take('a/answers/fast/2', async () => ({ x: 3 }));
  assert.equal(
    new Results(file).of('a/answers/fast').map(({ values }) => values.x),
    [1, 2, 3],
  );
});

test('ratios are computed per repeat', () => {
  assert.equal(ratios([1, 20, 3], [2, 10, 4]), { n: 3, median: 0.75, low: 0.5, high: 2 });
  const threads = new Map([
    ['one', [5, 1, 6]],
    ['two', [2, 3, 4]],
  ]);
  assert.is(best(threads, true)?.[0], 'one');
  assert.is(best(threads, false)?.[0], 'two');
  assert.is(digits(0.012345), '0.0123');
  assert.is(digits(1234.5), '1235');
});

test('a missed goal is listed', async () => {
  const results = new Results(join(folder, 'contest.jsonl'));
  const subject = { name: 'm', title: 'M', absent: [] } as unknown as Subject;
  const take = (contestant: string, repeat: number, shortTokensPerSecond: number) =>
    results.take(`m/answers/${contestant}/${repeat}`, async () => ({ shortTokensPerSecond }));
  for (const repeat of [0, 1]) {
    await take('fast', repeat, 80);
    await take('portable', repeat, 70);
    await take('llama-1', repeat, 100);
    await take('llama-2', repeat, 50);
  }
  const { text, short } = contest(results, subject, { busy: false, absolute: false });
  assert.equal(
    short.map(({ arithmetic, measure, ratio }) => [arithmetic, measure.title, ratio.median]),
    [['fast', 'decode at 38 tokens', 0.8]],
  );
  assert.equal(contest(results, subject, { busy: true, absolute: false }).short, []);
  assert.match(text, /\| decode at 38 tokens \| 1 thread \| 0\.700 .*wanted at least 0\.6 \| \*\*short:\*\* 0\.800/);
});

test.run();
