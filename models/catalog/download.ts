// Downloads one file over HTTPS: resumes an interrupted download, and creates the file only once its SHA-256 matches.
import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { exit, UserError } from '../../harness/core/errors.js';
import { fileSha256 } from '../engine/folder.js';

export interface Wanted {
  url: string;
  bytes: number;
  /** 64 hexadecimal digits */
  sha256: string;
}

/**
 * Downloads to `file`; `onBytes` receives the number of bytes so far. A partial download is kept in `file`.part and resumed.
 * Errors: UserError (exit 3) if the server is unreachable or disconnects (run again to resume), (exit 2) if the content does not
 * match.
 */
export async function download(
  { url, bytes, sha256 }: Wanted,
  file: string,
  onBytes: (done: number) => void = () => {},
): Promise<void> {
  if (existsSync(file)) return;
  const part = `${file}.part`;
  mkdirSync(dirname(file), { recursive: true });
  let done = existsSync(part) ? statSync(part).size : 0;
  if (done < bytes) {
    try {
      const answer = await fetch(url, done ? { headers: { range: `bytes=${done}-` } } : {});
      if (!answer.ok || !answer.body) throw new Error(`the server answered ${answer.status}`);
      if (answer.status !== 206) done = 0; // the server sends the whole file again
      const counted = Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0]);
      counted.on('data', (piece: Buffer) => {
        done += piece.length;
        onBytes(done);
        if (done > bytes) counted.destroy(new Error(`it sends more than ${bytes} bytes`));
      });
      await pipeline(counted, createWriteStream(part, { flags: answer.status === 206 ? 'a' : 'w' }));
    } catch (error) {
      const { message, cause } = error as Error;
      const why = cause instanceof Error ? `${message}: ${cause.message}` : message;
      throw new UserError(
        `${url}: ${done} of ${bytes} bytes are here, then: ${why}. Run the same command to go on`,
        exit.incomplete,
      );
    }
  }
  if (done < bytes)
    throw new UserError(
      `${url}: the server stopped after ${done} of ${bytes} bytes. Run the same command to go on`,
      exit.incomplete,
    );
  const got = await fileSha256(part);
  if (got !== sha256) {
    rmSync(part);
    throw new UserError(
      `${url}: expected SHA-256 ${sha256}, got ${got}; the file was removed. Try again; if it stays so, the source has changed`,
    );
  }
  renameSync(part, file);
}
