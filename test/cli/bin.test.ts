// The entry of `npx evalbook`: which Node it takes, and that it starts the command line whose folder it is called in.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const bin = fileURLToPath(new URL('../../cli/bin.mjs', import.meta.url));
const { nodeProblem } = (await import(new URL('../../cli/node-version.mjs', import.meta.url).href)) as {
  nodeProblem(version: string): string | null;
};

test('Node 20 and newer is taken, an older one told in a line', () => {
  for (const version of ['20.0.0', '22.15.1', '100.0.0']) assert.is(nodeProblem(version), null);
  assert.is(nodeProblem('18.20.4'), 'evalbook needs Node 20 or newer, this is 18.20.4; nodejs.org has it');
  assert.match(nodeProblem('9.11.2') ?? '', /this is 9\.11\.2/);
});

test('an older Node loads nothing that it could not read: plain modules, and only then the rest', () => {
  const imports = [...readFileSync(bin, 'utf8').matchAll(/^import .* from '(.+)';$/gm)].map(([, from]) => from);
  assert.equal(imports, ['node:fs', 'node:v8', './node-version.mjs']);
});

test('called by a link, as npm makes one, it knows its version and turns errors into one line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'evalbook-bin-'));
  const link = join(folder, 'evalbook');
  symlinkSync(bin, link);
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };
  const run = (...args: string[]) => spawnSync(process.execPath, [link, ...args], { cwd: folder, encoding: 'utf8' });
  assert.is(run('--version').stdout, `${version}\n`);
  const { status, stderr } = run('cite', '01');
  assert.is(status, 2);
  assert.match(stderr, /^evalbook: expected evalbook\.json in .*npx evalbook init.*\n$/);
  rmSync(folder, { recursive: true });
});

test.run();
