// Recorded verdicts: what is stored, what is kept once, and what is left of a run that a judge broke off.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Dataset } from '../../../harness/core/load.js';
import type { Session } from '../../../harness/core/session.js';
import type { Grade, Judge, Row } from '../../../harness/core/types.js';
import { grade } from '../../../harness/run/grade.js';
import { sessionIn } from '../../fixtures/projects.js';
import { scripted } from '../../fixtures/scripted.js';

const path = 'records/judges/opinion/words.jsonl';
const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
const samples = ids.map((id) => ({ id, input: id }));
const words: Dataset = { name: 'words', path: 'datasets/words/data.jsonl', sha256: '', samples };
const model = scripted({ say: () => '' });

let session: Session;

const test = suite<{ folder: string; before: string }>('grade');
test.before.each((context) => {
  context.before = process.cwd();
  context.folder = mkdtempSync(join(tmpdir(), 'evalbook-'));
  process.chdir(context.folder);
  session = sessionIn(context.folder);
});
test.after.each(({ before, folder }) => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

function rows(): Row[] {
  return samples.map((sample) => {
    const generation = { key: sample.id, output: sample.id, finish: 'stop' as const, promptTokens: 1, outputTokens: 1 };
    return { model, sample, condition: '', trial: 0, generation, grades: [] };
  });
}

function opinion(say: (id: string) => Grade | Promise<Grade>, concurrency = 1): Judge {
  return { name: 'opinion', version: '1', recorded: true, concurrency, grade: ({ id }) => say(id) };
}

function verdict(text: string): Grade {
  return { judge: 'opinion', score: 1, verdict: text, why: text };
}

function stored(): { sample: string; grade: Grade }[] {
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line));
}

test('a verdict that changed is kept beside the first, once; the first binds', async () => {
  await grade(session, rows(), [opinion(() => verdict('good'))], words);
  for (let again = 0; again < 2; again++) {
    const judged = rows();
    await grade(
      { ...session, options: { ...session.options, fresh: true } },
      judged,
      [opinion((id) => verdict(id === 'b' ? 'bad' : 'good'))],
      words,
    );
    assert.is(judged[1]?.grades[0]?.verdict, 'good');
  }
  assert.equal(
    stored().map(({ sample, grade }) => `${sample} ${grade.verdict}`),
    ['a good', 'b good', 'b bad', 'c good', 'd good', 'e good', 'f good'],
  );
});

test('a judge that throws: no more is begun, what was begun is stored, and only then is the lock given back', async () => {
  const asked: string[] = [];
  const judge = opinion(async (id) => {
    asked.push(id);
    await sleep(id === 'b' ? 5 : 60);
    if (id === 'b') throw new Error('the server hung up');
    return verdict('good');
  }, 3);
  try {
    await grade(session, rows(), [judge], words);
    assert.unreachable();
  } catch (error) {
    assert.is((error as Error).message, 'judge opinion, sample b: expected a grade, got an error: the server hung up');
  }
  const left = { asked: [...asked], stored: stored().map(({ sample }) => sample), locked: existsSync(`${path}.lock`) };
  assert.equal(left, { asked: ['a', 'b', 'c'], stored: ['a', 'c'], locked: false });
  await sleep(150);
  assert.is(stored().length, 2, 'nobody writes after the end');
  assert.is(asked.length, 3);

  const judged = rows();
  await grade(session, judged, [opinion(() => verdict('good'), 3)], words);
  assert.equal(
    judged.map(({ grades }) => grades[0]?.verdict),
    ids.map(() => 'good'),
  );
});

test.run();
