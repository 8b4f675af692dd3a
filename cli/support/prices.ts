// What a million tokens of a server cost, from two numbers or a file with its date.
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { UserError } from '../../harness/core/errors.js';
import type { Price } from '../../harness/core/types.js';

export interface Prices {
  of(model: string, served: string): Price | null;
}

const amount = v.pipe(v.number(), v.minValue(0), v.finite());
const priceFile = v.strictObject({
  date: v.pipe(v.string(), v.isoDate()),
  currency: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{3}$/)), 'USD'),
  models: v.record(v.string(), v.strictObject({ in: amount, out: amount })),
});

/** From --price. Errors: UserError (exit 2) if it is neither two numbers nor a file of prices. */
export function pricesOf(given: string | undefined): Prices {
  if (given === undefined) return { of: () => null };
  const [, input, out] = /^(\d+(?:\.\d+)?),(\d+(?:\.\d+)?)$/.exec(given) ?? [];
  if (input !== undefined && out !== undefined) {
    const price = { in: Number(input), out: Number(out), date: 'this command' };
    return { of: () => price };
  }
  if (!given.endsWith('.json'))
    throw new UserError(`expected --price IN,OUT for a million tokens, e.g. 0.15,0.6, or a file FILE.json, got "${given}"`);
  let text: string;
  try {
    text = readFileSync(given, 'utf8');
  } catch (error) {
    throw new UserError(
      `${given}: cannot read (${(error as NodeJS.ErrnoException).code}). Name a file of prices, or write --price IN,OUT`,
    );
  }
  const form = '{"date": "2026-11-28", "models": {"NAME": {"in": 0.15, "out": 0.6}}}';
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UserError(`${given}: expected JSON, ${form}, got text that is not`);
  }
  const parsed = v.safeParse(priceFile, value);
  if (!parsed.success)
    throw new UserError(`${given}: expected prices of a million tokens with their date, ${form}: ${parsed.issues[0].message}`);
  const { date, currency, models } = parsed.output;
  return {
    of: (model, served) => {
      const found = [model, served].find((name) => Object.hasOwn(models, name));
      const price = found === undefined ? undefined : models[found];
      return price ? { ...price, date, currency } : null;
    },
  };
}
