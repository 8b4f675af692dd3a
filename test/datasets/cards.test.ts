// Every dataset has a card that names its hash and its samples; versions in several languages are complete.
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { load } from '../../harness/core/load.js';
import { repository } from '../fixtures/projects.js';

const names = readdirSync('datasets', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

for (const name of names)
  test(`${name}: the card gives the hash, the count and a row that is there`, async () => {
    const { samples, sha256 } = await load(repository, name);
    const card = readFileSync(`datasets/${name}/README.md`, 'utf8');
    assert.match(card, `\`${sha256}\``, 'the SHA-256 in the card is not that of data.jsonl');
    assert.match(card, `${samples.length} samples`);
    for (const part of ['licence', 'provenance', 'intended use', 'not for', 'known flaws']) assert.match(card, `| ${part} |`);
    const row = /```json\n(.+)\n```/.exec(card)?.[1];
    assert.ok(
      row && readFileSync(`datasets/${name}/data.jsonl`, 'utf8').split('\n').includes(row),
      'the row in the card is not in the data',
    );
  });

test('the overview gives the right counts', async () => {
  const rows = [...readFileSync('datasets/README.md', 'utf8').matchAll(/^\| \[([\w-]+)\]\(([\w-]+)\/README\.md\) \| (\d+) \|/gm)];
  assert.ok(rows.length >= 17);
  for (const [, name = '', folder, count] of rows) {
    assert.is(name, folder);
    assert.is((await load(repository, name)).samples.length, Number(count), name);
  }
});

test('versions of one sample share `pair`: as many in each language of the dataset, Chinese and English among them', async () => {
  for (const name of names) {
    const versions = new Map<string, string[]>();
    for (const { pair, lang } of (await load(repository, name)).samples)
      if (typeof pair === 'string') versions.set(pair, [...(versions.get(pair) ?? []), String(lang)]);
    const [first = []] = versions.values();
    const languages = [...new Set([...first, ...(versions.size > 0 ? ['en', 'zh'] : [])])].sort();
    for (const [pair, langs] of versions) {
      const each = langs.length / languages.length;
      assert.equal(
        langs.sort(),
        languages.flatMap((lang) => Array(each).fill(lang)),
        `${name}: ${pair}`,
      );
    }
  }
});

test.run();
