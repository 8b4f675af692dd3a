// The processes that answer for `work`, each with its share of the cores.
import { type ChildProcess, fork } from 'node:child_process';
import { environmentWith } from '../../harness/core/options.js';
import { execArgvOf, ownScript } from '../../harness/core/own-script.js';
import type { Hand } from '../../queue/worker.js';
import type { FromChild, Known, ToChild } from './work-child.js';

export interface CrewOptions {
  /** folder of the notebook */
  folder: string;
  /** names of the experiments */
  names: string[];
  /** for each process */
  cores: number;
}

/** A process that has planned, and answers; one that ends is replaced at the next batch. */
export class CrewMember implements Hand {
  private child: ChildProcess | null = null;

  constructor(private readonly options: CrewOptions) {}

  /** Starts the process; resolves with the models that the experiments ask. */
  async ready(): Promise<{ known: Known[]; failures: string[] }> {
    const script = ownScript('work-child', import.meta.url);
    const { folder, names, cores } = this.options;
    this.child = fork(script, {
      execArgv: execArgvOf(script),
      cwd: folder,
      env: environmentWith(cores),
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const reply = await this.tell({ plan: { folder, names } });
    if (!('known' in reply)) throw new Error('a process answered before it had planned');
    return reply;
  }

  async answer(job: Parameters<Hand['answer']>[0]): ReturnType<Hand['answer']> {
    if (!this.child?.connected) await this.ready();
    const reply = await this.tell({ job });
    if (!('outcome' in reply)) throw new Error('a process planned in place of an answer');
    return reply.outcome;
  }

  /** Ends the process, whatever it does. */
  stop(): void {
    this.child?.kill('SIGKILL'); // the engine's own processes end with it
    this.child = null;
  }

  private tell(message: ToChild): Promise<Exclude<FromChild, { failed: string }>> {
    const { child } = this;
    if (!child) return Promise.reject(new Error('it was stopped'));
    return new Promise((resolve, reject) => {
      const off = () => {
        child.off('message', heard);
        child.off('exit', ended);
        child.off('error', reject);
      };
      const heard = (reply: FromChild) => {
        off();
        if ('failed' in reply) reject(new Error(reply.failed));
        else resolve(reply);
      };
      const ended = (code: number | null, signal: string | null) => {
        off();
        reject(new Error(`a process ended (${signal ?? `code ${code}`})`));
      };
      child.on('message', heard).on('exit', ended).on('error', reject);
      child.send(message, () => {}); // if it has ended, its exit is heard
    });
  }
}
