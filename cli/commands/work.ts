// A worker of a queue: answers batches for a collector elsewhere, which runs `report --queue`.
import { hostname } from 'node:os';
import { parseArgs } from 'node:util';
import { exit, UserError } from '../../harness/core/errors.js';
import { coresToUse, queueAddress } from '../../harness/core/options.js';
import { say } from '../../harness/core/progress.js';
import { findProject } from '../../harness/project.js';
import { addressOf } from '../../queue/address.js';
import type { Broker } from '../../queue/broker.js';
import { answersLine } from '../../queue/job.js';
import { work } from '../../queue/worker.js';
import { CrewMember } from '../support/crew.js';
import { openQueue, originOf } from '../support/with-queue.js';
import type { Known } from '../support/work-child.js';
import { named, scriptsOf } from './report.js';

export const summary = "answer from a queue what another machine's report asks: work --queue URL [--jobs N]";

const usage = `usage: npx evalbook work --queue URL [NN …] [--jobs N] [--idle SECONDS] [--clear] [--quiet] [--json]

Takes batches of 8 to 16 requests from the queue at URL, answers them with the models here, and sends the answers back. Start it on as many
machines as you like, in checkouts of the same commit; one machine collects with \`npx evalbook report --queue URL\` (make report QUEUE=URL).
The queue holds keys and answers, never a prompt: requests are made from this checkout. NN: only for these experiments.

  --queue   redis://HOST:6379, rediss://HOST:6380 (TLS; Valkey too), or postgres://USER@HOST/DATABASE; or set EVALBOOK_QUEUE. A password
            may stand in EVALBOOK_QUEUE_PASSWORD. It needs packages: npm install bullmq@6.7.0 ioredis@5.11.1, or pg@8.23.1
  --jobs    processes, each with a batch and a model of its own; default: one a core (EVALBOOK_CORES: fewer cores)
  --idle    end after so many seconds without a batch; default: never
  --clear   remove from the queue all that these experiments may have there, and end
  --quiet   only what is refused or failed
  --json    at the end, what was done, as JSON

A batch of another commit or model is refused, and left for others. Ctrl-C puts back what is in hand.
`;

export async function main(args: string[]): Promise<number> {
  const { values, positionals } = parse(args);
  if (values.help) {
    process.stdout.write(usage);
    return exit.done;
  }
  const quiet = values.quiet ?? false;
  const url = queueAddress(values.queue);
  if (url === undefined) throw new UserError('expected --queue URL, e.g. redis://127.0.0.1:6379, or EVALBOOK_QUEUE, got neither');
  addressOf(url);
  const cores = coresToUse();
  const jobs = whole('--jobs', values.jobs) ?? cores;
  const idle = whole('--idle', values.idle);
  const project = findProject(process.cwd());
  const scripts = await scriptsOf(project);
  const names = positionals.length > 0 ? named(project, scripts, positionals) : scripts;
  const broker = await openQueue(url, quiet);
  const options = { folder: project.folder, names, cores: Math.max(1, Math.floor(cores / jobs)) };
  const crew = Array.from({ length: values.clear ? 1 : jobs }, () => new CrewMember(options));
  const stop = new AbortController();
  const ended = () => {
    stop.abort();
    for (const member of crew) member.stop();
  };
  process.on('SIGINT', ended).on('SIGTERM', ended);
  try {
    const [first] = await Promise.all(crew.map((member) => member.ready()));
    const { known, failures } = first as { known: Known[]; failures: string[] };
    for (const failure of failures) say(`no requests of ${failure}`, quiet);
    if (values.clear) return await clear(broker, project.title, known, quiet);
    for (const { id, problem, replays } of known) if (problem && !replays) say(`${id}: left to other workers: ${problem}`);
    const able = known.filter(({ problem }) => !problem);
    if (able.length === 0) throw new UserError('expected a model that can be asked here, found none', exit.incomplete);
    const plural = jobs === 1 ? 'process' : 'processes';
    say(`${broker.where}: ${jobs} ${plural} for ${able.map(({ id }) => id).join(', ')}`, quiet);
    const lines = [
      ...new Map(able.map(({ line, perMinute }) => [line, { name: line, ...(perMinute ? { perMinute } : {}) }])).values(),
    ];
    const done = await work(broker, {
      own: originOf(project),
      by: hostname(),
      hands: crew,
      lines,
      ...(idle === null ? {} : { idleMs: idle * 1000 }),
      say: (text) => say(text),
      signal: stop.signal,
    });
    const { batches, answers, refused } = done;
    say(`${answers} answers in ${batches} batches${refused > 0 ? `, ${refused} times refused` : ''}`, quiet);
    if (values.json) process.stdout.write(`${JSON.stringify({ batches, answers, refused })}\n`);
    return stop.signal.aborted ? exit.interrupted : exit.done;
  } catch (error) {
    if (stop.signal.aborted) return exit.interrupted;
    throw error;
  } finally {
    process.off('SIGINT', ended).off('SIGTERM', ended);
    for (const member of crew) member.stop();
    await broker.close();
  }
}

/** Removes everything that these models' lines hold. */
async function clear(broker: Broker, notebook: string, known: Known[], quiet: boolean): Promise<number> {
  const lines = known.flatMap(({ id, line, datasets }) => [line, ...datasets.map((one) => answersLine(notebook, id, one))]);
  let removed = 0;
  for (const name of new Set(lines)) {
    const line = broker.line(name);
    const { waiting, taken } = await line.counts();
    removed += waiting + taken;
    await line.clear();
  }
  say(`${broker.where}: ${removed} batches removed`, quiet);
  return exit.done;
}

function parse(args: string[]) {
  const options = {
    queue: { type: 'string' },
    jobs: { type: 'string' },
    idle: { type: 'string' },
    clear: { type: 'boolean' },
    quiet: { type: 'boolean' },
    json: { type: 'boolean' },
    help: { type: 'boolean' },
  } as const;
  try {
    return parseArgs({ args, options, strict: true, allowPositionals: true });
  } catch (error) {
    throw new UserError(`${(error as Error).message.split(/\. |\n/)[0]}. See --help`);
  }
}

function whole(flag: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new UserError(`expected ${flag} to be a whole number, 1 or more, got "${text}"`);
  return value;
}
