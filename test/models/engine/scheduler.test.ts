// Prompts are handed to workers in order, enough of short ones, few of long ones.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Prompt } from '../../../models/engine/decode.js';
import { Scheduler } from '../../../models/engine/scheduler.js';

const promptsOf = (lengths: number[]): Prompt[] =>
  lengths.map((length, index) => ({ index, ids: new Array<number>(length).fill(1), decoding: { maxNewTokens: 1 } }));

/** Indexes that a worker takes until it takes no more. */
function takes(scheduler: Scheduler<number>, worker: number): number[] {
  const taken: number[] = [];
  for (let prompt = scheduler.take(worker); prompt; prompt = scheduler.take(worker)) taken.push(prompt.index);
  return taken;
}

test('short prompts: a batch and two queued, then one for each answer', () => {
  const scheduler = new Scheduler(promptsOf(new Array(12).fill(50)), [0, 1], 4);
  assert.equal(takes(scheduler, 0), [0, 1, 2, 3, 4, 5]);
  scheduler.answered(0, 0);
  assert.equal(takes(scheduler, 0), [6]);
  assert.equal(takes(scheduler, 1), [7, 8, 9, 10, 11]);
  assert.ok(scheduler.empty);
});

test('long prompts: one at a time, so that the last ones are distributed', () => {
  const scheduler = new Scheduler(promptsOf([32_000, 32_000, 32_000, 100]), [0, 1], 16);
  assert.equal(takes(scheduler, 0), [0]);
  assert.equal(takes(scheduler, 1), [1]);
  assert.not.ok(scheduler.empty);
  scheduler.answered(1, 1);
  assert.equal(takes(scheduler, 1), [2]);
  scheduler.answered(1, 2);
  assert.equal(takes(scheduler, 1), [3]);
  assert.equal(takes(scheduler, 0), []);
  assert.ok(scheduler.empty);
});

test('what fits beside a long prompt is handed out with it', () => {
  const scheduler = new Scheduler(promptsOf([8000, 8000, 8000]), [0], 16);
  assert.equal(takes(scheduler, 0), [0, 1]);
  scheduler.answered(0, 0);
  assert.equal(takes(scheduler, 0), [2]);
});

test.run();
