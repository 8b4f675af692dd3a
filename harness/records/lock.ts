// One writer at a time: a lock file beside the file being written. It names its holder by process id and start time, so that a
// lock left by a killed process is recognised (the process id alone may have been reused since).
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { exit, UserError } from '../core/errors.js';

interface Holder {
  pid: number;
  host: string;
  /** start time of the process in clock ticks, if the system reports it (Linux); otherwise '' */
  started: string;
}

/**
 * A lock is created together with its text, so one that names no holder was left by a crash or a full disk. Milliseconds to wait
 * before treating it so, because some file systems lag.
 */
const unreadableMs = 5000;

/**
 * Takes the lock for `file`, waiting while another live process holds it; returns the function that releases it. `onWait` is
 * called once with a description of the holder. Errors: UserError (exit 3) after `patienceMs` (default one hour) or if the folder
 * cannot be written.
 */
export async function lock(
  file: string,
  onWait: (holder: string) => void = () => {},
  patienceMs = 3_600_000,
): Promise<() => void> {
  const path = `${file}.lock`;
  let waited = 0;
  for (;;) {
    if (take(path)) return releaseOf(path);
    const text = read(path);
    const holder = text === null ? null : holderIn(text);
    if (text !== null && (holder ? !alive(holder) : ageMs(path) > unreadableMs)) {
      removeStale(path, text);
      continue;
    }
    if (waited === 0) onWait(holder ? `process ${holder.pid} on ${holder.host}` : 'another process');
    if (waited >= patienceMs)
      throw new UserError(
        `${path}: still held by ${holder ? `process ${holder.pid}` : 'another process'}. Wait for it, or end it`,
        exit.incomplete,
      );
    await sleep(200);
    waited += 200;
  }
}

/** Who is writing `file` now, e.g. "process 17 on host"; null if nobody, or only a process that is gone. */
export function writerOf(file: string): string | null {
  const text = read(`${file}.lock`);
  const holder = text === null ? null : holderIn(text);
  return holder && alive(holder) ? `process ${holder.pid} on ${holder.host}` : null;
}

function take(path: string): boolean {
  const draft = `${path}.${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(draft, JSON.stringify(self()));
    linkSync(draft, path); // with its text at once: nobody ever sees a half-written lock
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    throw new UserError(
      `${path}: cannot write here (${code}). Free the disk or make the folder writable, then run the same command again`,
      exit.incomplete,
    );
  } finally {
    rmSync(draft, { force: true });
  }
}

/** The function that releases the lock, once: called by the holder, otherwise at process exit. */
function releaseOf(path: string): () => void {
  let released = false;
  const release = () => {
    process.removeListener('exit', release);
    if (released) return;
    released = true;
    try {
      unlinkSync(path);
    } catch {
      // already gone: nobody is locked out
    }
  };
  process.on('exit', release);
  return release;
}

/** The lock's text; null if it is gone, or not readable by us. */
function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** The holder named in a lock's text; null if it names none. */
function holderIn(text: string): Holder | null {
  try {
    const holder = JSON.parse(text) as Holder | null;
    return typeof holder?.pid === 'number' ? holder : null;
  } catch {
    return null;
  }
}

/** Time since the lock was written; 0 if it is gone. */
function ageMs(path: string): number {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

/**
 * Moves an abandoned lock away. The rename is atomic: if two processes try, one wins; if it moved a newer lock, it puts it back.
 */
function removeStale(path: string, text: string): void {
  const aside = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, aside);
    if (read(aside) === text) unlinkSync(aside);
    else renameSync(aside, path);
  } catch {
    // another process was quicker
  }
}

function self(): Holder {
  return { pid: process.pid, host: hostname(), started: startTime(process.pid) };
}

function alive(holder: Holder): boolean {
  if (holder.host !== hostname()) return true;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return startTime(holder.pid) === holder.started;
}

/** Field 22 of /proc/PID/stat (proc(5)), counted after the command name, which may contain spaces; '' on other systems. */
function startTime(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
