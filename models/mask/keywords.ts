// The keywords of values without parts: how long a text, how large a number. Leaves that are alike are made once.
import { FieldError } from '../../harness/core/errors.js';
import { type Automaton, both, without } from './automaton.js';
import { formats } from './formats.js';
import { type Leaf, literals, plain, quoted, tableLeaf, textLeaf, textsOf } from './leaf.js';
import { type Bound, numbers } from './number.js';
import { pattern } from './pattern.js';

type Given = Record<string, unknown>;

const made = new Map<string, Leaf | null>();

/** As many leaves are kept; a notebook has fewer. */
const mostKept = 2000;

/** A leaf by its name, made once; null if no value fits. */
function kept(name: string, make: () => Leaf | null): Leaf | null {
  const before = made.get(name);
  if (before !== undefined) return before;
  if (made.size >= mostKept) made.clear();
  const leaf = make();
  made.set(name, leaf);
  return leaf;
}

const tableOf = (name: string, automaton: Automaton | null) => automaton && tableLeaf(name, automaton);

/** One of several JSON texts. */
export function simpleLeaf(texts: string[]): Leaf | null {
  const name = `one of ${JSON.stringify(texts)}`;
  return kept(name, () => tableOf(name, literals(texts)));
}

/** The text of a key that is none of `names`. */
export function keyLeaf(names: string[]): Leaf {
  const name = `none of ${JSON.stringify(names)}`;
  return kept(name, () => {
    const every = textsOf(0, null) as Automaton;
    const own = literals(names.map((one) => JSON.stringify(one)));
    return tableOf(name, own ? without(every, own) : every);
  }) as Leaf;
}

/** Numbers of a range, or null if there are none. Errors: FieldError on a bound that is no number. */
export function numberLeaf(whole: boolean, given: Given, path: string): Leaf | null {
  const bound = (inclusive: string, exclusive: string, sign: 1 | -1): Bound | null => {
    const [a, b] = [inclusive, exclusive].map((name) => numeric(given, name, path));
    if (a === undefined || b === undefined)
      return a === undefined ? (b === undefined ? null : { value: b, itself: false }) : { value: a, itself: true };
    return sign * a > sign * b ? { value: a, itself: true } : { value: b, itself: false };
  };
  const range = { least: bound('minimum', 'exclusiveMinimum', 1), most: bound('maximum', 'exclusiveMaximum', -1), whole };
  const name = `number ${JSON.stringify(range)}`;
  return kept(name, () =>
    tableOf(
      name,
      plain((builder) => numbers(builder, range)),
    ),
  );
}

/** Texts of a length, a pattern, a format, or null if there are none. Errors: FieldError on one that is wrong or cannot be held. */
export function stringLeaf(given: Given, path: string): Leaf | null {
  const least = wholeNumber(given, 'minLength', path) ?? 0;
  const most = wholeNumber(given, 'maxLength', path);
  const { pattern: source, format } = given;
  const name = `text ${JSON.stringify([least, most, source, format])}`;
  return kept(name, () => {
    if (most !== null && most < least) return null;
    if (source === undefined && format === undefined) return textLeaf(name, least, most);
    const automata: (Automaton | null)[] = [];
    if (source !== undefined) automata.push(patternOf(source, `${path}.pattern`));
    if (format !== undefined) automata.push(formatOf(format, `${path}.format`));
    if (least > 0 || most !== null)
      automata.push(small(`${path}.${most === null ? 'minLength' : 'maxLength'}`, most ?? least, () => textsOf(least, most)));
    return tableOf(
      name,
      small(`${path}.pattern`, source, () => automata.reduce((all, next) => all && next && both(all, next))),
    );
  });
}

function formatOf(format: unknown, path: string): Automaton | null {
  const source = typeof format === 'string' && Object.hasOwn(formats, format) ? formats[format] : undefined;
  if (source === undefined)
    throw new FieldError(path, `one of ${Object.keys(formats).join(', ')}: another cannot be held`, format);
  return quoted((builder) => pattern(builder, source));
}

function patternOf(source: unknown, path: string): Automaton | null {
  try {
    new RegExp(source as string, 'u');
  } catch {
    throw new FieldError(path, 'a regular expression', source);
  }
  return small(path, source, () => quoted((builder) => pattern(builder, source as string)));
}

/** Errors: FieldError where an automaton is too large, or cannot be made. */
function small<T>(path: string, got: unknown, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new FieldError(path, `one that can be held while the answer is written (this one ${error.message})`, got);
  }
}

function numeric(given: Given, name: string, path: string): number | undefined {
  const value = given[name];
  if (value === undefined || (typeof value === 'number' && Number.isFinite(value))) return value as number | undefined;
  throw new FieldError(`${path}.${name}`, 'a number', value);
}

/** A keyword that counts; null if it is not there. Errors: FieldError. */
export function wholeNumber(given: Given, name: string, path: string): number | null {
  const value = given[name] ?? null;
  if (value === null || (Number.isInteger(value) && (value as number) >= 0)) return value as number | null;
  throw new FieldError(`${path}.${name}`, 'a whole number, 0 or more', value);
}
