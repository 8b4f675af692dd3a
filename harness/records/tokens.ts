// The numbers of an answer's tokens as a text: each an unsigned LEB128 varint (7 bits a byte, the low ones first, the top bit set on all but
// the last byte), all of them as base64. A token takes 1 to 3 bytes, so 2 to 4 characters.
import { UserError } from '../core/errors.js';

/** Token numbers, whole and 0 or more, as base64 of varints. */
export function packTokens(tokens: readonly number[]): string {
  const bytes: number[] = [];
  for (const token of tokens) {
    let rest = token;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
    bytes.push(rest);
  }
  return Buffer.from(bytes).toString('base64');
}

/** The numbers in a text of `packTokens`. Errors: UserError (exit 2) if it is not one: other characters, or cut inside a number. */
export function unpackTokens(text: string): number[] {
  const bytes = Buffer.from(text, 'base64');
  const tokens: number[] = [];
  let [value, scale] = [0, 1];
  for (const byte of bytes) {
    value += (byte & 0x7f) * scale;
    scale *= 0x80;
    if (byte >= 0x80 && scale < 2 ** 42) continue;
    tokens.push(value);
    [value, scale] = [0, 1];
  }
  if (scale !== 1 || packTokens(tokens) !== text)
    throw new UserError(`expected \`tokens\` to be base64 of varints, got ${JSON.stringify(text.slice(0, 40))}`);
  return tokens;
}
