import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { UserError } from '../../../harness/core/errors.js';
import type { Judge, Model, Row } from '../../../harness/core/types.js';
import { pairwise } from '../../../harness/run/pairwise.js';
import { sessionIn } from '../../fixtures/projects.js';

const session = sessionIn(process.cwd());

const model = (id: string): Model => ({
  id,
  family: `family-${id}`,
  digest: '',
  generate: () => {
    throw new Error('not asked');
  },
});
const [a, b] = [model('a'), model('b')];

function row(of: Model, id: string, output: string, finish: 'stop' | 'error' = 'stop'): Row {
  return {
    model: of,
    sample: { id, input: 'Q' },
    condition: '',
    trial: 0,
    generation: { key: '', output, finish, promptTokens: null, outputTokens: null },
    grades: [],
  };
}

const longer: Judge = {
  name: 'longer',
  version: '1',
  family: 'ruler',
  grade: ({ other }, { output }) => ({
    judge: 'longer',
    score: output.length > String(other).length ? 1 : 0,
    verdict: '',
    why: '',
  }),
};
const dataset = { name: 'd', path: '', sha256: '', samples: [] };

test('two models are compared on what both answered; an error stays unscored', async () => {
  const rows = [
    row(a, '1', 'long answer'),
    row(a, '2', 'x'),
    row(a, '3', 'x'),
    row(a, '4', 'x'),
    row(b, '1', 'short'),
    row(b, '2', 'long answer'),
    row(b, '4', '', 'error'),
  ];
  const { rows: found } = await pairwise(session, rows, { judge: longer, a, b, dataset });
  assert.equal(
    found.map(({ sample, grades }) => [sample.id, grades[0]?.score]),
    [
      ['1', 1],
      ['2', 0],
      ['4', null],
    ],
  );
  assert.is(rows[0]?.sample.other, undefined, 'the rows themselves are left as they are');
});

test('never its own family, and never without a common sample', async () => {
  for (const [judge, rows, says] of [
    [{ ...longer, family: ['x', 'family-b'] }, [row(a, '1', 'x'), row(b, '1', 'y')], 'family'],
    [longer, [row(a, '1', 'x'), row(b, '2', 'y')], 'found none'],
  ] as const)
    try {
      await pairwise(session, [...rows], { judge: judge as Judge, a, b, dataset });
      assert.unreachable();
    } catch (error) {
      assert.instance(error, UserError);
      assert.match((error as Error).message, says);
    }
});

test.run();
