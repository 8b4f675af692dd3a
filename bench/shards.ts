// `npx tsx bench/shards.ts`: 56 short answers of the embedded model by one process, and by three shards in three clones that are merged: the
// same bytes? In some minutes.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('..', import.meta.url));
const parent = mkdtempSync(join(tmpdir(), 'evalbook-shards-'));

const subjects = ['rain', 'bread', 'the sea', 'a bridge', 'glass', 'bees', 'winter'];
const data = subjects
  .flatMap((subject, i) => [
    `What is ${subject}?`,
    `${'In plain words, for a child, and without any numbers: '.repeat((i % 3) + 1)}what is ${subject} for?`,
  ])
  .map((input, i) => `${JSON.stringify({ id: `q${i}`, input })}\n`)
  .join('');
const script = `// # What is it?
import { notebook } from 'evalbook';
import { smollm2 } from 'evalbook/models';
const { load, run, weave } = notebook(import.meta.url);
const said = { name: 'said', version: '1', grade: (_: unknown, { output }: { output: string }) => ({ judge: 'said', score: output ? 1 : 0, verdict: 'said', why: '' }) };
await run({
  models: [smollm2()],
  dataset: await load('things'),
  judges: [said],
  decoding: { maxNewTokens: 24 },
  conditions: { greedy: {}, short: { decoding: { maxNewTokens: 8 } }, drawn: { decoding: { temperature: 0.8, topP: 0.9 } } },
  extendTo: 24,
});
export default await weave();
`;

function notebook(name: string): string {
  const folder = join(parent, name, 'book');
  mkdirSync(join(folder, 'experiments'), { recursive: true });
  mkdirSync(join(folder, 'datasets/things'), { recursive: true });
  for (const linked of ['harness', 'judges', 'models', 'cli', 'node_modules', 'package.json'])
    symlinkSync(join(repository, linked), join(parent, name, linked));
  cpSync(join(repository, 'tsconfig.json'), join(parent, name, 'tsconfig.json'));
  writeFileSync(join(folder, 'evalbook.json'), JSON.stringify({ title: name, authors: ['a'], licence: 'CC0-1.0' }));
  writeFileSync(join(folder, 'experiments/01-things.ts'), script);
  writeFileSync(join(folder, 'datasets/things/data.jsonl'), data);
  return folder;
}

function run(folder: string, ...args: string[]): number {
  const from = performance.now();
  execFileSync(process.execPath, [join(repository, 'cli/bin.mjs'), ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return (performance.now() - from) / 1000;
}

const one = notebook('one');
const shards = ['a', 'b', 'c'].map(notebook);
const path = 'records/smollm2-135m-instruct/things.jsonl';
const seconds = [
  run(one, 'report', '--quiet'),
  ...shards.map((folder, i) => run(folder, 'report', '--quiet', '--shard', `${i + 1}/3`)),
];
const merging = run(shards[0] as string, 'merge', ...shards.slice(1));
const [whole, merged] = [one, shards[0] as string].map((folder) => readFileSync(join(folder, path), 'utf8')) as [string, string];
const lines = whole.trimEnd().split('\n').length;
process.stdout.write(
  `${lines} answers; one process ${seconds[0]?.toFixed(0)} s, shards ${seconds
    .slice(1)
    .map((one) => one.toFixed(0))
    .join(', ')} s, merge ${merging.toFixed(0)} s: ${whole === merged ? 'the same bytes' : 'OTHER BYTES'}\n`,
);
if (whole !== merged) process.exitCode = 1;
else rmSync(parent, { recursive: true });
