// The schemas of a model folder: from its tokenizer and its end-of-sequence tokens, without weights.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Schemas } from './hold.js';
import { tokenBytes } from './token-bytes.js';

/** `ends`: tokens that end an answer. Errors: UserError if the tokenizer is of another make. */
export function openSchemas(folder: string, ends: ReadonlySet<number>): Schemas {
  const file = join(folder, 'tokenizer.json');
  return new Schemas(tokenBytes(readFileSync(file, 'utf8'), file), ends);
}
