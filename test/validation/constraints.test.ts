// The constraints judge on IFEval, where it is here.
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { constraintsChecks } from '../../validation/constraints.js';
import { defaultFolder, openCorpora } from '../../validation/corpora.js';
import { instructionOf } from '../../validation/ifeval.js';

test('an instruction that IFEval does not have is an error', () => {
  assert.throws(() => instructionOf('keywords:rhyme', {}), /expected an instruction of IFEval, got "keywords:rhyme"/);
});

const place = process.env.EVALBOOK_CORPORA ?? defaultFolder;
for (const check of constraintsChecks)
  if (check.corpora.every((name) => existsSync(join(place, name))))
    test(`IFEval: ${check.measure}`, async () => {
      const corpora = openCorpora({ corporaFolder: place, root: '.', cacheFolder: tmpdir() });
      const { passed, value, n, misses = [] } = await check.run(corpora);
      assert.ok(passed, `${value}: ${misses.join('; ')}`);
      assert.ok(n > 500);
    });

test.run();
