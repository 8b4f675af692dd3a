// Every generated dataset is, byte for byte, what its generator makes. All generators run with --check in one process: starting is what costs.
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const run = promisify(execFile);
const generators = readdirSync('datasets')
  .map((name) => `datasets/${name}/make/generate.ts`)
  .filter((path) => existsSync(path));

test('every generator makes the committed file', async () => {
  const imports = generators.map((path) => `await import('./${path}');`).join('');
  const { stdout } = await run(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', imports, 'all', '--check']);
  assert.is(generators.length, 12);
  for (const path of generators)
    assert.match(stdout, new RegExp(`^${path.replace('make/generate.ts', 'data.jsonl')}: \\d+ samples, as made$`, 'm'));
});

test('a dataset is data and a card; what makes it is in make/', () => {
  const names = readdirSync('datasets').filter((name) => name !== 'README.md');
  for (const name of names)
    assert.equal(
      readdirSync(`datasets/${name}`).filter((file) => file !== 'make'),
      ['README.md', 'data.jsonl'],
      name,
    );
});

test('an unknown flag is refused, and writes nothing', async () => {
  const path = generators[0] as string;
  const data = path.replace('make/generate.ts', 'data.jsonl');
  const before = readFileSync(data);
  const code = await run(process.execPath, ['--import', 'tsx', path, '--chekc']).then(
    () => 0,
    (error: { code: number }) => error.code,
  );
  assert.is(code, 2);
  assert.ok(before.equals(readFileSync(data)));
});

test.run();
