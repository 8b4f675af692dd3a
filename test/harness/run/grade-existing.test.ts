// Answers that a dataset brings along: how they ended is the dataset's word too.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FieldError } from '../../../harness/core/errors.js';
import type { Judge } from '../../../harness/core/types.js';
import { gradeExisting } from '../../../harness/run/grade-existing.js';
import { sessionIn } from '../../fixtures/projects.js';

const ending: Judge = {
  name: 'ending',
  version: '1',
  grade: (_, { finish }) => ({ judge: 'ending', score: Number(finish === 'stop'), verdict: finish, why: '' }),
};
const given = (fields: Record<string, unknown>) => ({
  dataset: { name: 'd', path: '', sha256: '', samples: [{ id: 'q', input: 'x', output: 'y', ...fields }] },
  judges: [ending],
});

test('an answer ended by itself unless its field `finish` says that it was cut off', async () => {
  for (const [fields, verdict] of [
    [{}, 'stop'],
    [{ finish: 'stop' }, 'stop'],
    [{ finish: 'length' }, 'length'],
  ] as const) {
    const { rows } = await gradeExisting(sessionIn(process.cwd()), given(fields));
    assert.is(rows[0]?.grades[0]?.verdict, verdict);
    assert.is(rows[0]?.generation.finish, verdict);
  }
});

test('another ending is refused, and so is a sample without an answer', async () => {
  for (const [fields, field] of [
    [{ finish: 'error' }, 'finish'],
    [{ output: 3 }, 'output'],
  ] as const)
    try {
      await gradeExisting(sessionIn(process.cwd()), given(fields));
      assert.unreachable();
    } catch (error) {
      assert.ok(error instanceof FieldError, String(error));
      assert.is(error.field, field);
    }
});

test.run();
