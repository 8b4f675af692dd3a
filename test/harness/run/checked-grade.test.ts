// A judge that returns what is no grade is named, with the sample and what was expected.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FieldError, UserError } from '../../../harness/core/errors.js';
import type { Judge } from '../../../harness/core/types.js';
import { gradeExisting } from '../../../harness/run/grade-existing.js';
import { sessionIn } from '../../fixtures/projects.js';

const session = sessionIn(process.cwd());

const whole = { judge: 'mine', score: 1, verdict: 'right', why: '' };
const dataset = { name: 'd', path: '', sha256: '', samples: [{ id: 'q1', input: 'x', output: 'y' }] };

async function refused(grade: () => unknown): Promise<UserError> {
  try {
    await gradeExisting(session, { dataset, judges: [{ name: 'mine', version: '1', grade: grade as Judge['grade'] }] });
  } catch (error) {
    assert.ok(error instanceof UserError, String(error));
    return error;
  }
  return assert.unreachable() as never;
}

test('a score that is none is refused in one line', async () => {
  for (const [score, got] of [
    [5, '5'],
    [-1, '-1'],
    [Number.NaN, 'NaN'],
    ['1', '"1"'],
    [undefined, 'nothing'],
  ]) {
    const { message, code } = await refused(() => ({ ...whole, score }));
    assert.is(message, `judge mine, sample q1: expected \`score\` to be a number from 0 to 1 or null, got ${got}`);
    assert.is(code, 2);
  }
});

test('a name of another judge, no verdict, no reason, nothing at all', async () => {
  const of = async (grade: unknown) => (await refused(() => grade)).message.replace('judge mine, sample q1: ', '');
  assert.is(await of({ ...whole, judge: 'other' }), 'expected `judge` to be the judge\'s own name, got "other"');
  assert.is(await of({ ...whole, verdict: undefined }), 'expected `verdict` to be a text, got nothing');
  assert.is(await of({ ...whole, why: 3 }), 'expected `why` to be a text, got 3');
  assert.is(await of(undefined), 'expected a grade, got nothing');
  assert.is(await of(0.5), 'expected a grade, got 0.5');
});

test('a judge that throws is named with the sample, and its error is kept', async () => {
  const fault = new TypeError('x is not a function');
  const { message, code, cause } = await refused(() => {
    throw fault;
  });
  assert.is(message, 'judge mine, sample q1: expected a grade, got an error: x is not a function');
  assert.is(code, 2);
  assert.is(cause, fault);
});

test('an error for the user keeps its words and its exit code', async () => {
  const incomplete = await refused(() => {
    throw new UserError('the sandbox is gone', 3);
  });
  assert.is(incomplete.message, 'judge mine, sample q1: the sandbox is gone');
  assert.is(incomplete.code, 3);
  const field = await refused(() => {
    throw new FieldError('target', 'a number', undefined);
  });
  assert.is(field.message, 'judge mine, sample q1: expected `target` to be a number, got nothing');
});

test('a whole grade, and an unscored one, are taken as they are', async () => {
  for (const score of [0, 0.5, 1, null]) {
    const {
      rows: [row],
    } = await gradeExisting(session, { dataset, judges: [{ name: 'mine', version: '1', grade: () => ({ ...whole, score }) }] });
    assert.equal(row?.grades, [{ ...whole, score }]);
  }
});

test.run();
