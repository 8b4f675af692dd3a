// An aspect of a grade: a judge that reads another's grade, in its place in a run, and alone.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { aspect } from '../../../harness/core/aspect.js';
import { UserError } from '../../../harness/core/errors.js';
import type { Dataset } from '../../../harness/core/load.js';
import type { Judge, Row } from '../../../harness/core/types.js';
import { withTrust } from '../../../harness/report/trust.js';
import { grade, gradesOf } from '../../../harness/run/grade.js';
import { jsonAspects } from '../../../judges/index.js';
import { repository, sessionIn } from '../../fixtures/projects.js';
import { row } from '../rows.js';

let asked = 0;
const length: Judge = {
  name: 'length',
  version: '3',
  origin: 'evalbook',
  family: 'rulers',
  grade({ target }, { output }) {
    asked++;
    const n = output.length;
    return {
      judge: 'length',
      score: target === null ? null : Number(n === target),
      verdict: `${n}`,
      why: `${n} letters`,
      details: { n },
    };
  },
};
const even = aspect({
  of: length,
  name: 'even',
  applies: ({ tags = [] }) => tags.includes('even'),
  keeps: ({ details, score }) => (score === null ? null : (details?.n as number) % 2 === 0),
});
const rows = (): Row[] => [
  { ...row('m', 'a', null, { target: 2, tags: ['even'] }), grades: [] },
  { ...row('m', 'b', null, { target: 2 }), grades: [] },
  { ...row('m', 'c', null, { target: null, tags: ['even'] }), grades: [] },
  { ...row('m', 'd', null, { target: 2, tags: ['even'], finish: 'error' }), grades: [] },
];
const data: Dataset = {
  name: 'words',
  path: 'datasets/words/data.jsonl',
  sha256: '',
  samples: rows().map(({ sample }) => sample),
};
const session = sessionIn('.');

test('it is called after its judge, and has its version, origin and family', () => {
  const { name, version, origin, family } = even;
  assert.equal({ name, version, origin, family }, { name: 'length: even', version: '3.1', origin: 'evalbook', family: 'rulers' });
});

test('in a run it reads the grade that is there, and gives none where it does not apply', async () => {
  asked = 0;
  const made = rows();
  await grade(session, made, [length, even], data);
  assert.is(asked, 3, 'nothing is graded twice');
  assert.equal(
    made.map(({ grades }) => grades.map(({ judge, score, verdict }) => `${judge} ${score} ${verdict}`)),
    [
      ['length 0 0', 'length: even 1 kept'],
      ['length 0 0'],
      ['length null 0', 'length: even null undecided'],
      ['length null no generation', 'length: even null no generation'],
    ],
  );
  assert.is((made[0] as Row).grades[1]?.why, 'length: 0 letters');
});

test('without its judge before it a run is refused', async () => {
  for (const judges of [[even], [even, length]])
    try {
      await grade(session, rows(), judges, data);
      assert.unreachable();
    } catch (error) {
      assert.instance(error, UserError);
      assert.is(
        (error as Error).message,
        'expected `judges` to have length before length: even, which reads its grades, it does not',
      );
    }
});

test('alone it asks its judge, and an answer asked again is graded as in a run', async () => {
  const sample = { id: 'x', input: '', target: 2 };
  assert.equal(await even.grade(sample, { output: 'abc', finish: 'stop' }), {
    judge: 'length: even',
    score: 0,
    verdict: 'not kept',
    why: 'length: 3 letters',
  });
  const grades = await Promise.all(rows().map((one) => gradesOf(one, [length, even])));
  const made = rows();
  await grade(session, made, [length, even], data);
  assert.equal(
    grades,
    made.map((one) => one.grades),
  );
});

test('below its rates stands what its judge reached, once', () => {
  const table = { columns: [], rows: [], judge: Object.values(jsonAspects) };
  const { caption = '' } = withTrust(table, repository);
  assert.is(caption.match(/Judge json: valid texts accepted at tier strict/g)?.length, 1);
});

test.run();
