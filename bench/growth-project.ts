// A separate project in a temporary folder, with a dataset and recorded answers of any size, to measure the cost of the harness
// without a model.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Request } from '../harness/core/types.js';
import { toRecord } from '../harness/records/records.js';
import { requestKey } from '../harness/records/request-key.js';
import { seal } from '../harness/records/store.js';
import { measured } from './child.js';

/** CPU seconds of one process that replays `rows` answers, half sums and half JSON, grades them and generates a report. */
export interface Growth {
  rows: number;
  /** reads the dataset */
  load: number;
  /** looks up every recorded answer and verifies its checksum, without a judge */
  replay: number;
  math: number;
  json: number;
  /** tables, report, CSV and manifest */
  weave: number;
  /** the whole process, including startup of Node.js and the TypeScript loader */
  process: number;
  peakMemoryMB: number;
}

/** Factors of 1, 10 and 100. */
export const sizes = [100, 1000, 10_000];

export const growthModel = { id: 'recorded', family: 'none', digest: '0'.repeat(64) };
export const growthDecoding = { maxNewTokens: 64 };

const project = fileURLToPath(new URL('..', import.meta.url));

/** Measures once. The folder is removed afterwards. */
export async function growth(rows: number): Promise<Growth> {
  const folder = mkdtempSync(join(tmpdir(), 'evalbook-bench-'));
  try {
    layOut(folder, rows);
    return await measured<Growth>(join(folder, 'experiments/01-growth.ts'), ['--quiet'], {
      cwd: folder,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function layOut(folder: string, rows: number): void {
  for (const linked of ['harness', 'judges', 'bench', 'node_modules', 'package.json'])
    symlinkSync(join(project, linked), join(folder, linked));
  write(join(folder, 'evalbook.json'), JSON.stringify({ title: 'Growth', authors: ['bench'], licence: 'CC0-1.0' }));
  write(join(folder, 'experiments/01-growth.ts'), readFileSync(join(project, 'bench/growth.ts'), 'utf8'));
  for (const kind of ['math', 'json']) {
    const pairs = Array.from({ length: rows / 2 }, (_, i) => pair(kind, i));
    write(join(folder, `datasets/${kind}/data.jsonl`), pairs.map(({ sample }) => `${JSON.stringify(sample)}\n`).join(''));
    write(join(folder, `datasets/${kind}/README.md`), `# ${kind}\n`);
    write(
      join(folder, `records/${growthModel.id}/${kind}.jsonl`),
      pairs.map(({ sample, output }) => record(sample, output)).join(''),
    );
  }
}

function pair(kind: string, i: number): { sample: { id: string; input: string; target: unknown }; output: string } {
  const id = `${kind}-${String(i).padStart(6, '0')}`;
  const other = (i * 7919) % 1000;
  if (kind === 'math') {
    const output = `First we take ${i} hens. Then ${other} more come, so ${i} + ${other} = ${i + other}. The answer is ${i + other + (i % 3 === 0 ? 1 : 0)}.`;
    return { sample: { id, input: `What is ${i} + ${other}?`, target: i + other }, output };
  }
  const value = JSON.stringify({ name: `Ada ${i}`, age: 20 + (i % 60), city: 'Paris', hobbies: ['chess', `walk ${other}`] });
  const schema = {
    type: 'object',
    properties: { name: { type: 'string' }, age: { type: 'integer' } },
    required: ['name', 'age'],
  };
  return {
    sample: { id, input: `A person, number ${i}, as JSON.`, target: { schema } },
    output: i % 4 === 0 ? `Here it is:\n\`\`\`json\n${value}\n\`\`\`` : value,
  };
}

function record({ id, input }: { id: string; input: string }, output: string): string {
  const request: Request = { messages: [{ role: 'user', content: input }], decoding: growthDecoding, trial: 0 };
  const key = requestKey(growthModel, request);
  const generation = { key, output, finish: 'stop' as const, promptTokens: 20, outputTokens: 40, minMargin: 0.5 };
  return `${seal(toRecord(id, growthModel, request, generation))}\n`;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
