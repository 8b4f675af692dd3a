// The validate command: hashes first, then the checks, then the report; corpora from a folder, or fetched, cut and kept.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { main } from '../../cli/validate.js';
import { sha256 } from '../../harness/canonical.js';
import { cards, checkHashes, corpusHash, defaultFolder, openCorpora } from '../../validation/corpora.js';
import { jsonChecks } from '../../validation/json.js';
import { cut } from '../../validation/slices.js';
import type { Check, Corpora } from '../../validation/types.js';

const folder = mkdtempSync(join(tmpdir(), 'evalbook-validate-'));
const anyCorpora: Corpora = { read: async () => Buffer.alloc(0) };

function check(passed: boolean): Check {
  return {
    judge: 'fake',
    corpora: ['gsm8k', 'cmath'],
    measure: 'a | b',
    reaches: '100 %',
    run: async () => ({ n: 3, value: passed ? '3/3' : '2/3', passed, misses: passed ? [] : ['one\n`two`'] }),
  };
}

async function run(args: string[], checks: Check[], corpora = anyCorpora) {
  const output = new PassThrough();
  const code = await main(args, {
    corpora,
    loaders: { fake: async () => checks },
    root: folder,
    output,
    errors: new PassThrough(),
  });
  return { code, said: String(output.read()) };
}

const report = (name: string) => readFileSync(join(folder, 'reports', name), 'utf8');

test('every pass mark reached: exit 0, a report with source, commit, hash, licence, n and mark', async () => {
  const { code, said } = await run([], [check(true)]);
  assert.is(code, 0);
  assert.match(said, 'passed  fake  a | b  n 3  3/3 (100 %)');
  assert.match(report('judge-validation.md'), '| fake | a \\| b | gsm8k, cmath | 3 | 100 % | 3/3 | yes |');
  for (const [name, card] of Object.entries(cards))
    for (const part of [name, card.repository, card.commit, card.licence, corpusHash(card)])
      assert.ok(report('judge-validation.md').includes(part), part);
  const csv = report('judge-validation.csv').split('\n');
  assert.is(csv[0], '\uFEFFjudge,measure,corpus,repository,commit,sha256,licence,n,pass_mark,measured,passed');
  assert.match(csv[1] as string, 'fake,a | b,gsm8k,openai/grade-school-math,3101c7d5072418e28b9008a6636bde82a006892c,');
  assert.match(csv[2] as string, ',cmath,XiaoMi/cmath,');
});

test('a pass mark missed: exit 1, and the items that went wrong', async () => {
  const { code, said } = await run([], [check(true), check(false)]);
  assert.is(code, 1);
  assert.match(said, 'MISSED');
  assert.match(report('judge-validation.md'), '1 of 2 pass marks');
  assert.match(report('judge-validation.md'), "- fake, a | b: `one 'two'`");
  assert.match(report('judge-validation.csv'), ',2/3,no');
});

test('the same measurements give the same bytes', async () => {
  await run([], [check(false)]);
  const before = [report('judge-validation.md'), report('judge-validation.csv')];
  await run([], [check(false)]);
  assert.equal([report('judge-validation.md'), report('judge-validation.csv')], before);
});

test('--judge prints and writes nothing; a wrong name or flag is exit 2; no check at all is not a pass', async () => {
  rmSync(join(folder, 'reports'), { recursive: true });
  const { code } = await run(['--judge', 'fake'], [check(true)]);
  assert.is(code, 0);
  assert.not.ok(existsSync(join(folder, 'reports')));
  for (const args of [['--judge', 'maths'], ['--speed'], ['extra']])
    await run(args, []).then(
      () => assert.unreachable(),
      (error) => assert.is(error.code, 2),
    );
  assert.is((await run(['--judge', 'fake'], [])).code, 1);
  assert.is((await run([], [])).code, 1);
  assert.not.ok(existsSync(join(folder, 'reports')));
  assert.match((await run(['--help'], [])).said, 'usage: npm run -s evalbook -- validate');
});

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

test('slices are cut by their rules', () => {
  const text = (slice: Parameters<typeof cut>[0], ...files: string[]) =>
    String(
      cut(
        slice,
        files.map((file) => Buffer.from(file)),
      ),
    );
  assert.is(text({ rule: 'whole' }, 'a\r\n'), 'a\r\n');
  assert.is(String(cut({ rule: 'gunzip' }, [gzipSync('abc')])), 'abc');
  assert.is(text({ rule: 'first', lines: 2 }, 'a\nb\nc\n'), 'a\nb\n');
  const rows = ['a', 'b', 'c', 'd', 'e', 'f'].map((q) => JSON.stringify({ q }));
  const kept = rows.filter((_, i) => Number.parseInt(sha256('abcdef'[i] as string).slice(0, 2), 16) % 2 === 0);
  assert.ok(kept.length > 0 && kept.length < 6);
  assert.is(text({ rule: 'even', field: 'q' }, `${rows.join('\n')}\n`), kept.map((row) => `${row}\n`).join(''));
  assert.is(
    text({ rule: 'mgsm', lines: 1 }, '问\t1,000\nx\t2\n', 'Q\t1,000\ny\t2\n'),
    '{"id": "mgsm-001", "zh": "问", "en": "Q", "answer": "1,000"}\n',
  );
  const poem = Array.from({ length: 14 }, (_, i) => `  line ${i + 1}`).join('\r\n');
  const book = `Front\r\nTHE SONNETS\r\nby W\r\n\r\n  I\r\n\r\n${poem}\r\n\r\n  II\r\n\r\n  short\r\n\r\n  III\r\n${poem}\r\n\r\nEnd of Project X\r\nIV\r\n`;
  const sonnets = text({ rule: 'sonnets' }, book)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.equal(
    sonnets.map(({ id, number, lines }) => [id, number, lines.length]),
    [
      ['sonnet-001', 1, 14],
      ['sonnet-003', 3, 14],
    ],
  );
});

test('the cards are whole: a commit and a hash each, and the suite has its 318 files', () => {
  assert.is(Object.keys(cards).length, 12);
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
  test('the corpora have their hashes, and the JSON judge reaches its marks', async () => {
    const corpora = openCorpora({ corporaFolder: place, root: '.', cacheFolder: folder });
    assert.ok((await checkHashes(corpora, Object.keys(cards))) > 330);
    for (const check of jsonChecks) {
      const { passed, value } = await check.run(corpora);
      assert.ok(passed, `${check.measure}: ${value}`);
    }
  });

test.after(() => rmSync(folder, { recursive: true }));
test.run();
