// Compiles a sample's JSON Schema (2020-12) into a check. The schema comes with the data and the value from a model, so neither
// may hang the judge: patterns run in linear time (RE2), formats check short strings only, `uniqueItems` uses hashing, and a time
// limit covers references and long answers, which could still multiply the work.
import { createContext, Script } from 'node:vm';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { RE2JS } from 're2js';
import { canonical } from '../../harness/core/canonical.js';
import { FieldError } from '../../harness/core/errors.js';
import { scan } from './scan.js';
import { weight } from './weight.js';

/** A compiled schema. */
export interface Schema {
  /**
   * The errors in `value`, one line each, at most 20; empty if it fits, null if the check times out. `characters`: length of its
   * JSON text.
   */
  check(value: unknown, characters: number): string[] | null;
  /** strings that the schema lists under `enum` or `const` */
  listed: Set<string>;
}

const maxSchemaCharacters = 100_000;
const maxSchemaDepth = 200;
const maxFormatCharacters = 2048;
const maxErrors = 20;
/**
 * Longer answers, and schemas with more parts after resolving references, are checked under the time limit. The limit costs 0.3
 * ms, more than most checks, so the others run without it.
 */
const maxFreeCharacters = 10_000;
const maxFreeParts = 5_000;
const limitMs = 900;
/**
 * A schema is the user's own and compiled once: the limit only stops compilations that would never end, even on a busy machine.
 */
const compileLimitMs = 20_000;
const maxCached = 200;

const cache = new Map<string, Schema>();
/** validates schemas against the meta-schema; nothing is added to it */
const meta = new Ajv2020({ strict: true, logger: false });
const limited = createContext({ job: null });
const runJob = new Script('job()');

/** The check for `target.schema`. Errors: FieldError if target or schema is invalid. */
export function schemaOf(target: unknown): Schema {
  if (target === null || typeof target !== 'object' || Array.isArray(target))
    throw new FieldError('target', 'an object {"schema": {…}}', target);
  const { schema } = target as { schema?: unknown };
  if (schema === null || typeof schema !== 'object' || Array.isArray(schema))
    throw new FieldError('target.schema', 'a JSON Schema (2020-12) object', schema);
  const text = textOf(schema);
  const known = cache.get(text);
  if (known) return known;
  const compiled = compile(text);
  if (cache.size >= maxCached) cache.delete(cache.keys().next().value as string);
  cache.set(text, compiled);
  return compiled;
}

function textOf(schema: object): string {
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
  if (scan(text).depth > maxSchemaDepth)
    throw new FieldError('target.schema', `a schema at most ${maxSchemaDepth} levels deep`, '…');
  const schema = JSON.parse(text) as Record<string, unknown>;
  const validate = bounded(compileLimitMs, () => {
    try {
      if (!meta.validateSchema(schema)) throw new Error(meta.errorsText(meta.errors));
      return newAjv().compile(schema);
    } catch (error) {
      throw new FieldError('target.schema', `a valid JSON Schema 2020-12 (${(error as Error).message.slice(0, 300)})`, schema);
    }
  });
  if (validate === null)
    throw new FieldError('target.schema', `a schema that compiles within ${compileLimitMs / 1000} s`, schema);
  const heavy = weight(schema) > maxFreeParts;
  return {
    listed: listedIn(schema),
    check(value, characters) {
      const fits = () => validate(value);
      const ok = heavy || characters > maxFreeCharacters ? bounded(limitMs, fits) : fits();
      if (ok === null) return null;
      return ok ? [] : lines(validate);
    },
  };
}

/** The result of `job`; null if it exceeds the time limit or recurses endlessly. */
function bounded<T>(timeout: number, job: () => T): T | null {
  limited.job = job;
  try {
    return runJob.runInContext(limited, { timeout }) as T;
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT' || error instanceof RangeError) return null;
    throw error;
  } finally {
    limited.job = null;
  }
}

function newAjv(): Ajv2020 {
  const ajv = new Ajv2020({
    strict: true,
    strictRequired: false, // would refuse `required` in a branch of anyOf
    allowUnionTypes: true, // ["string", "null"] is plain JSON Schema
    allErrors: true,
    coerceTypes: false,
    meta: false, // validated before, by an instance that keeps its compiled meta-schema
    validateSchema: false,
    logger: false,
    code: { regExp: Object.assign(linear, { code: 'linear' }) },
  });
  formats.default(ajv);
  for (const [name, format] of Object.entries(ajv.formats)) if (format !== undefined) ajv.formats[name] = shorten(format);
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    error: { message: 'must NOT have duplicate items' },
    validate: (unique: boolean, items: unknown[]) => !unique || new Set(items.map(canonical)).size === items.length,
  });
  return ajv;
}

/**
 * `pattern` compiled by RE2, which cannot backtrack. Throws on what RE2 does not support, such as lookaround and back-references.
 */
function linear(pattern: string): RegExp {
  const named = pattern.replace(/((?:^|[^\\])(?:\\\\)*\\[pP])\{(?:Script|sc|General_Category|gc)=/g, '$1{'); // \p{Han} in RE2
  const compiled = RE2JS.compile(RE2JS.translateRegExp(named));
  // Ajv caches a schema's patterns by toString(): without it, every pattern would be the first one.
  return { test: (text: string) => compiled.test(text), toString: () => pattern } as RegExp;
}

type Format = Ajv2020['formats'][string];

/** The same format, but strings over 2,048 characters fail: some of the expressions are quadratic. */
function shorten(format: Format): Format {
  const test = testOf(format);
  return test ? (text: string) => text.length <= maxFormatCharacters && test(text) : format;
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
