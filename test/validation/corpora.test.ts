// The labelled corpora: from a folder, or fetched, cut and kept; a file with another hash is refused.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { sha256 } from '../../harness/core/canonical.js';
import { cards, checkHashes, defaultFolder, openCorpora } from '../../validation/corpora.js';

const folder = mkdtempSync(join(tmpdir(), 'evalbook-corpora-'));

test('a file with another hash, a missing file and a missing folder are errors that name it', async () => {
  mkdirSync(join(folder, 'gsm8k'));
  const corpora = openCorpora({ corporaFolder: folder, root: folder, cacheFolder: folder });
  await refused(corpora.read('gsm8k', 'test-0000-0199.jsonl'), /gsm8k\/test-0000-0199\.jsonl: expected a file, found none/, 2);
  writeFileSync(join(folder, 'gsm8k', 'test-0000-0199.jsonl'), 'other');
  await refused(
    corpora.read('gsm8k', 'test-0000-0199.jsonl'),
    new RegExp(`expected SHA-256 bd70035c.*, got ${sha256('other')}`),
    4,
  );
  assert.throws(() => openCorpora({ corporaFolder: join(folder, 'no'), root: folder, cacheFolder: folder }), /expected a folder/);
});

async function refused(promise: Promise<unknown>, message: RegExp, code: number): Promise<void> {
  await promise.then(
    () => assert.unreachable(),
    (error) => {
      assert.match(error.message, message);
      assert.is(error.code, code);
    },
  );
}

test('without a folder the file is fetched once, from repository, commit and path, and kept', async () => {
  const card = cards['json-test-suite'];
  const entry = card?.files.find(({ file }) => file.endsWith('y_array_empty.json'));
  assert.ok(card && entry);
  const asked: string[] = [];
  let answer = Buffer.from('[ ]');
  const download = async (url: string) => {
    asked.push(url);
    return answer;
  };
  const corpora = openCorpora({
    corporaFolder: undefined,
    root: join(folder, 'nowhere', 'deep'),
    cacheFolder: join(folder, 'cache'),
    download,
  });
  await refused(corpora.read('json-test-suite', entry.file), /nst\/JSONTestSuite: .*expected SHA-256/, 4);
  answer = Buffer.from('[]');
  assert.is(String(await corpora.read('json-test-suite', entry.file)), '[]');
  assert.is(String(await corpora.read('json-test-suite', entry.file)), '[]');
  const url = `https://raw.githubusercontent.com/nst/JSONTestSuite/${card.commit}/test_parsing/y_array_empty.json`;
  assert.equal(asked, [url, url]);
});

test('a network failure is one clear line', async () => {
  const place = { corporaFolder: undefined, root: join(folder, 'nowhere', 'deep'), cacheFolder: join(folder, 'cache2') };
  const before = globalThis.fetch;
  globalThis.fetch = async () => {
    throw new TypeError('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND') });
  };
  try {
    await refused(
      openCorpora(place).read('tang300', 'tang300.json'),
      /^cannot fetch https:.*%E5%85%A8.*: getaddrinfo ENOTFOUND\. Set EVALBOOK_CORPORA to a folder that holds the corpora, or try again$/,
      3,
    );
  } finally {
    globalThis.fetch = before;
  }
});

test('the cards are complete: a commit and a hash each, and the suite has its 318 files', () => {
  assert.is(Object.keys(cards).length, 29);
  for (const [name, card] of Object.entries(cards)) {
    assert.match(card.repository, /^[\w.-]+\/[\w.-]+$/, name);
    assert.match(card.commit, /^[0-9a-f]{40}$/, name);
    for (const { sha256 } of card.files) assert.match(sha256, /^[0-9a-f]{64}$/, name);
    assert.ok(card.licence && card.passMark && card.files.length > 0, name);
  }
  assert.is(cards['json-test-suite']?.files.length, 318);
});

const place = process.env.EVALBOOK_CORPORA ?? defaultFolder;
if (existsSync(place))
  test('the corpora have their hashes', async () => {
    const corpora = openCorpora({ corporaFolder: place, root: '.', cacheFolder: folder });
    const here = Object.keys(cards).filter((name) => existsSync(join(place, name))); // the others are fetched when a check asks
    assert.ok((await checkHashes(corpora, here)) > 330);
  });

test.after(() => rmSync(folder, { recursive: true }));
test.run();
