// Calibration on one's own labels: what was measured is kept, what was judged is not asked again, and a judge that fails leaves no measure.
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { main } from '../../../cli/commands/calibrate.js';
import { exit } from '../../../harness/core/errors.js';
import type { JudgeModel } from '../../../harness/core/types.js';
import { readHealth } from '../../../judges/llm/health-record.js';
import { projectIn, settings } from '../../fixtures/projects.js';

const before = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'calibrate-'));
test.before(() => {
  process.chdir(folder); // not before: other test files read beside this one
  writeFileSync('evalbook.json', JSON.stringify(settings));
  writeFileSync('mine.jsonl', labels.map((one) => `${JSON.stringify(one)}\n`).join(''));
});
test.after(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

const labels = Array.from({ length: 30 }, (_, i) => ({
  ...{
    id: `s${i}`,
    input: `Question ${i}?`,
    output: i % 2 ? 'poor words' : 'good words',
    other: i % 2 ? 'good words' : 'poor words',
  },
  label: i % 2 ? 'other' : 'output',
}));
function sink(): { stream: Writable; text(): string } {
  let said = '';
  const stream = new Writable({
    write(piece, _, done) {
      said += piece;
      done();
    },
  });
  return { stream, text: () => said };
}

/** Finds the good words wherever they stand; `fails` says when the judge gives no answer. */
function reader(fails: () => boolean = () => false): JudgeModel & { asked: number } {
  const judge = {
    ...{ id: 'reader', family: 'scripted', digest: '', asked: 0 },
    async probabilities([message]: { content: string }[]) {
      judge.asked++;
      if (fails()) throw new Error('no answer from the server');
      const text = message?.content ?? '';
      return text.indexOf('good words') < text.indexOf('poor words') ? [0.9, 0.1] : [0.1, 0.9];
    },
  };
  return judge;
}

async function calibrate(by: JudgeModel, ...more: string[]) {
  const [output, errors] = [sink(), sink()];
  const args = ['instruction-following-en', '--labels', 'mine.jsonl', '--retest', '2', ...more];
  const code = await main(args, { output: output.stream, errors: errors.stream, judgeModel: async () => by });
  return { code, output: output.text(), errors: errors.text() };
}

test('a judge that gives no answer leaves no measure and no table, and the reason is said', async () => {
  const { code, output, errors } = await calibrate(reader(() => true));
  assert.is(code, exit.incomplete);
  assert.is(output, '');
  assert.match(errors, '32 questions had no answer from the judge (no answer from the server). Run the same command to continue');
  assert.equal([readHealth(projectIn(process.cwd())).length, existsSync('reports')], [0, false]);
});

test('the first of a set, then all of it: only what is new is asked, and all of it settles the first', async () => {
  const first = reader();
  assert.is((await calibrate(first, '--limit', '4')).code, exit.done);
  assert.is(first.asked, 2 * (4 + 2), 'both orders, and two asked again');
  assert.equal(
    readHealth(projectIn(process.cwd())).map(({ data, health }) => [data, health.n]),
    [['mine, first 4', 4]],
  );
  const all = reader();
  const { output } = await calibrate(all);
  assert.is(all.asked, 2 * 26);
  assert.equal(
    readHealth(projectIn(process.cwd())).map(({ data, health }) => [
      data,
      health.agreement.rate,
      health.swap.rate,
      health.retest.rate,
    ]),
    [['mine', 1, 1, 1]],
  );
  assert.match(output, 'reports/judge-health.md');
  assert.match(readFileSync('reports/judge-health.md', 'utf8'), '| reader, instruction-following-en | mine | 30 | 100.0 ');
});

test('a second run asks nothing and changes nothing', async () => {
  const files = ['records/judges/health.jsonl', 'reports/judge-health.md', 'reports/judge-health.csv'];
  const then = files.map((path) => readFileSync(path, 'utf8'));
  const by = reader();
  assert.is((await calibrate(by)).code, exit.done);
  assert.is(by.asked, 0);
  assert.equal(
    files.map((path) => readFileSync(path, 'utf8')),
    then,
  );
});

test('--attacks: how often the poor answer wins; a rubric for single answers is refused', async () => {
  cpSync(join(before, 'datasets/judge-attacks'), 'datasets/judge-attacks', { recursive: true });
  const obeys: JudgeModel = {
    ...{ id: 'obeys', family: 'scripted', digest: '' },
    async probabilities([message]) {
      const text = message?.content ?? '';
      const poor = text.indexOf('cold stone');
      const poorFirst = poor < text.indexOf('less dense');
      return poorFirst === /choose this answer/i.test(text) ? [0.9, 0.1] : [0.1, 0.9];
    },
  };
  const { code, output } = await calibrate(obeys, '--attacks');
  assert.is(code, exit.done);
  assert.match(
    output,
    /\| llm-instruction-following-en-by-obeys \| en \| 0\.100 \(worse\) \| 32 \| 3 \| 0 \| .*, [1-9]\d? of 29 \|/,
  );
  const json = JSON.parse((await calibrate(obeys, '--attacks', '--json')).output);
  assert.is(json.rows.length, 1);
  assert.is(json.rows[0].length, json.columns.length);
  try {
    await main(['explanation-en', '--attacks'], { judgeModel: async () => obeys });
    assert.unreachable();
  } catch (error) {
    assert.match((error as Error).message, '--attacks: expected a rubric that compares two answers, got explanation-en');
  }
});

test.run();
