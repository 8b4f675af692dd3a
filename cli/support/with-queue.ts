// A run whose answers come by way of a queue.
import { execFileSync } from 'node:child_process';
import { queuePassword } from '../../harness/core/options.js';
import { say } from '../../harness/core/progress.js';
import type { RunOptions } from '../../harness/core/run-options.js';
import type { Answerer } from '../../harness/core/session.js';
import type { Project } from '../../harness/project.js';
import { addressOf } from '../../queue/address.js';
import type { Broker } from '../../queue/broker.js';
import { connect } from '../../queue/bullmq.js';
import { collector } from '../../queue/collector.js';
import { type Origin, version } from '../../queue/job.js';

/** Connects to the queue at `url`, and says what of its settings may lose jobs. Errors: as `addressOf` and `connect`. */
export async function openQueue(url: string, quiet: boolean): Promise<Broker> {
  const broker = await connect(addressOf(url, queuePassword()));
  for (const warning of await broker.warnings()) say(`${broker.where}: ${warning}`, quiet);
  return broker;
}

/** Runs `work` with a collector, which connects at its first question: a replay needs no queue. */
export async function withQueue<T>(
  project: Project,
  { quiet }: Pick<RunOptions, 'quiet'>,
  url: string,
  work: (answerer: Answerer) => Promise<T>,
): Promise<T> {
  addressOf(url); // a wrong one is an error at once
  let opened: Promise<Broker> | null = null;
  const connected = () => {
    opened ??= openQueue(url, quiet);
    return opened;
  };
  try {
    return await work(collector(connected, { own: originOf(project), quiet }));
  } finally {
    await (opened as Promise<Broker> | null)?.then((broker) => broker.close()).catch(() => {});
  }
}

/** What a batch of this checkout says of where it is from. */
export function originOf({ title, folder }: Project): Origin {
  return { version, notebook: title.slice(0, 300), commit: commitOf(folder) };
}

function commitOf(folder: string): string {
  try {
    const text = execFileSync('git', ['-C', folder, 'rev-parse', '--verify', 'HEAD'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return text.trim();
  } catch {
    return ''; // no git, or nothing committed
  }
}
