// A JSON Schema as a grammar: leaves, lists and objects. What a mask cannot hold is refused by its keyword, never left out in
// silence: an answer under the mask fits the schema.
import { FieldError, UserError } from '../../harness/core/errors.js';
import { keyLeaf, numberLeaf, simpleLeaf, stringLeaf, wholeNumber } from './keywords.js';
import type { Leaf } from './leaf.js';

export type Schema = Record<string, unknown>;

export type Node =
  | { kind: 'leaf'; leaf: Leaf }
  | { kind: 'list'; item: Node; least: number; most: number | null }
  | {
      kind: 'object';
      keys: Key[] /** the text of a key that is none of `keys`, and its value */;
      extra: { key: Leaf; value: Node } | null;
    }
  | { kind: 'any'; of: Node[] };

interface Key {
  /** as it stands in JSON, with quotation marks */
  text: Uint8Array;
  value: Node;
  required: boolean;
}

const types = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'];

/** Which keywords belong to which type; the others say nothing of a value. */
const keywords: Record<string, string[]> = {
  integer: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
  string: ['minLength', 'maxLength', 'pattern', 'format'],
  array: ['items', 'minItems', 'maxItems'],
  object: ['properties', 'required', 'additionalProperties'],
};
const remarks = [
  '$schema',
  '$id',
  '$comment',
  '$defs',
  'definitions',
  'title',
  'description',
  'default',
  'examples',
  'deprecated',
  'readOnly',
  'writeOnly',
];
const known = new Set([...Object.values(keywords).flat(), 'type', 'enum', 'const', 'anyOf', 'oneOf', '$ref']);

/**
 * The grammar of a schema. Objects have only the properties that are named, unless `additionalProperties` says otherwise; in any
 * order, each once. Errors: FieldError naming the keyword that is wrong or cannot be held; UserError if no value fits.
 */
export function grammarOf(schema: unknown, where = 'decoding.schema'): Node {
  const root = schema;
  const references = new Map<string, Node>();
  return nodeOf(schema, where);

  function nodeOf(given: unknown, path: string): Node {
    if (given === true || (isObject(given) && Object.keys(given).every((name) => remarks.includes(name)))) return anything();
    if (!isObject(given)) throw new FieldError(path, 'a JSON Schema, an object', given);
    for (const [name, value] of Object.entries(given))
      if (!known.has(name) && !remarks.includes(name))
        throw new FieldError(`${path}.${name}`, 'left out: it cannot be held while the answer is written', value);
    for (const name of ['enum', 'const', 'anyOf', 'oneOf', '$ref'])
      if (name in given) {
        const allowed = name === 'enum' || name === 'const' ? [name, 'type'] : [name];
        const beside = Object.keys(given).find((other) => !allowed.includes(other) && !remarks.includes(other));
        if (beside !== undefined)
          throw new FieldError(
            `${path}.${beside}`,
            `left out beside \`${name}\`: the two cannot be held together`,
            given[beside],
          );
      }
    if ('$ref' in given) return referred(given.$ref, `${path}.$ref`);
    if ('enum' in given || 'const' in given) return listed(given, path);
    for (const name of ['anyOf', 'oneOf']) if (name in given) return alternatives(given[name], `${path}.${name}`);
    const said = given.type === undefined ? [] : [given.type].flat();
    const odd = said.find((one) => !types.includes(one as string));
    if (said.length === 0 || odd !== undefined)
      throw new FieldError(`${path}.type`, `one or more of ${types.join(', ')}`, odd ?? given.type);
    const wanted = said.includes('number') ? said.filter((type) => type !== 'integer') : said;
    const of = wanted.flatMap((type) => typed(type as string, given, path) ?? []);
    if (of.length === 0) throw new UserError(`expected \`${path}\` to be a schema that some value fits, got one that none fits`);
    return of.length === 1 ? (of[0] as Node) : { kind: 'any', of };
  }

  /** Of a schema that refers to itself, too: the node is there before it is complete. */
  function referred(address: unknown, path: string): Node {
    if (typeof address !== 'string' || !/^#(\/|$)/.test(address))
      throw new FieldError(path, 'an address in the schema, "#/…"', address);
    const before = references.get(address);
    if (before) return before;
    const steps = address
      .split('/')
      .slice(1)
      .map((step) => decodeURIComponent(step).replace(/~1/g, '/').replace(/~0/g, '~'));
    let target: unknown = root;
    for (const step of steps) target = isObject(target) && Object.hasOwn(target, step) ? target[step] : undefined;
    if (target === undefined) throw new FieldError(path, 'the address of a part of the schema', address);
    const whole: Node = { kind: 'any', of: [] };
    references.set(address, whole);
    whole.of.push(nodeOf(target, [where, ...steps].join('.')));
    return whole;
  }

  function alternatives(list: unknown, path: string): Node {
    if (!Array.isArray(list) || list.length === 0) throw new FieldError(path, 'a list of schemas', list);
    const one = path.endsWith('.oneOf');
    const kinds = list.map((each) => typesIn(each));
    const overlap = one && kinds.some((a, i) => kinds.some((b, j) => j < i && a.some((type) => b.includes(type))));
    if (overlap) throw new FieldError(path, '`anyOf`, or of types that differ: that only one fits cannot be held', list);
    return { kind: 'any', of: list.map((each, i) => nodeOf(each, `${path}.${i}`)) };
  }

  function typed(type: string, given: Schema, path: string): Node | null {
    if (type === 'null') return leafNode(simpleLeaf(['null']));
    if (type === 'boolean') return leafNode(simpleLeaf(['true', 'false']));
    if (type === 'integer' || type === 'number') return leafNode(numberLeaf(type === 'integer', given, path));
    if (type === 'string') return leafNode(stringLeaf(given, path));
    if (type === 'array') {
      const [least, most] = [wholeNumber(given, 'minItems', path) ?? 0, wholeNumber(given, 'maxItems', path)];
      return most !== null && most < least
        ? null
        : { kind: 'list', item: nodeOf(given.items ?? true, `${path}.items`), least, most };
    }
    return objectNode(given, path);
  }

  function objectNode(given: Schema, path: string): Node {
    const { properties = {}, required = [], additionalProperties = false } = given;
    if (!isObject(properties)) throw new FieldError(`${path}.properties`, 'an object', properties);
    if (!Array.isArray(required) || !required.every((name) => typeof name === 'string'))
      throw new FieldError(`${path}.required`, 'a list of names', required);
    const lone = (required as string[]).find((name) => !Object.hasOwn(properties, name));
    if (lone !== undefined) throw new FieldError(`${path}.required`, 'names of `properties`', lone);
    const keys = Object.entries(properties).map(([name, value]): Key => {
      return {
        text: new TextEncoder().encode(JSON.stringify(name)),
        value: nodeOf(value, `${path}.properties.${name}`),
        required: required.includes(name),
      };
    });
    if (additionalProperties === false) return { kind: 'object', keys, extra: null };
    return {
      kind: 'object',
      keys,
      extra: { key: keyLeaf(Object.keys(properties)), value: nodeOf(additionalProperties, `${path}.additionalProperties`) },
    };
  }
}

/** Of `enum` or `const`, and of the type beside it. */
function listed(given: Schema, path: string): Node {
  const values = 'enum' in given ? given.enum : [given.const];
  if (!Array.isArray(values)) throw new FieldError(`${path}.enum`, 'a list of values', values);
  const allowed = [given.type ?? []].flat();
  const fit = values.filter((value) => allowed.length === 0 || typesOf(value).some((type) => allowed.includes(type)));
  if (fit.length === 0) throw new UserError(`expected \`${path}\` to be a schema that some value fits, got one that none fits`);
  return leafNode(simpleLeaf(fit.map((value) => JSON.stringify(value)))) as Node;
}

function leafNode(leaf: Leaf | null): Node | null {
  return leaf && { kind: 'leaf', leaf };
}

/** Any JSON. */
function anything(): Node {
  const all: Node = { kind: 'any', of: [] };
  const leaves = [simpleLeaf(['null', 'true', 'false']), numberLeaf(false, {}, ''), stringLeaf({}, '')];
  all.of.push(
    ...leaves.flatMap((leaf) => leafNode(leaf) ?? []),
    { kind: 'list', item: all, least: 0, most: null },
    { kind: 'object', keys: [], extra: { key: keyLeaf([]), value: all } },
  );
  return all;
}

function typesOf(value: unknown): string[] {
  if (value === null) return ['null'];
  if (Array.isArray(value)) return ['array'];
  return typeof value === 'number' ? (Number.isInteger(value) ? ['integer', 'number'] : ['number']) : [typeof value];
}

/** The types of which a schema may have values, whole numbers counted as numbers. */
function typesIn(schema: unknown): string[] {
  if (!isObject(schema)) return types;
  const { type, enum: list, const: one, anyOf, oneOf } = schema;
  const said =
    type !== undefined
      ? [type].flat()
      : Array.isArray(list)
        ? list.flatMap(typesOf)
        : one !== undefined
          ? typesOf(one)
          : Array.isArray(anyOf ?? oneOf)
            ? ((anyOf ?? oneOf) as unknown[]).flatMap(typesIn)
            : types;
  return said.map((name) => (name === 'integer' ? 'number' : String(name)));
}

function isObject(value: unknown): value is Schema {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
