// Models that were published in several GGUF files: they have to be joined first. Names as llama-gguf-split gives them:
// NAME-00001-of-00003.gguf.
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../../../harness/core/errors.js';
import { type Gguf, shown } from './gguf.js';

/** Errors: UserError if the file is one part of several; it names the parts that are not beside it, or says how to join them. */
export function checkWhole({ reader: { path }, metadata }: Gguf): void {
  const count = metadata.get('split.count') ?? 1;
  if (count === 1 || count === 0) return;
  const expected = `${path}: expected a model in one GGUF file, got one of ${shown(count)} parts`;
  const named = /^(.*)-(\d{5})-of-(\d{5})\.gguf$/.exec(basename(path));
  if (!named || Number(named[3]) !== count || count > 1000)
    throw new UserError(`${expected}. Join them, from the first on: llama-gguf-split --merge FIRST.gguf WHOLE.gguf`);
  const [, name, , total] = named;
  const parts = Array.from({ length: count }, (_, i) => `${name}-${String(i + 1).padStart(5, '0')}-of-${total}.gguf`);
  const absent = parts.filter((part) => !existsSync(join(dirname(path), part)));
  const joining = `llama-gguf-split --merge ${parts[0]} ${name}.gguf`;
  throw new UserError(
    absent.length > 0
      ? `${expected}, and ${listed(absent)} not beside it. Download what is missing, then join them: ${joining}`
      : `${expected}, all of which are beside it. Join them: ${joining}`,
  );
}

function listed(names: string[]): string {
  const few = names.slice(0, 3).join(', ');
  return `${names.length > 3 ? `${few} and ${names.length - 3} more` : few} ${names.length === 1 ? 'is' : 'are'}`;
}
