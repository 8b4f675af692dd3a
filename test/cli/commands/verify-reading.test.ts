// The whole way on the embedded weights: answers are recorded, read back, certified; a line that was changed and sealed anew is found and named.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { changeStore } from '../../../harness/records/ordered-store.js';
import { type GenerationRecord, readRecords, toRecord } from '../../../harness/records/records.js';
import { Appender, readStore } from '../../../harness/records/store.js';
import { packTokens, unpackTokens } from '../../../harness/records/tokens.js';
import { smollm2 } from '../../../models/index.js';
import { Project } from '../../fixtures/project.js';
import { projectIn } from '../../fixtures/projects.js';

const id = 'smollm2-135m-instruct';
const path = `records/${id}/words.jsonl`;
const test = suite<{ project: Project }>('verify by reading');

const model = smollm2();
const requests = ['Name a fruit.', 'Say hello.', '春天'].map((content, i) => ({
  messages: [{ role: 'user' as const, content }],
  decoding: { maxNewTokens: 4 + 2 * i, ...(i === 1 && { temperature: 0.8, topP: 0.9, seed: 3 }) },
  trial: 0,
}));
const lines: GenerationRecord[] = [];
for await (const generation of model.generate(requests))
  lines.push(toRecord(`s${lines.length}`, model, requests[lines.length] as (typeof requests)[number], generation));
await model.close();

test.before.each((context) => {
  const project = new Project();
  context.project = project;
  const appender = new Appender<GenerationRecord>(project.folder, path, readStore(project.folder, path));
  for (const line of lines) appender.append(line);
  appender.close();
});
test.after.each(({ project }) => project.remove());

const only = ['verify', '--only-reading'];

test('what the model says holds; the receipt says what was read and is checked against the files', async ({ project }) => {
  const { code, stdout } = await project.command(...only, '--model', id, '--full', '--receipt', 'receipt.json');
  assert.is(code, 0, stdout);
  assert.match(stdout, new RegExp(`${id}: all 3 answers read, \\d+ tokens, none differs\n`));
  const receipt = JSON.parse(project.read('receipt.json'));
  assert.is(receipt._type, 'https://in-toto.io/Statement/v1');
  assert.is(receipt.predicateType, 'urn:evalbook:reading:1');
  assert.equal(Object.keys(receipt), ['_type', 'subject', 'predicateType', 'predicate']);
  assert.equal(
    receipt.subject.map(({ name, digest }: { name: string; digest: { sha256: string } }) => [name, digest.sha256.length]),
    [[path, 64]],
  );
  const [read] = receipt.predicate.models;
  assert.equal([read.model, read.digest.sha256, read.answers, read.read, read.wrong], [id, model.digest, 3, 3, []]);
  assert.equal(read.atMost, { share: 0, level: 1, method: 'all were read' });
  assert.ok(receipt.predicate.machine.processor && receipt.predicate.machine.onnxruntime);

  const good = await project.command('verify', '--check-receipt', 'receipt.json');
  assert.is(good.code, 0, good.stdout + good.stderr);
  assert.match(good.stdout, 'holds: 1 record files are those that were read');
  project.write(path, project.read(path).split('\n').slice(1).join('\n'));
  const changed = await project.command('verify', '--check-receipt', 'receipt.json');
  assert.is(changed.code, 4);
  assert.match(changed.stdout, `FAULT  ${path}: is not the file that was read`);
});

test('a wrong token under a good seal is named with file, line, key and place', async ({ project }) => {
  const [, , last] = [...readRecords(projectIn(project.folder), id, 'words').first.values()] as GenerationRecord[];
  const tokens = unpackTokens(last?.tokens as string);
  const planted = packTokens(tokens.map((token, i) => (i === 2 ? token + 1 : token)));
  changeStore<GenerationRecord>(project.folder, path, (one) => (one.key === last?.key ? { ...one, tokens: planted } : one));
  const { code, stdout } = await project.command(...only, '--json');
  assert.is(code, 4, stdout);
  const { holds, readings, receipt } = JSON.parse(stdout);
  assert.not(holds);
  assert.not(receipt.predicate.holds);
  assert.equal(
    readings[0].wrong.map(({ key, at }: { key: string; at: number }) => [key, at]),
    [[last?.key, 2]],
  );
  const { stdout: text } = await project.command(...only);
  assert.match(text, `WRONG  ${path}:3: s2, trial 0, key ${last?.key}, token 2: token ${(tokens[2] as number) + 1} is recorded`);
  assert.match(text, /NOT verified\n$/);
});

test('records of version 1 are upgraded by reading, and are then what version 2 would have been', async ({ project }) => {
  const before = readFileSync(join(project.folder, path), 'utf8');
  changeStore<GenerationRecord>(project.folder, path, ({ tokens: _, minDrawMargin: __, minMargin = 0, ...rest }) => ({
    ...rest,
    minMargin: Math.round(minMargin * 1000) / 1000,
  }));
  const { code, stdout, stderr } = await project.command('records', 'upgrade', '--json');
  assert.is(code, 0, stderr);
  const [{ answers, read, continued, again, drift }] = JSON.parse(stdout);
  assert.equal([answers, read + continued + again, drift], [3, 3, []]);
  const tokensOf = (text: string) => text.split('\n').map((line) => /"tokens":"[^"]*"/.exec(line)?.[0]);
  assert.equal(tokensOf(project.read(path)), tokensOf(before));
  project.write('records/hypotheses.jsonl', '');
  const near = await project.command('records', 'near', '--below', '1000', '--json');
  const { close, models } = JSON.parse(near.stdout);
  assert.equal(
    close.map(({ line, sample, kind }: { line: number; sample: string; kind: string }) => [line, sample, kind]),
    [
      [1, 's0', 'gap'],
      [2, 's1', 'draw'],
      [3, 's2', 'gap'],
    ],
  );
  assert.equal([models[0].greedy, models[0].nearTies, models[0].sampled, models[0].nearDraws], [2, 2, 1, 1]);
});

test('a second implementation reads them too, goes on where it was stopped, and names what it would not have said', async ({
  project,
}) => {
  const all = ['verify', '--referee-all', 'read.jsonl'];
  const good = await project.command(...all);
  assert.is(good.code, 0, good.stderr);
  assert.match(good.stdout, `${id}: 3 of 3 answers are what a second implementation says too`);
  const kept = project.read('read.jsonl');
  project.write('read.jsonl', kept.slice(0, kept.indexOf('\n') + 20)); // stopped in the second line
  const again = await project.command(...all, '--json');
  assert.equal(JSON.parse(again.stdout), { holds: true, read: 3, same: 3, differ: [] });
  assert.match(again.stderr, '2 of 3 answers are read');

  changeStore<GenerationRecord>(project.folder, path, ({ tokens, ...one }) =>
    one.sample === 's2' ? { ...one, output: `${one.output.slice(0, 2)}x${one.output.slice(3)}` } : { ...one, tokens },
  );
  const wrong = await project.command('verify', '--referee');
  assert.is(wrong.code, 4, wrong.stdout);
  assert.match(wrong.stdout, /s2, trial 0: differs at token \d+, .*: NOT a near tie\nthe referee does NOT agree\n$/);
});

test('bad input gets one line', async ({ project }) => {
  project.write('other.json', '{"_type": "https://in-toto.io/Statement/v1", "subject": []}');
  for (const [args, said] of [
    [['verify', '--seconds', '0'], 'expected --seconds to be a number above 0, got "0"'],
    [['verify', '--no-rerun', '--receipt', 'x.json'], 'expected --no-rerun without --only-reading and --receipt'],
    [['verify', '--model', id], 'expected --model NAME with --only-reading'],
    [['verify', '--only-reading', '--model', 'x'], 'expected --model to be one of'],
    [['verify', '--check-receipt', 'no.json'], 'cannot read it (ENOENT)'],
    [['verify', '--check-receipt', 'other.json'], 'got another thing at `subject`'],
    [['verify', '--referee', '--sample', '0.5'], 'expected --sample to be a whole number, 0 or more, got "0.5"'],
    [['records'], 'expected `records upgrade` or `records near`, got ""'],
    [['records', 'near', '--below', 'x'], 'expected --below to be a number, 0 or more, got "x"'],
    [['records', 'upgrade', '--model', 'x'], 'expected --model to be one of'],
    [['records', 'upgrade', '--dataset', 'x'], 'expected --dataset to be one with answers of a model that is here, got "x"'],
  ] as const) {
    const { code, stderr } = await project.command(...args);
    assert.is(code, 2, args.join(' '));
    assert.ok(stderr.includes(said), stderr);
    assert.is(stderr.trim().split('\n').length, 1, stderr);
  }
});

test.run();
