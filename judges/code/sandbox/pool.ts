// A pool of warm child processes, each for one program. The system limits CPU time; the pool limits wall time, counted from when
// the job is sent, and then kills the child with everything it started. Children are replaced while others work, and none
// outlives this process.
import { type ChildProcess, spawn } from 'node:child_process';
import { childCommand, type Level } from './level.js';
import { hold, kill, linesOf, parsed } from './process.js';

/** A job for a child. `calls` are Python tuples as source text, made of constants only. */
export interface Job {
  /** the code of an answer; `python`: labelled as Python by the answer */
  pieces: { code: string; python: boolean }[];
  /** the last piece was cut off by the token limit */
  cut: boolean;
  /** function names to look for; "*" for the last function that takes `arity` arguments, or the only one */
  entries: string[];
  arity: number;
  /** null: analyse the program without running it */
  calls: string[] | null;
  /** if a call returns None, its result is the first argument as modified */
  mutates?: boolean;
  /** for each call, whether a result of a subclass of a builtin type is read as that type; default no */
  subclasses?: boolean[];
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

/** A Python value as the child reads it from memory: see values.mjs. */
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
  | { e: Tagged[] }
  | { z: Tagged[] };

/** What is known about a job, up to the point where it broke. */
export interface Outcome {
  analysed?: Analysed;
  /** name of the function that is called; null if none is found */
  entry?: string | null;
  /** why the program failed before the first call */
  started?: Failure | null;
  results: ({ value: Tagged } | Failure)[];
  /** start of its printed output; only if the program ran to its end */
  printed?: string;
  /** why the process did not end normally */
  broken?: Failure;
}

type Event = {
  analysed?: Analysed;
  entry?: string | null;
  started?: Failure | null;
  result?: Outcome['results'][number];
  end?: true;
  printed?: string;
};

export interface PoolOptions {
  level: Level;
  /** absolute path, from `snapshot` */
  snapshot: string;
  /** number of warm children, and of jobs run in parallel, default 2 */
  size?: number;
  /** CPU time per child, whole seconds, default 10, if the system can limit it; startup takes about half a second of it */
  cpuSeconds?: number;
  /** wall time per program, default 60,000: for programs that wait without computing, and for a busy machine */
  wallMs?: number;
  /** startup time limit of a child, default 120,000 */
  startMs?: number;
}

/** A warm child: its process, and a promise that resolves when it is ready. */
interface Warm {
  child: ChildProcess;
  ready: Promise<boolean>;
  lines: AsyncGenerator<string>;
  said: { errors: string };
}

/** Children that confine programs to the isolation level. `close` ends them all. */
export class Pool {
  private readonly warm: Warm[] = [];
  private readonly all = new Set<ChildProcess>();
  private readonly waiting: (() => void)[] = [];
  private working = 0;
  private closed = false;
  private readonly killAll = () => {
    for (const child of this.all) kill(child);
  };

  constructor(private readonly options: PoolOptions) {
    process.once('exit', this.killAll);
    this.fill();
  }

  /**
   * Runs one job in a fresh child, at most `size` in parallel; further jobs wait. Null if no child could be started. Never
   * rejects: a failure of the program is part of the outcome.
   */
  async run(job: Job): Promise<Outcome | null> {
    const { size = 2 } = this.options;
    while (this.working >= size) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.working++;
    try {
      return await this.attempt(job);
    } finally {
      this.working--;
      this.waiting.shift()?.();
    }
  }

  private async attempt(job: Job): Promise<Outcome | null> {
    for (let tries = 0; tries < 3 && !this.closed; tries++) {
      const next = this.warm.shift() ?? this.start();
      hold(next.child, true);
      const ready = await next.ready;
      this.fill();
      if (ready) return this.hand(next, job);
      kill(next.child);
    }
    return null;
  }

  /** Process ids of all living children. */
  alive(): number[] {
    return [...this.all].flatMap(({ pid }) => pid ?? []);
  }

  close(): void {
    this.closed = true;
    process.removeListener('exit', this.killAll);
    this.killAll();
  }

  private async hand({ child, lines, said }: Warm, job: Job): Promise<Outcome> {
    const { wallMs = 60_000, cpuSeconds = 10 } = this.options;
    const outcome: Outcome = { results: [] };
    const begun = performance.now();
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const all = async () => {
      for await (const line of lines) {
        const { analysed, entry, started, result, end, printed } = parsed<Event>(line) ?? {};
        if (analysed) outcome.analysed = analysed;
        if (entry !== undefined) outcome.entry = entry;
        if (started !== undefined) outcome.started = started;
        if (result) outcome.results.push(result);
        if (printed !== undefined) outcome.printed = printed;
        if (end) return null;
      }
      if (child.exitCode === null && child.signalCode === null) await gone;
      return ending(child, said.errors, performance.now() - begun > 250 * cpuSeconds, cpuSeconds);
    };
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Failure>((resolve) => {
      timer = setTimeout(() => resolve({ failure: 'timeout', why: `no end within ${wallMs / 1000} s` }), wallMs);
    });
    child.stdin?.end(`${JSON.stringify(job)}\n`);
    const broken = await Promise.race([all(), late]);
    clearTimeout(timer);
    kill(child);
    return broken ? { ...outcome, broken } : outcome;
  }

  private fill(): void {
    const { size = 2 } = this.options;
    while (!this.closed && this.warm.length < size) this.warm.push(this.start());
  }

  private start(): Warm {
    const { level, snapshot, cpuSeconds = 10, startMs = 120_000 } = this.options;
    const { file, args } = childCommand(level, snapshot, cpuSeconds);
    const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' };
    const child = spawn(file, args, { cwd: '/', env, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
    this.all.add(child);
    for (const event of ['exit', 'error']) child.once(event, () => this.all.delete(child));
    child.stdin?.on('error', () => {}); // a dead child is detected by its missing answer
    const said = { errors: '' };
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said.errors = (said.errors + text).slice(-4000);
    });
    hold(child, false);
    const lines = linesOf(child);
    const slow = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), startMs).unref());
    const ready = Promise.race([lines.next().then(({ value }) => value === '"ready"'), slow]);
    return { child, ready, lines, said };
  }
}

/** Why a child ended prematurely. `long`: it ran long enough that a kill must come from the system's CPU time limit. */
function ending({ exitCode, signalCode }: ChildProcess, errors: string, long: boolean, cpuSeconds: number): Failure {
  if (exitCode === 0) return { failure: 'exit', why: 'the process ended without an answer' };
  if (/out of memory|allocation failed/i.test(errors)) return { failure: 'memory', why: 'the process ran out of memory' };
  // unshare passes a signal on or, in some versions, only prints a line of its own
  const silent = errors.replace(/^unshare: .*$/gm, '').trim() === '';
  const killed = signalCode === 'SIGKILL' || signalCode === 'SIGXCPU' || (exitCode !== null && silent);
  if (killed && long) return { failure: 'timeout', why: `no end within ${cpuSeconds} s of processor time` };
  return { failure: 'crash', why: 'the process broke' };
}
