// A download goes on after a break, refuses wrong bytes, and is only there once it is whole.
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { sha256 } from '../../../harness/core/canonical.js';
import { UserError } from '../../../harness/core/errors.js';
import { download } from '../../../models/catalog/download.js';

const bytes = Buffer.alloc(300_000, 'weights ');

/** Serves `bytes`, with ranges where `ranges`; the first answer breaks off in the middle. */
async function serving<T>(ranges: boolean, use: (url: string, asked: string[]) => Promise<T>): Promise<T> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const from = ranges ? Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0) : 0;
    asked.push(request.headers.range ?? 'all');
    response.writeHead(from ? 206 : 200, { 'content-length': bytes.length - from });
    if (asked.length > 1) return void response.end(bytes.subarray(from));
    response.write(bytes.subarray(0, 100_000));
    setTimeout(() => response.destroy(), 50);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/w.gguf`, asked);
  } finally {
    server.close();
  }
}

async function refused(work: Promise<void>): Promise<UserError> {
  const error = await work.then(
    () => null,
    (reason) => reason,
  );
  assert.instance(error, UserError);
  return error;
}

for (const ranges of [true, false])
  test(`a broken download is continued by the next run (server ${ranges ? 'with' : 'without'} ranges)`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'evalbook-'));
    const file = join(folder, 'deep/w.gguf');
    await serving(ranges, async (url, asked) => {
      const wanted = { url, bytes: bytes.length, sha256: sha256(bytes) };
      const broken = await refused(download(wanted, file));
      assert.is(broken.code, 3);
      assert.match(broken.message, /of 300000 bytes are here.*Run the same command to go on/);
      assert.not(existsSync(file));
      const there = statSync(`${file}.part`).size;
      await download(wanted, file);
      assert.equal(asked, ['all', `bytes=${there}-`]);
      assert.ok(readFileSync(file).equals(bytes));
      await download(wanted, file);
      assert.is(asked.length, 2, 'a file that is there is not fetched again');
    });
    rmSync(folder, { recursive: true });
  });

test('wrong bytes are removed and both hashes named', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'evalbook-'));
  const file = join(folder, 'w.gguf');
  await serving(true, async (url) => {
    const wanted = { url, bytes: bytes.length, sha256: sha256('other') };
    await refused(download(wanted, file));
    const { message, code } = await refused(download(wanted, file));
    assert.is(code, 2);
    assert.match(message, `expected SHA-256 ${sha256('other')}, got ${sha256(bytes)}`);
    assert.not(existsSync(`${file}.part`));
  });
  rmSync(folder, { recursive: true });
});

test('no server is one line, exit 3', async () => {
  const { code, message } = await refused(
    download({ url: 'http://127.0.0.1:1/x', bytes: 1, sha256: '' }, join(tmpdir(), 'evalbook-never')),
  );
  assert.is(code, 3);
  assert.not.match(message, '\n');
});

test.run();
