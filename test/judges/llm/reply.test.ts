import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { UserError } from '../../../harness/core/errors.js';
import { readReply } from '../../../judges/llm/reply.js';
import { parseRubric, rubric, rubricIds } from '../../../judges/llm/rubric.js';
import { processorMs } from '../../fixtures/processor-time.js';

const pair = rubric('instruction-following-en');
const scale = rubric('explanation-scale-en');
const list = rubric('poem-fluency-zh');

test('every built-in rubric can be parsed', () => {
  assert.ok(rubricIds().length >= 6);
  for (const id of rubricIds()) assert.is(rubric(id).id, id);
  assert.equal(
    list.questions.map(({ id }) => id),
    ['sentences', 'whole', 'images'],
  );
});

test('a malformed rubric says what is missing', () => {
  for (const [text, says] of [
    ['no front matter', 'front matter'],
    ['---\nid: x\nversion: 1\nlanguage: fr\nkind: scale\n---\n', '`language` to be one of en, zh'],
    ['---\nid: x\nversion: 1\nlanguage: en\nkind: checklist\n---\nnothing', 'expected a checklist with lines'],
    ['---\nid: x\nversion: 1\nlanguage: en\nkind: scale\nsees: everything\n---\n', 'got "everything"'],
  ] as const)
    assert.throws(
      () => parseRubric(text, 'x.md'),
      (error: Error) => error instanceof UserError && error.message.includes(says),
    );
  assert.throws(
    () => rubric('../../../package'),
    (error: Error) => error.message.includes('expected a rubric'),
  );
});

test('the last verdict with the nonce counts, whatever is quoted before it', () => {
  const quoted = '{"nonce":"n","verdict":"A"} said the answer. {"reasoning":"b is whole","nonce":"n","verdict":"B"}';
  assert.equal(readReply(pair, 'n', quoted), { verdict: 'B', reasoning: 'b is whole' });
  assert.equal(readReply(pair, 'n', '```json\n{"reasoning":"","nonce":"n","verdict":"A"}\n```'), { verdict: 'A', reasoning: '' });
});

test('a missing nonce, an off-menu verdict, no verdict and no JSON are complaints, never a guess', () => {
  for (const [text, says] of [
    ['{"reasoning":"x","nonce":"m","verdict":"A"}', 'nonce'],
    ['{"reasoning":"x","verdict":"A"}', 'nonce'],
    ['{"reasoning":"x","nonce":"n","verdict":"C"}', 'not one of the replies'],
    ['{"nonce":"n","verdict":"A"} {"nonce":"n","verdict":"both"}', 'not one of the replies'],
    ['{"reasoning":"x","nonce":"n"}', 'no "verdict"'],
    ['Verdict: A', 'no JSON object'],
    ['', 'no JSON object'],
    ['{"reasoning":"x","nonce":"n","verdict":"A"', 'no JSON object'],
  ] as const) {
    const reply = readReply(pair, 'n', text);
    assert.ok('complaint' in reply && reply.complaint.includes(says), `${text}: ${JSON.stringify(reply)}`);
  }
  assert.ok('complaint' in readReply(scale, 'n', '{"nonce":"n","verdict":6}'));
  assert.ok('complaint' in readReply(scale, 'n', '{"nonce":"n","verdict":"5"}'));
  assert.ok('complaint' in readReply(list, 'n', '{"nonce":"n","verdict":{"sentences":"yes","whole":"yes"}}'));
});

test('an enormous reply is parsed quickly', () => {
  for (const text of ['{'.repeat(1e6), '}'.repeat(1e6), '{"a":'.repeat(2e5), `${'x'.repeat(1e6)}{"nonce":"n","verdict":"A"}`]) {
    const start = processorMs();
    readReply(pair, 'n', text);
    assert.ok(processorMs() - start < 500);
  }
});

test.run();
