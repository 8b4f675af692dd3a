// `view` and `dev`: pages served to one reader on this machine, and woven anew at each save.
import { type ChildProcess, spawn } from 'node:child_process';
import { get, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Project, sums } from '../../fixtures/project.js';

const cli = fileURLToPath(new URL('../../../cli/evalbook.ts', import.meta.url));
const project = new Project().experiment('01-scripted.ts').write('datasets/sums/data.jsonl', sums);
const script = 'experiments/01-scripted.ts';
const whole = project.read(script);
const children: ChildProcess[] = [];
test.before(async () => {
  const { code, stderr } = await project.command('report', '--quiet');
  assert.is(code, 0, stderr);
});
test.after(async () => {
  for (const child of children) child.kill();
  await Promise.all(children.map((child) => child.exitCode === null && new Promise((resolve) => child.once('close', resolve))));
  project.remove();
});

/** Starts a command that serves; resolves with its address. */
async function started(...args: string[]): Promise<{ address: string; child: ChildProcess }> {
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), cli, ...args], { cwd: project.folder });
  children.push(child);
  let said = '';
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (data) => {
      said += data;
      const [found] = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(said) ?? [];
      if (found) resolve(found);
    });
    child.stderr?.on('data', (data) => {
      said += data;
    });
    child.once('close', () => reject(new Error(said)));
  });
  return { address, child };
}

interface Answer {
  status: number;
  text: string;
}

function ask(address: string, { method = 'GET', host }: { method?: string; host?: string } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(address, { method, headers: host ? { host } : {} }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (data) => {
        text += data;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    asked.once('error', reject).end();
  });
}

/** The events of a page that listens, one after another. */
function listened(address: string): { next: (name: string) => Promise<string>; close: () => void } {
  const seen: { name: string; data: string }[] = [];
  const waiting: (() => void)[] = [];
  const asked = get(new URL('events', address), (response) => {
    let text = '';
    response.setEncoding('utf8').on('data', (data) => {
      text += data;
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const event = text.slice(0, end);
        text = text.slice(end + 2);
        const name = /^event: (.*)$/m.exec(event)?.[1];
        if (name) seen.push({ name, data: [...event.matchAll(/^data: (.*)$/gm)].map(([, line]) => line).join('\n') });
      }
      for (const wake of waiting.splice(0)) wake();
    });
  });
  asked.on('error', () => undefined);
  return {
    async next(name) {
      for (;;) {
        const at = seen.findIndex((event) => event.name === name);
        if (at >= 0) return (seen.splice(0, at + 1).at(-1) as { data: string }).data;
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
    close: () => asked.destroy(),
  };
}

test('view serves the pages with its token alone, from this machine alone, and takes nothing', async () => {
  const { address, child } = await started('view');
  const page = await ask(`${address}01-scripted.html`);
  assert.is(page.status, 200);
  assert.match(page.text, '<article id="article">');
  assert.match((await ask(address)).text, '01-scripted.html');
  const wrong = address.replace(/\/[0-9a-f]{32}\//, `/${'0'.repeat(32)}/`);
  assert.is((await ask(`${wrong}01-scripted.html`)).status, 403);
  assert.is((await ask(new URL('/', address).href)).status, 403);
  assert.is((await ask(address, { host: 'evil.example' })).status, 403);
  assert.is((await ask(address, { method: 'POST' })).status, 405);
  assert.is((await ask(`${address}..%2f..%2fevalbook.json`)).status, 404);
  assert.is((await ask(`${address}evalbook.json`)).status, 404);
  child.kill('SIGINT');
  assert.is(await new Promise((resolve) => child.once('close', resolve)), 130);
});

test('dev weaves the page anew at a save, writes nothing, shows an error, and keeps the last good page meanwhile', async () => {
  const { address } = await started('dev', '01');
  const written = project.read('reports/01-scripted.md');
  const events = listened(address);
  assert.match((await ask(address)).text, '<article id="article">');
  project.write(script, whole.replace(/^\/\/ # .*$/m, '// # A new title'));
  await events.next('page');
  assert.match((await ask(address)).text, 'A new title');
  project.write(script, `${whole}\nconst broken = ;`);
  assert.match(await events.next('problem'), /01-scripted\.ts.*Unexpected/s);
  assert.match((await ask(address)).text, 'A new title');
  const late = listened(address);
  assert.match(await late.next('problem'), 'Unexpected');
  late.close();
  project.write(script, whole);
  await events.next('page');
  assert.not.match((await ask(address)).text, 'A new title');
  project.write('datasets/sums/data.jsonl', sums.replace('sum-1', 'sum-9'));
  await events.next('page');
  project.write(
    'datasets/sums/data.jsonl',
    `${sums}${JSON.stringify({ id: 'sum-7', input: '7 + 8', target: 15, lang: 'en' })}\n`,
  );
  assert.match(await events.next('problem'), /answers are not recorded/);
  events.close();
  assert.is(project.read('reports/01-scripted.md'), written);
});

test('what is no report, and a port that is none, are told in a line', async () => {
  assert.match((await project.command('dev')).stderr, 'expected the number or the script of one report');
  assert.match((await project.command('dev', '09')).stderr, 'expected the number or name of a report, one of 01, got "09"');
  assert.match((await project.command('view', '--port', 'x')).stderr, 'expected --port to be a whole number');
});

test.run();
