// What doctor says of a folder: what is here, what can be done without, what is wrong.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Finding } from '../../../cli/support/findings.js';

const bin = fileURLToPath(new URL('../../../cli/bin.mjs', import.meta.url));
const parent = mkdtempSync(join(tmpdir(), 'evalbook-doctor-'));
test.after(() => rmSync(parent, { recursive: true, force: true }));

function run(folder: string, args: string[] = [], cache = join(parent, 'cache')) {
  return spawnSync(process.execPath, [bin, 'doctor', ...args], {
    cwd: folder,
    env: { ...process.env, EVALBOOK_CACHE: cache },
    encoding: 'utf8',
  });
}

function folderOf(name: string, settings?: string): string {
  const folder = join(parent, name);
  mkdirSync(folder);
  if (settings !== undefined) writeFileSync(join(folder, 'evalbook.json'), settings);
  return folder;
}

const statesOf = (stdout: string) =>
  Object.fromEntries((JSON.parse(stdout) as Finding[]).map(({ what, state }) => [what, state]));

test('of a notebook nothing is wrong: weights are here, models that were not fetched can be done without', () => {
  const folder = folderOf('good', '{"title":"good","authors":["a"],"licence":"CC0-1.0"}');
  const { status, stdout } = run(folder, ['--json']);
  assert.is(status, 0, stdout);
  const states = statesOf(stdout);
  for (const what of ['Node', 'evalbook', 'notebook', 'folders', 'smollm2-135m-instruct', 'cache', 'disk'])
    assert.is(states[what], 'ok', what);
  assert.is(states['tinyllama-1.1b-chat-v1.0'], 'absent');
  assert.is(states.TypeScript, 'absent');
  const lines = run(folder).stdout.trimEnd().split('\n');
  assert.is(lines.length, Object.keys(states).length);
  for (const line of lines) assert.match(line, /^(ok|absent) +\S.* {2}\S/);
});

test('a folder without a notebook is told how to start one', () => {
  const { status, stdout } = run(folderOf('none'));
  assert.is(status, 0);
  assert.match(stdout, /^absent +notebook .*npx evalbook init/m);
});

test('settings that are wrong, and a cache that cannot be made, are WRONG', () => {
  const { status, stdout } = run(folderOf('bad', '{"title":"bad","authors":[],"licence":"x"}'), ['--json'], join(bin, 'cache'));
  assert.is(status, 1);
  const states = statesOf(stdout);
  assert.equal([states.notebook, states.cache], ['WRONG', 'WRONG']);
  assert.match(stdout, /expected `authors` to be a list of one or more names/);
});

test('an argument that it does not know is usage', () => {
  const { status, stderr } = run(parent, ['--all']);
  assert.is(status, 2);
  assert.match(stderr, /^evalbook: expected --json, --help or nothing, got "--all"\n$/);
});

test.run();
