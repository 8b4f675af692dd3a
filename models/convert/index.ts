// GGUF to ONNX: converts one file into the folder that transformers.js and our engine load, with the file's exact numbers. All
// checks come first; the folder is built under a temporary name and renamed when complete.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { byCodePoint, sha256 } from '../../harness/core/canonical.js';
import { exit, UserError } from '../../harness/core/errors.js';
import { card, type Source } from './decoder/card.js';
import { configFiles } from './decoder/config.js';
import { decoderGraph } from './decoder/decoder.js';
import { readShape, type Shape } from './decoder/shape.js';
import { checkTensors } from './decoder/tensors.js';
import { type Gguf, readGguf, shown } from './gguf/gguf.js';
import { checkWhole } from './gguf/parts.js';
import { Graph } from './graph/graph.js';
import type { Wide } from './graph/planes.js';
import { Weights } from './graph/weights.js';
import { tokenizerFiles } from './tokenizer/tokenizer.js';

/** Version of the converter's output; changed whenever the output changes, so that caches are rebuilt. */
export const conversion = 'v2';

export interface ConvertOptions {
  /** maximum size of a weight file in megabytes. Default 48 */
  shardMb?: number;
  /** layout of codes of more than 4 bits. Default bytes; the embedded model was made with planes, which are slower */
  wide?: Wide;
  source?: Source;
  /** the machine's memory in bytes; default: as detected */
  memoryBytes?: number;
  /** called with the steps done and the total */
  onProgress?: (done: number, total: number) => void;
}

/** The result of a conversion. */
export interface Converted {
  folder: string;
  /** the GGUF file's */
  sha256: string;
  bytes: number;
}

/**
 * Converts `file` to the folder `out`, which must not exist. Errors: UserError (exit 2) if the file is not GGUF, is truncated,
 * has an unsupported architecture, quantisation or tokenizer, or would not fit in memory; no folder is left behind.
 */
export async function convert(file: string, out: string, options: ConvertOptions = {}): Promise<Converted> {
  if (existsSync(out))
    throw new UserError(`${out}: expected a folder that does not exist yet, found one. Remove it, or choose another with --out`);
  const gguf = readGguf(file);
  const draft = join(dirname(resolve(out)), `.${basename(out)}.${process.pid}.tmp`);
  try {
    checkWhole(gguf);
    const shape = readShape(gguf);
    checkTensors(gguf, shape);
    checkMemory(gguf, options.memoryBytes ?? totalmem());
    const texts = textFiles(gguf, shape);
    mkdirSync(join(draft, 'onnx'), { recursive: true });
    for (const [name, text] of Object.entries(texts)) writeFileSync(join(draft, name), text);
    await tryTexts(file, draft, shape);
    writeGraphs(gguf, shape, join(draft, 'onnx'), options);
    writeFileSync(join(draft, 'SHA256SUMS'), sums(draft));
    const hash = hashOf(gguf);
    writeFileSync(join(draft, 'README.md'), card(gguf, shape, hash, options.source));
    renameSync(draft, out);
    return { folder: out, sha256: hash, bytes: gguf.reader.size };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || code === 'EACCES' || code === 'EROFS')
      throw new UserError(`${out}: cannot write (${code}). Free the disk or choose another folder with --out`, exit.incomplete);
    throw error;
  } finally {
    gguf.reader.close();
    rmSync(draft, { recursive: true, force: true });
  }
}

function writeGraphs(
  gguf: Gguf,
  shape: Shape,
  folder: string,
  { shardMb = 48, wide = 'bytes', onProgress }: ConvertOptions,
): void {
  const weights = new Weights(folder, 'model_q4', shardMb * 1_000_000);
  const files = { portable: 'model_q4.onnx', fast: 'model_fast_q4.onnx' } as const;
  let done = 0;
  const step = () => onProgress?.(++done, 2 * shape.layers);
  try {
    for (const arithmetic of ['portable', 'fast'] as const)
      writeFileSync(join(folder, files[arithmetic]), decoderGraph(new Graph(weights, arithmetic, wide), gguf, shape, step));
  } finally {
    weights.close();
  }
}

function textFiles(gguf: Gguf, shape: Shape): Record<string, string> {
  const { tokenizer, config } = tokenizerFiles(gguf, shape);
  const { config: model, generation } = configFiles(gguf, shape);
  return {
    'config.json': model,
    'generation_config.json': generation,
    'tokenizer.json': tokenizer,
    'tokenizer_config.json': config,
  };
}

/**
 * Opens tokenizer and template as they will be, and writes one chat with them, or a text where there is no template. Errors: UserError
 * where that fails.
 */
async function tryTexts(file: string, folder: string, { vocabulary }: Shape): Promise<void> {
  const { openTexts } = await import('../engine/open.js'); // late, as a refused file needs none of it
  const refuse = (got: string) =>
    new UserError(`${file}: expected a tokenizer and a chat template that can be used, got ${shown(got)}. Download it again`);
  const ids = await openTexts(folder)
    .then(({ chats, encode, encodeChat }) => (chats ? encodeChat([{ role: 'user', content: 'Hi!' }]) : encode('Hi!')))
    .catch((error: Error) => {
      throw refuse(error.message);
    });
  const strange = ids.find((id) => !(Number.isInteger(id) && id < vocabulary));
  if (ids.length === 0 || strange !== undefined) throw refuse(ids.length === 0 ? 'an empty prompt' : `token ${strange} in it`);
}

/** An open model takes about twice the file size: its weights, and as much for their packed form. */
function checkMemory({ reader }: Gguf, memoryBytes: number): void {
  const needed = 2 * reader.size;
  const gigabytes = (bytes: number) => (bytes / 1e9).toFixed(1);
  if (needed > memoryBytes)
    throw new UserError(
      `${reader.path}: expected a model that fits in memory, got one that needs about ${gigabytes(needed)} GB; this machine has ${gigabytes(memoryBytes)} GB. Use a smaller quantisation`,
    );
}

/** The lines of SHA256SUMS, by path. */
function sums(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1)).sort(byCodePoint);
  return paths.map((path) => `${sha256(readFileSync(join(folder, path)))}  ${path}\n`).join('');
}

function hashOf({ reader }: Gguf): string {
  const hash = createHash('sha256');
  const piece = 1 << 24;
  for (let at = 0; at < reader.size; at += piece) hash.update(reader.slice(at, Math.min(piece, reader.size - at)));
  return hash.digest('hex');
}
