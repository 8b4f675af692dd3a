// Older answers get their tokens, and stay what they were.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Project } from '../../../harness/project.js';
import { type GenerationRecord, readRecords, toRecord } from '../../../harness/records/records.js';
import { Appender, readStore } from '../../../harness/records/store.js';
import { unpackTokens } from '../../../harness/records/tokens.js';
import { upgradeRecords } from '../../../harness/run/upgrade.js';
import { projectIn } from '../../fixtures/projects.js';
import { half, type ReadingModel, readingModel, tokensIn } from '../../fixtures/reading-model.js';

const test = suite<{ project: Project }>('upgrade');
test.before.each((context) => {
  context.project = projectIn(mkdtempSync(join(tmpdir(), 'evalbook-')));
});
test.after.each(({ project }) => rmSync(project.folder, { recursive: true }));

const path = 'records/reads/words.jsonl';

/** Records what the model says, as version 1 had it: three decimals, no tokens. */
async function record(project: Project, model: ReadingModel, limit = 100): Promise<void> {
  const appender = new Appender<GenerationRecord>(project.folder, path, readStore(project.folder, path));
  const requests = [...model.truth.keys()].map((content) => ({
    messages: [{ role: 'user' as const, content }],
    decoding: { maxNewTokens: limit },
    trial: 0,
  }));
  for await (const { tokens: _, ...generation } of model.generate(requests)) {
    const request = requests.find(({ messages }) => model.written.at(-1)?.endsWith(` ${messages[0]?.content}`));
    assert.ok(request);
    appender.append(toRecord(request.messages[0]?.content as string, model, request, generation));
  }
  appender.close();
  model.written.length = 0;
}

const tokensBySample = (project: Project) =>
  Object.fromEntries(
    [...readRecords(project, 'reads', 'words').first.values()].map(({ sample, tokens }) => [
      sample,
      tokens && unpackTokens(tokens),
    ]),
  );

test('by reading where the text gives the tokens, by going on where it does not', async ({ project }) => {
  const model = readingModel({ plain: [...tokensIn('yes'), 0], cut: [...tokensIn('ab'), half, half] });
  await record(project, model, 4);
  const before = [...readRecords(project, 'reads', 'words').first.values()];
  const { answers, read, continued, again, drift } = await upgradeRecords(project, model, 'words', true);
  assert.equal([answers, read, continued, again, drift], [2, 1, 1, 0, []]);
  assert.equal(model.written, ['cut from 2']);
  assert.equal(tokensBySample(project), { plain: [...tokensIn('yes'), 0], cut: [...tokensIn('ab'), half, half] });
  const after = [...readRecords(project, 'reads', 'words').first.values()];
  assert.equal(
    after.map(({ tokens: _, ...line }) => line),
    before,
    'nothing else of a line changes',
  );
  assert.is((await upgradeRecords(project, model, 'words', true)).answers, 0, 'once is enough');
});

test('an answer that the model does not give again is named, and stays byte for byte', async ({ project }) => {
  const model = readingModel({ same: [...tokensIn('yes'), 0], other: [...tokensIn('no'), 0] });
  await record(project, model);
  const [, line] = readFileSync(join(project.folder, path), 'utf8').split('\n');
  model.truth.set('other', [...tokensIn('nay'), 0]);
  const { read, continued, again, drift } = await upgradeRecords(project, model, 'words', true);
  assert.equal([read, continued, again, drift.map(({ sample }) => sample)], [1, 0, 0, ['other']]);
  assert.equal(model.written, ['other from 1', 'all of other']);
  assert.is(readFileSync(join(project.folder, path), 'utf8').split('\n')[1], line);
});

test('a margin that is not the rounded one is not believed', async ({ project }) => {
  const model = readingModel({ same: [...tokensIn('yes'), 0] });
  await record(project, model);
  const read = model.read.bind(model);
  model.read = async function* (list) {
    for await (const one of read(list)) yield { ...one, minMargin: 0.3 };
  };
  const found = await upgradeRecords(project, model, 'words', true);
  assert.equal([found.read, found.continued + found.again], [0, 1]);
});

test('interrupted, it keeps what was found and goes on', async ({ project }) => {
  const model = readingModel({ one: [...tokensIn('yes'), 0], two: [half, 0] });
  await record(project, model);
  const goOn = model.goOn.bind(model);
  model.goOn = async function* () {
    yield* [];
    throw new Error('killed');
  };
  try {
    await upgradeRecords(project, model, 'words', true);
    assert.unreachable();
  } catch (error) {
    assert.is((error as Error).message, 'killed');
  }
  model.goOn = goOn;
  const { answers, continued } = await upgradeRecords(project, model, 'words', true);
  assert.equal([answers, continued], [1, 1]);
});

test('another digest, failed answers and drift lines are left alone', async ({ project }) => {
  const model = readingModel({ one: [...tokensIn('yes'), 0] });
  await record(project, model);
  const [line] = [...readRecords(project, 'reads', 'words').first.values()] as [GenerationRecord];
  const appender = new Appender<GenerationRecord>(project.folder, path, readStore(project.folder, path));
  appender.append({ ...line, key: 'e'.repeat(64), model: 'other' });
  appender.append({ ...line, key: 'f'.repeat(64), finish: 'error', error: 'too long' });
  appender.append({ ...line, output: 'drift' });
  appender.close();
  assert.is((await upgradeRecords(project, model, 'words', true)).answers, 1);
  const { first, drift } = readRecords(project, 'reads', 'words');
  assert.equal(
    [...first.values()].map(({ tokens }) => tokens !== undefined),
    [true, false, false],
  );
  assert.equal(drift, [{ ...line, output: 'drift' }]);
});

test.run();
