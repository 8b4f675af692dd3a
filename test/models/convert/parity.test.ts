// Every quantisation and architecture: small random GGUF files, converted, against a forward pass in float64 from the raw bytes.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { integer, seeded } from '../../../harness/core/random.js';
import { convert } from '../../../models/convert/index.js';
import { openModel } from '../../../models/engine/open.js';
import { forward } from '../../fixtures/gguf/forward.js';
import { type TinyOptions, writeTinyModel } from '../../fixtures/gguf/model.js';
import { kinds } from '../../fixtures/gguf/quantised.js';
import { openGraph } from '../../fixtures/gguf/session.js';

const folder = mkdtempSync(join(tmpdir(), 'evalbook-convert-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));

const positions = 16;

/** Mean KL divergence of b from a in nats, the share of positions with the same top token, and the largest difference of a logit. */
function compared(a: ArrayLike<number>[], b: ArrayLike<number>[]): { kl: number; sameTop: number; largest: number } {
  let kl = 0;
  let same = 0;
  let largest = 0;
  for (const [t, row] of a.entries()) {
    const other = b[t] as ArrayLike<number>;
    for (let i = 0; i < row.length; i++) largest = Math.max(largest, Math.abs((row[i] as number) - (other[i] as number)));
    const [p, q] = [logShares(row), logShares(other)];
    for (const [i, log] of p.entries()) kl += Math.exp(log) * (log - (q[i] as number));
    if (p.indexOf(Math.max(...p)) === q.indexOf(Math.max(...q))) same++;
  }
  return { kl: kl / a.length, sameTop: same / a.length, largest };
}

function logShares(row: ArrayLike<number>): number[] {
  const values = Array.from(row);
  const most = Math.max(...values);
  const log = most + Math.log(values.reduce((sum, value) => sum + Math.exp(value - most), 0));
  return values.map((value) => value - log);
}

function checkPortable(name: string, expected: ArrayLike<number>[], found: ArrayLike<number>[]): void {
  const { kl, sameTop, largest } = compared(expected, found);
  assert.ok(kl < 1e-6, `${name}: expected KL below 1e-6 nats, got ${kl}`);
  assert.ok(sameTop === 1, `${name}: expected the same top token everywhere, got ${sameTop}`);
  assert.ok(largest < 1e-4, `${name}: expected logits to differ by less than 1e-4, got ${largest}`); // KL hardly sees gelu without tanh
}

async function check(name: string, options: Omit<TinyOptions, 'seed'>, wide: 'bytes' | 'planes' = 'bytes'): Promise<void> {
  const file = join(folder, `${name}.gguf`);
  const model = writeTinyModel(file, { ...options, seed: name });
  const random = seeded(name);
  const ids = Array.from({ length: positions }, () => integer(random, 0, model.vocabulary - 1));
  const { folder: out } = await convert(file, join(folder, name), { wide, shardMb: 0.1 });
  const expected = forward(model, ids);

  const portable = await openGraph(out, 'model');
  const whole = await portable.run(ids);
  checkPortable(name, expected, whole.logits);

  const before = await portable.run(ids.slice(0, 13)); // in steps, and the last position only
  const after = await portable.run(ids.slice(13), before.present, 1);
  assert.is(after.logits.length, 1);
  checkPortable(`${name}, in steps`, expected.slice(-1), after.logits);
  await portable.close();

  const fast = await openGraph(out, 'model_fast');
  const rounded = compared(expected, (await fast.run(ids)).logits);
  assert.ok(rounded.kl < 0.05, `${name}, fast: expected KL below 0.05 nats, got ${rounded.kl}`);
  await fast.close();
}

for (const kind of kinds)
  test(`llama, ${kind.name}, head tied to the embedding`, () =>
    check(`llama-${kind.name}`, { architecture: 'llama', kinds: [kind], tied: true }));

for (const architecture of ['llama', 'qwen2', 'qwen3', 'gemma3'] as const) {
  test(`${architecture}, every quantisation in turn`, () => check(`${architecture}-all`, { architecture, kinds }));

  test(`${architecture}, every quantisation in turn, head tied to the embedding`, () =>
    check(`${architecture}-tied`, { architecture, kinds: [...kinds].reverse(), tied: true }));

  test(`${architecture}, in the engine: a batch of rows of different lengths, beyond the window and the initial cache size`, async () => {
    const name = `${architecture}-engine`;
    const file = join(folder, `${name}.gguf`);
    const model = writeTinyModel(file, { architecture, kinds: kinds.slice(3, 4), seed: name });
    const random = seeded(name);
    const [long, short] = [70, 12].map((length) => Array.from({ length }, () => integer(random, 0, model.vocabulary - 1))) as [
      number[],
      number[],
    ];
    const { folder: out } = await convert(file, join(folder, name));
    const expected = [forward(model, long), forward(model, short)];
    const open = await openModel(out, 'portable', 1);
    const runner = open.runner(2);
    const steps = 8;
    for (const [row, ids] of [long, short].entries()) {
      runner.join(false);
      await runner.fill(row, ids.slice(0, -steps));
    }
    for (let step = -steps; step < 0; step++) {
      const logits = await runner.step([long.at(step) as number, short.at(step) as number]);
      const found = [0, 1].map((row) => logits.slice(row * model.vocabulary, (row + 1) * model.vocabulary));
      const last = expected.map((rows) => rows.at(step) as Float64Array);
      checkPortable(`${name}, step ${step}`, last, found);
    }
    await open.close();
  });
}

test('wide codes as planes', () => check('planes', { architecture: 'llama', kinds, tied: true }, 'planes'));

test('llama, rotation stretched and scaled', () =>
  check('llama-stretched', { architecture: 'llama', kinds: kinds.slice(3, 4), stretched: true, sentencePiece: true }));

test('gemma3, every third layer global, the rotation of global layers scaled', () =>
  check('gemma3-scaled', { architecture: 'gemma3', kinds: kinds.slice(3, 4), tied: true, every: 3, ropeFactor: 8 }));

test.run();
