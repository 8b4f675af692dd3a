// A slip in the options of llm is said in one line: scripts run without a check of their types.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { UserError } from '../../../harness/core/errors.js';
import type { JudgeModel } from '../../../harness/core/types.js';
import { type LlmOptions, llm, rubric, rubricIds } from '../../../judges/llm/index.js';

const by: JudgeModel = { id: 'm', family: 'none', digest: '', probabilities: async (_, replies) => replies.map(() => 0) };

function refused(options: unknown): string {
  try {
    llm(options as LlmOptions);
  } catch (error) {
    assert.ok(error instanceof UserError && error.code === 2, String(error));
    return error.message;
  }
  return assert.unreachable() as never;
}

test('an id in place of a rubric, with a model and without', () => {
  const ids = rubricIds().join(', ');
  for (const options of [{ rubric: 'explanation-en' }, { rubric: 'explanation-en', by }])
    assert.is(
      refused(options),
      `expected \`rubric\` of llm() to be a rubric, rubric('explanation-en'), where the id is one of ${ids}, got "explanation-en"`,
    );
  assert.match(refused({ rubric: 'explanations' }), `rubric('id'), where the id is one of ${ids}, got "explanations"`);
  assert.match(refused({ by }), `one of ${ids}, got nothing`);
});

test('a model in place of a judge model', () => {
  const model = { id: 'smollm2', family: 'llama', digest: '', async *generate() {} };
  assert.is(
    refused({ rubric: rubric('explanation-en'), by: model }),
    'expected `by` of llm() to be a judgeModel, e.g. localJudgeModel(model) or judgeModel({ model, … }), got the model smollm2',
  );
  assert.match(refused({ rubric: rubric('explanation-en'), by: 'qwen' }), 'got "qwen"');
});

test('a rubric with and without a model is taken', () => {
  assert.is(llm({ rubric: rubric('explanation-en'), by }).name, 'llm-explanation-en-by-m');
  assert.is(llm({ rubric: rubric('explanation-en') }).name, 'llm-explanation-en');
});

test.run();
