// Long prompts read in two halves give the bits of one kernel; and what becomes of them when the other half fails or is stopped.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { integer, seeded } from '../../../harness/core/random.js';
import { weightsFolder } from '../../../models/catalog/smollm2.js';
import { convert } from '../../../models/convert/index.js';
import { Halves, longPrompt, openUpper, type RunUpper, runUpper, type UpperWeights } from '../../../models/kernel/halves.js';
import { Kernel } from '../../../models/kernel/kernel.js';
import { openFolder, wasmFile } from '../../../models/kernel/node.js';
import { writeTinyModel } from '../../fixtures/gguf/model.js';
import { kinds } from '../../fixtures/gguf/quantised.js';

const folder = mkdtempSync(join(tmpdir(), 'evalbook-halves-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));
const wasm = readFileSync(wasmFile);

/** A model with biases, codes of 4 and 8 bits, offsets. */
const tiny = (async () => {
  const file = join(folder, 'tiny.gguf');
  const coded = kinds.filter(({ name }) => !/^B?F\d/.test(name));
  const model = writeTinyModel(file, {
    architecture: 'qwen2',
    kinds: coded,
    seed: 'halves',
    metadata: { 'qwen2.context_length': 2048 },
  });
  const { folder: out } = await convert(file, join(folder, 'tiny'), { wide: 'bytes', shardMb: 0.5 });
  const onnx = (part: string) => readFileSync(join(out, 'onnx', part));
  return { model, open: () => Kernel.open(wasm, onnx('model_q4.onnx'), 'tiny', onnx) };
})();

/** The other half in this process, through copies of messages as between workers. `parts`: how many come back before it fails. */
function upper(log: { at: number; kept: boolean }[] = [], parts = Number.POSITIVE_INFINITY) {
  return async (weights: UpperWeights): Promise<RunUpper> => {
    const layers = await openUpper(wasm, structuredClone(weights, { transfer: [weights.bytes.buffer] }));
    return async (part) => {
      if (log.length >= parts) throw new Error('gone');
      log.push({ at: part.at, kept: part.kept !== null });
      const got = structuredClone(part, { transfer: [part.states.buffer, ...(part.kept ? [part.kept.buffer] : [])] });
      const done = runUpper(layers, got);
      return structuredClone(done, { transfer: [done.states.buffer, done.kept.buffer] });
    };
  };
}

const bits = (row: Float32Array) => new Uint32Array(Float32Array.from(row).buffer);

/** One kernel alone and two halves: a prompt, two tokens after it, and a text that begins like it. */
async function sameBits(open: () => Promise<Kernel>, vocabulary: number, length: number) {
  const [alone, first] = [await open(), await open()];
  const log: { at: number; kept: boolean }[] = [];
  const halves = new Halves(first, upper(log));
  const random = seeded('ids');
  const ids = Array.from({ length: length + longPrompt + 40 }, () => integer(random, 0, vocabulary - 1));
  const prompt = ids.slice(0, length);
  const expect = async (text: number[], by: Pick<Kernel, 'after'>, what: string) =>
    assert.equal(bits(await by.after(text)), bits(await alone.after(text)), what);
  await expect(prompt, halves, 'a prompt');
  assert.is(halves.shared, Math.ceil(length / 80));
  assert.equal(
    log,
    Array.from({ length: halves.shared }, (_, i) => ({ at: 80 * i, kept: false })),
  );
  for (const more of [1, 2])
    await expect([...prompt, ...ids.slice(0, more)], first, 'a token after it, by the first kernel alone');
  log.length = 0;
  const common = length - 33;
  await expect([...prompt.slice(0, common), 7, ...ids.slice(length)], halves, 'a text that begins like the last one');
  assert.ok(halves.shared >= 3);
  assert.equal(log[0], { at: common, kept: true });
  await expect(prompt.slice(0, longPrompt - 1), halves, 'a short prompt');
  assert.is(halves.shared, 0);
  return halves;
}

test('two halves give the bits of one kernel, keys and values too', async () => {
  const { model, open } = await tiny;
  for (const length of [longPrompt, 561]) {
    const halves = await sameBits(open, model.vocabulary, length);
    assert.ok(halves.memory > (await open()).memory);
  }
});

test('where the other half fails, at once or in the middle, the first goes on alone, with the same bits, and asks it no more', async () => {
  const { model, open } = await tiny;
  const random = seeded('fails');
  const ids = Array.from({ length: 700 }, () => integer(random, 0, model.vocabulary - 1));
  const alone = bits(await (await open()).after(ids));
  for (const parts of [-1, 0, 4, 8]) {
    const log: { at: number; kept: boolean }[] = [];
    let opened = 0;
    const halves = new Halves(await open(), (weights) => {
      opened++;
      if (parts < 0) throw new RangeError('could not allocate memory');
      return upper(log, parts)(weights);
    });
    assert.equal(bits(await halves.after(ids)), alone, `${parts} parts`);
    assert.is(halves.shared, Math.max(0, parts));
    assert.equal(bits(await halves.after([...ids.slice(0, 300), ...ids.slice(301)])).length, alone.length);
    assert.is(opened, 1);
  }
});

test('a prompt that is stopped ends after parts that were on their way, and the next one has its own bits', async () => {
  const { model, open } = await tiny;
  const random = seeded('stops');
  const ids = Array.from({ length: 900 }, () => integer(random, 0, model.vocabulary - 1));
  const log: { at: number; kept: boolean }[] = [];
  const kernel = await open();
  const halves = new Halves(kernel, upper(log));
  const seen: number[] = [];
  await halves.after(ids, (done) => {
    seen.push(done);
    return done === 320;
  });
  assert.equal(seen, [80, 160, 240, 320]);
  assert.equal(
    log.map(({ at }) => at),
    [0, 80, 160, 240],
  );
  kernel.forget();
  assert.equal(bits(await halves.after(ids)), bits(await (await open()).after(ids)));
  assert.is(halves.shared, 12);
});

const here = existsSync(join(weightsFolder(), 'onnx'));
(here ? test : test.skip)(
  `the embedded model in two halves has the same bits${here ? '' : ' (left out: the embedded model is not installed)'}`,
  async () => {
    const open = async () => (await openFolder(weightsFolder())).kernel;
    const [alone, first] = [await open(), await open()];
    const halves = new Halves(first, upper());
    const random = seeded('embedded');
    const ids = Array.from({ length: longPrompt + 9 }, () => integer(random, 0, 49_151));
    assert.equal(bits(await halves.after(ids)), bits(await alone.after(ids)));
    assert.is(halves.shared, 4);
    assert.equal(bits(await first.after([...ids, 5])), bits(await alone.after([...ids, 5])));
    assert.ok(halves.memory - first.memory < 100e6, `the helper takes ${halves.memory - first.memory} bytes`);
  },
);

test.run();
