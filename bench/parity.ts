// The logits of a converted model at every position of a text, for parity.py to hold against a pass that it computes from the
// GGUF file: a line of JSON, then float32 numbers, little-endian, a row of the vocabulary's width for each position.
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UserError } from '../harness/core/errors.js';
import { scriptArguments } from '../harness/core/options.js';
import { openModel } from '../models/engine/open.js';
import { coreThreads } from '../models/engine/threads.js';

const usage = `usage: npx tsx bench/parity.ts FOLDER TEXT LOGITS [--arithmetic fast] [--positions 2048]

Reads the first positions of TEXT with the model in FOLDER, and writes the logits to LOGITS: 4 bytes for each token of the vocabulary
and each position (Qwen2.5: 1.2 GB for 2,048). Then: python bench/parity.py FILE.gguf LOGITS
`;

const { values, positionals } = parseArgs({
  args: scriptArguments(),
  allowPositionals: true,
  options: {
    arithmetic: { type: 'string', default: 'portable' },
    positions: { type: 'string', default: '2048' },
    help: { type: 'boolean' },
  },
});
const [folder, text, out, ...more] = positionals;
const { arithmetic } = values;
if (values.help) {
  process.stdout.write(usage);
  process.exit();
}
if (!folder || !text || !out || more.length > 0 || (arithmetic !== 'portable' && arithmetic !== 'fast'))
  throw new UserError(`expected FOLDER TEXT LOGITS, got "${positionals.join(' ')}"\n${usage}`);

const model = await openModel(resolve(folder), arithmetic, coreThreads());
const ids = model.encode(readFileSync(text, 'utf8')).slice(0, Number(values.positions));
const { vocabulary } = model.shape;
const handle = openSync(out, 'w');
writeSync(handle, `${JSON.stringify({ text, arithmetic, vocabulary, ids })}\n`);
const runner = model.runner(1);
runner.join(false);
let positions = 0;
await runner.score(0, ids, (logits, _from, count) => {
  const bytes = new Uint8Array(logits.buffer, logits.byteOffset, count * vocabulary * 4);
  for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at, Math.min(bytes.length - at, 1 << 30));
  positions += count;
});
runner.leave(0);
closeSync(handle);
await model.close();
process.stdout.write(`${out}: ${positions} positions\n`);
