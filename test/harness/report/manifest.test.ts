// The manifest meets its published schema, and its exports name the same hashes.
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { canonical, sha256 } from '../../../harness/core/canonical.js';
import { type CodeSet, setHash } from '../../../harness/report/code-sets.js';
import { type Manifest, manifestText, type ReportEntry } from '../../../harness/report/manifest.js';
import { Project, sums } from '../../fixtures/project.js';

test('manifest, citation and exports of a run agree with each other and with the schema', async () => {
  const card = '# sums\n\nSix sums to add.\n\n| | |\n|---|---|\n| licence | CC0-1.0 |\n';
  const project = new Project()
    .experiment('01-scripted.ts')
    .write('datasets/sums/data.jsonl', sums)
    .write('datasets/sums/README.md', card);
  await project.run('experiments/01-scripted.ts');
  const manifest: Manifest = JSON.parse(project.read('reports/manifest.json'));
  const valid: (value: object) => boolean = new Ajv2020({ allErrors: true }).compile(
    JSON.parse(readFileSync('docs/manifest.schema.json', 'utf8')),
  );
  assert.ok(valid(manifest));
  assert.not(valid({ ...manifest, version: 1 }));
  assert.not(valid({ ...manifest, reports: { '1-x': {} } }));

  const entry = manifest.reports['01-scripted'] as ReportEntry;
  for (const { path, sha256: hash } of [...entry.inputs, ...entry.outputs])
    assert.is(sha256(Buffer.from(project.read(path))), hash, path);
  for (const { name, sha256: hash, count } of entry.code ?? []) {
    const set = manifest.code[hash] as CodeSet;
    assert.equal([set.name, setHash(set), Object.keys(set.files).length], [name, hash, count]);
  }
  const cited = JSON.parse((await project.command('cite', '01', '--json')).stdout);
  assert.is(cited.id, `evalbook:01:${entry.evidence.slice(0, 12)}`);
  assert.match(project.read('reports/01-scripted.md'), cited.bibtex);

  const statement = JSON.parse((await project.command('export', 'in-toto', '01')).stdout);
  assert.equal(
    statement.subject.map((one: { digest: { sha256: string } }) => one.digest.sha256),
    entry.outputs.map((one: { sha256: string }) => one.sha256),
  );
  const described = JSON.parse((await project.command('export', 'croissant', 'sums')).stdout);
  assert.is(described.distribution[0].sha256, sha256(sums));
  assert.is(described.license, 'https://creativecommons.org/publicdomain/zero/1.0/');
  assert.equal(
    described.recordSet[0].field.map(({ name }: { name: string }) => name),
    ['id', 'input', 'target', 'lang'],
  );
  assert.is((await project.command('cite', '77')).code, 2);
  assert.is((await project.command('export', 'in-toto', '77')).code, 2);
  project.remove();
});

test('one report a line, in order; the index quotes the hash of the bytes on the disk', async () => {
  const project = new Project().experiment('01-scripted.ts').experiment('03-front.ts').write('datasets/sums/data.jsonl', sums);
  await project.run('experiments/03-front.ts');
  await project.run('experiments/01-scripted.ts');
  const text = project.read('reports/manifest.json');
  const { reports, code }: Manifest = JSON.parse(text);
  const sets = Object.keys(code).sort();
  assert.equal(text.split('\n'), [
    '{"code":{',
    ...sets.map((hash, i) => `"${hash}":${canonical(code[hash])}${i < sets.length - 1 ? ',' : ''}`),
    '},"reports":{',
    `"01-scripted":${canonical(reports['01-scripted'])},`,
    `"03-front":${canonical(reports['03-front'])}`,
    '},"version":2}',
    '',
  ]);
  assert.match(project.read('reports/README.md'), `[manifest.json](manifest.json), \`${sha256(text)}\``);
  assert.is(manifestText({ version: 2, code: {}, reports: {} }), '{"code":{\n},"reports":{\n},"version":2}\n');
  project.remove();
});

test.run();
