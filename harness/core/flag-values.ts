// What a flag says as text, as a value: a count, a percentage, a part of several machines.
import { UserError } from './errors.js';

/** One of several machines: `index` from 1 to `of`. */
export interface Shard {
  index: number;
  of: number;
}

/** A whole number, 1 or more; null if the flag is not given. Errors: UserError (exit 2) for any other text, naming `flag`. */
export function count(flag: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new UserError(`expected ${flag} to be a whole number, 1 or more, got "${text}"`);
  return value;
}

/** A number from 0 to 100, with or without a per cent sign; null if the flag is not given. Errors: UserError (exit 2) for any other text. */
export function percent(flag: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const value = text.trim() === '' ? Number.NaN : Number(text.replace(/ ?%$/, ''));
  if (!(value >= 0 && value <= 100))
    throw new UserError(`expected ${flag} to be a number from 0 to 100, in per cent, got "${text}"`);
  return value;
}

/** From "1/3". Errors: UserError (exit 2) for a part that is none, e.g. 4/3. */
export function shardOf(text: string | undefined): Shard | null {
  if (text === undefined) return null;
  const [, index, of] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  if (!(shard.index >= 1 && shard.index <= shard.of))
    throw new UserError(`expected --shard I/N with I from 1 to N, e.g. 1/3, 2/3 and 3/3, got "${text}"`);
  return shard;
}
