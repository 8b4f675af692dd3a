// Random schemas, values that fit them, and values that nearly do: for the mask's tests.
import { type Random, seeded } from '../../../harness/core/random.js';

type Schema = Record<string, unknown>;

// not the empty name: ajv finds none missing that is called so
const words = ['name', 'na', 'age', '名称', 'a"b', 'tags', 'zip\\code', 'n\u00e9e', '😀', ' '];
const patterns = [
  '^[A-Z]{2}-[0-9]{1,4}$',
  '^([01][0-9]|2[0-3]):[0-5][0-9]$',
  'ab+',
  '^(?:x|yz)*$',
  '^[^a-z"]{1,3}$',
  '^\\S\\w?$',
  '^中.?$',
];

export function chance(seed: string) {
  const random: Random = seeded(seed);
  const below = (n: number) => Math.floor(random() * n);
  const one = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  return { random, below, one };
}

type Chance = ReturnType<typeof chance>;

export function randomSchema(c: Chance, depth = 3): Schema {
  const { below, one } = c;
  const kind = below(depth > 0 ? 14 : 8);
  if (kind === 0) return { type: 'boolean' };
  if (kind === 1) return { enum: [one(words), below(100), 1, 12, null, 1.5, true].slice(below(3), 3 + below(5)) };
  if (kind === 2) return bounds(c, 'integer');
  if (kind === 3) return bounds(c, 'number');
  if (kind === 4) return { type: 'string', pattern: one(patterns) };
  if (kind === 5) return { type: 'string', format: one(['date', 'email', 'uuid', 'ipv4', 'time', 'date-time']) };
  if (kind === 6) {
    const minLength = below(4);
    return { type: 'string', minLength, ...(below(2) ? { maxLength: minLength + below(5) } : {}) };
  }
  if (kind === 7)
    return one([{ type: 'null' }, { const: one(words) }, { type: ['string', 'null'] }, { type: 'string', title: 'any text' }]);
  if (kind === 8) return { anyOf: [randomSchema(c, depth - 1), randomSchema(c, depth - 1)] };
  if (kind < 11) {
    const minItems = below(3);
    return { type: 'array', items: randomSchema(c, depth - 1), minItems, ...(below(2) ? { maxItems: minItems + below(3) } : {}) };
  }
  const names = words.filter(() => below(3) === 0);
  const extra = one([undefined, undefined, false, true, { type: 'integer', minimum: 0, maximum: 9 }]);
  return {
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, randomSchema(c, depth - 1)])),
    required: names.filter(() => below(2) === 0),
    ...(extra === undefined ? {} : { additionalProperties: extra }),
  };
}

function bounds({ below, one }: Chance, type: string): Schema {
  const scale = one([1, 1, 10, 0.25, 0.001, 1e5]);
  const low = (below(41) - 20) * scale;
  const high = low + below(60) * scale + (type === 'integer' ? 1 : 0);
  return {
    type,
    ...one([{}, { minimum: low }, { exclusiveMinimum: low }]),
    ...one([{}, { maximum: high }, { exclusiveMaximum: high + scale }]),
  };
}

/** A value that may fit; often it does not, as it hits a bound or breaks it by a little. */
export function randomValue(c: Chance, schema: unknown, depth = 4): unknown {
  const { below, one } = c;
  if (depth < 0 || typeof schema !== 'object' || schema === null || below(40) === 0)
    return one([null, true, 0, 7, -1.5, 'x', '', [], {}]);
  const given = schema as Schema;
  if (given.enum || 'const' in given) return one((given.enum as unknown[]) ?? [given.const]);
  if (given.anyOf) return randomValue(c, one(given.anyOf as Schema[]), depth);
  const type = one([given.type].flat());
  if (type === 'boolean') return below(2) === 0;
  if (type === 'null') return null;
  if (type === 'integer' || type === 'number') {
    const near = one(
      [given.minimum, given.maximum, given.exclusiveMinimum, given.exclusiveMaximum, 3, -12].filter((x) => x !== undefined),
    ) as number;
    const step = one([0, 0, 1, -1, 0.5, 0.125, -0.001, 100]);
    return Number.parseFloat((near + (type === 'integer' && below(8) ? Math.trunc(step) : step)).toFixed(6));
  }
  if (type === 'string') return text(c, given);
  if (type === 'array')
    return Array.from({ length: ((given.minItems as number) ?? 0) + below(3) - (below(9) ? 0 : 1) || 0 }, () =>
      randomValue(c, given.items, depth - 1),
    );
  const properties = given.properties as Record<string, Schema>;
  const names = Object.keys(properties).filter((name) => ((given.required as string[]).includes(name) ? below(15) : below(2)));
  if (below(4) === 0) names.push(one(words));
  for (let i = names.length - 1; i > 0; i--) {
    const j = below(i + 1);
    [names[i], names[j]] = [names[j] as string, names[i] as string];
  }
  return Object.fromEntries(names.map((name) => [name, randomValue(c, properties[name] ?? { type: 'integer' }, depth - 1)]));
}

function text({ below, one }: Chance, { pattern, format, minLength = 0 }: Schema): string {
  if (pattern)
    return one([
      'AB-12',
      'AB-12345',
      '23:59',
      '24:00',
      'xabbx',
      'a',
      'xyzx',
      'xy',
      '',
      '中',
      '中国',
      '中国人',
      '!',
      '"',
      'é',
      ' ',
      '😀',
      '\n',
    ]);
  if (format)
    return one([
      ...[
        '2024-02-29',
        '2023-02-29',
        '2000-02-29',
        '1900-02-29',
        '2024-04-31',
        '2024-12-31',
        'a@b.co',
        'a@b',
        'x.y+z@a-b.example.org',
      ],
      ...[
        '123e4567-e89b-12d3-a456-426614174000',
        '255.0.1.99',
        '256.1.1.1',
        '01.1.1.1',
        '12:00:00Z',
        '2024-02-29T23:59:59.5+02:00',
        '2023-02-29T01:00:00Z',
      ],
    ]);
  return Array.from({ length: Math.max(0, (minLength as number) + below(6) - 1) }, () =>
    one(['a', '中', '😀', '"', '\\', '\n', '\u0001', ' ']),
  ).join('');
}

/** The same schema with objects closed where it says nothing. */
export function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (schema === null || typeof schema !== 'object') return schema;
  const given = schema as Schema;
  if ('enum' in given || 'const' in given) return schema;
  const parts = Object.fromEntries(
    Object.entries(given).map(([name, part]) => [
      name,
      name === 'properties'
        ? Object.fromEntries(Object.entries(part as Schema).map(([key, value]) => [key, closed(value)]))
        : ['items', 'anyOf', 'additionalProperties'].includes(name)
          ? closed(part)
          : part,
    ]),
  );
  return given.type === 'object' && !('additionalProperties' in given) ? { ...parts, additionalProperties: false } : parts;
}
