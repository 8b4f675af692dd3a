// Thinking aloud is no answer: every form, what only looks like one, and hostile text.
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { gradeSpoken, spokenPart } from '../../../harness/core/thinking.js';
import { verdictKey } from '../../../harness/records/verdicts.js';
import { checkedGrade } from '../../../harness/run/checked-grade.js';
import { strict } from '../../../harness/run/policy.js';

const wrong = 'Maybe 17? No, 3 * 6 = 18.';

const thought: [output: string, answer: string, form: string][] = [
  [`<think>\n${wrong}\n</think>\n\n18`, '18', '<think>'],
  [`<think>${wrong}</think>18`, '18', '<think>'],
  ['<think>\n\n</think>\n\n18', '18', '<think>'],
  [`\n <THINK>${wrong}</Think>\n18`, '18', '<think>'],
  [`<|im_start|>assistant\n<think>${wrong}</think>18`, '18', '<think>'],
  [`<think>a</think>\n<think>b</think>\n18`, '18', '<think>'],
  [`<think>To end I write \`</think>\`. ${wrong}</think>18`, '18', '<think>'],
  [`Let me see.\n<think>\n${wrong}\n</think>\n18`, 'Let me see.\n\n18', '<think>'],
  [`Let me see. <think>${wrong}</think> 18`, 'Let me see.  18', '<think>'],
  [`<thinking>${wrong}</thinking>\n18`, '18', '<thinking>'],
  [`<thought>${wrong}</thought>\n18`, '18', '<thought>'],
  [`<reasoning>${wrong}</reasoning>\n<answer>18</answer>`, '18', '<reasoning>'],
  [`<reasoning>\n${wrong}\n</reasoning>\n18`, '18', '<reasoning>'],
  [`<|begin_of_thought|>${wrong}<|end_of_thought|>\n<|begin_of_solution|>18<|end_of_solution|>`, '18', '<|begin_of_thought|>'],
  [`[THINK]${wrong}[/THINK]18`, '18', '[THINK]'],
  [`<|START_THINKING|>${wrong}<|END_THINKING|><|START_RESPONSE|>18<|END_RESPONSE|>`, '18', '<|START_THINKING|>'],
  [`◁think▷${wrong}◁/think▷18`, '18', '◁think▷'],
  [`<seed:think>${wrong}</seed:think>18`, '18', '<seed:think>'],
  [`<|channel>thought\n${wrong}<channel|>18`, '18', '<|channel>thought'],
  [`<|channel|>analysis<|message|>${wrong}<|end|><|start|>assistant<|channel|>final<|message|>18<|return|>`, '18', '<|channel|>'],
  [`analysis${wrong}assistantfinal18`, '18', 'analysis'],
  // the opening tag is in the prompt
  [`${wrong}\n</think>\n\n18`, '18', '</think>'],
  [`${wrong}</think>18`, '18', '</think>'],
  [`${wrong} </think> The answer is 18.`, 'The answer is 18.', '</think>'],
  [`I must not write <think> here. ${wrong}\n</think>\n18`, '18', '</think>'],
  ['```python\ndef f(): pass\n</think>\n```python\ndef g(): pass\n```', '```python\ndef g(): pass\n```', '</think>'],
  [`${wrong} "18."</think>18`, '18', '</think>'],
  [`${wrong}</think>"18" it is.`, '"18" it is.', '</think>'],
  [`<think>\`\`\`\n${wrong}\n\`\`\`</think>18`, '18', '<think>'],
  // never ended
  [`<think>\n${wrong}`, '', '<think>'],
  [`<reasoning>${wrong}`, '', '<reasoning>'],
  [`18 it is.\n<think>\n${wrong}`, '18 it is.', '<think>'],
  [`<|channel|>analysis<|message|>${wrong}`, '', '<|channel|>'],
  [`analysisWe need 17.`, '', 'analysis'],
];

for (const [output, answer, form] of thought)
  test(`left out: ${JSON.stringify(output)}`, () => {
    const got = spokenPart(output);
    assert.is(got.answer, answer);
    assert.is(got.thinking?.form, form);
    assert.is(got.thinking?.characters, output.length - answer.length);
  });

for (const output of [
  '18',
  '',
  'Models wrap their thoughts in <think> and </think>.',
  'You end it with </think> when you are done.',
  'The closing tag is </think>.',
  'The tags are `<think>` and `</think>`; both are needed.',
  '{"text":"<think>a</think> and </think>"}',
  'import re\nprint(re.sub(r"<think>.*?</think>", "", s))',
  's.split("</think>")[-1]',
  'end = "so\\n</think>"\nprint(end)',
  '```xml\n<think>\na\n</think>\n```\nThat is the form.',
  'Some <think>x</think> more.',
  'The <reasoning> element:\n<reasoning>x</reasoning>',
  'analysis of the poem: fine',
  'analysis这个词的意思是分析。',
  'The analysis is done; the assistant final is 18.',
  'I think: <b>18</b>',
])
  test(`no thinking: ${JSON.stringify(output)}`, () => assert.equal(spokenPart(output), { answer: output, thinking: null }));

test('a closed thought and one without an end are told apart', () => {
  assert.is(spokenPart('<think>a</think>b').thinking?.closed, true);
  assert.is(spokenPart('<think>a').thinking?.closed, false);
});

test('any text: an answer no longer than the output, the output itself where nothing is left out, the same twice', () => {
  const piece = fc.constantFrom(
    ...'<think> </think> <thinking> </thinking> <reasoning> </reasoning> <|channel|>analysis<|message|> <|channel|>final<|message|> analysis assistantfinal <answer> </answer> [THINK] [/THINK] ``` ```python \n a . " { } 18'.split(
      ' ',
    ),
    '\n',
    ' ',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(piece, { maxLength: 40 }).map((all) => all.join('')),
        fc.string({ unit: 'binary' }),
      ),
      (output) => {
        const { answer, thinking } = spokenPart(output);
        assert.ok(answer.length <= output.length);
        if (!thinking) assert.ok(answer === output || answer.length < output.length);
        else assert.is(thinking.characters, output.length - answer.length);
        assert.equal(spokenPart(output), { answer, thinking });
      },
    ),
    { numRuns: 2000, seed: 1 },
  );
});

test('1 MB of tags: under two seconds of the processor', () => {
  for (const unit of [
    '<think>',
    '</think>',
    '```\n<think>\n',
    'a <think> b </think> ',
    '\n<think>x</think>\n',
    '"</think>',
    '\n</think>\n',
  ])
    for (const text of [unit.repeat(Math.ceil(1e6 / unit.length)), `<|channel|>${'a'.repeat(1e6)}`, `<${'|a'.repeat(5e5)}`]) {
      const start = process.cpuUsage().user;
      spokenPart(text);
      assert.ok(process.cpuUsage().user - start < 2e6, unit);
    }
});

const sample = { id: 'a', input: '' };
const says = (_: unknown, { output }: { output: string }) => ({ judge: 'x', score: 1, verdict: output, why: '' });

test('a judge reads the answer alone, once, however deep it is called; the count stands in the details', async () => {
  const judge = { name: 'x', grade: says };
  const output = '<think>a</think>B\n</think>\nC'; // left out twice, B would be lost with it
  const got = await checkedGrade(
    { name: 'x', grade: (one, said) => gradeSpoken((two, again) => judge.grade(two, again), one, said) },
    sample,
    { output, finish: 'stop' },
  );
  assert.equal([got.verdict, got.details], [spokenPart(output).answer, { thinking: spokenPart(output).thinking }]);
  const plain = await checkedGrade(judge, sample, { output: 'B', finish: 'stop' });
  assert.equal(plain, { judge: 'x', score: 1, verdict: 'B', why: '' });
});

test('what was only thought loops: no fault of the answer', () => {
  const loop = 'and so on and on. '.repeat(20);
  const grade = { judge: 'x', score: 1, verdict: 'correct', why: '' };
  assert.is(strict(grade, { output: `<think>${loop}</think>18`, finish: 'stop' }).verdict, 'correct');
  assert.is(strict(grade, { output: `<think>a</think>${loop}`, finish: 'stop' }).verdict, 'loops');
  assert.is(strict(grade, { output: '<think>a</think>18', finish: 'length' }).verdict, 'cut off');
});

test('the key of a recorded verdict changes only where thinking is left out', () => {
  const row = (output: string) => ({ sample, generation: { output, finish: 'stop' } }) as never;
  const judge = { name: 'x', version: '1' };
  assert.is(verdictKey(judge, row('18')), 'fadd01599d8a0cd8795fa87a2bc55ba53b86d2ef632abf4a622e7d65ffa6f34e');
  assert.is.not(verdictKey(judge, row('<think>a</think>18')), verdictKey(judge, row('18')));
});

test.run();
