// Two scripts at once: neither loses the other's entry, and --check waits for nobody.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { lock } from '../../../harness/records/lock.js';
import { type Manifest, manifestText } from '../../../harness/report/manifest.js';
import { ended, Project, sums } from '../../fixtures/project.js';

const script = 'experiments/01-scripted.ts';
const manifest = 'reports/manifest.json';

const test = suite<{ project: Project }>('publish');
test.before.each(async (context) => {
  context.project = new Project().experiment('01-scripted.ts').write('datasets/sums/data.jsonl', sums);
  await context.project.run(script);
});
test.after.each(({ project }) => project.remove());

test('a script waits for another that is writing the manifest, and keeps its entry', async ({ project }) => {
  const { reports, code: sets }: Manifest = JSON.parse(project.read(manifest));
  for (const path of [manifest, 'reports/01-scripted.md']) rmSync(join(project.folder, path));
  const free = await lock(join(project.folder, manifest));
  const end = ended(project.start(script));
  for (let waited = 0; !project.has('reports/01-scripted.md') && waited < 200; waited++) await sleep(50);
  await sleep(400); // its page is written: the manifest is next
  const other = { ...reports['01-scripted'], title: 'Another question' } as Manifest['reports'][string];
  project.write(manifest, manifestText({ version: 2, code: sets, reports: { '02-other': other } }));
  free();
  const { code, stderr } = await end;
  assert.is(code, 0, stderr);
  assert.match(stderr, `reports/manifest.json: waiting for process ${process.pid}`);
  assert.equal(Object.keys(JSON.parse(project.read(manifest)).reports), ['01-scripted', '02-other']);
  assert.match(project.read('reports/README.md'), '[Another question](02-other.md)');
  assert.not(project.has(`${manifest}.lock`));
});

test('--check needs no lock', async ({ project }) => {
  const free = await lock(join(project.folder, manifest));
  try {
    const { code, stderr } = await project.command('report', '--check');
    assert.is(code, 0, stderr);
  } finally {
    free();
  }
});

test.run();
