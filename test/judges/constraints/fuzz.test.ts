// Hostile answers: whatever the text, the judge neither throws nor hangs, its score is 0 or 1, and it says the same twice.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Grade } from '../../../harness/core/types.js';
import { constraints } from '../../../judges/constraints/index.js';

/** Processor time of this process in milliseconds: what a busy machine does not stretch. */
const cpuMs = () => process.cpuUsage().user / 1000;

const planted = readFileSync('test/fixtures/constraints/planted.jsonl', 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as { constraint: { kind: string }; keeps: string[]; breaks: string[] });
const every = planted.map(({ constraint }) => constraint);

function grade(list: object[], output: string): Grade {
  return constraints.grade({ id: 'x', input: '', target: { constraints: list } }, { output, finish: 'stop' }) as Grade;
}

const piece = fc.constantFrom(
  ...'a I no yes Section 1 第 部分 一 春 の ー 한 Я س é ß İ ﬁ 𝒜 😀 . 。 ! ? … ， , 、 : ： ; \' ’ " “ ” 《 》 << >> [ ] 「 」 * ** ****** # - • 1. １ { } e\u0301 \u0301 \u200b \uFEFF \uD800 \u2028'.split(
    ' ',
  ),
  ' ',
  '\n',
  '\r\n',
  '\n\n',
  '\u3000',
);
const soup = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
const near = fc
  .tuple(fc.constantFrom(...planted.flatMap(({ keeps, breaks }) => [...keeps, ...breaks])), fc.nat(), piece)
  .map(([text, at, insert]) => text.slice(0, at % (text.length + 1)) + insert + text.slice(at % (text.length + 1)));
const anything = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), soup, near);

test('any text: a score of 0 or 1, or unscored for its language alone, all constraints counted, the same bytes twice', () => {
  fc.assert(
    fc.property(anything, fc.shuffledSubarray(every, { minLength: 1 }), (output, list) => {
      const first = grade(list, output);
      const { held, of, loose, looseHeld, each } = first.details as Record<string, number> & { each: Record<string, unknown>[] };
      const open = first.score === null;
      assert.ok(open ? list.some(({ kind }) => kind === 'language') : first.score === 0 || first.score === 1);
      assert.is(first.score === 1, first.verdict === 'all kept');
      assert.is(of, list.length);
      assert.is(held, each.filter(({ holds }) => holds).length);
      if (open) assert.ok((held as number) < (of as number), 'what is open does not count as held');
      else assert.is(first.score, held === of ? 1 : 0);
      assert.ok(loose === null || loose === (looseHeld === of ? 1 : 0));
      assert.ok((looseHeld as number) >= (held as number));
      assert.ok(first.why.length < 400 && !first.why.includes('\n'), first.why);
      assert.is(JSON.stringify(grade(list, output)), JSON.stringify(first));
    }),
    { numRuns: 2000, seed: 1 },
  );
});

test('leading and trailing white space changes no verdict except for JSON', () => {
  fc.assert(
    fc.property(anything, fc.constantFrom(...every), fc.constantFrom(' ', '\n', '\u3000\n', '\r\n'), (output, one, space) => {
      fc.pre(one.kind !== 'json');
      assert.is(grade([one], space + output + space).score, grade([one], output).score);
    }),
    { numRuns: 2000, seed: 2 },
  );
});

const units = [
  ...'a A . 。 … * ** *a **a * [ [] [a 「 「」 " “ ” - # 1. 1 一 十 春 の ー - , ， 、 \' ’ no rain red 哈 t 猫 I \uD800 İ e\u0301 《 << ****** Section 第'.split(
    ' ',
  ),
  ' ',
  '\n',
  '\u2028',
  '\u3000',
  '. ',
  '." ',
  '.)',
  '.  \n',
  '* ',
  ' *',
  '- a\n',
  '1. a\n',
  'Section 1\n',
  '第一部分\n',
  '******\n',
  'a******\n',
  "l'",
  "d'été ",
  'A-',
  'a\n\n',
  '\u0301\u0323',
  '\u0301',
];

const eachKind = [...new Map(every.map((constraint) => [constraint.kind, constraint])).values()];

test('100 kB of any text: all kinds at once, with their loose readings, under two seconds', () => {
  const texts = units.map((unit) => unit.repeat(Math.ceil(100_000 / Buffer.byteLength(unit))));
  for (const text of [...texts, `*${' '.repeat(100_000)}*`, `.${' '.repeat(100_000)}a`]) {
    const started = cpuMs();
    grade(eachKind, text);
    const ms = cpuMs() - started;
    assert.ok(ms < 2000, `${Math.round(ms)} ms on ${JSON.stringify(text.slice(0, 24))}`);
  }
});

test('1 MB of any text: every demand at once, each in eight readings, under five seconds of the processor; one alone under two', () => {
  const prose = 'The sea is wide, and Dr. Smith met **Mr. Jones**. [x] \n\n- a\n1. b\n';
  const heavy = eachKind.filter(({ kind }) => kind === 'language' || kind === 'sentences_exactly');
  for (const unit of [prose, '大海又宽又蓝。我的名字是 Qwen。\n', '. ', "l'eau ", '****** ', 'Qwen 是 '])
    for (const [list, most] of [[eachKind, 5000], ...heavy.map((one) => [[one], 2000] as const)] as const) {
      const started = cpuMs();
      grade([...list], unit.repeat(Math.ceil(1_000_000 / Buffer.byteLength(unit))));
      const ms = cpuMs() - started;
      assert.ok(ms < most, `${Math.round(ms)} ms on ${list.length} demands and ${JSON.stringify(unit)}`);
    }
});

test('10,000 grades take under 5 s', () => {
  const outputs = planted
    .slice(0, 100)
    .flatMap(({ constraint, keeps, breaks }) => [...keeps, ...breaks].map((o) => [constraint, o] as const));
  const started = cpuMs();
  for (let i = 0; i < 10_000; i++) {
    const [constraint, output] = outputs[i % outputs.length] as (typeof outputs)[number];
    grade([constraint], output);
  }
  const ms = cpuMs() - started;
  assert.ok(ms < 5000, `${Math.round(ms)} ms`);
});

test.run();
