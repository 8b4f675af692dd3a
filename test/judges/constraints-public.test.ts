// The constraints judge on IFEval, where it is here, and the examples of its README.
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Grade } from '../../harness/types.js';
import { constraints } from '../../judges/constraints/index.js';
import { sorts } from '../../judges/constraints/target.js';
import { constraintsChecks } from '../../judges/validation/constraints.js';
import { defaultFolder, openCorpora } from '../../judges/validation/corpora.js';
import { instructionOf } from '../../judges/validation/ifeval.js';

const readme = readFileSync('judges/constraints/README.md', 'utf8');

test('the examples of the README come out as it says', () => {
  const [given = [], out = []] = [...readme.matchAll(/```json\n([\s\S]*?)\n```/g)].map(([, block = '']) => block.split('\n'));
  assert.is(given.length, 3);
  const graded = given.map((line) => {
    const { id, target, output } = JSON.parse(line) as { id: string; target: unknown; output: string };
    const grade = constraints.grade({ id, input: '', target }, { output, finish: 'stop' }) as Grade;
    return JSON.stringify({ id, ...grade });
  });
  assert.equal(graded, out);
});

test('the README lists every kind under its sort', () => {
  for (const [sort, kinds] of Object.entries(sorts)) {
    const row = readme.split('\n').find((line) => line.startsWith(`| ${sort} | \``)) ?? '';
    assert.equal([...row.matchAll(/`(\w+)`/g)].map(([, kind]) => kind).sort(), Object.keys(kinds).sort(), sort);
  }
});

test('an instruction that IFEval does not have is an error', () => {
  assert.throws(() => instructionOf('keywords:rhyme', {}), /expected an instruction of IFEval, got "keywords:rhyme"/);
});

const place = process.env.EVALBOOK_CORPORA ?? defaultFolder;
if (existsSync(place))
  for (const check of constraintsChecks)
    test(`IFEval: ${check.measure}`, async () => {
      const corpora = openCorpora({ corporaFolder: place, root: '.', cacheFolder: tmpdir() });
      const { passed, value, n, misses = [] } = await check.run(corpora);
      assert.ok(passed, `${value}: ${misses.join('; ')}`);
      assert.ok(n > 500);
    });

test.run();
