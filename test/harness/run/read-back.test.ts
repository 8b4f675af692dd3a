// Reading back finds what is not what the model says, and says how much it looked at.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Project } from '../../../harness/project.js';
import { changeStore } from '../../../harness/records/ordered-store.js';
import { type GenerationRecord, readRecords, toRecord } from '../../../harness/records/records.js';
import { Appender, readStore } from '../../../harness/records/store.js';
import { packTokens, unpackTokens } from '../../../harness/records/tokens.js';
import { type ReadBackOptions, readBack } from '../../../harness/run/read-back.js';
import { projectIn } from '../../fixtures/projects.js';
import { half, type ReadingModel, readingModel, tokensIn } from '../../fixtures/reading-model.js';

const test = suite<{ project: Project; model: ReadingModel }>('read back');
const path = 'records/reads/words.jsonl';
const all: ReadBackOptions = { seed: '1', seconds: null, mostTokens: 1000 };

test.before.each(async (context) => {
  const project = projectIn(mkdtempSync(join(tmpdir(), 'evalbook-')));
  const words = ['yes', 'no', 'perhaps', 'certainly'];
  const model = readingModel({
    ...Object.fromEntries(words.map((word) => [`say ${word}`, [...tokensIn(word), 0]])),
    cut: [...tokensIn('ab'), half, 0],
  });
  const appender = new Appender<GenerationRecord>(project.folder, path, readStore(project.folder, path));
  for (const content of model.truth.keys()) {
    const request = { messages: [{ role: 'user' as const, content }], decoding: { maxNewTokens: 100 }, trial: 0 };
    for await (const generation of model.generate([request])) appender.append(toRecord(content, model, request, generation));
  }
  appender.close();
  model.written.length = 0;
  Object.assign(context, { project, model });
});
test.after.each(({ project }) => rmSync(project.folder, { recursive: true }));

function change(project: Project, sample: string, how: (record: GenerationRecord) => Partial<GenerationRecord>): void {
  changeStore<GenerationRecord>(project.folder, path, (one) => (one.sample === sample ? { ...one, ...how(one) } : one));
}

test('what the model says is read, and nothing is written', async ({ project, model }) => {
  const found = await readBack(project, model, ['words'], all);
  assert.equal([found.of, found.read, found.again, found.wrong], [5, 5, 0, []]);
  assert.equal(model.written, []);
});

test('a planted token is found and named with its place, whichever it is', async ({ project, model }) => {
  const whole = readRecords(project, 'reads', 'words').first.values().next().value as GenerationRecord;
  const tokens = unpackTokens(whole.tokens as string);
  for (let at = 0; at < tokens.length; at++) {
    change(project, 'say yes', () => ({ tokens: packTokens(tokens.map((token, i) => (i === at ? token + 1 : token))) }));
    const { wrong, again } = await readBack(project, model, ['words'], all);
    assert.equal(
      wrong.map((one) => [one.path, one.key, one.sample, one.at, one.nearTie]),
      [[path, whole.key, 'say yes', at, false]],
    );
    assert.is(again, 1);
  }
});

test('a text, an end or a count that the tokens do not make is found', async ({ project, model }) => {
  for (const [field, value] of [
    ['output', 'yeah'],
    ['finish', 'length'],
    ['outputTokens', 4],
    ['promptTokens', 6],
    ['tokens', 'not base64!'],
    ['tokens', ''],
  ] as const) {
    const before = [...readRecords(project, 'reads', 'words').first.values()][0] as GenerationRecord;
    change(project, 'say yes', () => ({ [field]: value }));
    const { wrong } = await readBack(project, model, ['words'], all);
    assert.equal(
      wrong.map(({ sample }) => sample),
      ['say yes'],
      field,
    );
    change(project, 'say yes', () => before);
  }
});

test('a close choice is written again; decided otherwise it is named, not called wrong', async ({ project, model }) => {
  model.near.set('say no', [1]);
  assert.equal((await readBack(project, model, ['words'], all)).wrong, []);
  assert.equal(model.written, ['all of say no']);
  model.truth.set('say no', [...tokensIn('nu'), 0]);
  const { wrong } = await readBack(project, model, ['words'], all);
  assert.equal(
    wrong.map(({ sample, at, nearTie }) => [sample, at, nearTie]),
    [['say no', 1, true]],
  );
});

test('reading that is sure and wrong is overruled by writing, and counted', async ({ project, model }) => {
  const read = model.read.bind(model);
  model.read = async function* (list) {
    for await (const one of read(list)) yield { ...one, wrong: { at: 0, given: 1, chosen: 2 } };
  };
  const { wrong, overruled, again } = await readBack(project, model, ['words'], all);
  assert.equal([wrong, overruled, again], [[], 5, 5]);
});

test('answers without tokens are read by their text', async ({ project, model }) => {
  for (const sample of ['say yes', 'cut'])
    change(project, sample, ({ tokens: _, ...line }) => ({ ...line, tokens: undefined }) as Partial<GenerationRecord>);
  const { read, again, wrong } = await readBack(project, model, ['words'], all);
  assert.equal([read, again, wrong], [5, 1, []]);
  assert.equal(model.written, ['all of cut']);
});

test('drawn by seed from those that are short enough, and stopped by the clock between draws', async ({ project, model }) => {
  const found = await readBack(project, model, ['words'], { ...all, seconds: 1e-9, mostTokens: 5 + 7 });
  assert.equal([found.of, found.longer, found.read], [4, 1, 4], '"certainly" is longer; one draw is whole');
  const known = new Set([...readRecords(project, 'reads', 'words').first.keys()].slice(0, 3));
  const held: string[] = [];
  const again = await readBack(project, model, ['words'], { ...all, known, onHolds: ({ key }) => held.push(key) });
  assert.equal([again.read, held.length], [5, 2]);
});

test.run();
