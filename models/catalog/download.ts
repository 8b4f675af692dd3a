// Downloads one file over HTTPS: resumes an interrupted download, and creates the file only once its SHA-256 matches.
import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
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
  const refused = (what: string) => {
    rmSync(part);
    return new UserError(`${url}: ${what}; the file was removed. Try again; if it stays so, the source has changed`);
  };
  mkdirSync(dirname(file), { recursive: true });
  let done = existsSync(part) ? statSync(part).size : 0;
  if (done < bytes) {
    try {
      const answer = await fetch(url, done ? { headers: { range: `bytes=${done}-` } } : {});
      if (!answer.ok || !answer.body) throw new Error(`the server answered ${answer.status}`);
      const goesOn = answer.status === 206;
      if (!goesOn) done = 0; // it sends the whole file again
      const handle = await open(part, goesOn ? 'a' : 'w');
      try {
        // piece by piece, so that what came before a break is in the file, and counted only then
        for await (const piece of answer.body) {
          if (done + piece.length > bytes) throw refused(`expected ${bytes} bytes, the server sends more`);
          await handle.appendFile(piece);
          done += piece.length;
          onBytes(done);
        }
      } finally {
        await handle.close();
      }
    } catch (error) {
      if (error instanceof UserError) throw error;
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
  if (got !== sha256) throw refused(`expected SHA-256 ${sha256}, got ${got}`);
  renameSync(part, file);
}
