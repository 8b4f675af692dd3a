// One speed measurement of one model in its own process: FOLDER ARITHMETIC. Prints one line of JSON (fields:
// harness/records/measurements.ts). End-of-sequence tokens are ignored, so that every run decodes the same number of tokens.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scriptArguments } from '../../harness/core/options.js';
import type { SpeedRun } from '../../harness/records/measurements.js';
import type { Arithmetic } from './folder.js';

const begin = performance.now();
const [path, arithmetic] = scriptArguments() as [string, Arithmetic];
const { decode } = await import('./decode.js');
const { openModel } = await import('./open.js');
const { Queue } = await import('./queue.js');
const { coreThreads } = await import('./threads.js');
const { checkFolder, readFolder } = await import('./folder.js');

await checkFolder(readFolder(path, () => 'restore the folder'));
const opened = await openModel(path, arithmetic, coreThreads());
const model = { ...opened, eosTokenIds: new Set<number>() };
const loadSeconds = (performance.now() - begin) / 1000;

const short = await answer(38);
const long = await answer(1000);
const run: SpeedRun = {
  loadSeconds: round(loadSeconds, 3),
  shortFirstTokenMs: round(short.firstTokenMs, 1),
  longFirstTokenMs: round(long.firstTokenMs, 1),
  shortTokensPerSecond: round(short.tokensPerSecond, 1),
  longTokensPerSecond: round(long.tokensPerSecond, 1),
  peakMemoryMB: round((process.resourceUsage().maxRSS * 1024) / 1e6, 0),
  runtime: `onnxruntime-node ${version('onnxruntime-node')}, transformers.js ${version('@huggingface/transformers')}`,
};
process.stdout.write(`${JSON.stringify(run)}\n`);

/** One answer to a prompt of `tokens` tokens (up to two more), timed from the text to the last token. */
async function answer(tokens: number): Promise<{ firstTokenMs: number; tokensPerSecond: number }> {
  const content = textOf(tokens);
  const times: number[] = [];
  const start = performance.now();
  const ids = model.encodeChat([{ role: 'user', content }]);
  const prompt = { index: 0, ids, decoding: { maxNewTokens: 64 }, onToken: () => void times.push(performance.now()) };
  for await (const _ of decode(model, model.runner(1), new Queue([prompt], true)));
  const [first = start, last = start] = [times[0], times.at(-1)];
  return { firstTokenMs: first - start, tokensPerSecond: (1000 * (times.length - 1)) / (last - first) };
}

function textOf(tokens: number): string {
  const words = 'one day a hen and a rabbit sat by the river and counted heads and feet until the sun went down '.split(' ');
  let text = 'Tell me more:';
  for (let i = 0; model.encodeChat([{ role: 'user', content: text }]).length < tokens; i++)
    text += ` ${words[i % (words.length - 1)]}`;
  return text;
}

function version(name: string): string {
  // from its entry upwards, as its package.json may not be among its exports
  for (let at = dirname(fileURLToPath(import.meta.resolve(name))); at !== dirname(at); at = dirname(at)) {
    const file = join(at, 'package.json');
    const found = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { name?: string; version?: string }) : {};
    if (found.name === name && found.version) return found.version;
  }
  return 'of unknown version';
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
