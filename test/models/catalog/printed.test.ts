// A printed model replays what a dataset holds of it, from any repository, and says where the dataset is of no use.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { UserError } from '../../../harness/core/errors.js';
import type { Dataset } from '../../../harness/core/load.js';
import type { Request, Sample } from '../../../harness/core/types.js';
import { type PrintedOptions, printed } from '../../../models/catalog/printed.js';

const dataset: Dataset = {
  name: 'said',
  path: 'datasets/said/data.jsonl',
  sha256: 'ab',
  samples: [
    { id: 'a', input: 'hi', output: 'ho', by: 'one' },
    { id: 'b', input: 'hi', output: 'he', by: 'two' },
    { id: 'c', input: 'bye', output: 3, by: 'three' },
  ],
};
const by = (name: string) => (sample: Sample) => sample.by === name;
const ask = (content: string): Request => ({ messages: [{ role: 'user', content }], decoding: { maxNewTokens: 8 }, trial: 0 });

test('each model gives its own answer, under the digest of the dataset, and covers its own prompts', async () => {
  for (const [name, output] of [
    ['one', 'ho'],
    ['two', 'he'],
  ] as const) {
    const model = printed({ id: name, family: 'none', dataset, where: by(name) });
    assert.equal([model.id, model.digest, model.format], [name, 'ab', 'printed elsewhere, not asked here']);
    for await (const generation of model.generate([ask('hi')])) assert.is(generation.output, output);
    assert.equal(
      [model.covers?.(ask('hi')), model.covers?.(ask('bye')), model.covers?.({ ...ask('hi'), trial: 1 })],
      [true, false, false],
    );
  }
});

test('no sample, an answer that is not a string, two answers to a prompt: one-line errors', () => {
  const refused = (where: PrintedOptions['where'], says: RegExp) => {
    try {
      printed({ id: 'x', family: 'none', dataset, ...(where && { where }) });
      assert.unreachable();
    } catch (error) {
      assert.instance(error, UserError);
      assert.match((error as Error).message, says);
    }
  };
  refused(by('nobody'), /datasets\/said\/data\.jsonl: expected samples that `where` picks, got none/);
  refused(by('three'), /expected `output` to be a text, got 3 in c/);
  refused(undefined, /expected one answer to a prompt, got a second in b/);
});

test.run();
