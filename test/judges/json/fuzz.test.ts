// Hostile answers: whatever the text, the judge neither throws nor hangs, its score is 0 or 1, and it says the same twice.
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Grade } from '../../../harness/core/types.js';
import { json } from '../../../judges/json/index.js';

/** Processor time of this process in milliseconds: what a busy machine does not stretch. */
const cpuMs = () => process.cpuUsage().user / 1000;

const schema = {
  type: 'object',
  properties: {
    name: { type: 'string', pattern: '^(\\w+\\s?)*$' },
    mail: { type: 'string', format: 'email' },
    link: { type: 'string', format: 'uri' },
    tags: { type: 'array', uniqueItems: true },
    age: { type: 'integer' },
  },
};

function grade(output: string, finish: 'stop' | 'length' = 'stop', given: object = schema): Grade {
  return json.grade({ id: 'x', input: '', target: { schema: given } }, { output, finish }) as Grade;
}

const piece = fc.constantFrom(
  ...'{ } [ ] " \' ` : ， , \\ / * \n 0 1 - . e + a 年 “ ” ```json ``` null true NaN // /* */ "a": {"a":1} \u2028 \uFEFF \uD800'.split(
    ' ',
  ),
);
const soup = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
const near = fc
  .tuple(fc.json(), fc.nat(), fc.string({ maxLength: 3 }))
  .map(([text, at, insert]) => text.slice(0, at % (text.length + 1)) + insert + text.slice((at + 1) % (text.length + 1)));
const anything = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), soup, near, fc.json());

test('any text: a score of 0 or 1, the same bytes twice', () => {
  fc.assert(
    fc.property(anything, fc.constantFrom('stop', 'length'), (output, finish) => {
      const first = grade(output, finish);
      assert.ok(first.score === 0 || first.score === 1);
      assert.is(JSON.stringify(grade(output, finish)), JSON.stringify(first));
      assert.is(first.score === 1, first.verdict === 'valid');
    }),
    { numRuns: 3000, seed: 1 },
  );
});

test('any JSON is strict, but not with a letter after it', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      assert.is(grade(text, 'stop', {}).details?.tier, 'strict');
      assert.is.not(grade(`${text} x`, 'stop', {}).details?.tier, 'strict');
    }),
    { numRuns: 1000, seed: 2 },
  );
});

const kilobytes100 = [
  ...[
    '{',
    '[',
    '"',
    '\\',
    '`',
    '```',
    "'",
    '{"a":',
    '{"a":"',
    '[{',
    '[ {',
    '{ {',
    ' ',
    '\n',
    '}',
    '{}',
    '{"a":1}',
    '{"a":1},',
    '```{}```',
    '0',
  ],
  ...[
    '1e',
    '-',
    '//',
    '/*',
    '"a":1,',
    '{"a":"b"+',
    ':NaN',
    ', \t',
    '{a:1}',
    "{'a':",
    'x{',
    '\\u0061',
    '某',
    '…',
    '“',
    'http://a',
    '(',
    'a(',
    '\u00a0',
  ],
].map((unit) => unit.repeat(Math.ceil(100_000 / unit.length)));

test('100 kB of any text: under a second', () => {
  const wrapped = kilobytes100.flatMap((text) => [
    text,
    `{"a":1,${text}`,
    `{"name":"${text}`,
    `\`\`\`json\n{"a":${text}\n\`\`\``,
    `[{"a":1}${text}`,
  ]);
  for (const text of wrapped) {
    const started = cpuMs();
    grade(text);
    const ms = cpuMs() - started;
    assert.ok(ms < 1000, `${Math.round(ms)} ms on ${JSON.stringify(text.slice(0, 24))}`);
  }
});

test('1 MB of text that looks like JSON over and over: under a second', () => {
  for (const unit of ['{a:1}', '{"a":1}', '{"a":1},', '[{"a":1}', '```{}```', '{', '"', '\\"'])
    for (const text of [
      unit.repeat(1_000_000 / unit.length),
      JSON.stringify({ name: unit.repeat(1_000_000 / unit.length), tags: [unit, 1] }),
    ]) {
      const started = cpuMs();
      grade(text);
      const ms = cpuMs() - started;
      assert.ok(ms < 1000, `${Math.round(ms)} ms on ${JSON.stringify(text.slice(0, 24))}`);
    }
});

test('20 kB of any text (the longest that is repaired): under a second', () => {
  for (const long of kilobytes100)
    for (const text of [
      long.slice(0, 19_000),
      `{"a":1,${long.slice(0, 19_000)}`,
      `{"a":${long.slice(0, 19_000)}}`,
      `{${long.slice(0, 19_000)}: 1}`,
    ]) {
      const started = cpuMs();
      grade(text, 'stop', {});
      const ms = cpuMs() - started;
      assert.ok(ms < 1000, `${Math.round(ms)} ms on ${JSON.stringify(text.slice(0, 24))}`);
    }
});

test('100 kB of valid JSON, shaped to be slow: under a second', () => {
  const many = Array.from({ length: 20_000 }, (_, i) => i);
  for (const value of [
    { tags: many },
    { tags: many.map((i) => [i]) },
    { name: 'a'.repeat(100_000) },
    { mail: `${'a.'.repeat(50_000)}@` },
    { link: `http://${'%'.repeat(100_000)}` },
    Object.fromEntries(many.slice(0, 8000).map((i) => [`k${i}`, ''])),
    { age: Number.MAX_VALUE },
    ['x'.repeat(100_000)],
  ]) {
    const started = cpuMs();
    grade(JSON.stringify(value));
    assert.ok(cpuMs() - started < 1000, JSON.stringify(value).slice(0, 40));
  }
});

test('10,000 grades take under 5 s', () => {
  const output = '{ "name": "李明轩", "age": 28, "mail": "a@example.org", "tags": ["摄影", "骑行", "阅读科技博客"] }';
  const outputs = [
    output,
    `\`\`\`json\n${output}\n\`\`\``,
    `好的：${output}`,
    output.replace('"age"', 'age'),
    '姓名：张伟 年龄：30岁',
  ];
  const started = cpuMs();
  for (let i = 0; i < 10_000; i++) grade(outputs[i % outputs.length] as string);
  const ms = cpuMs() - started;
  assert.ok(ms < 5000, `${Math.round(ms)} ms`);
});

test.run();
