// A report of many replayed rows: makes a notebook of synthetic records, runs its report in a process, and prints seconds and peak memory.
// npx tsx bench/rows.ts [ROWS] [FOLDER]; default a million rows, in a temporary folder, which is removed.
import { spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256 } from '../harness/core/canonical.js';
import { toRecord } from '../harness/records/records.js';
import { requestKey } from '../harness/records/request-key.js';
import { seal } from '../harness/records/store.js';

const rows = Number(process.argv[2] ?? 1_000_000);
const folder = process.argv[3] ?? mkdtempSync(join(tmpdir(), 'evalbook-rows-'));
const repository = fileURLToPath(new URL('..', import.meta.url));
const trials = 10;
const samples = Math.ceil(rows / trials);
const digest = 'd'.repeat(64);

const script = `// # How many sums?
//
// A scripted model adds; its answers are synthetic.

import { type Judge, type Model, notebook, passRate } from 'evalbook';

const { load, run, headline, show, weave } = notebook(import.meta.url);

const model: Model = {
  id: 'many',
  family: 'none',
  digest: '${digest}',
  isAvailable: () => false,
  generate: () => {
    throw new Error('only replays');
  },
};

const judge: Judge = {
  name: 'sum',
  version: '1',
  grade({ target }, { output }) {
    const right = output.includes(String(target));
    return { judge: 'sum', score: right ? 1 : 0, verdict: right ? 'right' : 'wrong', why: \`expected \${target}\` };
  },
};

// ## Materials
//
// Sums.

const sums = await load('sums');

const rows = await run({ models: [model], dataset: sums, judges: [judge], decoding: { maxNewTokens: 32, temperature: 0.8 }, trials: ${trials} });

// ## Results

const solved = passRate(rows, { judge, by: ['lang'] });
headline(passRate(rows, { judge, by: ['model'] }));
show(solved.table());

export default await weave();
`;

/** As \`run\` seeds them. */
const seedOf = (id: string, trial: number) => Number.parseInt(sha256(`${id}\n${trial}`).slice(0, 8), 16);

function generate(): void {
  for (const name of ['experiments', 'datasets/sums', 'records/many', 'node_modules'])
    mkdirSync(join(folder, name), { recursive: true });
  symlinkSync(repository, join(folder, 'node_modules/evalbook'));
  writeFileSync(join(folder, 'evalbook.json'), JSON.stringify({ title: 'Rows', authors: ['Nobody'], licence: 'CC0-1.0' }));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  writeFileSync(join(folder, 'experiments/01-many.ts'), script);
  writeFileSync(join(folder, 'datasets/sums/README.md'), '# Sums\n');
  const data = openSync(join(folder, 'datasets/sums/data.jsonl'), 'w');
  const records = openSync(join(folder, 'records/many/sums.jsonl'), 'w');
  for (let i = 0; i < samples; i++) {
    const sample = { id: `sum-${String(i).padStart(7, '0')}`, input: `How much is ${i} and ${3 * i + 1}? Say only the number.` };
    writeSync(data, `${JSON.stringify({ ...sample, target: 4 * i + 1, lang: i % 2 ? 'en' : 'zh' })}\n`);
    const lines = Array.from({ length: trials }, (_, trial) => {
      const decoding = { maxNewTokens: 32, temperature: 0.8, seed: seedOf(sample.id, trial) };
      const request = { messages: [{ role: 'user' as const, content: sample.input }], decoding, trial };
      const output = `Let me add them. The sum is ${4 * i + 1 + ((i + trial) % 3 ? 0 : 1)}.`;
      const numbers = { promptTokens: 24, outputTokens: 14, minMargin: ((i * 7 + trial) % 1000) / 1000 };
      const key = requestKey({ digest }, request);
      return `${seal(toRecord(sample.id, { digest }, request, { key, output, finish: 'stop', ...numbers }))}\n`;
    });
    writeSync(records, lines.join(''));
  }
  closeSync(data);
  closeSync(records);
}

if (!existsSync(join(folder, 'evalbook.json'))) generate();
const megabytes = (path: string) => `${(statSync(join(folder, path)).size / 1e6).toFixed(0)} MB`;
process.stdout.write(`${samples * trials} rows; records ${megabytes('records/many/sums.jsonl')}\n`);
const from = performance.now();
const command = [join(repository, 'cli/bin.mjs'), 'report'];
const peak = join(dirname(fileURLToPath(import.meta.url)), 'peak.mjs');
const ended = spawnSync(process.execPath, ['--import', peak, ...command], {
  cwd: folder,
  stdio: 'inherit',
});
const seconds = (performance.now() - from) / 1000;
process.stdout.write(
  `report: ${seconds.toFixed(1)} s, exit ${ended.status}; CSV ${ended.status === 0 ? megabytes('reports/01-many.csv') : 'none'}\n`,
);
if (process.argv[3] === undefined) rmSync(folder, { recursive: true });
