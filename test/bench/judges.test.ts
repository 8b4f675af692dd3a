// The benchmark of the judges reads this notebook's records: each judge that it times has answers to grade.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Graded, gradings } from '../../bench/gradings.js';

const script = fileURLToPath(new URL('../../bench/judges.ts', import.meta.url));

for (const { judge } of gradings)
  test(`${judge}: some recorded answers are graded, and timed`, async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, judge, '2']);
    const { graded, different, seconds } = JSON.parse(stdout) as Graded;
    assert.is(graded, 2);
    assert.ok(different > 100, `${different} recorded answers`);
    assert.ok(seconds > 0);
  });

test.run();
