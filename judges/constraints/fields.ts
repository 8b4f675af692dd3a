// Reads the fields of one constraint, each once; a missing, invalid or unknown field is one clear error.
import { FieldError } from '../../harness/core/errors.js';

/** Every reader throws a FieldError naming the field, e.g. `target.constraints[0].n`. Strings are returned in NFC. */
export interface Fields {
  /** an integer from `least` to 1,000,000 */
  count(name: string, least: number): number;
  /** a non-blank string */
  text(name: string): string;
  /** a string, possibly empty */
  anyText(name: string): string;
  /** one character */
  sign(name: string): string;
  /** a list of at least one string, none blank */
  texts(name: string): string[];
  has(name: string): boolean;
  /** true or false; false where it is absent */
  flag(name: string): boolean;
  oneOf(name: string, options: readonly string[]): string;
  /** Throws if a field is left that no reader asked for. */
  end(): void;
}

const most = 1_000_000;

/** `path` identifies the constraint in errors. */
export function fieldsOf(constraint: Record<string, unknown>, path: string): Fields {
  const read = new Set(['kind']);
  const take = (name: string): unknown => {
    read.add(name);
    return Object.hasOwn(constraint, name) ? constraint[name] : undefined;
  };
  const wrong = (name: string, expected: string, got: unknown) => new FieldError(`${path}.${name}`, expected, got);
  const fields: Fields = {
    count(name, least) {
      const value = take(name);
      if (!Number.isInteger(value) || (value as number) < least || (value as number) > most)
        throw wrong(name, `a whole number from ${least} to ${most}`, value);
      return value as number;
    },
    text(name) {
      const value = take(name);
      if (typeof value !== 'string' || value.trim() === '') throw wrong(name, 'a text that is not blank', value);
      return value.normalize('NFC');
    },
    anyText(name) {
      const value = take(name);
      if (typeof value !== 'string') throw wrong(name, 'a text', value);
      return value.normalize('NFC');
    },
    sign(name) {
      const value = take(name);
      const text = typeof value === 'string' ? value.normalize('NFC') : '';
      if (text.trim() === '' || [...text].length !== 1) throw wrong(name, 'one character', value);
      return text;
    },
    texts(name) {
      const value = take(name);
      if (!Array.isArray(value) || value.length === 0 || !value.every((one) => typeof one === 'string' && one.trim() !== ''))
        throw wrong(name, 'a list of at least one text', value);
      return (value as string[]).map((one) => one.normalize('NFC'));
    },
    has: (name) => Object.hasOwn(constraint, name),
    flag(name) {
      const value = take(name) ?? (fields.has(name) ? null : false);
      if (typeof value !== 'boolean') throw wrong(name, 'true or false', value);
      return value;
    },
    oneOf(name, options) {
      const value = take(name);
      const text = typeof value === 'string' ? value.normalize('NFC') : '';
      if (!options.includes(text)) throw wrong(name, `one of ${options.join(', ')}`, value);
      return text;
    },
    end() {
      const extra = Object.keys(constraint).find((name) => !read.has(name));
      if (extra !== undefined) throw wrong(extra, `absent (known fields: ${[...read].join(', ')})`, constraint[extra]);
    },
  };
  return fields;
}
