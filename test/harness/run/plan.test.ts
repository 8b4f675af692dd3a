// A slip in a script is one line that says what to write, before anything is asked.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { UserError } from '../../../harness/core/errors.js';
import type { Dataset } from '../../../harness/core/load.js';
import type { Judge, Model, Sample } from '../../../harness/core/types.js';
import type { Plan } from '../../../harness/run/plan.js';
import { run } from '../../../harness/run/run.js';
import { adder } from '../../fixtures/adder.js';
import { sessionIn } from '../../fixtures/projects.js';

const session = sessionIn(process.cwd());

const dataset: Dataset = { name: 'none', path: 'datasets/none/data.jsonl', sha256: '', samples: [] };
const plan: Plan<Sample> = { models: [adder('right')], dataset, judges: [adder.judge], decoding: { maxNewTokens: 8 } };

async function refused(change: Record<string, unknown>): Promise<string> {
  const error = await run(session, { ...plan, ...change } as unknown as Plan<Sample>).then(
    () => null,
    (reason) => reason,
  );
  assert.instance(error, UserError, String((error as Error | null)?.stack));
  assert.is(error.code, 2);
  assert.not.match(error.message, /\n/);
  return error.message;
}

function smollm(): Model {
  return adder('right');
}

test('two models of one id', async () => {
  const message = await refused({ models: [adder('right'), adder('careless'), adder('right')] });
  assert.is(
    message,
    'expected models of different ids, got "right" twice: their answers would be one model\'s. Give one an `id`',
  );
});

test('a model that was not made, not awaited, or is none', async () => {
  assert.is(await refused({ models: [smollm] }), 'expected `models[0]` to be a model, got a function: write smollm()');
  assert.match(
    await refused({ models: [adder('right'), Promise.resolve(smollm())] }),
    '`models[1]` to be a model, got a promise: write await',
  );
  assert.match(await refused({ models: [undefined] }), '`models[0]` to be a model, got nothing: look at its import');
  assert.match(await refused({ models: ['right'] }), 'got "right"');
  assert.match(await refused({ models: smollm() }), 'expected `models` to be a list of models, in [ ], got an object with id');
});

test('a judge that was not made, or is none', async () => {
  const sum = (): Judge => adder.judge;
  assert.is(await refused({ judges: [sum] }), 'expected `judges[0]` to be a judge, got a function: write sum()');
  assert.match(await refused({ judges: [adder.judge, undefined] }), '`judges[1]` to be a judge, got nothing');
  assert.match(await refused({ judges: undefined }), 'expected `judges` to be a list of judges, in [ ], got nothing');
});

test('a dataset that was not awaited, or is none', async () => {
  assert.is(
    await refused({ dataset: Promise.resolve(dataset) }),
    "expected `dataset` to be a dataset, got a promise: write await load('…')",
  );
  assert.match(await refused({ dataset: 'sums' }), 'to be a dataset, got "sums"');
});

test('a field that a plan does not have, with the list of those it has', async () => {
  assert.is(
    await refused({ promt: () => 'x' }),
    'expected a plan of models, dataset, prompt, judges, decoding, conditions, trials, extendTo, cutOffMayPass, got `promt` in it',
  );
});

test('a prompt that is a text, and decoding left out', async () => {
  assert.match(await refused({ prompt: 'Say 1' }), 'expected `prompt` to be a function of a sample, got "Say 1"');
  assert.match(await refused({ decoding: undefined }), 'expected `decoding` to be an object, got nothing');
});

test.run();
