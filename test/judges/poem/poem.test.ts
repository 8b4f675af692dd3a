import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Grade } from '../../../harness/core/types.js';
import { loadEnglish, rhymes, syllables } from '../../../judges/poem/english.js';
import { poem } from '../../../judges/poem/index.js';
import { soundsOf } from '../../../judges/poem/modern.js';

interface Planted {
  id: string;
  target: Record<string, unknown>;
  output: string;
  finish: 'stop' | 'length';
  input?: string;
  score: number | null;
  verdict: string;
  faults?: string[];
  verbatim?: boolean;
  [detail: string]: unknown;
}

const planted = readFileSync(new URL('../../fixtures/poem/planted.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Planted);

async function grade(target: unknown, output: string, finish: 'stop' | 'length' = 'stop', input = ''): Promise<Grade> {
  return poem.grade({ id: 'x', input, target }, { output, finish });
}

const parts = ({ details }: Grade) => details?.parts as Record<string, Record<string, unknown>>;

for (const { id, target, output, finish, input, score, verdict, faults, verbatim, ...more } of planted)
  test(`planted: ${id}`, async () => {
    const got = await grade(target, output, finish, input);
    assert.is(got.verdict, verdict, `${id}: ${got.verdict}, ${got.why}`);
    assert.is(got.score, score);
    for (const [key, want] of Object.entries(more)) assert.equal(got.details?.[key], want, `${id}: ${key}`);
    if (faults) assert.equal(parts(got).faults, faults);
    if (verbatim) assert.is(parts(got).origin?.verbatim, true);
  });

test('the poem of the article is eight lines of seven characters that rhyme on 下平聲二蕭', async () => {
  const text =
    readFileSync(new URL('../../../datasets/article-outputs/data.jsonl', import.meta.url), 'utf8').split('\n')[0] ?? '';
  const { output } = JSON.parse(text) as { output: string };
  const got = await grade({ language: 'zh' }, output);
  assert.equal(parts(got).lengths, Array(8).fill(7));
  assert.is(parts(got).rhyme?.by, '平水韵');
  assert.is(parts(got).rhyme?.name, '下平聲二蕭');
  assert.is(parts(got).origin?.knownLines, 0);
});

test('details have these fields and no others', async () => {
  const { details } = await grade({ language: 'zh' }, '春天来了，\n花开了。');
  assert.equal(Object.keys(details ?? {}), [
    'isPoem',
    'form',
    'fluency',
    'topic',
    'variety',
    'loops',
    'rhyme',
    'language',
    'parts',
  ]);
});

test('a wrong target names its field', async () => {
  const wrong: [unknown, string][] = [
    [undefined, 'target'],
    [{ language: 'fr' }, 'target.language'],
    [{ language: 'zh', lines: 0 }, 'target.lines'],
    [{ language: 'zh', lines: '4' }, 'target.lines'],
    [{ language: 'zh', form: 'ode' }, 'target.form'],
    [{ language: 'zh', topic: '春' }, 'target.topic'],
    [{ language: 'zh', topic: [] }, 'target.topic'],
    [{ language: 'zh', topic: ['春', ' '] }, 'target.topic'],
    [{ language: 'zh', rhyme: 'yes' }, 'target.rhyme'],
    [{ language: 'zh', meter: 5 }, 'target.meter'],
  ];
  for (const [target, field] of wrong)
    try {
      await grade(target, '');
      assert.unreachable(field);
    } catch (error) {
      assert.is((error as { field?: string }).field, field);
    }
});

test('modern pronunciation: spellings that conceal the final', () => {
  const tracks = [...'月元有为文雨知儿英'].map((one) => soundsOf(one)[0]?.track);
  assert.equal(tracks, ['乜斜', '言前', '油求', '灰堆', '人辰', '一七', '一七', '一七', '中东']);
  assert.is(soundsOf('知')[0]?.rhyme, '支');
});

test('English sounds', async () => {
  await loadEnglish();
  assert.is(rhymes('star', 'are'), true);
  assert.is(rhymes('star', 'star'), false);
  assert.is(rhymes('spring', 'ring'), true);
  assert.is(rhymes('spring', 'green'), false);
  assert.is(rhymes('spring', 'blorvix'), null);
  // a last vowel that verse stresses, and rhymes to the eye
  for (const [a, b] of [
    ['hospitality', 'thee'],
    ['memory', 'free'],
    ['love', 'prove'],
    ['blood', 'good'],
  ] as const)
    assert.is(rhymes(a, b), true, a);
  for (const [a, b] of [
    ['holy', 'thee'],
    ['though', 'cough'],
    ['table', 'see'],
  ] as const)
    assert.is(rhymes(a, b), false, a);
  assert.equal(syllables(['an', 'old', 'silent', 'pond']), [5, 5]);
});

const alphabet = [
  ...'春花，。\n 的了abc .,:：《》*#`-1"{}“<|>',
  '好的，以下是',
  'Here is a poem:\n',
  '<|im_end|>',
  '\u0000',
  '\ud800',
  '😀',
];
const text = fc.oneof(
  fc.string(),
  fc.array(fc.constantFrom(...alphabet), { maxLength: 200 }).map((all) => all.join('')),
);

test('any text: no exception, score in range, deterministic', async () => {
  await fc.assert(
    fc.asyncProperty(text, text, fc.constantFrom(...planted.map(({ target }) => target)), async (output, input, target) => {
      const one = await grade(target, output, 'stop', input);
      assert.ok(one.score === null || one.score === 0 || one.score === 1);
      for (const key of ['form', 'fluency', 'topic']) {
        const value = one.details?.[key] as number | null;
        assert.ok(value === null || (value >= 0 && value <= 1), `${key}: ${value}`);
      }
      assert.is(JSON.stringify(one), JSON.stringify(await grade(target, output, 'stop', input)));
    }),
    { numRuns: 250, seed: 1 },
  );
});

/** Seconds of processor time since `start`: the machine may be busy with other work. */
const secondsSince = (start: NodeJS.CpuUsage) => process.cpuUsage(start).user / 1e6;

test('1 MB of any text takes under a second', async () => {
  await grade({ language: 'en' }, 'load the dictionary\nand the tables');
  await grade({ language: 'zh' }, '春天来了，\n花开了。');
  for (const piece of [
    '春',
    '春\n',
    '春眠不觉晓，处处闻啼鸟。\n',
    'a ',
    'word\n',
    ' ',
    '\n',
    '《',
    '*',
    '#',
    "'",
    '<|',
    '```\n',
    '好的：',
    'Here is a poem: ',
    '—',
    '1. a\n',
    ' / ',
    '，',
    '春，',
    '写一首',
    'write a ',
    'no a ',
    '\u0000',
    '\ud800',
  ]) {
    const output = piece.repeat(Math.ceil(1_000_000 / piece.length));
    const target = /[a-z]/.test(piece) ? { language: 'en', form: 'haiku', topic: ['a'] } : { language: 'zh', form: '律诗' };
    const start = process.cpuUsage();
    await grade(target, output, 'stop', output);
    const seconds = secondsSince(start);
    assert.ok(seconds < 1, `${JSON.stringify(piece)} took ${seconds.toFixed(2)} s`);
  }
});

test('500 poems take under a second', async () => {
  const start = process.cpuUsage();
  for (let i = 0; i < 2000; i++) {
    const { target, output } = planted[i % planted.length] as Planted;
    await grade(target, output);
  }
  const seconds = secondsSince(start);
  assert.ok(seconds < 4, `2,000 took ${seconds.toFixed(2)} s`);
});

test.run();
