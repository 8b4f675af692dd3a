// The battery of attempts to break out, to pass falsely or to hang: half of it at level A, the other half at level B, where this machine offers both.
// `make validate` tries all of it at both levels, and on a process without guard, to see that the attempts can succeed.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { codeJudge } from '../../judges/code/index.js';
import { levels } from '../../judges/code/sandbox/level.js';
import { attemptsOf, guarded, tryOut, unguarded } from '../../judges/validation/escapes.js';

const attempts = attemptsOf('test/judges/escapes');
const offered = levels();
const judges = offered.map((level) =>
  codeJudge({ level, size: 1, cpuSeconds: 2, wallMs: 60_000, folder: join(tmpdir(), 'evalbook-test-build') }),
);
const signs: Promise<string[]>[] = [];

/** At most one attempt at a level at once; the judges queue them. */
test.before(() => {
  assert.ok(judges.length > 0, 'this machine offers no isolation: the code judge cannot be tested here');
  const last: Promise<unknown>[] = judges.map(() => Promise.resolve());
  for (const [i, attempt] of attempts.entries()) {
    const at = i % judges.length;
    const judge = judges[at];
    if (!judge) continue;
    const tried = (last[at] as Promise<unknown>).then(() => tryOut(attempt, guarded(judge, 170_000)));
    tried.catch(() => {});
    signs.push(tried);
    last[at] = tried;
  }
});

test('the battery is large, and every attempt says how it would be seen to succeed', () => {
  assert.ok(attempts.length >= 60);
  assert.is(new Set(attempts.map(({ name }) => name)).size, attempts.length);
  const aims = ['leak', 'file', 'connection', 'kill', 'reach', 'pass', 'hang', 'memory'];
  assert.equal([...new Set(attempts.map(({ aim }) => aim))].sort(), [...aims].sort());
});

for (const [i, { name, what }] of attempts.entries())
  test(`${offered[i % offered.length]} holds ${name}: ${what}`, async () => {
    assert.equal(await signs[i], []);
  });

test('afterwards every pool is alive', async () => {
  for (const judge of judges) {
    const sample = { id: 'honest', input: '', target: { entry: 'answer', cases: [{ args: [2], want: 4 }] } };
    const output = '```python\ndef answer(x):\n    return x * x\n```';
    assert.is((await judge.grade(sample, { output, finish: 'stop' })).score, 1);
  }
});

test('the stage sees what succeeds: three attempts on a process without guard', async () => {
  const run = unguarded('test/judges/escapes/unguarded.mjs', 5000);
  const some = attempts.filter(({ name }) => ['environment', 'kill', 'equal-to-everything'].includes(name));
  const seen = await Promise.all(some.map((attempt) => tryOut(attempt, run)));
  assert.equal(seen, [['leak'], ['kill'], ['pass']]);
});

test.after(async () => {
  for (const judge of judges) await judge.close?.();
});
test.run();
