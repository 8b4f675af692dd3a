// One bulk run of node-llama-cpp: GGUF PROCESSES THREADS SEQUENCES PROMPTS. Like our engine it takes a prompt when a row becomes
// free, stops at end-of-sequence tokens, keeps the prefix shared with the next prompt, and is loaded before timing starts.
import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { scriptArguments } from '../harness/core/options.js';
import type { BulkRun } from './bulk.js';
import { openLlama, type Sequence } from './llama.js';
import { version } from './one-answer.js';
import { processorMsPerToken, type Used, usedByTree } from './processes.js';
import { newTokens, type Prompts } from './prompts.js';

const [gguf, processes, threads, sequences, promptFile, part] = scriptArguments() as [
  string,
  string,
  string,
  string,
  string,
  string?,
];
const { bulk, eosTokenIds } = JSON.parse(readFileSync(promptFile, 'utf8')) as Prompts;
const room = Math.max(...bulk.map(({ ids }) => ids.length)) + newTokens.bulk + 1;

async function answerAll(rows: Sequence[], all: number[][]): Promise<number> {
  const queue = all.values(); // the rows share one queue
  let tokens = 0;
  const work = async (row: Sequence) => {
    for (const ids of queue) {
      await row.adaptStateToTokens(ids, false);
      if (row.nextTokenIndex >= ids.length) await row.clearHistory();
      let count = 0;
      for await (const token of row.evaluate(ids.slice(row.nextTokenIndex), { temperature: 0, yieldEogToken: true })) {
        if (eosTokenIds.includes(token)) break;
        tokens++;
        if (++count === newTokens.bulk) break;
      }
    }
  };
  await Promise.all(rows.map(work));
  return tokens;
}

async function opened(): Promise<Sequence[]> {
  const rows = await openLlama(gguf, Number(threads), Number(sequences), room);
  const [first] = rows;
  const [one] = bulk;
  if (first && one) for await (const _ of first.evaluate(one.ids, { temperature: 0, yieldEogToken: true })) break;
  return rows;
}

/** Answers every `processes`-th prompt, starting at `part`, when told to; then stays alive, so that its memory can be read. */
async function child(): Promise<void> {
  const rows = await opened();
  process.on('message', async () => {
    const mine = bulk.filter((_, i) => i % Number(processes) === Number(part));
    const tokens = await answerAll(
      rows,
      mine.map(({ ids }) => ids),
    );
    process.send?.({ tokens });
  });
  process.send?.({ ready: true });
}

const told = (worker: ChildProcess) =>
  new Promise<{ tokens?: number }>((resolve, reject) => {
    worker.once('message', (message) => resolve(message as { tokens?: number }));
    worker.once('exit', (code) => reject(new Error(`a process ended with code ${code}`)));
  });

interface Bulk {
  tokens: number;
  seconds: number;
  before: Used | null;
  after: Used | null;
}

async function several(): Promise<Bulk> {
  const workers = Array.from({ length: Number(processes) }, (_, i) =>
    fork(fileURLToPath(import.meta.url), [...scriptArguments(), String(i)], {
      execArgv: ['--import', import.meta.resolve('tsx')],
    }),
  );
  await Promise.all(workers.map(told));
  const before = usedByTree();
  const start = performance.now();
  const answers = workers.map(told);
  for (const worker of workers) worker.send({ go: true });
  const counts = await Promise.all(answers);
  const seconds = (performance.now() - start) / 1000;
  const after = usedByTree();
  for (const worker of workers) worker.kill();
  return { tokens: counts.reduce((sum, { tokens = 0 }) => sum + tokens, 0), seconds, before, after };
}

async function alone(): Promise<Bulk> {
  const rows = await opened();
  const before = usedByTree();
  const start = performance.now();
  const tokens = await answerAll(
    rows,
    bulk.map(({ ids }) => ids),
  );
  return { tokens, seconds: (performance.now() - start) / 1000, before, after: usedByTree() };
}

if (part !== undefined) await child();
else {
  const { tokens, seconds, before, after } = Number(processes) > 1 ? await several() : await alone();
  const run: BulkRun = {
    tokensPerSecond: tokens / seconds,
    peakMemoryMB: after?.peakMemoryMB ?? null,
    tokenProcessorMs: processorMsPerToken(before, after, tokens),
    runtime: version('node-llama-cpp', '.'),
  };
  process.stdout.write(`${JSON.stringify(run)}\n`, () => process.exit());
}
