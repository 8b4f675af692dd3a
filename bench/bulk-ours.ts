// One bulk run of our engine, as in an experiment: FOLDER ARITHMETIC PROMPTS. The workers are loaded before timing starts.
import { readFileSync } from 'node:fs';
import { scriptArguments } from '../harness/core/options.js';
import type { Request } from '../harness/core/types.js';
import { localModel } from '../models/engine/local.js';
import type { BulkRun } from './bulk.js';
import { version } from './one-answer.js';
import { processorMsPerToken, usedByTree } from './processes.js';
import { newTokens, type Prompts } from './prompts.js';

const [folder, arithmetic, promptFile] = scriptArguments() as [string, 'portable' | 'fast', string];
const { bulk } = JSON.parse(readFileSync(promptFile, 'utf8')) as Prompts;
const model = localModel({ id: 'bench', family: 'bench', folder, arithmetic });

const asked = (maxNewTokens: number): Request[] =>
  bulk.map(({ messages }) => ({ messages, decoding: { maxNewTokens }, trial: 0 }));

async function tokensOf(requests: Request[]): Promise<number> {
  let tokens = 0;
  for await (const { outputTokens } of model.generate(requests)) tokens += outputTokens ?? 0;
  return tokens;
}

await tokensOf(asked(1).slice(0, 8));
const before = usedByTree();
const start = performance.now();
const tokens = await tokensOf(asked(newTokens.bulk));
const seconds = (performance.now() - start) / 1000;
const after = usedByTree();
const run: BulkRun = {
  tokensPerSecond: tokens / seconds,
  peakMemoryMB: after?.peakMemoryMB ?? null,
  tokenProcessorMs: processorMsPerToken(before, after, tokens),
  runtime: version('onnxruntime-node'),
};
await model.close();
process.stdout.write(`${JSON.stringify(run)}\n`);
