// Warm children, each for one program. The wall clock starts when the job is handed over; what does not answer by then is killed with all
// that it started. Children are replaced while others work.
import { type ChildProcess, spawn } from 'node:child_process';
import { childCommand, type Level } from './level.js';

/** What a child runs. `calls` are Python tuples as text, made of constants only. */
export interface Job {
  source: string;
  /** the answer ended at the token limit */
  cut: boolean;
  /** names to look for; "*" for the only function or the last that takes `arity` arguments */
  entries: string[];
  arity: number;
  /** null: look at the program, do not run it */
  calls: string[] | null;
  /** the result is what the first argument has become */
  mutates?: boolean;
}

export interface Failure {
  failure: string;
  why: string;
}

export interface Analysed {
  error: string | null;
  source: string;
  functions: { name: string; arguments: [number, number | null] }[];
  comments: string[];
  docstrings: string[];
  used: string[];
  example: boolean;
}

/** A value as the child reads it from memory: see values.mjs. */
export type Tagged =
  | null
  | boolean
  | { i: string }
  | { f: string }
  | { s: string }
  | { b: string }
  | { l: Tagged[] }
  | { t: Tagged[] }
  | { d: [Tagged, Tagged][] }
  | { e: Tagged[] };

export interface Ran {
  analysed?: Analysed;
  /** why the program itself failed, before any call */
  started?: Failure | null;
  entry?: string;
  printed?: string;
  results?: ({ value: Tagged } | Failure)[];
}

/** What is known of a job: the look at the program may be there although the run failed. */
export type Outcome = Ran | (Failure & { analysed?: Analysed });

/** Longest result line in characters. */
const longest = 16_000_000;

export interface PoolOptions {
  level: Level;
  snapshot: string;
  /** warm children kept, default 2 */
  size?: number;
  /** wall time of one program, default 10,000 */
  wallMs?: number;
  /** time for a child to become ready, default 60,000 */
  startMs?: number;
}

/** A warm child: its process, and a promise that it is ready. */
interface Warm {
  child: ChildProcess;
  ready: Promise<boolean>;
  lines: AsyncGenerator<string>;
}

export class Pool {
  private readonly warm: Warm[] = [];
  private readonly all = new Set<ChildProcess>();
  private closed = false;
  private readonly killAll = () => {
    for (const child of this.all) kill(child);
  };

  constructor(private readonly options: PoolOptions) {
    process.once('exit', this.killAll);
    this.fill();
  }

  /** Runs one job in a fresh child. Never rejects: what goes wrong is the outcome. */
  async run(job: Job): Promise<Outcome> {
    for (let tries = 0; tries < 3; tries++) {
      const next = this.warm.shift() ?? this.start();
      this.fill();
      hold(next.child, true);
      if (await next.ready) return this.hand(next, job);
      kill(next.child);
    }
    return { failure: 'no child', why: 'no isolated process could be started' };
  }

  close(): void {
    this.closed = true;
    process.removeListener('exit', this.killAll);
    this.killAll();
  }

  private async hand({ child, lines }: Warm, job: Job): Promise<Outcome> {
    const { wallMs = 10_000 } = this.options;
    let timer: NodeJS.Timeout | undefined;
    let analysed: Analysed | undefined;
    const late = new Promise<Outcome>((resolve) => {
      const failure = { failure: 'timeout', why: `no end within ${wallMs / 1000} s` };
      timer = setTimeout(() => resolve({ ...failure, ...(analysed && { analysed }) }), wallMs);
    });
    child.stdin?.end(`${JSON.stringify(job)}\n`);
    const answer = async (): Promise<Outcome> => {
      const first = (await lines.next()).value;
      if (first === undefined) return { failure: ended(child), why: 'the process ended without a word' };
      analysed = parsed<Analysed>(first) ?? undefined;
      const second = (await lines.next()).value;
      const ran = second === undefined ? null : parsed<Ran>(second);
      const broken = { failure: ended(child), why: 'the process ended without an answer' };
      return { ...(ran ?? broken), ...(analysed && { analysed }) };
    };
    const outcome = await Promise.race([answer(), late]);
    clearTimeout(timer);
    kill(child);
    return outcome;
  }

  private fill(): void {
    const { size = 2 } = this.options;
    while (!this.closed && this.warm.length < size) this.warm.push(this.start());
  }

  private start(): Warm {
    const { level, snapshot, startMs = 60_000 } = this.options;
    const { file, args } = childCommand(level, snapshot);
    const child = spawn(file, args, {
      cwd: '/',
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
    });
    this.all.add(child);
    child.once('close', () => this.all.delete(child));
    child.once('error', () => this.all.delete(child));
    child.stdin?.on('error', () => {}); // a child that is gone is noticed by its missing answer
    child.stderr?.resume();
    hold(child, false);
    const lines = linesOf(child);
    const slow = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), startMs).unref());
    const ready = Promise.race([lines.next().then(({ value }) => value === 'ready'), slow]);
    return { child, ready, lines };
  }
}

/** Lines of the child's standard output; ends with it, or where it says too much. */
async function* linesOf(child: ChildProcess): AsyncGenerator<string> {
  let rest = '';
  if (!child.stdout) return;
  child.stdout.setEncoding('utf8');
  try {
    for await (const piece of child.stdout) {
      rest += piece;
      if (rest.length > longest) return;
      const parts = rest.split('\n');
      rest = parts.pop() ?? '';
      yield* parts;
    }
  } catch {
    // killed
  }
}

function parsed<T>(line: string): T | null {
  try {
    return JSON.parse(line) as T;
  } catch {
    return null;
  }
}

function ended(child: ChildProcess): string {
  return child.exitCode === 0 ? 'exit' : 'crash';
}

/** Whether this process waits for the child before it ends: only while the child has work. */
function hold(child: ChildProcess, needed: boolean): void {
  for (const handle of [child, child.stdin, child.stdout, child.stderr] as (Partial<
    Record<'ref' | 'unref', () => void>
  > | null)[])
    handle?.[needed ? 'ref' : 'unref']?.();
}

/** Kills the child with its whole group. */
function kill(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}
