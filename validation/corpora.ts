// Locates the labelled public data: in a folder, else in a cache filled from the repositories in validation/corpora.json. A file
// is used only if its SHA-256 matches the one listed there.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sha256 } from '../harness/core/canonical.js';
import { exit, UserError } from '../harness/core/errors.js';
import { cut, type Slice } from './slices.js';
import type { Corpora } from './types.js';

export interface CorpusFile {
  /** path inside the corpus folder */
  file: string;
  /** SHA-256 of the slice, 64 hexadecimal digits */
  sha256: string;
  /** paths upstream, default `[file]` */
  paths?: string[];
  /** default: the whole file */
  slice?: Slice;
}

export interface Corpus {
  /** owner/name on GitHub */
  repository: string;
  commit: string;
  licence: string;
  /** number of records, in words */
  records: string;
  validates: string;
  /** the judge's pass mark, in words */
  passMark: string;
  files: CorpusFile[];
}

/** All corpora by name, from validation/corpora.json. */
export const cards = JSON.parse(readFileSync(new URL('corpora.json', import.meta.url), 'utf8')) as Record<string, Corpus>;

/** Default location of the corpora, relative to the project's folder, if EVALBOOK_CORPORA is not set. */
export const defaultFolder = '../shared/validation';

export interface Place {
  /** EVALBOOK_CORPORA; if set, the folder must exist */
  corporaFolder: string | undefined;
  /** the project's folder */
  root: string;
  /** downloaded into on demand, where no corpora folder is set and the default one is missing or lacks a file */
  cacheFolder: string;
  /** default: over https */
  download?: (url: string) => Promise<Buffer>;
}

/** Opens the corpora. Errors: UserError if a folder or file is missing, has a different hash, or cannot be downloaded. */
export function openCorpora({ corporaFolder, root, cacheFolder, download = fetched }: Place): Corpora {
  const usual = join(root, defaultFolder);
  const folder = corporaFolder ?? (existsSync(usual) ? usual : null);
  if (folder !== null && !existsSync(folder))
    throw new UserError(`EVALBOOK_CORPORA: expected a folder with the corpora, found none at "${folder}"`);
  return {
    async read(corpus, file) {
      const card = cards[corpus];
      const entry = card?.files.find((one) => one.file === file);
      if (!card || !entry) throw new Error(`validation/corpora.json lists no ${corpus}/${file}`);
      const local = folder === null ? null : read(join(folder, corpus, file));
      return local === null && corporaFolder === undefined
        ? cached(join(cacheFolder, corpus, file), card, entry, download)
        : checked(local, entry, `${corpus}/${file}`);
    },
  };
}

/** One hash per corpus: its file's hash, or for several files, the hash of the list "hash  file" in the order of the card. */
export function corpusHash({ files }: Corpus): string {
  const [only, ...more] = files;
  return only && more.length === 0 ? only.sha256 : sha256(files.map(({ file, sha256 }) => `${sha256}  ${file}\n`).join(''));
}

/** Reads every file of the named corpora, a few in parallel, so that all hashes are checked before grading starts. */
export async function checkHashes(corpora: Corpora, names: string[]): Promise<number> {
  const files = names.flatMap((name) => (cards[name]?.files ?? []).map(({ file }) => [name, file] as const));
  const queue = files.values();
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (const [name, file] of queue) await corpora.read(name, file);
    }),
  );
  return files.length;
}

function read(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}

function checked(bytes: Buffer | null, { sha256: expected }: CorpusFile, name: string): Buffer {
  if (!bytes) throw new UserError(`corpus ${name}: expected a file, found none`);
  const got = sha256(bytes);
  if (got !== expected) throw new UserError(`corpus ${name}: expected SHA-256 ${expected}, got ${got}`, exit.verification);
  return bytes;
}

async function cached(
  path: string,
  card: Corpus,
  entry: CorpusFile,
  download: (url: string) => Promise<Buffer>,
): Promise<Buffer> {
  const before = read(path);
  if (before && sha256(before) === entry.sha256) return before;
  const upstream: Buffer[] = [];
  for (const name of entry.paths ?? [entry.file]) upstream.push(await download(rawUrl(card, name)));
  const bytes = checked(cut(entry.slice ?? { rule: 'whole' }, upstream), entry, `${card.repository}: ${entry.file}`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.part`, bytes);
  renameSync(`${path}.part`, path); // atomic: complete or absent
  return bytes;
}

function rawUrl({ repository, commit }: Corpus, path: string): string {
  return `https://raw.githubusercontent.com/${repository}/${commit}/${path.split('/').map(encodeURIComponent).join('/')}`;
}

async function fetched(url: string): Promise<Buffer> {
  let why: string;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(60_000) });
    if (response.ok) return Buffer.from(await response.arrayBuffer());
    why = `the server answers ${response.status}`;
  } catch (error) {
    const { cause, message } = error as Error;
    why = cause instanceof Error ? cause.message || message : message;
  }
  throw new UserError(
    `cannot fetch ${url}: ${why}. Set EVALBOOK_CORPORA to a folder that holds the corpora, or try again`,
    exit.incomplete,
  );
}
