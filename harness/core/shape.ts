// Shapes of input data, as valibot schemas. Each part's message says what was expected there, so that errors read like our
// others.
import * as v from 'valibot';
import { FieldError, printed, UserError } from './errors.js';

/** A schema of JSON objects. */
export type Shape<T> = v.GenericSchema<unknown, T>;

export const text = v.string('a text');

/** A name that other lines can refer to. */
export const named = v.pipe(v.string('a text that is not empty'), v.nonEmpty('a text that is not empty'));

/** An object that has these members; other members are kept unchanged. */
export function members<E extends v.ObjectEntries>(entries: E) {
  return v.looseObject(entries, ({ path }) => expectedOf(entries[String(path?.[0]?.key ?? '')]) ?? 'a JSON object');
}

/** Members that every sample of a dataset has. */
export const sampleShape = members({ id: named, input: text, tags: v.exactOptional(v.array(text, 'a list of texts')) });

/**
 * `value`, checked against the shape. Errors: UserError if it is not an object, FieldError naming the first wrong member by its
 * path, e.g. `target.rabbits`.
 */
export function shaped<T>(value: unknown, shape: Shape<T>): T {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    // valibot accepts an array as an object
    throw new UserError(`expected a JSON object, got ${printed(value)}`);
  const { success, issues } = v.safeParse(shape, value, { abortEarly: true });
  if (success) return value as T; // not valibot's copy, which reorders the members
  const [issue] = issues;
  throw new FieldError(v.getDotPath(issue) ?? 'line', issue.message, issue.input);
}

/** The message of a member's schema: for an absent member, valibot reports the object, not the member. */
function expectedOf(schema: object | undefined): string | undefined {
  return schema && 'message' in schema && typeof schema.message === 'string' ? schema.message : undefined;
}
