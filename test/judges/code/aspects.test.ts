// The further demands of a prompt for code: which samples have them, and what keeps them.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Grade, Sample } from '../../../harness/core/types.js';
import { onlyCode } from '../../../judges/code/program.js';
import { codeAspects } from '../../../judges/index.js';

const cases = [{ args: [1], want: 2 }];
const plain: Sample = { id: 'plain', input: '', target: { entry: 'f', cases } };
const commented: Sample = { ...plain, target: { entry: 'f', cases, commentLanguage: 'en' } };
const alone: Sample = { ...plain, target: { entry: 'f', cases, onlyCode: true } };
const both: Sample = { ...plain, target: { entry: 'f', cases, commentLanguage: 'en', onlyCode: true } };

const def = 'def f(n):\n    # one more\n    return n + 1';
const fence = (text: string) => `\`\`\`python\n${text}\n\`\`\``;

test('only code: nothing beside the program, fenced or not', () => {
  for (const text of [
    def,
    `\n${def}\n`,
    fence(def),
    `\n${fence(def)}\n\n`,
    `${fence(def)}\n\n${fence('print(f(1))')}`,
    `\`\`\`python\n${def}`,
  ])
    assert.ok(onlyCode(text), text);
  for (const text of [
    `Here it is:\n${fence(def)}`,
    `${fence(def)}\nThis adds one.`,
    `${fence(def)}\nand\n${fence(def)}`,
    `Sure!\n${def}`,
    `${def}\n\nThis function adds one to n.`,
    'I cannot.',
    '',
    '```\n\n```',
  ])
    assert.not.ok(onlyCode(text), text);
});

test('an aspect applies where the sample makes the demand', () => {
  const { comments, onlyCode, allDemands } = codeAspects;
  const applies = (sample: Sample) => [comments, onlyCode, allDemands].map((judge) => judge.applies?.(sample) ?? true);
  assert.equal(applies(plain), [false, false, true]);
  assert.equal(applies(commented), [true, false, true]);
  assert.equal(applies(alone), [false, true, true]);
});

function graded(score: number | null, asAsked?: boolean): Grade {
  const details = { comments: { count: 1, language: 'en', ...(asAsked === undefined ? {} : { asAsked }) } };
  return { judge: 'code', score, verdict: '', why: '', details };
}

test('comments and all demands are read from the grade of the code and the text of the answer', () => {
  const scoreOf = (name: keyof typeof codeAspects, grade: Grade, sample: Sample, output: string) =>
    codeAspects[name].aspectOf?.read(grade, sample, { output, finish: 'stop' }).score;
  assert.is(scoreOf('comments', graded(0, true), commented, def), 1, 'right or wrong, the comments are there');
  assert.is(scoreOf('comments', graded(1, false), commented, def), 0);
  assert.is(scoreOf('comments', { judge: 'code', score: 0, verdict: 'no code', why: '' }, commented, ''), 0);
  assert.is(scoreOf('comments', { judge: 'code', score: null, verdict: 'unscored', why: '' }, commented, def), null);
  assert.is(scoreOf('allDemands', graded(1), plain, `Here:\n${fence(def)}`), 1);
  assert.is(scoreOf('allDemands', graded(1, true), both, fence(def)), 1);
  assert.is(scoreOf('allDemands', graded(1, false), both, fence(def)), 0);
  assert.is(scoreOf('allDemands', graded(1, true), both, `Here:\n${fence(def)}`), 0);
  assert.is(scoreOf('allDemands', graded(0, true), both, fence(def)), 0);
  assert.is(scoreOf('allDemands', graded(null), plain, def), null);
});

test.run();
