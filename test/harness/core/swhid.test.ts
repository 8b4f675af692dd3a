// A SWHID is what git calls the file.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { contentSwhid } from '../../../harness/core/swhid.js';

test('the identifier of a content is its git blob', () => {
  assert.is(contentSwhid(Buffer.alloc(0)), 'swh:1:cnt:e69de29bb2d1d6434b8b29ae775ad8c2e48c5391');
  for (const path of ['datasets/poems/data.jsonl', 'records/smollm2-135m-instruct/poems.jsonl', 'LICENSE']) {
    const blob = execFileSync('git', ['hash-object', '--no-filters', path], { encoding: 'utf8' }).trim();
    assert.is(contentSwhid(readFileSync(path)), `swh:1:cnt:${blob}`, path);
  }
});

test.run();
