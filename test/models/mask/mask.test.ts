// The mask against another judge of schemas, ajv: what is written under it fits, what fits can be written, and nothing else.
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { chooser } from '../../../models/engine/choose.js';
import { type Hold, Schemas } from '../../../models/mask/hold.js';
import { tokensOf } from '../../../models/mask/masks.js';
import { tokenBytes } from '../../../models/mask/token-bytes.js';
import { chance, closed, randomSchema, randomValue } from './random-schemas.js';

const encoder = new TextEncoder();
const end = 700;

/** Single bytes, and pieces as tokenizers have them: across the parts of JSON, parts of characters, twins. */
const pieces = [
  '{"',
  '":',
  '": ',
  '", "',
  '",\n',
  '"}',
  '}]',
  '},',
  ' "',
  '  ',
  '\n',
  '\n  ',
  '12',
  '00',
  '0.',
  'na',
  'name',
  '"name":',
  'age',
  'tags',
  'true',
  'alse',
  'null',
  'ab',
  'xyz',
  '中',
  '国"',
  '\\"',
  '\\n',
  'u00',
  '[{"',
  '[]',
  '{}',
  ', ',
  '-1',
  'AB-',
  '2024-',
  '@b.co',
  'aaaa',
  'a',
  'é',
  '"a"',
  'a",',
];
const tokens = new Map<number, Uint8Array>(Array.from({ length: 256 }, (_, byte) => [byte, Uint8Array.of(byte)]));
for (const [i, piece] of pieces.entries()) tokens.set(300 + i, encoder.encode(piece));
tokens.set(500, encoder.encode('中').subarray(0, 2));
tokens.set(501, Uint8Array.of(0x22, 0xe4));
const schemas = new Schemas(tokens, new Set([end]));

const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: false }));

function write(hold: Hold, from: ReadonlyMap<number, Uint8Array>, ends: number, choose: () => number, limit: number) {
  const bytes: number[] = [];
  let count = 0;
  for (; count < limit; count++) {
    const token = choose();
    assert.ok(hold.take(token), `token ${token} was chosen, and may not come`);
    if (token === ends) return { text: decoded(bytes), ended: true, count };
    bytes.push(...(from.get(token) as Uint8Array));
  }
  return { text: decoded(bytes), ended: false, count };
}

/** Errors: TypeError on bytes that are no UTF-8. */
function decoded(bytes: number[]): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
}

/** Whether a text is accepted, cut into tokens at random. */
function accepts(schema: Record<string, unknown>, text: string, below: (n: number) => number): boolean {
  const hold = schemas.hold(schema, 100_000);
  const bytes = encoder.encode(text);
  for (let at = 0; at < bytes.length; ) {
    const fit = [...tokens].filter(([, token]) => token.length > 0 && token.every((byte, i) => bytes[at + i] === byte));
    const [token, { length }] = fit[below(fit.length)] as [number, Uint8Array];
    if (!hold.take(token)) return false;
    at += length;
  }
  return hold.take(end);
}

test('whatever the logits, the seed and the limit, an answer is JSON and fits: 200 random schemas', () => {
  let [cut, whole] = [0, 0];
  for (let i = 0; i < 200; i++) {
    const c = chance(`write ${i}`);
    const schema = randomSchema(c);
    const fits = ajv.compile(closed(schema) as object);
    const { need } = schemas.hold(schema, 1);
    const limit = need + c.below(c.one([2, 20, 200]));
    const hold = schemas.hold(schema, limit);
    const choose = chooser({
      maxNewTokens: limit,
      ...c.one([{}, { temperature: 0.7 }, { temperature: 2, topP: 0.9 }, { temperature: 1, topK: 5 }]),
      seed: i,
    });
    const logits = new Float32Array(end + 10);
    const favoured = c.below(256);
    const draw = () => {
      for (let id = 0; id < logits.length; id++) logits[id] = 8 * c.random();
      if (i % 2) logits[favoured] = 9; // a model that says one thing for ever
      const { token, margin } = hold.choose(choose, logits, 0, logits.length);
      assert.ok(margin >= 0);
      return token;
    };
    const { text, ended } = write(hold, tokens, end, draw, limit);
    let value: unknown;
    assert.not.throws(
      () => {
        value = JSON.parse(text);
      },
      `schema ${JSON.stringify(schema)}: ${text}`,
    );
    assert.ok(fits(value), `schema ${JSON.stringify(schema)}: ${text}: ${ajv.errorsText(fits.errors)}`);
    if (ended && !hold.cut) whole++;
    else cut++;
    if (!ended) assert.ok(hold.cut || text.length > 0);
  }
  assert.ok(whole > 30 && cut > 30, `${whole} ended by themselves, ${cut} at their limit`);
});

test('a value can be written if and only if it fits: 1600 values of 200 random schemas, in one line and in several', () => {
  let [good, bad] = [0, 0];
  for (let i = 0; i < 200; i++) {
    const c = chance(`read ${i}`);
    const schema = randomSchema(c);
    const fits = ajv.compile(closed(schema) as object);
    for (let j = 0; j < 8; j++) {
      const value = randomValue(c, schema);
      const expected = fits(value);
      if (expected) good++;
      else bad++;
      for (const space of [undefined, 2, '\t']) {
        const text = JSON.stringify(value, null, space);
        assert.is(accepts(schema, text, c.below), expected, `schema ${JSON.stringify(schema)}: ${text}`);
      }
    }
  }
  assert.ok(good > 400 && bad > 400, `${good} fit, ${bad} do not`);
});

test('every token of a mask may come, and no other: 40 random schemas, on the way through an answer', () => {
  for (let i = 0; i < 40; i++) {
    const c = chance(`mask ${i}`);
    const schema = randomSchema(c);
    const taken: number[] = [];
    for (let step = 0; step < 25; step++) {
      const at = () => {
        const hold = schemas.hold(schema, 10_000);
        for (const token of taken) hold.take(token);
        return hold;
      };
      const allowed = new Set(tokensOf(at().mask()));
      for (const [token, bytes] of tokens) {
        // byte by byte by the tokens of one byte: another way through the tree
        const hold = at();
        const may = [...bytes].every((byte) => hold.take(byte));
        assert.is(allowed.has(token), may, `schema ${JSON.stringify(schema)}: token ${token} after ${taken}`);
      }
      const next = c.one([...allowed]);
      if (next === end) break;
      taken.push(next);
    }
  }
});

test('an answer at its limit is closed there, in as many tokens as are left', () => {
  const schema = {
    type: 'object',
    properties: { name: { type: 'string', minLength: 3 }, tags: { type: 'array', items: { type: 'string' } } },
    required: ['name', 'tags'],
  };
  const { need } = schemas.hold(schema, 1);
  for (let limit = need; limit < need + 40; limit++) {
    const hold = schemas.hold(schema, limit);
    const open = () => {
      const may = tokensOf(hold.mask());
      return may.includes(97) ? 97 : (may[0] as number); // as many of the letter a as may come
    };
    const { text, ended, count } = write(hold, tokens, end, open, limit);
    const { name, tags } = JSON.parse(text) as { name: string; tags: string[] };
    assert.ok(name.length >= 3 && Array.isArray(tags));
    assert.ok(hold.cut && (ended || count === limit), 'the limit is said to have ended it');
  }
  const plenty = schemas.hold(schema, 1000);
  for (const token of encoder.encode('{"name":"abc","tags":[]}')) assert.ok(plenty.take(token));
  assert.equal([...tokensOf(plenty.mask())], [end], 'nothing may follow');
  assert.not(plenty.cut, 'far from its limit it ended by itself');
  const none = schemas.hold(schema, 2);
  for (const token of encoder.encode('{"')) assert.ok(none.take(token), 'a limit too small for any answer cuts');
});

test('the margin is that among the tokens that may come', () => {
  const logits = new Float32Array(end + 1).fill(-5);
  logits.set([9, 3, 2.5], 97);
  logits['{'.charCodeAt(0)] = 1;
  const choose = chooser({ maxNewTokens: 50 });
  const hold = schemas.hold({ enum: ['b', 'c', 'xyz'] }, 50);
  assert.equal(hold.choose(choose, logits, 0, end + 1).token, 34, 'the quotation mark');
  hold.take(34);
  assert.equal(hold.choose(choose, logits, 0, end + 1), { token: 98, margin: 0.5 }, 'a is better, and may not come');
  const one = schemas.hold({ const: '中' }, 50);
  one.take(501);
  assert.equal(one.choose(choose, logits, 0, end + 1), { token: 0xb8, margin: Number.POSITIVE_INFINITY });
  // a draw: of 98, 99, 'xyz'
  const drawn = schemas.hold({ enum: ['b', 'c', 'xyz'] }, 50);
  drawn.take(34);
  const sampled = chooser({ maxNewTokens: 50, temperature: 1, seed: 3 });
  const { token, margin, drawMargin } = drawn.choose(sampled, logits, 0, end + 1);
  assert.ok([98, 99, 120, 300 + pieces.indexOf('xyz')].includes(token));
  assert.is(margin, 0.5);
  assert.ok((drawMargin as number) > 0 && (drawMargin as number) < 1);
});

test('what cannot be held is refused by its keyword', () => {
  const refuses = (schema: unknown, said: RegExp) =>
    assert.throws(() => schemas.hold(schema as Record<string, unknown>, 10), said);
  const a = (part: object) => ({ type: 'object', properties: { a: part }, required: ['a'] });
  refuses(
    a({ type: 'array', items: { type: 'string' }, uniqueItems: true }),
    /`decoding.schema.properties.a.uniqueItems` to be left out: it cannot be held while the answer is written, got true/,
  );
  for (const keyword of [
    'allOf',
    'not',
    'if',
    'patternProperties',
    'minProperties',
    'multipleOf',
    'contains',
    'prefixItems',
    'dependentRequired',
    'unevaluatedProperties',
    'propertyNames',
    'nonsense',
  ])
    refuses({ type: 'object', [keyword]: {} }, new RegExp(`decoding\\.schema\\.${keyword}\` to be left out`));
  refuses({ type: 'string', pattern: '^(?=a)' }, /decoding\.schema\.pattern` to be one that can be held .*\(\?=/);
  refuses({ type: 'string', pattern: '(a)\\1' }, /decoding\.schema\.pattern.*has \\1/);
  refuses({ type: 'string', pattern: '[' }, /decoding\.schema\.pattern` to be a regular expression/);
  refuses({ type: 'string', pattern: '^(?:a{900}){900}$' }, /decoding\.schema\.pattern.*too large/);
  refuses({ type: 'string', format: 'uri' }, /decoding\.schema\.format` to be one of date, .*got "uri"/);
  refuses({ properties: {} }, /decoding\.schema\.type` to be one or more of/);
  refuses({ type: 'integer', minimum: '3' }, /decoding\.schema\.minimum` to be a number, got "3"/);
  refuses({ type: 'number', exclusiveMinimum: true }, /exclusiveMinimum` to be a number/);
  refuses({ type: 'string', minLength: -1 }, /minLength` to be a whole number/);
  refuses({ enum: [1], minimum: 3 }, /decoding\.schema\.minimum` to be left out beside `enum`/);
  refuses({ oneOf: [{ type: 'integer' }, { type: 'number' }] }, /decoding\.schema\.oneOf` to be `anyOf`/);
  refuses({ type: 'object', required: ['b'] }, /decoding\.schema\.required` to be names of `properties`, got "b"/);
  refuses({ $ref: 'http://example.com' }, /decoding\.schema\.\$ref/);
  refuses({ $ref: '#/$defs/b' }, /\$ref` to be the address of a part/);
  refuses({ type: 'array', items: [{}] }, /decoding\.schema\.items/);
  refuses({ type: 'integer', minimum: 3, maximum: 2 }, /some value fits, got one that none fits/);
  refuses({ $ref: '#' }, /some value fits, got one that none fits/);
  refuses(a({ type: 'string', minLength: 3, maxLength: 2 }), /`decoding\.schema\.properties\.a` .*none fits/);
});

test('a list or an object under enum is written without space', () => {
  const { below } = chance('enum');
  const schema = { enum: [[1, 'x'], { a: { b: 2 } }] };
  assert.ok(accepts(schema, '[1,"x"]', below) && accepts(schema, '{"a":{"b":2}}', below));
  assert.not.ok(accepts(schema, '[1, "x"]', below));
});

test('a schema may refer to itself', () => {
  const tree = { type: 'object', properties: { of: { type: 'array', items: { $ref: '#' } } }, required: ['of'] };
  const { below } = chance('tree');
  assert.ok(accepts(tree, '{"of":[{"of":[]},{"of":[{"of":[]}]}]}', below));
  assert.not.ok(accepts(tree, '{"of":[{}]}', below));
  const list = {
    $ref: '#/$defs/list',
    $defs: { list: { oneOf: [{ type: 'null' }, { type: 'array', items: { $ref: '#/$defs/list' }, maxItems: 1 }] } },
  };
  assert.ok(accepts(list, '[[[null]]]', below));
  assert.not.ok(accepts(list, '[null,null]', below));
  assert.ok(accepts({ anyOf: [{ $ref: '#' }, { type: 'null' }] }, 'null', below), 'an alternative within itself');
});

test("the order of a schema's keys says nothing: it is not part of a request's key", () => {
  const [a, b] = [
    { type: 'string', minLength: 1 },
    { type: 'integer', maximum: 9 },
  ];
  const masks = [
    { properties: { x: a, y: b }, type: 'object' },
    { type: 'object', properties: { y: b, x: a } },
  ].map((schema) => {
    const hold = new Schemas(tokens, new Set([end])).hold(schema, 30);
    for (const token of encoder.encode('{"')) hold.take(token);
    return [...tokensOf(hold.mask())];
  });
  assert.equal(masks[0], masks[1]);
});

test("the embedded model's tokenizer: random logits give JSON that fits, in Chinese too", () => {
  const file = 'models/smollm2-135m-instruct/tokenizer.json';
  const own = tokenBytes(readFileSync(file, 'utf8'), file);
  const real = new Schemas(own, new Set([2]));
  const lines = readFileSync('datasets/json-objects/data.jsonl', 'utf8').trim().split('\n');
  for (let i = 0; i < 6; i++) {
    const c = chance(`real ${i}`);
    const { target } = JSON.parse(c.one(lines)) as { target: { schema: Record<string, unknown> } };
    const limit = real.hold(target.schema, 1).need + 30;
    const hold = real.hold(target.schema, limit);
    const choose = chooser({ maxNewTokens: limit, temperature: 1, seed: i });
    const logits = new Float32Array(49152);
    const draw = () => {
      for (let id = 0; id < logits.length; id++) logits[id] = 3 * c.random();
      return hold.choose(choose, logits, 0, logits.length).token;
    };
    const { text } = write(hold, own, 2, draw, limit);
    const fits = ajv.compile(closed(target.schema) as object);
    assert.ok(fits(JSON.parse(text)), `${text}: ${ajv.errorsText(fits.errors)}`);
  }
});

test('tokens of SentencePiece, and of a make that is not known', () => {
  const bytes = (vocab: object, decoder: unknown) =>
    [...tokenBytes(JSON.stringify({ model: { vocab }, added_tokens: [{ id: 9 }], decoder }), 't.json')].map(([id, one]) => [
      id,
      Buffer.from(one).toString(),
    ]);
  const decoder = {
    type: 'Sequence',
    decoders: [{ type: 'Replace', pattern: { String: '▁' }, content: ' ' }, { type: 'ByteFallback' }, { type: 'Fuse' }],
  };
  assert.equal(bytes({ '▁a': 1, '<0x0A>': 2, '</s>': 9, b: 3 }, decoder), [
    [1, ' a'],
    [2, '\n'],
    [3, 'b'],
  ]);
  assert.equal(bytes({ Ġa: 1, Ċ: 2 }, { type: 'ByteLevel' }), [
    [1, ' a'],
    [2, '\n'],
  ]);
  assert.throws(() => bytes({ a: 1 }, { type: 'WordPiece' }), /t\.json: expected a tokenizer whose tokens have known bytes/);
  assert.throws(() => tokenBytes('{', 't.json'), /t\.json: expected JSON/);
});

test.run();
