// Compiles a sample's JSON Schema into a check, by ajv, as lenient as it is (`strict: false`): keywords that a draft does not know are
// ignored. The schema comes with the data and the value from a model, so neither may hang the judge: see pattern.ts and limit.ts.
import type { ErrorObject, Options, ValidateFunction } from 'ajv';
import type AjvCore from 'ajv/dist/core.js';
import formats from 'ajv-formats';
import { canonical } from '../../harness/core/canonical.js';
import { FieldError } from '../../harness/core/errors.js';
import { type Draft, draftOf } from './drafts.js';
import { bounded, boundedIfNeeded, needLimit } from './limit.js';
import { pattern } from './pattern.js';
import { depthOf, sameText } from './same.js';
import { weight } from './weight.js';

/** A compiled schema. */
export interface Schema {
  /** the draft it was read by */
  draft: Draft['name'];
  /**
   * The errors in `value`, one line each, at most 20; empty if it fits, null if the check times out or the value is too deep for
   * it. `characters`: length of its JSON text; `depth`: its nesting.
   */
  check(value: unknown, characters: number, depth: number): string[] | null;
  /** strings that the schema lists under `enum` or `const` */
  listed: Set<string>;
}

const maxSchemaCharacters = 1_000_000;
const maxSchemaDepth = 200;
const maxFormatCharacters = 2048;
const maxErrors = 20;
/** Longer or deeper answers, and schemas with more parts after resolving references, are checked under the time limit. */
const maxFreeCharacters = 10_000;
const maxFreeDepth = 200;
const maxFreeParts = 5_000;
const limitMs = 600;
/**
 * A schema is the user's own and compiled once: the limit only stops compilations that would never end, even on a busy machine.
 */
const compileLimitMs = 20_000;
const maxCached = 200;

const cache = new Map<string, Schema>();

/** The check for `target.schema`. Errors: FieldError if target or schema is invalid. */
export function schemaOf(target: unknown): Schema {
  if (target === null || typeof target !== 'object' || Array.isArray(target))
    throw new FieldError('target', 'an object {"schema": {…}}', target);
  const { schema } = target as { schema?: unknown };
  if (typeof schema !== 'boolean' && (schema === null || typeof schema !== 'object' || Array.isArray(schema)))
    throw new FieldError('target.schema', 'a JSON Schema: an object, true or false', schema);
  if (depthOf(schema, maxSchemaDepth) > maxSchemaDepth)
    throw new FieldError('target.schema', `a schema at most ${maxSchemaDepth} levels deep`, '…');
  const written = JSON.stringify(schema);
  const known = cache.get(written);
  if (known) return known;
  const made = compile(textOf(schema));
  if (cache.size >= maxCached) cache.delete(cache.keys().next().value as string);
  cache.set(written, made);
  return made;
}

/** Canonical, so that the order of keys changes nothing, not even the order of errors. */
function textOf(schema: object | boolean): string {
  let text: string;
  try {
    text = canonical(schema);
  } catch (error) {
    throw new FieldError('target.schema', `a JSON Schema (${(error as Error).message})`, '…');
  }
  if (text.length > maxSchemaCharacters)
    throw new FieldError('target.schema', `at most ${maxSchemaCharacters} characters of canonical JSON`, text.length);
  return text;
}

function compile(text: string): Schema {
  const schema = JSON.parse(text) as Record<string, unknown> | boolean;
  const made = bounded(compileLimitMs, () => {
    const draft = draftOf(schema);
    try {
      return { draft, validate: newAjv(draft).compile(schema) };
    } catch (error) {
      throw new FieldError(
        'target.schema',
        `a JSON Schema that ajv compiles (${(error as Error).message.slice(0, 300)})`,
        schema,
      );
    }
  });
  if (made === null) throw new FieldError('target.schema', `a schema that compiles within ${compileLimitMs / 1000} s`, schema);
  const { draft, validate } = made;
  // ajv's own extension: its check would be a promise.
  if ('$async' in validate) throw new FieldError('target.schema', 'a schema without `$async`', schema);
  const light = weight(schema) <= maxFreeParts;
  return {
    draft: draft.name,
    listed: listedIn(schema),
    check(value, characters, depth) {
      const free = light && characters <= maxFreeCharacters && depth <= maxFreeDepth;
      const ok = boundedIfNeeded(free, limitMs, () => validate(value));
      if (ok === null) return null;
      return ok ? [] : lines(validate);
    },
  };
}

const options: Options = {
  strict: false,
  strictNumbers: true, // 1e400 is no number that a program can hold
  allErrors: true,
  coerceTypes: false,
  validateSchema: false, // validated before, by an instance that keeps its compiled meta-schema
  logger: false,
  code: { regExp: Object.assign(pattern, { code: 'pattern' }) },
};

function newAjv(draft: Draft): AjvCore.default {
  const ajv = draft.make(options);
  formats.default(ajv);
  for (const [name, format] of Object.entries(ajv.formats)) if (format !== undefined) ajv.formats[name] = limitedFormat(format);
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    error: { message: 'must NOT have duplicate items' },
    validate: (unique: boolean, items: unknown[]) =>
      !unique || items.length < 2 || new Set(items.map(sameText)).size === items.length,
  });
  return ajv;
}

type Format = AjvCore.default['formats'][string];

/** The same format, but within a time limit on texts over 2,048 characters: some of the expressions are quadratic. */
function limitedFormat(format: Format): Format {
  const test = testOf(format);
  if (!test) return format;
  return (text: string) => {
    if (text.length > maxFormatCharacters) needLimit();
    return test(text);
  };
}

function testOf(format: Format): ((text: string) => boolean) | null {
  if (format instanceof RegExp) return (text) => format.test(text);
  if (typeof format === 'function') return format as (text: string) => boolean;
  if (typeof format !== 'object' || ('type' in format && format.type === 'number')) return null;
  return testOf(format.validate as Format);
}

function lines({ errors }: ValidateFunction): string[] {
  const all = errors ?? [];
  const shown = all.slice(0, maxErrors).map(line);
  return all.length > shown.length ? [...shown, `and ${all.length - shown.length} more`] : shown;
}

function line({ instancePath, message, params }: ErrorObject): string {
  const extra = params.additionalProperty ?? params.unevaluatedProperty ?? params.propertyName;
  const path = instancePath === '' ? 'the whole' : instancePath.slice(0, 100);
  return `${path}: ${message ?? 'is wrong'}${extra === undefined ? '' : ` (${JSON.stringify(extra).slice(0, 60)})`}`;
}

function listedIn(schema: unknown, texts = new Set<string>()): Set<string> {
  if (Array.isArray(schema)) for (const part of schema) listedIn(part, texts);
  else if (schema !== null && typeof schema === 'object')
    for (const [keyword, part] of Object.entries(schema)) {
      if (keyword === 'enum' && Array.isArray(part)) for (const one of part) if (typeof one === 'string') texts.add(one);
      if (keyword === 'const' && typeof part === 'string') texts.add(part);
      listedIn(part, texts);
    }
  return texts;
}
