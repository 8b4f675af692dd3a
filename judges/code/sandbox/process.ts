// Helpers for child processes: reading their lines, whether this process waits for them, and killing them.
import type { ChildProcess } from 'node:child_process';

/** Maximum line length kept, in characters. */
const longest = 32_000_000;

/** Lines of the child's standard output; ends at end of output, or if a line is too long. */
export async function* linesOf(child: ChildProcess): AsyncGenerator<string> {
  if (!child.stdout) return;
  child.stdout.setEncoding('utf8');
  let rest: string[] = [];
  let length = 0;
  try {
    for await (const piece of child.stdout as AsyncIterable<string>) {
      const parts = piece.split('\n');
      for (const [i, part] of parts.entries()) {
        rest.push(part);
        length += part.length;
        if (length > longest) return;
        if (i === parts.length - 1) break;
        yield rest.join('');
        rest = [];
        length = 0;
      }
    }
  } catch {
    // killed
  }
}

/** The line parsed as JSON, or null if it is not JSON. */
export function parsed<T>(line: string): T | null {
  try {
    return JSON.parse(line) as T;
  } catch {
    return null;
  }
}

/** Sets whether the child keeps this process alive: only while it has work. */
export function hold(child: ChildProcess, needed: boolean): void {
  const handles = [child, child.stdin, child.stdout, child.stderr] as (Partial<Record<'ref' | 'unref', () => void>> | null)[];
  for (const handle of handles) handle?.[needed ? 'ref' : 'unref']?.();
}

/** Kills the child and its whole process group; does nothing if it has already ended. */
export function kill(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}
