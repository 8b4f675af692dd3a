// Which prompts are asked one after another, and how many first tokens they share.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { grouped } from '../../../models/engine/prefixes.js';

const tokens = (length: number, seed: number) => Array.from({ length }, (_, i) => (seed * 31 + i * 7) % 1000);
const template = tokens(20, 1);
const [english, chinese] = [tokens(300, 2), tokens(300, 3)];
const prompt = (index: number, ...parts: number[][]) => ({ index, ids: parts.flat(), decoding: { maxNewTokens: 5 } });
const seen = (prompts: ReturnType<typeof prompt>[]) => grouped(prompts).map(({ index, shared }) => [index, shared]);

test('prompts with the same examples stand together, in the order in which they were given', () => {
  const prompts = [0, 1, 2, 3, 4, 5].map((i) => prompt(i, template, i % 2 ? chinese : english, tokens(10, 10 + i)));
  assert.equal(seen(prompts), [
    [0, 320],
    [2, 320],
    [4, 320],
    [1, 320],
    [3, 320],
    [5, 320],
  ]);
});

test('one that shares only the template goes with the others of its kind; alone it shares nothing', () => {
  const examples = [0, 1, 2].map((i) => prompt(i, template, english, tokens(10, 20 + i)));
  const plain = [3, 4].map((i) => prompt(i, template, tokens(30, 30 + i)));
  assert.equal(seen([...plain, ...examples]).sort(), [
    [0, 320],
    [1, 320],
    [2, 320],
    [3, 20],
    [4, 20],
  ]);
  assert.equal(seen([...examples, plain[0] as (typeof plain)[0]]).at(-1), [3, 0]);
  assert.equal(seen([]), []);
});

test('a few tokens more in common are no reason to stand apart', () => {
  const prompts = Array.from({ length: 9 }, (_, i) => prompt(i, template, tokens(3, 40 + (i >> 1)), tokens(9, 50 + i)));
  assert.equal(
    seen(prompts),
    prompts.map(({ index }) => [index, 20]),
  );
});

test('two tokens are left of the shortest prompt, and a short beginning is not shared', () => {
  const same = [prompt(0, template), prompt(1, template)];
  assert.equal(seen(same), [
    [0, 18],
    [1, 18],
  ]);
  assert.equal(seen([prompt(0, tokens(7, 1), [1, 2, 3]), prompt(1, tokens(7, 1), [3, 2, 1])]), [
    [0, 0],
    [1, 0],
  ]);
});

test.run();
