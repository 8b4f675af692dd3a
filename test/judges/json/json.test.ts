// Planted answers with their expected grade: every tier, every cap of the repair, every lint, and the article's two answers.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Grade } from '../../../harness/core/types.js';
import { choices } from '../../../judges/json/choices.js';
import { json } from '../../../judges/json/index.js';
import { weight } from '../../../judges/json/weight.js';
import { processorMs } from '../../fixtures/processor-time.js';

const person = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    age: { type: 'integer' },
    city: { type: 'string' },
    occupation: { type: 'string' },
    hobbies: { type: 'array', items: { type: 'string' }, minItems: 1, uniqueItems: true },
  },
  required: ['name', 'age', 'city', 'occupation', 'hobbies'],
};

function grade(output: string, schema: unknown = { type: 'object' }, finish: 'stop' | 'length' = 'stop'): Grade {
  return json.grade({ id: 'x', input: '', target: { schema } }, { output, finish }) as Grade;
}

interface Planted {
  id: string;
  output: string;
  schema?: object | 'person';
  finish?: 'length';
  score: number;
  verdict: string;
  details?: Record<string, unknown>;
}

const rows = readFileSync('test/fixtures/json/planted.jsonl', 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Planted);

for (const { id, output, schema, finish, score, verdict, details = {} } of rows)
  test(`planted: ${id}`, () => {
    const got = grade(output, schema === 'person' ? person : schema, finish);
    assert.is(got.verdict, verdict, got.why);
    assert.is(got.score, score);
    for (const [name, value] of Object.entries(details)) assert.equal(got.details?.[name], value, name);
  });

test('planted rows have unique names', () => {
  assert.is(new Set(rows.map(({ id }) => id)).size, rows.length);
  assert.ok(rows.length >= 60);
});

test('100,000 nested brackets neither throw nor overflow', () => {
  assert.is(grade('['.repeat(100_000)).verdict, 'not JSON');
  const closed = '['.repeat(100_000) + ']'.repeat(100_000);
  assert.equal(
    [grade(closed, {}).score, grade(closed, { type: 'object' }).score, grade(closed, { uniqueItems: true }).score],
    [1, 0, 1],
  );
  const deep = grade(closed, { $defs: { n: { type: 'array', items: { $ref: '#/$defs/n' } } }, $ref: '#/$defs/n' });
  assert.equal([deep.score, deep.verdict, deep.details?.schemaOk], [null, 'unscored', false]);
  assert.is(grade('{"a":'.repeat(100_000)).verdict, 'not JSON');
  const objects = `x ${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
  assert.is(grade(objects).details?.tier, 'embedded');
});

function nested(levels: number): unknown {
  return JSON.parse(`${'{"not":'.repeat(levels)}{}${'}'.repeat(levels)}`);
}

test('a bad target is a field error that names the field', () => {
  for (const [target, field] of [
    [undefined, 'target'],
    ['{}', 'target'],
    [[], 'target'],
    [{}, 'target.schema'],
    [{ schema: 'true' }, 'target.schema'],
    [{ schema: null }, 'target.schema'],
    [{ schema: { type: 'objct' } }, 'target.schema'],
    [{ schema: { $ref: 'https://example.org/other' } }, 'target.schema'],
    [{ schema: { $ref: '#/$defs/none' } }, 'target.schema'],
    [{ schema: { properties: { a: { $ref: '#nowhere' } } } }, 'target.schema'],
    [{ schema: { $schema: 'http://json-schema.org/draft-03/schema#' } }, 'target.schema.$schema'],
    [{ schema: { $schema: 7 } }, 'target.schema.$schema'],
    [{ schema: { $schema: 'https://json-schema.org/draft/2020-12/schema', items: [{}] } }, 'target.schema'],
    [{ schema: { $async: true } }, 'target.schema'],
    [{ schema: { type: 'string', pattern: '(' } }, 'target.schema'],
    [{ schema: { properties: { a: { pattern: '[z-a]' } } } }, 'target.schema'],
    [{ schema: { patternProperties: { 'a**': {} } } }, 'target.schema'],
    [{ schema: { pattern: '\\a' } }, 'target.schema'],
    [{ schema: { description: 'x'.repeat(1_000_001) } }, 'target.schema'],
    [{ schema: nested(201) }, 'target.schema'],
    [{ schema: nested(100_000) }, 'target.schema'],
    [{ schema: JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) }, 'target.schema'],
    [JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`), 'target'],
    [{ schema: { default: JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) } }, 'target.schema'],
  ] as const)
    assert.throws(
      () => json.grade({ id: 'x', input: '', target }, { output: '{}', finish: 'stop' }),
      (error: Error & { field?: string }) => error.name === 'FieldError' && error.field === field,
      field,
    );
});

test('two schemas with the same $id do not interfere', () => {
  assert.is(grade('1', { $id: 'https://example.org/a', type: 'integer' }).score, 1);
  assert.is(grade('1', { $id: 'https://example.org/a', type: 'string' }).score, 0);
  assert.is(grade('1', { $id: 'https://example.org/a', type: 'integer' }).score, 1);
});

test('patterns prone to backtracking, long formats and uniqueItems take linear time', () => {
  const started = processorMs();
  assert.is(grade(JSON.stringify('a'.repeat(50_000)), { type: 'string', pattern: '^(a+)+b$' }).verdict, 'schema');
  assert.is.not(grade(JSON.stringify(`http://${':'.repeat(100_000)}`), { type: 'string', format: 'url' }).score, 1);
  assert.is(
    grade(JSON.stringify(Array.from({ length: 20_000 }, (_, i) => ({ i }))), { type: 'array', uniqueItems: true }).score,
    1,
  );
  assert.is(grade('[{"a":1,"b":2},{"b":2,"a":1}]', { type: 'array', uniqueItems: true }).verdict, 'schema');
  assert.ok(processorMs() - started < 3000);
});

function nestedLists(levels: number): unknown {
  return levels === 0 ? 1 : [nestedLists(levels - 1)];
}

test('an expression that RE2 takes and the engine would backtrack on means the same in both', () => {
  const pieces = fc.constantFrom(
    'a',
    'b',
    '.',
    '\\s',
    '\\S',
    '\\w',
    '\\d',
    '[^a]',
    '[ab年]',
    '^',
    '$',
    '|',
    '(',
    ')',
    '*',
    '+',
    '?',
    '{2,3}',
  );
  const texts = fc.string({
    unit: fc.constantFrom('a', 'b', ' ', '\n', '\r', '\u3000', '年', '😀', '1', '\u2028'),
    maxLength: 12,
  });
  let compared = 0;
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 8 }), texts, (made, text) => {
      // repeated in repetitions, so that the engine is not trusted with it
      const source = `^(?:(?:${made.join('')})|x*)*(?:y+)*$`;
      let native: RegExp;
      try {
        native = new RegExp(source, 'u');
      } catch {
        return;
      }
      compared++;
      const { score } = grade(JSON.stringify(text), { type: 'string', pattern: source });
      assert.is(score, native.test(text) ? 1 : 0, `${source} on ${JSON.stringify(text)}`);
    }),
    { numRuns: 2000, seed: 3 },
  );
  assert.ok(compared > 500, `${compared}`);
});

test('choices: a bound on how often an engine can be wrong', () => {
  for (const [source, length, want] of [
    ['^abc$', 100, 1],
    ['abc', 9, 10],
    ['^a*$', 9, 10],
    ['^a+b+$', 10, 100],
    ['^(?:a|bc|[)(|]\\))$', 9, 30],
    ['^(a?){3}$', 9, 1e12],
    ['^(?:ab?){3}$', 9, 8],
    ['^(a+)+$', 30, 1e12],
    ['^(?:a*)*$', 3, 1e12],
    ['^(?=.*x)\\d{4,6}$', 9, 30],
    ['^.{1,5000}$', 50, 50],
    ['^\\u{1F600}\\p{Lu}{2}$', 50, 1],
    [`^${'('.repeat(50_000)}${')'.repeat(50_000)}$`, 3, 1e12],
  ] as const)
    assert.is(choices(source, length), want, source.slice(0, 40));
});

test('patterns mean what they mean in JavaScript', () => {
  for (const [pattern, holds, holdsNot] of [
    ['^[\\u4e00-\\u9fa5]{2,4}$', '李明轩', 'Ann'],
    ['^\\p{L}+$', 'Änn', '1'],
    ['^\\p{Script=Han}+$', '李', 'a'],
    ['^\\d{4}-\\d{2}$', '2026-11', '26-11'],
    ['^(?:a|b)/\\d+$', 'a/1', 'c/1'],
    ['^\\u{1F600}$', '😀', 'x'],
    ['^.$', '😀', 'xx'],
    ['\\bcat\\b', 'a cat', 'concat'],
    ['^\\\\p\\{Script=x\\}$', '\\p{Script=x}', '\\p{x}'],
  ] as const) {
    assert.is(grade(JSON.stringify(holds), { type: 'string', pattern }).score, 1, pattern);
    assert.is(grade(JSON.stringify(holdsNot), { type: 'string', pattern }).verdict, 'schema', pattern);
  }
});

test('references that multiply the work leave the answer unscored within the time limit', () => {
  const $defs: Record<string, object> = { d0: { type: 'string' } };
  for (let i = 1; i <= 40; i++) $defs[`d${i}`] = { anyOf: [{ $ref: `#/$defs/d${i - 1}` }, { $ref: `#/$defs/d${i - 1}` }] };
  const hostile = JSON.stringify(nestedLists(180));
  const branching = {
    $defs: {
      n: {
        anyOf: [
          { type: 'array', items: { $ref: '#/$defs/n' }, minItems: 2 },
          { type: 'array', items: { $ref: '#/$defs/n' }, maxItems: 0 },
        ],
      },
    },
    $ref: '#/$defs/n',
  };
  for (const [output, schema] of [
    ['1', { $defs, $ref: '#/$defs/d40' }],
    ['{}', { $ref: '#' }],
    [hostile, branching],
  ] as const) {
    const started = processorMs();
    const { score, verdict, transient } = grade(output, schema);
    assert.equal([score, verdict, transient], [null, 'unscored', true]);
    assert.ok(processorMs() - started < 1500);
  }
});

test('weight: references are expanded, recursion is infinite', () => {
  assert.is(weight({ type: 'object', properties: { a: { type: 'string' } } }), 3);
  assert.is(weight({ $defs: { s: { type: 'string' } }, properties: { a: { $ref: '#/$defs/s' }, b: { $ref: '#/$defs/s' } } }), 8);
  assert.is(weight({ $defs: { 'a/b': {} }, $ref: '#/$defs/a~1b' }), 4);
  for (const $ref of ['#', '#anchor', 'other.json', '#/$defs/none']) assert.is(weight({ $ref }), Number.POSITIVE_INFINITY);
  assert.is(weight({ $defs: { node: { items: { $ref: '#/$defs/node' } } }, $ref: '#/$defs/node' }), Number.POSITIVE_INFINITY);
});

test('a recursive schema works', () => {
  const tree = {
    $defs: { node: { type: 'object', properties: { next: { $ref: '#/$defs/node' } }, required: ['v'] } },
    $ref: '#/$defs/node',
  };
  assert.is(grade('{"v":1,"next":{"v":2}}', tree).score, 1);
  assert.equal(grade('{"v":1,"next":{}}', tree).details?.errors, ["/next: must have required property 'v'"]);
});

test('grading twice gives the same bytes', () => {
  for (const { output, schema } of rows) {
    const given = schema === 'person' ? person : schema;
    assert.is(JSON.stringify(grade(output, given)), JSON.stringify(grade(output, given)));
  }
});

test.run();
