// Planted answers for every kind, in Chinese and English, that keep it and that break it; then verdicts, the loose reading, and bad targets.
import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FieldError } from '../../../harness/core/errors.js';
import { load } from '../../../harness/core/load.js';
import type { Grade } from '../../../harness/core/types.js';
import { constraints } from '../../../judges/constraints/index.js';
import { sorts } from '../../../judges/constraints/target.js';
import { repository } from '../../fixtures/projects.js';

interface Planted {
  lang: string;
  constraint: { kind: string };
  keeps: string[];
  breaks: string[];
  /** the rules cannot tell */
  open?: string[];
}

const planted = readFileSync('test/fixtures/constraints/planted.jsonl', 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Planted);
const kinds = Object.values(sorts).flatMap((sort) => Object.keys(sort));

function grade(target: unknown, output: string): Grade {
  return constraints.grade({ id: 'x', input: '', target }, { output, finish: 'stop' }) as Grade;
}

const asked = (...list: object[]) => ({ constraints: list });

for (const { lang, constraint, keeps, breaks, open = [] } of planted)
  test(`planted: ${lang} ${JSON.stringify(constraint)}`, () => {
    for (const [outputs, score] of [
      [keeps, 1],
      [breaks, 0],
      [open, null],
    ] as const)
      for (const output of outputs) {
        const got = grade(asked(constraint), output);
        assert.is(got.score, score, `${JSON.stringify(output)}: ${got.why}`);
        assert.is(got.verdict === 'all kept', score === 1);
        assert.is(got.verdict.startsWith('undecided: '), score === null);
      }
  });

test('every kind has planted answers that keep it and that break it, in Chinese and English; so does every language', () => {
  for (const kind of kinds)
    for (const lang of ['zh', 'en'])
      assert.ok(
        planted.some((row) => row.constraint.kind === kind && row.lang === lang && row.keeps.length > 0 && row.breaks.length > 0),
        `${kind} ${lang}`,
      );
  const codes = planted.flatMap(({ constraint }) => ('code' in constraint ? [constraint.code] : []));
  assert.equal([...new Set(codes)].sort(), ['ar', 'de', 'en', 'es', 'fr', 'ja', 'ko', 'pt', 'ru', 'zh']);
});

test('the kinds are those in the dataset card', () => {
  const card = readFileSync('datasets/instructions/README.md', 'utf8').split('## Kinds of constraint')[1] as string;
  const defined = [...card.matchAll(/^\| ((?:`\w+`(?:, )?)+) \|/gm)].flatMap(([, names = '']) =>
    [...names.matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
  );
  assert.equal([...kinds].sort(), defined.sort());
});

test('the README names every sort with its kinds', () => {
  const rows = readFileSync('judges/constraints/README.md', 'utf8').matchAll(/^\| `([^`]+)` \| ((?:`\w+`(?:, )?)+)/gm);
  const named = Object.fromEntries([...rows].map(([, sort, names = '']) => [sort, names.match(/\w+/g)]));
  for (const [sort, kinds] of Object.entries(sorts)) assert.equal(named[sort], Object.keys(kinds), sort);
});

for (const name of ['instructions', 'multilingual-answers', 'climate-joke-identity', 'language-requests'])
  test(`every target of ${name} is read, and an empty answer keeps none`, async () => {
    const { samples } = await load(repository, name);
    for (const sample of samples) {
      const got = constraints.grade(sample, { output: ' \n\u200b', finish: 'stop' }) as Grade;
      assert.equal([got.score, got.verdict, got.details?.held, got.details?.loose], [0, 'no answer', 0, 0], sample.id);
      assert.is(got.details?.of, (sample.target as { constraints: unknown[] }).constraints.length);
      // what the prompt itself says is no answer, but it must be graded
      const echo = constraints.grade(sample, { output: sample.input, finish: 'length' }) as Grade;
      assert.ok(name === 'language-requests' ? echo.score === 0 : [0, 1, null].includes(echo.score), sample.id);
    }
  });

const two = asked({ kind: 'sentences_exactly', n: 2 }, { kind: 'includes', words: ['red'] }, { kind: 'digits_absent' });

test('a grade reports how many constraints hold, and why for each', () => {
  assert.equal(grade(two, 'Here are 2:\nMars is red. It has 2 moons.'), {
    judge: 'constraints',
    score: 0,
    verdict: 'broken: length',
    why: '1 of 3 kept; sentences_exactly: 3 sentences, not 2',
    details: {
      held: 1,
      of: 3,
      loose: 0,
      looseHeld: 2,
      each: [
        { kind: 'sentences_exactly', holds: false, why: '3 sentences, not 2', loose: true },
        { kind: 'includes', holds: true, why: 'every word is there', loose: true },
        { kind: 'digits_absent', holds: false, why: 'with "2"', loose: false },
      ],
    },
  });
});

test('the verdict names the sort of the first broken constraint', () => {
  assert.is(grade(two, 'Mars is red. It is small.').verdict, 'all kept');
  assert.is(grade(two, 'Mars is far. It is small.').verdict, 'broken: words');
  assert.is(grade(two, 'Mars is red. It has 2 moons.').verdict, 'broken: signs');
});

test('a constraint of which the rules cannot tell leaves the answer unscored, but for one that is broken', () => {
  const both = asked({ kind: 'language', code: 'en' }, { kind: 'digits_absent' });
  assert.equal(grade(both, 'Hello!'), {
    judge: 'constraints',
    score: null,
    verdict: 'undecided: language',
    why: '1 of 2 kept; language: its function words do not tell the language',
    details: {
      held: 1,
      of: 2,
      loose: 0,
      looseHeld: 1,
      each: [
        { kind: 'language', holds: null, why: 'its function words do not tell the language', loose: false },
        { kind: 'digits_absent', holds: true, why: 'no digit', loose: true },
      ],
    },
  });
  assert.equal([grade(both, 'Hello 2!').score, grade(both, 'Hello 2!').verdict], [0, 'broken: signs']);
});

test('the loose reading forgives a first line, a last line and asterisks, and never scores', () => {
  const starts = asked({ kind: 'starts_with', text: 'Welcome' }, { kind: 'ends_with', text: 'soon.' });
  for (const output of [
    'Sure, here it is:\nWelcome! See you soon.',
    'Welcome! See you soon.\nI hope that this helps.',
    'Sure:\n\nWelcome! See you soon.\n\nBest wishes',
    '**Welcome!** See you *soon.*',
    'Sure:\n**Welcome!** See you soon.**\nBest wishes',
  ]) {
    const { score, details } = grade(starts, output);
    assert.equal([score, details?.loose, details?.looseHeld], [0, 1, 2], output);
  }
  assert.equal(grade(starts, 'Sure:\nWell:\nWelcome! See you soon.').details?.loose, 0);
  assert.is(grade(starts, 'Welcome! See you soon.').details?.loose, 1);
});

test('each constraint has its own loose reading, as in IFEval', () => {
  const both = asked({ kind: 'highlights_at_least', n: 1 }, { kind: 'starts_with', text: 'Welcome' });
  assert.is(grade(both, '*Welcome*').details?.loose, 1);
});

test('a bad target is one error that names the field', () => {
  for (const [target, field] of [
    [undefined, 'target'],
    [[], 'target'],
    ['{}', 'target'],
    [{}, 'target.constraints'],
    [{ constraints: [] }, 'target.constraints'],
    [{ constraints: {} }, 'target.constraints'],
    [{ constraints: [{ kind: 'json' }], language: 'en' }, 'target.language'],
    [asked([]), 'target.constraints[0]'],
    [{ constraints: [null] }, 'target.constraints[0]'],
    [asked({}), 'target.constraints[0].kind'],
    [asked({ kind: 'json' }, { kind: 'poem' }), 'target.constraints[1].kind'],
    [asked({ kind: 'constructor' }), 'target.constraints[0].kind'],
    [asked({ kind: ['json'] }), 'target.constraints[0].kind'],
    [asked({ kind: 'json', n: 1 }), 'target.constraints[0].n'],
    [asked({ kind: 'words_at_least' }), 'target.constraints[0].n'],
    [asked({ kind: 'words_at_least', n: '3' }), 'target.constraints[0].n'],
    [asked({ kind: 'words_at_least', n: 0 }), 'target.constraints[0].n'],
    [asked({ kind: 'words_at_most', n: -1 }), 'target.constraints[0].n'],
    [asked({ kind: 'words_at_most', n: 1.5 }), 'target.constraints[0].n'],
    [asked({ kind: 'words_at_most', n: 3, max: 4 }), 'target.constraints[0].max'],
    [asked({ kind: 'starts_with', text: ' ' }), 'target.constraints[0].text'],
    [asked({ kind: 'includes', words: 'red' }), 'target.constraints[0].words'],
    [asked({ kind: 'includes', words: [] }), 'target.constraints[0].words'],
    [asked({ kind: 'excludes', words: ['a', ''] }), 'target.constraints[0].words'],
    [asked({ kind: 'letters_at_least', letter: 'ab', n: 1 }), 'target.constraints[0].letter'],
    [asked({ kind: 'title', open: '《' }), 'target.constraints[0].close'],
    [asked({ kind: 'sections_exactly', n: 1, before: 'Part' }), 'target.constraints[0].after'],
    [asked({ kind: 'one_of', options: ['a', 'b'], want: 'c' }), 'target.constraints[0].want'],
    [asked({ kind: 'one_of', options: ['a', 'b'], want: null }), 'target.constraints[0].want'],
    [asked({ kind: 'language', code: 'it' }), 'target.constraints[0].code'],
    [asked({ kind: 'language' }), 'target.constraints[0].code'],
    [asked({ kind: 'language', code: 'en', except: 'x' }), 'target.constraints[0].except'],
  ] as const)
    for (const output of ['', 'Some text.'])
      assert.throws(
        () => grade(target, output),
        (error: Error) => error instanceof FieldError && error.field === field && !error.message.includes('\n'),
        `${JSON.stringify(target)} should name ${field}`,
      );
});

test.run();
