// `--filter lang=zh,level=3`: which samples, or rows, are meant.
import { UserError } from './errors.js';

/** A field and the values that it may have. */
export interface Condition {
  field: string;
  values: string[];
}

/** What a sample or row has in a field: a value, several (tags), or nothing. */
export type ValuesOf = (field: string) => unknown;

/**
 * Reads `field=value` conditions, separated by commas, all of which have to hold; `field=a|b` is either, and `*` in a value stands for any text.
 * Errors: UserError (exit 2) if one is not of this form.
 */
export function parseFilter(texts: readonly string[]): Condition[] {
  return texts
    .flatMap((text) => text.split(','))
    .map((text) => {
      const [field = '', ...rest] = text.trim().split('=');
      const value = rest.join('=').trim();
      if (!field.trim() || !value)
        throw new UserError(`expected --filter FIELD=VALUE[,FIELD=VALUE], e.g. --filter lang=zh,level=3, got "${text}"`);
      return { field: field.trim(), values: value.split('|').map((one) => one.trim()) };
    });
}

/** Whether all conditions hold. A value also matches as tags name it: `level=3` finds "level-3". */
export function matches(filter: readonly Condition[], valuesOf: ValuesOf): boolean {
  return filter.every(({ field, values }) => {
    const own = [valuesOf(field)].flat().filter((value) => value !== undefined && value !== null);
    return own.some((value) =>
      values.some((wanted) => isLike(String(value), wanted) || isLike(String(value), `${field}-${wanted}`)),
    );
  });
}

/** Why no item matches, in one line: a field that none has, a value that none has, or values that no item has together. */
export function whyNothing<T>(
  items: readonly T[],
  filter: readonly Condition[],
  { fieldsOf, inField }: { fieldsOf(item: T): string[]; inField(item: T, field: string): unknown },
): string {
  const known = new Set(items.flatMap(fieldsOf));
  for (const { field, values } of filter) {
    if (!known.has(field)) return `expected --filter to name a field, one of ${[...known].join(', ')}, got "${field}"`;
    if (!items.some((item) => matches([{ field, values }], (name) => inField(item, name))))
      return `expected --filter ${field}= one of ${valuesIn(items, field, inField)}, got "${values.join('|')}"`;
  }
  return 'expected --filter to leave something, nothing has all these values at once';
}

const mostValues = 12;

function valuesIn<T>(items: readonly T[], field: string, inField: (item: T, field: string) => unknown): string {
  const all = [...new Set(items.flatMap((item) => inField(item, field) ?? []).map(String))];
  return all.length > mostValues ? `${all.slice(0, mostValues).join(', ')}, … (${all.length})` : all.join(', ');
}

/** `*` stands for any text. Matched piece by piece: no expression is made of what a user typed. */
function isLike(text: string, pattern: string): boolean {
  const pieces = pattern.split('*');
  if (pieces.length === 1) return text === pattern;
  const [first = '', last = ''] = [pieces[0], pieces.at(-1)];
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return at <= text.length - last.length;
}
