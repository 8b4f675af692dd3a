// A judge that is a model, and a plan with a model of its family: refused, or its answers are left to the other judges.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Dataset } from '../../../harness/core/load.js';
import type { Judge } from '../../../harness/core/types.js';
import { recheck } from '../../../harness/run/recheck.js';
import { run } from '../../../harness/run/run.js';
import { sessionIn } from '../../fixtures/projects.js';
import { scripted } from '../../fixtures/scripted.js';

const samples = ['a', 'b', 'c'].map((id) => ({ id, input: id }));
const dataset: Dataset = { name: 'words', path: 'datasets/words/data.jsonl', sha256: '', samples };

function reader(more: Partial<Judge> = {}): Judge & { graded: number; closed: number } {
  const judge = {
    name: 'reader',
    version: '1',
    family: ['kin', 'others'],
    graded: 0,
    closed: 0,
    grade: () => {
      judge.graded++;
      return { judge: 'reader', score: 1, verdict: 'read', why: 'it was read' };
    },
    close: async () => {
      judge.closed++;
    },
    ...more,
  };
  return judge;
}
const rules: Judge = {
  name: 'rules',
  version: '1',
  grade: () => ({ judge: 'rules', score: 0, verdict: 'seen', why: 'it was seen' }),
};

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'evalbook-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const models = () => [
  scripted({ id: 'kin-1', family: 'kin', say: () => 'x' }),
  scripted({ id: 'far-1', family: 'far', say: () => 'y' }),
];

test('by default a plan with a model of its family is refused, before anything is asked', () =>
  inFolder(async (folder) => {
    const [kin, far] = models();
    if (!kin || !far) return assert.unreachable();
    const plan = { models: [far, kin], dataset, judges: [rules, reader()], decoding: { maxNewTokens: 4 } };
    const refused = await run(sessionIn(folder), plan).catch((error: Error) => error.message);
    assert.is(
      refused,
      'judge reader is of the family "kin, others", as is a model that it would grade. Choose a judge of another family',
    );
    assert.equal([kin.calls, far.calls], [0, 0]);
  }));

for (const recorded of [false, true])
  test(`one that abstains grades the others${recorded ? ', and only their verdicts are recorded and used' : ''}`, () =>
    inFolder(async (folder) => {
      const judge = reader({ abstains: true, recorded });
      const ran = await run(sessionIn(folder), {
        models: models(),
        dataset,
        judges: [judge, rules],
        decoding: { maxNewTokens: 4 },
      });
      assert.equal(
        ran.rows.map(({ model, grades }) => `${model.id} ${grades.map((grade) => grade.judge).join(' ')}`),
        [...Array(3).fill('kin-1 rules'), ...Array(3).fill('far-1 reader rules')],
      );
      assert.is(judge.graded, 3);
      const path = 'records/judges/reader/words.jsonl';
      assert.equal(
        ran.used.filter((used) => used.path === path).map(({ keys }) => keys.length),
        recorded ? [3] : [],
      );
      if (recorded) assert.is(readFileSync(join(folder, path), 'utf8').trim().split('\n').length, 3);
    }));

test('asked again with another answer, it abstains too, and is closed when it was needed', () =>
  inFolder(async (folder) => {
    const session = sessionIn(folder);
    for (const [id, family, graded] of [
      ['kin-1', 'kin', 0],
      ['far-1', 'far', 3],
    ] as const) {
      const model = scripted({ id, family, say: (_, call) => (call < 3 ? 'x' : 'z') });
      const judge = reader({ abstains: true });
      const ran = await run(session, { models: [model], dataset, judges: [judge, rules], decoding: { maxNewTokens: 4 } });
      judge.graded = 0;
      const { differences, headlines } = await recheck(session.project, 'r', ran, model, Number.POSITIVE_INFINITY, '1');
      assert.is(differences.length, 3);
      assert.equal([judge.graded, judge.closed], [graded, 1], id);
      assert.equal(
        headlines.map((one) => one.judge),
        graded ? ['reader', 'rules'] : ['rules'],
      );
    }
  }));

test.run();
