// Each schema of json-objects is valid, can be met, and asks for nothing that the prompt does not say.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { load } from '../../harness/core/load.js';
import { json } from '../../judges/json/index.js';
import { repository } from '../fixtures/projects.js';

interface Schema {
  type?: string;
  format?: string;
  pattern?: string;
  enum?: string[];
  minimum?: number;
  minItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean;
}

const { samples } = await load(repository, 'json-objects');
const schemaOf = ({ target }: { target?: unknown }) => (target as { schema: Schema }).schema;

/** Texts that fit the patterns in use. */
const fitting = ['123456', 'AB-1234', 'AB123', '12:30', '12A'];

/** A value that fits, made from the schema alone. */
function valueFor(schema: Schema, lang: unknown): unknown {
  if (schema.enum) return schema.enum[0];
  if (schema.format === 'date') return '2024-02-29';
  if (schema.format === 'email') return 'li@example.org';
  if (schema.pattern) return fitting.find((one) => new RegExp(schema.pattern ?? '').test(one));
  if (schema.type === 'string') return lang === 'zh' ? '春晓' : 'Spring dawn';
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum;
  if (schema.type === 'boolean') return true;
  if (schema.type === 'array') return Array.from({ length: schema.minItems ?? 1 }, () => valueFor(schema.items as Schema, lang));
  return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, one]) => [key, valueFor(one, lang)]));
}

const score = async (sample: (typeof samples)[number], value: unknown) =>
  (await json.grade(sample, { output: JSON.stringify(value), finish: 'stop' })).score;

test('a value made from the schema passes; without a key, or with a wrong type, it fails', async () => {
  for (const sample of samples) {
    const schema = schemaOf(sample);
    const value = valueFor(schema, sample.lang) as Record<string, unknown>;
    assert.is(await score(sample, value), 1, sample.id);
    for (const key of Object.keys(value)) {
      const { [key]: _, ...rest } = value;
      assert.is(await score(sample, rest), 0, `${sample.id} without ${key}`);
      assert.is(await score(sample, { ...value, [key]: null }), 0, `${sample.id}: ${key} null`);
    }
    const more = await score(sample, { ...value, extra: 1 });
    assert.is(more, sample.tags?.includes('no-other-keys') ? 0 : 1, `${sample.id} with a further key`);
  }
});

test('the prompt names every key, every choice, every count and every bound of its schema', () => {
  for (const { id, input, target } of samples) {
    const check = (schema: Schema): void => {
      for (const option of schema.enum ?? []) assert.match(input, `"${option}"`, id);
      if (schema.type === 'array') assert.match(input, String(schema.minItems), id);
      if (schema.minimum !== undefined) assert.match(input, String(schema.minimum), id);
      if (schema.items) check(schema.items);
      for (const [key, one] of Object.entries(schema.properties ?? {})) {
        assert.match(input, `"${key}"`, id);
        check(one);
      }
    };
    check(schemaOf({ target }));
  }
});

test('twins ask for the same shape', () => {
  const shape = (schema: Schema): unknown =>
    schema.properties
      ? Object.values(schema.properties).map(shape)
      : schema.items
        ? [schema.minItems, shape(schema.items)]
        : (schema.type ?? schema.enum?.length);
  for (const sample of samples.filter(({ lang }) => lang === 'zh')) {
    const twin = samples.find(({ pair, lang }) => pair === sample.pair && lang === 'en') as typeof sample;
    assert.equal(shape(schemaOf(sample)), shape(schemaOf(twin)), sample.id);
    assert.is(schemaOf(sample).additionalProperties, schemaOf(twin).additionalProperties);
  }
});

test.run();
