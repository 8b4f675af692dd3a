// The long texts hold the code they ask for once, where they say, and nothing else that looks like it.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { load } from '../../harness/core/load.js';
import { repository } from '../fixtures/projects.js';

const { samples } = await load(repository, 'long-context');
const run = promisify(execFile);

test('the code stands once in the text, at its depth, and a second code only where the tags say so', () => {
  for (const { id, input, target, depth, tags } of samples) {
    const codes = input.match(/\d{5,}/g) ?? [];
    assert.is(codes.length, tags?.includes('two-codes') ? 2 : 1, id);
    assert.is(codes.filter((code) => code === String(target)).length, 1, id);
    const text = input.slice(input.indexOf('\n\n') + 2, input.lastIndexOf('\n\n'));
    const at = (100 * text.indexOf(String(target))) / text.length;
    assert.ok(Math.abs(at - Number(depth)) < 6, `${id}: at ${at.toFixed(1)} %`);
  }
});

test('the question names the box whose code is wanted', () => {
  for (const { id, input, target, lang } of samples) {
    const [, box] = (lang === 'zh' ? /问题：(.+)的密码是多少/ : /Question: What is the code of the (.+)\?/).exec(input) ?? [];
    assert.match(
      input,
      lang === 'zh' ? `${box}的密码是 ${String(target)}。` : `The code of the ${box} is ${String(target)}.`,
      id,
    );
  }
});

test('twins hide the same codes', () => {
  for (const sample of samples) {
    const twin = samples.find(({ pair, id }) => pair === sample.pair && id !== sample.id) as typeof sample;
    assert.equal(sample.input.match(/\d{5}/g)?.sort(), twin.input.match(/\d{5}/g)?.sort(), sample.id);
  }
});

test('longer texts come on request, and a size that is none is refused', async () => {
  const ask = (list: string) =>
    run(process.execPath, ['--import', 'tsx', 'datasets/long-context/make/generate.ts', '--sizes', list]);
  const { stdout } = await ask('512');
  const first = JSON.parse(stdout.split('\n')[0] as string) as { id: string; input: string };
  assert.is(first.input, samples.find(({ id }) => id === first.id)?.input);
  const code = await ask('many').then(
    () => 0,
    (error: { code: number }) => error.code,
  );
  assert.is(code, 2);
});

test.run();
