// Answers without an end: asked again with a higher limit, and failed whatever the judge says.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { passRate } from '../../../harness/analysis/rates.js';
import type { Dataset } from '../../../harness/core/load.js';
import { markdown } from '../../../harness/core/tables.js';
import type { Generation, Judge, Model, Request, Sample } from '../../../harness/core/types.js';
import { requestKey } from '../../../harness/records/request-key.js';
import { toCsv } from '../../../harness/report/csv.js';
import { endings } from '../../../harness/report/endings.js';
import { strict } from '../../../harness/run/policy.js';
import { run } from '../../../harness/run/run.js';
import { sessionIn } from '../../fixtures/projects.js';

/** Counts to `input`, a number a token, as far as the limit lets it; "loop" says the same for ever. */
class Counter implements Model {
  readonly id = 'counter';
  readonly family = 'none';
  readonly digest = 'd';
  readonly limits: number[] = [];
  async *generate(requests: Request[]): AsyncGenerator<Generation> {
    for (const request of requests) {
      const { maxNewTokens } = request.decoding;
      this.limits.push(maxNewTokens);
      const wanted = request.messages[0]?.content ?? '';
      const words =
        wanted === 'loop' ? Array(1000).fill('again and again') : Array.from({ length: Number(wanted) }, (_, i) => `n${i}`);
      const said = words.slice(0, maxNewTokens);
      yield {
        key: requestKey(this, request),
        output: said.join(' '),
        finish: said.length < words.length || wanted === 'loop' ? 'length' : 'stop',
        promptTokens: 1,
        outputTokens: said.length,
      };
    }
  }
}

const kind: Judge = { name: 'kind', version: '1', grade: () => ({ judge: 'kind', score: 1, verdict: 'fine', why: '' }) };
const samples: Sample[] = ['3', '12', '50', 'loop'].map((input) => ({ id: `to-${input}`, input }));
const dataset: Dataset = { name: 'counts', path: 'datasets/counts/data.jsonl', sha256: '', samples };

const test = suite<{ folder: string }>('policy');
test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'evalbook-policy-'));
});
test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }));

test('a cut-off answer is asked again with twice the limit until it ends or extendTo is reached; a loop is not', async ({
  folder,
}) => {
  const model = new Counter();
  const plan = { models: [model], dataset, judges: [kind], decoding: { maxNewTokens: 8 }, extendTo: 32 };
  const first = await run(sessionIn(folder), plan);
  assert.equal(model.limits, [8, 8, 8, 8, 16, 16, 32]);
  assert.equal(
    first.rows.map(({ generation }) => [generation.outputTokens, generation.finish]),
    [
      [3, 'stop'],
      [12, 'stop'],
      [32, 'length'],
      [8, 'length'],
    ],
  );
  assert.is(first.used[0]?.keys.length, 7, 'the shorter answers decided what was asked next, so they are evidence too');
  const again = await run(sessionIn(folder), plan);
  assert.is(model.limits.length, 7, 'nothing is asked twice');
  assert.equal(
    again.rows.map(({ generation }) => generation.key),
    first.rows.map(({ generation }) => generation.key),
  );
  assert.is(readFileSync(join(folder, 'records/counter/counts.jsonl'), 'utf8').split('\n').length - 1, 7);
});

test('what was cut off or loops does not pass; the lenient rate stands beside', async ({ folder }) => {
  const plan = { models: [new Counter()], dataset, judges: [kind], decoding: { maxNewTokens: 8 } };
  const ran = await run(sessionIn(folder), plan);
  assert.equal(
    ran.rows.map(({ grades }) => [grades[0]?.score, grades[0]?.verdict, grades[0]?.asJudged?.verdict]),
    [
      [1, 'fine', undefined],
      [0, 'cut off', 'fine'],
      [0, 'cut off', 'fine'],
      [0, 'loops', 'fine'],
    ],
  );
  const table = markdown(passRate(ran.rows, { judge: kind, by: ['model'] }).table());
  assert.match(table, /\| counter \| 1 \| 4 \| 0 \| 25\.0 \|[^|]*\| 100\.0 \|/);
  assert.match(table, 'Lenient: answers that were cut off or loop may pass too.');
  const [header, ...lines] = toCsv([ran]).split('\n');
  assert.match(header ?? '', ',score,lenient_score,verdict,');
  assert.is(lines.filter((line) => line.includes(',0,1,')).length, 3);
  assert.match(endings([ran]), '| counter | 4 | 1 | 1 | 2 (50 %) |');
  assert.match(endings([ran]), 'Above 5 % the limit is short for these answers');
});

test('a script that says why lets them pass, and the report prints the reason', async ({ folder }) => {
  const ran = await run(sessionIn(folder), {
    models: [new Counter()],
    dataset,
    judges: [kind],
    decoding: { maxNewTokens: 8 },
    cutOffMayPass: 'only the first word counts.',
  });
  assert.equal(
    ran.rows.map(({ grades }) => grades[0]?.score),
    [1, 1, 1, 1],
  );
  const page = endings([ran]);
  assert.match(page, 'Here it may: only the first word counts.');
  assert.not.match(page, 'does not pass');
});

test('grades below 1 and unscored ones stay as they are', () => {
  const cut = { output: 'no end', finish: 'length' as const };
  for (const score of [0, 0.5, null]) {
    const grade = { judge: 'kind', score, verdict: 'so', why: '' };
    assert.equal(strict(grade, cut), grade);
  }
});

test('extendTo and cutOffMayPass are checked before anything is asked', async ({ folder }) => {
  const model = new Counter();
  const plan = { models: [model], dataset, judges: [kind], decoding: { maxNewTokens: 8 } };
  const refused = async (change: object) =>
    (
      await run(sessionIn(folder), { ...plan, ...change }).then(
        () => null,
        (e) => e,
      )
    ).message;
  assert.match(
    await refused({ extendTo: 4 }),
    'expected `extendTo` to be a whole number, at least decoding.maxNewTokens (8), got 4',
  );
  assert.match(await refused({ cutOffMayPass: '' }), 'expected `cutOffMayPass` to say why, in a sentence, got ""');
  assert.equal(model.limits, []);
});

test.run();
