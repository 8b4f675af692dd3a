// A download goes on after a break, refuses wrong bytes, and is only there once it is whole.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
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

/** How much of a file that is broken off is served. */
const half = 100_000;

interface Serving {
  ranges?: boolean;
  /** what is served */
  sent?: Buffer;
  /** the first answer is broken off once this says so, or at once where it is false */
  breakAt?: (() => boolean) | false;
}

/** Serves a file; the first answer breaks off in the middle, unless `breakAt` is left out. */
async function serving<T>(
  { ranges = true, sent = bytes, breakAt }: Serving,
  use: (url: string, asked: string[]) => Promise<T>,
): Promise<T> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const from = ranges ? Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0) : 0;
    asked.push(request.headers.range ?? 'all');
    response.writeHead(from ? 206 : 200, { 'content-length': sent.length - from });
    if (asked.length > 1 || breakAt === undefined) return void response.end(sent.subarray(from));
    response.write(sent.subarray(0, half));
    if (breakAt === false) return void response.destroy();
    const waiting = setInterval(() => {
      if (!breakAt()) return;
      clearInterval(waiting);
      response.destroy();
    }, 5);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/w.gguf`, asked);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const sizeOf = (file: string) => (existsSync(file) ? statSync(file).size : 0);

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
    const breakAt = () => sizeOf(`${file}.part`) === half; // all that was sent is on the disk, however long that takes
    await serving({ ranges, breakAt }, async (url, asked) => {
      const wanted = { url, bytes: bytes.length, sha256: sha256(bytes) };
      const broken = await refused(download(wanted, file));
      assert.is(broken.code, 3);
      assert.match(broken.message, `${half} of 300000 bytes are here`);
      assert.match(broken.message, 'Run the same command to go on');
      assert.not(existsSync(file));
      await download(wanted, file);
      assert.equal(asked, ['all', `bytes=${half}-`]);
      assert.ok(readFileSync(file).equals(bytes));
      await download(wanted, file);
      assert.is(asked.length, 2, 'a file that is there is not fetched again');
    });
    rmSync(folder, { recursive: true });
  });

test('broken off at any moment, the error counts the bytes that are in the file, and the next run goes on from there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'evalbook-'));
  const file = join(folder, 'w.gguf');
  for (let attempt = 0; attempt < 10; attempt++) {
    const moment = (attempt * half) / 10;
    const breakAt = attempt === 0 ? (false as const) : () => sizeOf(`${file}.part`) >= moment;
    await serving({ breakAt }, async (url, asked) => {
      const wanted = { url, bytes: bytes.length, sha256: sha256(bytes) };
      const { message } = await refused(download(wanted, file));
      const there = sizeOf(`${file}.part`);
      assert.match(message, `: ${there} of 300000 bytes are here`);
      await download(wanted, file);
      if (asked.length > 1) assert.is(asked.at(-1), there > 0 ? `bytes=${there}-` : 'all');
      assert.ok(readFileSync(file).equals(bytes));
    });
    rmSync(file);
  }
  rmSync(folder, { recursive: true });
});

test('wrong bytes are removed and both hashes named', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'evalbook-'));
  const file = join(folder, 'w.gguf');
  await serving({}, async (url) => {
    const { message, code } = await refused(download({ url, bytes: bytes.length, sha256: sha256('other') }, file));
    assert.is(code, 2);
    assert.match(message, `expected SHA-256 ${sha256('other')}, got ${sha256(bytes)}`);
    assert.not(existsSync(`${file}.part`));
  });
  rmSync(folder, { recursive: true });
});

test('a longer file is another file: it is removed, as asking on would never end', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'evalbook-'));
  const file = join(folder, 'w.gguf');
  await serving({ sent: Buffer.concat([bytes, bytes]) }, async (url) => {
    const { message, code } = await refused(download({ url, bytes: bytes.length, sha256: sha256(bytes) }, file));
    assert.is(code, 2);
    assert.match(message, 'expected 300000 bytes, the server sends more; the file was removed');
    assert.equal(readdirSync(folder), []);
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
