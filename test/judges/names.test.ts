// The table of names: every judge by rules under its own name.
import { existsSync, readdirSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { judgesByName } from '../../judges/names.js';

const names = Object.keys(judgesByName);

test('each name loads the judge of that name, which has a folder and a README', async () => {
  for (const [name, find] of Object.entries(judgesByName)) {
    const judge = await find();
    assert.is(judge.name, name);
    assert.ok(existsSync(`judges/${name}/README.md`), name);
    await judge.close?.();
  }
});

test('every rule-based judge is in the table: all folders but llm, which needs a rubric and a model', () => {
  const folders = readdirSync('judges', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  assert.equal(folders.filter((name) => name !== 'llm').sort(), [...names].sort());
});

test.run();
