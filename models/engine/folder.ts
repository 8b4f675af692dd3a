// A model folder on disk: what transformers.js loads, and SHA256SUMS, which lists the exact bytes it must hold. The digest comes
// from SHA256SUMS alone, so recorded answers are found even without the weights; the files are checked before they are opened.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { byCodePoint, canonical, sha256 } from '../../harness/core/canonical.js';
import { exit, UserError } from '../../harness/core/errors.js';

/** *portable*: float32, same text on every processor. *fast*: activations rounded to 8 bits, text varies with the processor. */
export type Arithmetic = 'portable' | 'fast';

export interface ModelFolder {
  path: string;
  /** path in the folder → SHA-256 as hexadecimal digits */
  sums: Map<string, string>;
  /** the shell command that restores a file of the folder, shown in errors */
  restore: (file: string) => string;
}

/** Reads SHA256SUMS. Errors: UserError (exit 3) if it is missing, (exit 2) if a line is not "<64 hex digits>  <path>". */
export function readFolder(path: string, restore: (file: string) => string): ModelFolder {
  const name = join(path, 'SHA256SUMS');
  let text: string;
  try {
    text = readFileSync(name, 'utf8');
  } catch {
    throw new UserError(
      `${name}: expected the list of the model's files, found none. Restore it: ${restore('SHA256SUMS')}`,
      exit.incomplete,
    );
  }
  const sums = new Map<string, string>();
  for (const [i, line] of text.split('\n').entries()) {
    if (line === '') continue;
    const match = /^([0-9a-f]{64})[ \t]+[*]?([^\s].*)$/.exec(line);
    if (!match?.[1] || !match[2] || match[2].startsWith('/') || match[2].split('/').includes('..'))
      throw new UserError(
        `${name}:${i + 1}: expected "<SHA-256>  <path in the folder>", got ${JSON.stringify(line.slice(0, 80))}`,
      );
    sums.set(match[2], match[1]);
  }
  return { path, sums, restore };
}

/** Name of the graph without its suffix: transformers.js loads `onnx/<name>_q4.onnx`. */
export function graphName(arithmetic: Arithmetic): string {
  return arithmetic === 'fast' ? 'model_fast' : 'model';
}

/** The graph's path in the folder; both graphs read the weights beside the portable one. */
export function graphFile(arithmetic: Arithmetic): string {
  return `onnx/${graphName(arithmetic)}_q4.onnx`;
}

/**
 * SHA-256 over everything that determines the text: graph and weights, tokenizer, chat template, end-of-sequence tokens (each as
 * path and SHA-256, sorted), and the arithmetic. Edits to an imported graph are in edits.json, which is hashed with the rest.
 */
export function folderDigest({ sums }: ModelFolder, arithmetic: Arithmetic): string {
  const graph = graphFile(arithmetic);
  const decides = (path: string) =>
    path === graph ||
    /^onnx\/[^/]+\.onnx_data(_\d+)?$/.test(path) ||
    /^(tokenizer|tokenizer_config|config|generation_config|edits)\.json$|^chat_template\.jinja$/.test(path);
  const files = [...sums].filter(([path]) => decides(path)).sort(([a], [b]) => byCodePoint(a, b));
  return sha256(canonical({ arithmetic, files }));
}

/**
 * Checks the hash of every listed file. Errors: UserError (exit 3) for a missing folder or file, (exit 2) for different content; all name
 * the file, the expected and actual value, and the command that restores it.
 */
export async function checkFolder(folder: ModelFolder): Promise<void> {
  if (!existsSync(folder.path))
    throw new UserError(
      `${folder.path}: expected the model's files, found no such folder. Get them: ${folder.restore('')}`,
      exit.incomplete,
    );
  for (const [file, expected] of folder.sums) {
    const path = join(folder.path, file);
    const hint = `Restore it: ${folder.restore(file)}`;
    const found = await fileSha256(path).catch((error: NodeJS.ErrnoException) => {
      throw new UserError(
        `${path}: expected a file with SHA-256 ${expected}, found ${error.code === 'ENOENT' ? 'none' : error.code}. ${hint}`,
        exit.incomplete,
      );
    });
    if (found !== expected) throw new UserError(`${path}: expected SHA-256 ${expected}, got ${found}. ${hint}`);
  }
}

/** SHA-256 of a file, read in chunks of 1 MiB, so that memory use does not depend on its size. */
export async function fileSha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  const handle = await open(path);
  try {
    const piece = Buffer.allocUnsafe(1 << 20);
    for (;;) {
      const { bytesRead } = await handle.read(piece, 0, piece.length);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(piece.subarray(0, bytesRead));
    }
  } finally {
    await handle.close();
  }
}
