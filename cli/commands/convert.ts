// npx evalbook convert FILE.gguf: converts a GGUF file into a model folder that runs in this process.
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { exit, UserError } from '../../harness/core/errors.js';
import { progress } from '../../harness/core/progress.js';
import { importOnnx } from '../../models/convert/import-onnx/import-onnx.js';
import { convert } from '../../models/convert/index.js';

export const summary = 'turn a GGUF file into a folder of ONNX graphs and weights';

const usage = `usage: npx evalbook convert FILE.gguf [--out DIR] [--shard-mb N] [--wide KIND]

Writes the folder that transformers.js and the engine load: a portable and a fast graph over shared weight files, tokenizer, chat
template, configuration, SHA256SUMS and a card. Every weight keeps the file's own number.

A folder in place of FILE.gguf is an ONNX export for transformers.js (onnx/model_q4.onnx): its graph gets what the engine needs, and
edits.json says what that was.

  --out DIR      the folder to make; default: the file's name without .gguf, in this folder
  --shard-mb N   largest weight file in megabytes; default 48
  --wide KIND    how weights of more than 4 bits are stored: bytes (default), or planes, as in the embedded model, slower
  --quiet        no progress
  --help         this text
`;

const options = {
  out: { type: 'string' },
  'shard-mb': { type: 'string', default: '48' },
  wide: { type: 'string', default: 'bytes' },
  quiet: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** Returns the exit code; all errors are UserErrors. The path of the folder is printed last. */
export async function main(args: string[]): Promise<number> {
  const { values, positionals } = read(args);
  if (values.help) {
    process.stdout.write(usage);
    return exit.done;
  }
  const [file, ...others] = positionals;
  if (!file || others.length > 0) throw new UserError(`expected one GGUF file, got ${positionals.length}; see --help`);
  const shardMb = Number(values['shard-mb']);
  if (!(shardMb >= 1)) throw new UserError(`expected --shard-mb to be a number, 1 or more, got "${values['shard-mb']}"`);
  const { wide } = values;
  if (wide !== 'bytes' && wide !== 'planes') throw new UserError(`expected --wide to be bytes or planes, got "${wide}"`);
  const isExport = statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const out = values.out ?? (isExport ? `${basename(file)}-imported` : basename(file).replace(/\.gguf$/i, ''));
  if (isExport) {
    await importOnnx(file, out);
    process.stdout.write(`${out}\n`);
    return exit.done;
  }
  let bar: ReturnType<typeof progress> | undefined;
  const { folder } = await convert(file, out, {
    shardMb,
    wide,
    onProgress: (_done, total) => {
      bar ??= progress(`convert ${basename(file)}`, total, values.quiet);
      bar.step();
    },
  });
  bar?.done();
  process.stdout.write(`${folder}\n`);
  return exit.done;
}

function read(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new UserError(`${(error as Error).message.split('. ')[0]}; see --help`);
  }
}
