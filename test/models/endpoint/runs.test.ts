// Whole runs against a server that fails: which sample is named, what is said meanwhile, and what is left in the records.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, Project, sums } from '../../fixtures/project.js';
import { json, server, stream } from '../../fixtures/server.js';

const script = [
  '// # A question?',
  '',
  "import { notebook } from 'evalbook';",
  "import { math } from 'evalbook/judges';",
  "import { endpoint } from 'evalbook/models';",
  'const { load, run, weave } = notebook(import.meta.url);',
  "const model = endpoint({ model: 'tiny', family: 'none', baseURL: process.env.SERVER, patienceMs: 600 });",
  "await run({ models: [model], dataset: await load('sums'), judges: [math], decoding: { maxNewTokens: 8 }, prompt: (s) => s.input });",
  'export default await weave();',
  '',
].join('\n');

const project = () => new Project().write('datasets/sums/data.jsonl', sums).write('experiments/01-q.ts', script);
const report = 'experiments/01-q.ts';
const records = 'records/tiny/sums.jsonl';

test('a refused request is named by its sample; what was answered before is stored, and asked no more', async () => {
  const at = project();
  const { baseURL, asked, close } = await server((r, { body }) =>
    JSON.stringify(body).includes('"3 + 4"') && asked.length < 4
      ? json(r, 400, { error: { message: 'no such role' } })
      : stream(r, ['5']),
  );
  const first = await at.run(report, ['--quiet'], { SERVER: baseURL });
  assert.is(first.code, 2, first.stderr);
  assert.match(first.stderr, /2\/6 stored; sample sum-3: http:\S+ refused the request: 400 no such role\. Change what it names/);
  assert.not.match(first.stderr, 'same command');
  assert.is(at.read(records).split('\n').length, 3);
  const second = await at.run(report, ['--quiet'], { SERVER: baseURL });
  await close();
  assert.is(second.code, 0, second.stderr);
  assert.is(asked.length, 3 + 4);
  at.remove();
});

test('a wait is said, a line at a time, and not with --quiet; nothing is left where nothing was answered', async () => {
  const at = project();
  const busy = await server((r) => json(r, 429, { error: { message: 'slow down' } }));
  const said = await at.run(report, [], { SERVER: busy.baseURL });
  assert.is(said.code, 3, said.stderr);
  const lines = said.stderr.split('\n').filter((line) => line.startsWith('waiting for '));
  assert.ok(lines.length > 0, said.stderr);
  for (const line of lines) assert.match(line, /^waiting for http:\S+: 429 slow down, \d+ s, gives up at \d\d:\d\d:\d\d$/);
  const quiet = await at.run(report, ['--quiet'], { SERVER: busy.baseURL });
  assert.is(quiet.code, 3);
  assert.not.match(quiet.stderr, 'waiting for');
  await busy.close();
  const gone = await at.run(report, ['--quiet'], { SERVER: busy.baseURL });
  assert.match(gone.stderr, 'connection refused');
  assert.not(at.has(records));
  at.remove();
});

test('a run that is killed before the first answer leaves no empty record file', async () => {
  const at = project();
  const { baseURL, asked, close } = await server(() => {});
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), join(at.folder, report)], {
    cwd: at.folder,
    env: { ...process.env, SERVER: baseURL },
  });
  const end = ended(child);
  while (asked.length === 0 && child.exitCode === null) await sleep(20);
  child.kill('SIGKILL');
  const { signal, stderr } = await end;
  await close();
  assert.is(signal, 'SIGKILL', stderr);
  assert.not(at.has(records));
  at.remove();
});

test.run();
