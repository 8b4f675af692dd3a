// The JSON judge on damaged texts, and on the public labelled data where they are here.
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jsonrepair } from 'jsonrepair';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Grade } from '../../harness/core/types.js';
import { json } from '../../judges/json/index.js';
import { cards, defaultFolder, openCorpora } from '../../validation/corpora.js';
import { damaged } from '../../validation/damage.js';
import { jsonChecks } from '../../validation/json.js';
import type { Check } from '../../validation/types.js';

test('the unrestricted repairer invents values on the damaged texts, so a restriction is needed', () => {
  const made = damaged('missing value', 200).filter(({ text }) => {
    try {
      return !text.includes('null') && jsonrepair(text).includes('null');
    } catch {
      return false;
    }
  });
  assert.ok(made.length > 50, `${made.length}`);
  for (const { text } of made) {
    const sample = { id: 'x', input: '', target: { schema: { type: 'object' } } };
    assert.is.not((json.grade(sample, { output: text, finish: 'stop' }) as Grade).verdict, 'repaired');
  }
});

const place = process.env.EVALBOOK_CORPORA ?? defaultFolder;
const here = ({ corpora }: Check) =>
  corpora.every((name) => cards[name]?.files.every(({ file }) => existsSync(join(place, name, file))));
if (existsSync(place))
  for (const check of jsonChecks.filter(here))
    test(check.measure, async () => {
      const { passed, value } = await check.run(openCorpora({ corporaFolder: place, root: '.', cacheFolder: tmpdir() }));
      assert.ok(passed, value);
    });

test.run();
