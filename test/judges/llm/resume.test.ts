// A judged run that is killed goes on where it was, then replays with the server gone; the key is in none of what it wrote.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { settings } from '../../fixtures/projects.js';
import { type Asked, json, server } from '../../fixtures/server.js';

const key = 'sk-never-to-be-seen';
const folder = mkdtempSync(join(tmpdir(), 'judged-'));
test.after(() => rmSync(folder, { recursive: true }));

const repository = new URL('../../..', import.meta.url).href;
const script = `// # Judged
//
// A run with a judge on a server.

import { meanScore, notebook } from '${repository}harness/index.ts';
import { llm, rubric } from '${repository}judges/llm/index.ts';
import { judgeModel } from '${repository}models/endpoint/judge-model.ts';

const { load, gradeExisting, show, weave } = notebook(import.meta.url);
const judge = llm({ rubric: rubric('explanation-scale-en'), by: judgeModel({ model: 'tiny', family: 'none', patienceMs: 1000 }) });
const rows = await gradeExisting({ dataset: await load('answers'), judges: [judge] });
show(meanScore(rows, { judge, by: ['model'] }).table());
export default await weave();
`;

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** Every file that was written, by path. */
function everything(under: string): Record<string, string> {
  const files = readdirSync(join(folder, under), { recursive: true, encoding: 'utf8' }).map((name) => join(under, name));
  return Object.fromEntries(
    files.filter((path) => statSync(join(folder, path)).isFile()).map((path) => [path, readFileSync(join(folder, path), 'utf8')]),
  );
}

function start(baseURL: string, ...args: string[]) {
  const command = ['--import', import.meta.resolve('tsx'), join(folder, 'experiments/01-judged.ts'), ...args];
  const child = spawn(process.execPath, command, {
    cwd: folder,
    env: { ...process.env, OPENAI_BASE_URL: baseURL, OPENAI_API_KEY: key },
  });
  let said = '';
  child.stdout.on('data', (data) => (said += data));
  child.stderr.on('data', (data) => (said += data));
  const ended = new Promise<{ code: number | null; said: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, said })),
  );
  return { child, ended };
}

test('killed, resumed, replayed', async () => {
  const rows = [1, 2, 3, 4, 5].map((i) => ({ id: `a${i}`, input: `Why ${i}?`, output: `Because of ${i}.` }));
  write('datasets/answers/data.jsonl', rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  write('experiments/01-judged.ts', script);
  write('package.json', '{"type":"module"}');
  write('evalbook.json', JSON.stringify(settings));
  let hang: (() => void) | null = () => {};
  const hung = new Promise<void>((resolve) => {
    hang = resolve;
  });
  const { baseURL, asked, close } = await server((response, { body }: Asked, call) => {
    if (call === 3) return hang?.(); // the fourth question is never answered
    const nonce = /exactly "([0-9a-f]{16})"/.exec((body.messages as { content: string }[])[1]?.content ?? '')?.[1];
    const content = JSON.stringify({ reasoning: 'It says why.', nonce, verdict: 4 });
    json(response, 200, { choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }] });
  });
  const first = start(baseURL);
  await hung;
  first.child.kill('SIGKILL');
  await first.ended;
  const second = await start(baseURL).ended;
  assert.is(second.code, 0, second.said);
  assert.is(asked.length, 6, 'three before the kill, one that was lost, two after');
  const questions = asked.map(({ body }) => JSON.stringify(body.messages));
  assert.is(new Set(questions).size, 5);
  await close();
  const before = { ...everything('reports'), ...everything('records') };
  rmSync(join(folder, 'reports'), { recursive: true });
  const third = await start('http://127.0.0.1:9/v1').ended;
  assert.is(third.code, 0, third.said);
  assert.equal({ ...everything('reports'), ...everything('records') }, before);
  assert.match(before['reports/01-judged.md'] ?? '', 'was never measured');
  assert.match(before['reports/01-judged.md'] ?? '', '<sub>75.0</sub>');
  assert.not.match(JSON.stringify(before) + second.said + third.said, key);
});

test.run();
