// A recorded judge that fails: what the others were at is stored, and nothing is asked or written afterwards.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { given } from '../../harness/given.js';
import { newPage } from '../../harness/notebook.js';
import { parseRunOptions, setRunOptions } from '../../harness/options.js';
import type { Judge } from '../../harness/types.js';

const test = suite<{ folder: string; back: string }>('grade');
test.before.each((context) => {
  context.back = process.cwd();
  context.folder = mkdtempSync(join(tmpdir(), 'evalbook-'));
  process.chdir(context.folder);
  newPage();
  setRunOptions(parseRunOptions(['--quiet']));
});
test.after.each(({ back, folder }) => {
  process.chdir(back);
  rmSync(folder, { recursive: true });
});

test('two at once, the first fails: the second is stored, the others are not asked', async () => {
  const asked: string[] = [];
  const judge: Judge = {
    name: 'slow',
    version: '1',
    recorded: true,
    concurrency: 2,
    async grade({ id }) {
      asked.push(id);
      await sleep(id === 'q0' ? 5 : 40);
      if (id === 'q0') throw new Error('no');
      return { judge: 'slow', score: 1, verdict: 'good', why: '' };
    },
  };
  const samples = ['q0', 'q1', 'q2', 'q3'].map((id) => ({ id, input: '', output: '' }));
  const dataset = { name: 'd', path: '', sha256: '', samples };
  const message = await given({ dataset, judges: [judge] }).then(
    () => 'no error',
    (error: Error) => error.message,
  );
  const path = 'records/judges/slow/d.jsonl';
  assert.is(message, 'judge slow, sample q0: expected a grade, got an error: no');
  assert.not(existsSync(`${path}.lock`));
  const stored = readFileSync(path, 'utf8');
  assert.match(stored, /"sample":"q1"/);
  await sleep(100);
  assert.is(readFileSync(path, 'utf8'), stored);
  assert.equal(asked, ['q0', 'q1']);
});

test.run();
