// Warm children, each for one program. Processor time is bounded by the system, wall time here, from when the job is handed over; what does
// not answer by then is killed with all that it started. Children are replaced while others work, and none outlives this process.
import { type ChildProcess, spawn } from 'node:child_process';
import { childCommand, type Level } from './level.js';
import { hold, kill, linesOf, parsed } from './process.js';

/** What a child runs. `calls` are Python tuples as text, made of constants only. */
export interface Job {
  /** the code of an answer; `python`: the answer says that it is */
  pieces: { code: string; python: boolean }[];
  /** the last piece ends where the token limit came */
  cut: boolean;
  /** names to look for; "*" for the last function that takes `arity` arguments, or the only one */
  entries: string[];
  arity: number;
  /** null: look at the program, do not run it */
  calls: string[] | null;
  /** where a call gives None, its result is what the first argument has become */
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
  | { e: Tagged[] }
  | { z: Tagged[] };

/** What is known of a job, up to where it broke. */
export interface Outcome {
  analysed?: Analysed;
  /** why the program failed before any call */
  started?: Failure | null;
  results: ({ value: Tagged } | Failure)[];
  /** the beginning of what it printed; only of a program that came to its end */
  printed?: string;
  /** why the process came to no end of its own */
  broken?: Failure;
}

type Event = {
  analysed?: Analysed;
  started?: Failure | null;
  result?: Outcome['results'][number];
  end?: true;
  printed?: string;
};

export interface PoolOptions {
  level: Level;
  /** absolute path, from `snapshot` */
  snapshot: string;
  /** warm children kept, and how many work at once, default 2 */
  size?: number;
  /** processor time of one child, whole seconds, default 10, where the system can bound it; its start takes about half a second of it */
  cpuSeconds?: number;
  /** wall time of one program, default 60,000: for what waits without working, and a machine that is busy */
  wallMs?: number;
  /** time for a child to become ready, default 120,000 */
  startMs?: number;
}

/** A warm child: its process, and a promise that it is ready. */
interface Warm {
  child: ChildProcess;
  ready: Promise<boolean>;
  lines: AsyncGenerator<string>;
  said: { errors: string };
}

/** Children by which no program can reach past the level. `close` ends them all. */
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
   * Runs one job in a fresh child, at most `size` at once; more wait. Null where no child could be started. Never rejects: what goes wrong
   * with the program is the outcome.
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

  /** The process numbers of all children that are alive. */
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
        const { analysed, started, result, end, printed } = parsed<Event>(line) ?? {};
        if (analysed) outcome.analysed = analysed;
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
    child.stdin?.on('error', () => {}); // a child that is gone is noticed by its missing answer
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

/** Why a child ended before its time. `long`: it worked long enough that a kill is the system's, for its processor time. */
function ending({ exitCode, signalCode }: ChildProcess, errors: string, long: boolean, cpuSeconds: number): Failure {
  if (exitCode === 0) return { failure: 'exit', why: 'the process ended without an answer' };
  if (/out of memory|allocation failed/i.test(errors)) return { failure: 'memory', why: 'the process ran out of memory' };
  // unshare passes a signal on, or, in some versions, says nothing of it but one line of its own
  const silent = errors.replace(/^unshare: .*$/gm, '').trim() === '';
  const killed = signalCode === 'SIGKILL' || signalCode === 'SIGXCPU' || (exitCode !== null && silent);
  if (killed && long) return { failure: 'timeout', why: `no end within ${cpuSeconds} s of processor time` };
  return { failure: 'crash', why: 'the process broke' };
}
