// Every judge, called directly: the final answer counts, not what was thought, and what was only thought is no answer.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Grade, Judge } from '../../harness/core/types.js';
import { code } from '../../judges/code/index.js';
import { constraints } from '../../judges/constraints/index.js';
import { json } from '../../judges/json/index.js';
import { llm, panel, rubric } from '../../judges/llm/index.js';
import { math } from '../../judges/math/index.js';
import { poem } from '../../judges/poem/index.js';

const program = '```python\ndef sign(n):\n    return (n > 0) - (n < 0)\n```';
const wrongProgram = '```python\ndef sign(n):\n    return 7\n```';
const verse = '床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。';

const cases: { judge: Judge; target: unknown; good: string; bad: string }[] = [
  { judge: math, target: 18, good: 'The answer is 18.', bad: 'The answer is 17.' },
  { judge: json, target: { schema: { type: 'object', required: ['a'] } }, good: '{"a":1}', bad: '{"b":1}' },
  {
    judge: constraints,
    target: {
      constraints: [
        { kind: 'sentences_exactly', n: 1 },
        { kind: 'includes', words: ['red'] },
      ],
    },
    good: 'Mars is red.',
    bad: 'Mars is far. It is cold.',
  },
  { judge: code, target: { entry: 'sign', cases: [{ args: [3], want: 1 }] }, good: program, bad: wrongProgram },
  { judge: poem, target: { language: 'zh' }, good: verse, bad: '这不是一首诗，而是一段普通的说明文字。' },
];
test.after(() => code.close?.());

const forms: ((thought: string, answer: string) => string)[] = [
  (thought, answer) => `<think>\n${thought}\n</think>\n\n${answer}`,
  (thought, answer) => `${thought}\n</think>\n\n${answer}`,
  (thought, answer) => `<thinking>${thought}</thinking>\n${answer}`,
  (thought, answer) => `<reasoning>\n${thought}\n</reasoning>\n<answer>\n${answer}\n</answer>`,
  (thought, answer) =>
    `<|begin_of_thought|>\n${thought}\n<|end_of_thought|>\n\n<|begin_of_solution|>\n${answer}\n<|end_of_solution|>`,
  (thought, answer) =>
    `<|channel|>analysis<|message|>${thought}<|end|><|start|>assistant<|channel|>final<|message|>${answer}<|return|>`,
];

const said = async (judge: Judge, target: unknown, output: string, finish: 'stop' | 'length' = 'stop'): Promise<Grade> =>
  judge.grade({ id: 'x', input: '', target }, { output, finish });

for (const { judge, target, good, bad } of cases) {
  test(`${judge.name}: the answer behind the thinking is graded as it is alone`, async () => {
    const [right, wrong] = [await said(judge, target, good), await said(judge, target, bad)];
    if (right.score === null && judge === code) return; // no isolation on this machine
    assert.equal([right.score, wrong.score], [1, 0]);
    for (const form of forms) {
      for (const [thought, answer, alone] of [
        [bad, good, right],
        [good, bad, wrong],
      ] as const) {
        const { details, ...got } = await said(judge, target, form(thought, answer));
        const { thinking, ...others } = details ?? {};
        assert.equal({ ...got, details: others }, { ...alone, details: alone.details ?? {} }, form('…', '…'));
        assert.ok((thinking as { characters: number }).characters >= thought.length);
      }
    }
  });

  test(`${judge.name}: an answer that was only thought is none`, async () => {
    for (const output of [`<think>\n${good}\n</think>`, `<think>\n${good}`, `${good}\n</think>\n`, `<reasoning>${good}`]) {
      const got = await said(judge, target, output, 'length');
      assert.ok(got.score !== 1, `${output}: ${got.verdict}`);
      assert.ok(got.details?.thinking, output);
    }
  });
}

test('llm and panel: an answer that was only thought asks no model, and the other answer is read without its thinking', async () => {
  let asked = '';
  const by = {
    id: 'x',
    family: 'x',
    digest: 'x',
    probabilities: async (messages: { content: string }[], replies: string[]) => {
      asked += messages.map(({ content }) => content).join('');
      return replies.map(() => 0.5);
    },
  };
  const scale = llm({ rubric: rubric('explanation-scale-en'), by });
  const sample = { id: 'x', input: 'Why?', output: '' };
  const empty = (await scale.grade(sample, { output: '<think>Because of plants.</think>', finish: 'stop' })) as Grade;
  assert.equal([empty.verdict, asked], ['empty', '']);
  await panel('both', [scale]).grade(sample, { output: '<think>SECRET</think>Because of light and of plants.', finish: 'stop' });
  assert.ok(asked.includes('light') && !asked.includes('SECRET'));
});

test.run();
