// Decoding parameters are explicit: a misspelt or impossible one is an error, since silently ignoring it would change the
// answers.
import { FieldError } from '../../harness/core/errors.js';
import type { Decoding } from '../../harness/core/types.js';

type Rule = [expected: string, test: (value: unknown) => boolean];

const number = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const whole = (value: unknown, least: number) => Number.isInteger(value) && (value as number) >= least;

const rules: Record<keyof Decoding, Rule> = {
  maxNewTokens: ['a whole number, 1 or more', (value) => whole(value, 1)],
  temperature: ['a number, 0 or more', (value) => number(value) && value >= 0],
  topP: ['a number above 0, at most 1', (value) => number(value) && value > 0 && value <= 1],
  topK: ['a whole number, 0 or more', (value) => whole(value, 0)],
  seed: ['a whole number, 0 or more', (value) => whole(value, 0)],
  stop: ['a list of texts', (value) => Array.isArray(value) && value.every((text) => typeof text === 'string' && text !== '')],
  schema: ['a JSON Schema, an object', (value) => value !== null && typeof value === 'object' && !Array.isArray(value)],
};

/** Errors: FieldError naming the first parameter that is missing, unknown or out of range. */
export function checkDecoding(decoding: Decoding): void {
  for (const [name, value] of Object.entries(Object.assign({ maxNewTokens: undefined }, decoding))) {
    const rule = (rules as Record<string, Rule | undefined>)[name];
    if (!rule) throw new FieldError(`decoding.${name}`, `left out (known are ${Object.keys(rules).join(', ')})`, value);
    if (value === undefined && name !== 'maxNewTokens') continue;
    if (!rule[1](value)) throw new FieldError(`decoding.${name}`, rule[0], value);
  }
  if (decoding.schema && decoding.stop?.length)
    throw new FieldError('decoding.stop', 'left out beside `schema`: it could cut the JSON', decoding.stop);
}
