// Prompts are handed to workers in order, enough of short ones, few of long ones.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Prompt } from '../../models/engine/decode.js';
import { Handout } from '../../models/engine/handout.js';

const promptsOf = (lengths: number[]): Prompt[] =>
  lengths.map((length, index) => ({ index, ids: new Array<number>(length).fill(1), decoding: { maxNewTokens: 1 } }));

/** Indexes that a worker takes until it takes no more. */
function takes(handout: Handout<number>, worker: number): number[] {
  const taken: number[] = [];
  for (let prompt = handout.take(worker); prompt; prompt = handout.take(worker)) taken.push(prompt.index);
  return taken;
}

test('short prompts: a batch and two that wait, then one for one', () => {
  const handout = new Handout(promptsOf(new Array(12).fill(50)), [0, 1], 4);
  assert.equal(takes(handout, 0), [0, 1, 2, 3, 4, 5]);
  handout.answered(0, 0);
  assert.equal(takes(handout, 0), [6]);
  assert.equal(takes(handout, 1), [7, 8, 9, 10, 11]);
  assert.ok(handout.empty);
});

test('long prompts: one at a time, so the last ones are shared out', () => {
  const handout = new Handout(promptsOf([32_000, 32_000, 32_000, 100]), [0, 1], 16);
  assert.equal(takes(handout, 0), [0]);
  assert.equal(takes(handout, 1), [1]);
  assert.not.ok(handout.empty);
  handout.answered(1, 1);
  assert.equal(takes(handout, 1), [2]);
  handout.answered(1, 2);
  assert.equal(takes(handout, 1), [3]);
  assert.equal(takes(handout, 0), []);
  assert.ok(handout.empty);
});

test('what fits beside a long prompt is handed out with it', () => {
  const handout = new Handout(promptsOf([8000, 8000, 8000]), [0], 16);
  assert.equal(takes(handout, 0), [0, 1]);
  handout.answered(0, 0);
  assert.equal(takes(handout, 0), [2]);
});

test.run();
