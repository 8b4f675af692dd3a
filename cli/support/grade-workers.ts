// Grades rows in several processes, each a `grade` of its own: JSON lines to its input, grades from its output, in order.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { UserError } from '../../harness/core/errors.js';
import { lines } from './lines.js';

export interface Workers {
  /** how many rows are worth having under way */
  atOnce: number;
  grade(row: Record<string, unknown>): Promise<Record<string, unknown>>;
  close(): void;
}

/** Rows that wait in each process: enough that it never idles, few enough to hold. */
const ahead = 16;

interface Waiting {
  resolve(row: Record<string, unknown>): void;
  reject(error: Error): void;
}

/** `jobs` processes of the judge. Errors: UserError from `grade` if one ends before its time. */
export function workers(judge: string, jobs: number): Workers {
  const bin = fileURLToPath(new URL('../bin.mjs', import.meta.url));
  const all = Array.from({ length: jobs }, () => {
    const child = spawn(process.execPath, [bin, 'grade', ...judge.split(' '), '--quiet'], { stdio: ['pipe', 'pipe', 'ignore'] });
    const waiting: Waiting[] = [];
    const fail = (why: string) => {
      for (const { reject } of waiting.splice(0))
        reject(new UserError(`a process that grades ended (${why}). Run again, without --jobs`));
    };
    child.on('error', (error) => fail(error.message));
    child.on('close', (code) => fail(`exit code ${code}`));
    child.stdin.on('error', () => {});
    void (async () => {
      for await (const line of lines(child.stdout, Number.POSITIVE_INFINITY)) waiting.shift()?.resolve(JSON.parse(line.text));
    })();
    return { child, waiting };
  });
  return {
    atOnce: ahead * jobs,
    grade: (row) =>
      new Promise((resolve, reject) => {
        const worker = all.reduce((least, one) => (one.waiting.length < least.waiting.length ? one : least));
        if (worker.child.exitCode !== null)
          return reject(new UserError('a process that grades ended. Run again, without --jobs'));
        worker.waiting.push({ resolve, reject });
        worker.child.stdin.write(`${JSON.stringify(row)}\n`);
      }),
    close() {
      for (const { child, waiting } of all) {
        waiting.length = 0;
        child.stdin.end();
      }
    },
  };
}
