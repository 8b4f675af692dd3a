// Attempts to break out of the code judge's sandbox, to pass without being right, or to hang it; and a stage on which every way of
// succeeding is seen: a secret that may come out, a file that may appear, a server that may be reached, a process that may die.
import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Grade, Judge } from '../../harness/types.js';

export interface Attempt {
  name: string;
  /** how it would show that it succeeded */
  aim: 'leak' | 'file' | 'connection' | 'kill' | 'reach' | 'pass' | 'hang' | 'memory';
  what: string;
  source: string;
}

/** All attempts in `folder`: sections of Python that begin with `# --- name (aim): what`. */
export function attemptsOf(folder: string): Attempt[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.py'));
  return files.sort().flatMap((file) => {
    const sections = readFileSync(join(folder, file), 'utf8').split(/^# --- /m);
    return sections.slice(1).map((section) => {
      const [, name = '', aim = '', what = ''] = /^([\w-]+) \((\w+)\): (.*)\n/.exec(section) ?? [];
      return { name, aim: aim as Attempt['aim'], what, source: section.slice(section.indexOf('\n') + 1) };
    });
  });
}

/** What became of one attempt: all that the sandbox let out, and whether it ended in time. */
export interface Trial {
  said: string;
  passed: boolean;
  ended: boolean;
  /** most memory in use, bytes, or null where it was not measured */
  peakBytes: number | null;
}

/** What an attempt may find: see `stage`. `want` is the result that would pass; no honest program knows it. */
export interface Scene {
  source: string;
  want: string;
  environment: Record<string, string>;
}

/** Sets the stage for one attempt, lets `run` try it, and says by which signs it succeeded; an empty list: it was held. */
export async function tryOut(attempt: Attempt, run: (scene: Scene) => Promise<Trial>): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'evalbook-escape-'));
  const nonce = Math.random().toString(36).slice(2, 10);
  const [secret, file, out] = [`secret-${nonce}`, join(folder, 'secret'), join(folder, 'out')];
  writeFileSync(file, secret);
  const reached = { count: 0 };
  const { server, port } = await listen(reached);
  const datagrams = createSocket('udp4').on('message', () => reached.count++);
  await new Promise<void>((resolve) => datagrams.bind(port, '127.0.0.1', resolve));
  const victim: ChildProcess = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' });
  try {
    const places: Record<string, string> = { FILE: file, OUT: out, PORT: String(port), PID: String(victim.pid) };
    const source = attempt.source.replace(/@([A-Z]+)@/g, (all, name: string) => places[name] ?? all);
    const trial = await run({ source, want: `wanted-${nonce}`, environment: { EVALBOOK_SECRET: secret } });
    await new Promise((resolve) => setTimeout(resolve, 50)); // for what is still on its way
    return [
      ...(trial.said.includes(secret) ? ['leak'] : []),
      ...(existsSync(out) ? ['file'] : []),
      ...(reached.count > 0 ? ['connection'] : []),
      ...(victim.exitCode !== null || victim.signalCode !== null ? ['kill'] : []),
      ...(/reached (?!wanted)/.test(trial.said) ? ['reach'] : []),
      ...(trial.passed ? ['pass'] : []),
      ...(trial.ended ? [] : ['hang']),
      ...((trial.peakBytes ?? 0) > 1.5e9 ? ['memory'] : []),
    ];
  } finally {
    victim.kill('SIGKILL');
    server.close();
    datagrams.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function listen(reached: { count: number }): Promise<{ server: Server; port: number }> {
  const server = createServer((socket) => {
    reached.count++;
    socket.destroy();
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({ server, port: typeof address === 'object' && address ? address.port : 0 });
    });
  });
}

/** Lets an attempt run unguarded: Python in a plain process, with the environment, for at most `mostMs` from when it begins. */
export function unguarded(script: string, mostMs: number): (scene: Scene) => Promise<Trial> {
  return ({ source, want, environment }) =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, [script], { env: environment, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
      const trial: Trial = { said: '', passed: false, ended: true, peakBytes: null };
      const measure = setInterval(() => {
        trial.peakBytes = Math.max(trial.peakBytes ?? 0, residentBytes(child.pid));
      }, 100);
      let timer: NodeJS.Timeout | undefined;
      child.stdin.on('error', () => {});
      child.stdin.end(JSON.stringify({ source, want }));
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        if (trial.said.length < 1e6) trial.said += text;
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        if (!text.includes('started')) return;
        timer = setTimeout(() => {
          trial.ended = false;
          child.kill('SIGKILL');
        }, mostMs);
      });
      child.once('close', () => {
        clearInterval(measure);
        clearTimeout(timer);
        trial.passed = /^PASS$/m.test(trial.said);
        resolve(trial);
      });
    });
}

/** Memory in use of a process, from /proc; 0 where there is none. */
function residentBytes(id: number | undefined): number {
  try {
    const [, kilobytes = '0'] = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/status`, 'utf8')) ?? [];
    return Number(kilobytes) * 1024;
  } catch {
    return 0;
  }
}

/** Lets an attempt run under a judge, whose grade is all that is seen of it; `mostMs`: longest wait, from when it is asked. */
export function guarded(judge: Judge, mostMs: number, seen: (grade: Grade) => void = () => {}): (scene: Scene) => Promise<Trial> {
  return async ({ source, want }) => {
    const sample = { id: 'escape', input: '', target: { entry: 'answer', cases: [{ args: [2], want }] } };
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), mostMs);
    });
    const asked = Promise.resolve(judge.grade(sample, { output: `\`\`\`python\n${source}\n\`\`\``, finish: 'stop' }));
    const grade = await Promise.race([asked, late]);
    clearTimeout(timer);
    if (grade) seen(grade);
    return { said: JSON.stringify(grade), passed: grade?.score === 1, ended: grade !== null, peakBytes: null };
  };
}
