import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { speedFinding, summarise } from '../../../harness/analysis/speed-table.js';
import { UserError } from '../../../harness/core/errors.js';
import { type SpeedRun, thisMachine } from '../../../harness/records/measurements.js';
import { speed, type TimedModel } from '../../../harness/run/speed.js';
import { sessionIn } from '../../fixtures/projects.js';

const folder = mkdtempSync(join(tmpdir(), 'speed-'));
const plain = sessionIn(folder);
const fresh = sessionIn(folder, { fresh: true });

const run: SpeedRun = {
  loadSeconds: 1,
  shortFirstTokenMs: 40,
  longFirstTokenMs: 900,
  shortTokensPerSecond: 100,
  longTokensPerSecond: 70,
  peakMemoryMB: 500,
  runtime: 'fixture 1.0',
};

/** A model whose measuring process counts its runs in a file and loads in that many seconds. */
function fixture(id: string, body?: string): TimedModel {
  const script = join(folder, `${id}.ts`);
  writeFileSync(
    script,
    body ??
      `import { appendFileSync, readFileSync } from 'node:fs';
       appendFileSync(process.argv[2] as string, 'x');
       console.log('not the line');
       console.log(JSON.stringify({ ...${JSON.stringify(run)}, loadSeconds: readFileSync(process.argv[2] as string).length }));`,
  );
  const generate = async function* () {};
  return {
    id,
    family: 'fixture',
    digest: `digest of ${id}`,
    format: 'none',
    speed: { script, args: [join(folder, `${id}.runs`)] },
    generate,
  };
}

test('each run is a process; the record is made once and then shown', async () => {
  const model = fixture('one');
  const {
    records: [record],
  } = await speed(plain, { models: [model], runs: 3 });
  assert.equal(
    record?.runs.map(({ loadSeconds }) => loadSeconds),
    [1, 2, 3],
  );
  assert.equal(record?.machine, thisMachine());
  assert.equal((await speed(plain, { models: [model], runs: 3 })).records, [record]);
  assert.is(readFileSync(join(folder, 'one.runs'), 'utf8'), 'xxx', 'nothing was measured again');
  const summary = summarise([record as NonNullable<typeof record>]);
  assert.equal(summary[0], { model: 'one', format: 'none', measure: 'load', unit: 's', n: 3, median: 2, low: 1, high: 3 });
  assert.is(summary.length, 6);
  const finding = speedFinding([record as NonNullable<typeof record>]);
  assert.is(
    finding.brief('en'),
    'On one machine, **one** writes 100 tokens a second (100–100) and takes 500 MB at its peak (500–500); medians and ranges of 3 runs.',
  );
  assert.match(finding.brief('zh'), '**one** 每秒 100 个 token（100–100），内存峰值 500 MB（500–500）；均为 3 次运行');
  assert.is(speedFinding([]).missing, 'expected speed records, got none');
});

test('--fresh measures again and keeps the older record; another digest has none', async () => {
  const model = fixture('one');
  const {
    records: [record],
  } = await speed(fresh, { models: [model], runs: 2 });
  assert.equal([record?.measurement, record?.runs.length], [1, 2]);
  assert.equal((await speed(plain, { models: [model] })).records, [record]);
  assert.is(readFileSync(join(folder, 'records/one/speed.jsonl'), 'utf8').trim().split('\n').length, 2);
  const {
    records: [other],
  } = await speed(plain, { models: [{ ...model, digest: 'another' }], runs: 1 });
  assert.equal([other?.measurement, other?.digest], [2, 'another']);
});

test('a process that fails is an error that gives its reason, and stores nothing', async () => {
  for (const [id, body, reason] of [
    ['failing', `throw new Error('no weights')`, /speed of failing: the measuring process ended with code 1: Error: no weights/],
    ['silent', '', /it printed no line of JSON/],
  ] as const) {
    try {
      await speed(plain, { models: [fixture(id, body)], runs: 1 });
      assert.unreachable();
    } catch (error) {
      assert.instance(error, UserError);
      assert.match((error as UserError).message, reason);
    }
    assert.throws(() => readFileSync(join(folder, `records/${id}/speed.jsonl`)));
  }
});

test('the machine is described without its name', () => {
  const { processor, cores, memoryGB, os, node } = thisMachine();
  assert.ok(processor.length > 0 && cores >= 1 && memoryGB >= 1 && node === process.versions.node);
  assert.match(os, /^\w+ [\d.]+ \w+$/);
});

test.run();
