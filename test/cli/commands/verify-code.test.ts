// What decides a report beside its data: an edit in a listing, a judge's data, the figures or the statistics is found by its file; and
// an interval that was narrowed is found in the numbers too, after a rebuild that makes every hash hold.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Manifest } from '../../../harness/report/manifest.js';
import { Copied } from '../../fixtures/copied.js';
import { sums } from '../../fixtures/project.js';

const poems = `${JSON.stringify({ id: 'poem-1', input: 'Write.', lang: 'zh', target: { language: 'zh' }, output: '春眠不觉晓，\n处处闻啼鸟。\n夜来风雨声，\n花落知多少。' })}\n`;

const listing = `// # What do listings say?
import { notebook, passRate } from 'evalbook';
import { poem } from 'evalbook/judges';
import { factsOf } from 'evalbook/models';
const { load, gradeExisting, show, weave } = notebook(import.meta.url);
const rows = await gradeExisting({ dataset: await load('poems'), judges: [poem] });
show(passRate(rows, { judge: poem, by: ['lang'] }).table());
const { bytes, licence, header } = factsOf('tinyllama-1.1b-chat-v1.0');
show(\`\${bytes} bytes, \${licence}, \${header?.context} tokens\`);
export default await weave();
`;

const test = suite<{ project: Copied }>('verify: code');
test.before(async (context) => {
  context.project = new Copied()
    .experiment('03-front.ts')
    .write('experiments/04-listing.ts', listing)
    .write('datasets/sums/data.jsonl', sums)
    .write('datasets/poems/data.jsonl', poems) as Copied;
  const { code, stderr } = await context.project.command('report', '--quiet');
  assert.is(code, 0, stderr);
});
test.after(({ project }) => project.remove());

function idsOf(project: Copied): string[] {
  const { reports }: Manifest = JSON.parse(project.read('reports/manifest.json'));
  return ['03-front', '04-listing'].map((name) => reports[name]?.evidence ?? '');
}

/** Faults by place. */
async function faultsOf(project: Copied): Promise<Map<string, string>> {
  const { code, stdout } = await project.command('verify', '--no-rerun', '--json');
  const { faults, holds } = JSON.parse(stdout) as { faults: { where: string; what: string }[]; holds: boolean };
  assert.equal([code, holds], faults.length > 0 ? [4, false] : [0, true]);
  return new Map(faults.map(({ where, what }) => [where, what]));
}

async function rebuilt(project: Copied): Promise<string[]> {
  const { code, stderr } = await project.command('report', '--quiet');
  assert.is(code, 0, stderr);
  return idsOf(project);
}

test('all holds before', async ({ project }) => {
  assert.equal([...(await faultsOf(project))], []);
});

test('edits in listings, in data of a judge, in a theme and in the level of intervals are each named', async ({ project }) => {
  const edits = [
    ['models/catalog/tinyllama-1.1b-chat-v1.0/source.json', '668788096', '668788097'],
    ['models/catalog/tinyllama-1.1b-chat-v1.0/config.json', '2048', '4096'],
    ['judges/poem/data/pingshui.txt', '春', '舂'],
    ['harness/figures/theme.ts', '#', '#1'],
    ['harness/stats/level.ts', 'z = 1.959963984540054', 'z = 1.2'],
    ['reports/judge-validation.csv', 'poem', 'poen'],
  ] as const;
  const undo = edits.map(([path, from, to]) => project.edit(path, from, to));
  const faults = await faultsOf(project);
  for (const back of undo) back();
  for (const [path] of edits) assert.match(faults.get(`evalbook:${path}`) ?? '', /^expected SHA-256 \w{64}, got \w{64}$/, path);
  assert.equal([...(await faultsOf(project))], []);
});

test('an edited listing and a judge’s data give other ids to the report that used them, and to no other', async ({ project }) => {
  const before = idsOf(project);
  for (const [path, from, to] of [
    ['models/catalog/tinyllama-1.1b-chat-v1.0/source.json', '668788096', '668788097'],
    ['judges/poem/data/pingshui.txt', '春', '舂'],
  ] as const) {
    const back = project.edit(path, from, to);
    const after = await rebuilt(project);
    back();
    assert.is(after[0], before[0], path);
    assert.is.not(after[1], before[1], path);
  }
  assert.equal(await rebuilt(project), before);
});

test('a narrowed interval is another id, and is found in the numbers when all was rebuilt with it', async ({ project }) => {
  const before = idsOf(project);
  const back = project.edit('harness/stats/level.ts', 'z = 1.959963984540054', 'z = 1.2');
  const after = await rebuilt(project);
  const faults = await faultsOf(project);
  back();
  assert.ok(after.every((id, i) => id !== before[i]));
  assert.equal([...faults.keys()], ['reports/03-front.md', 'reports/04-listing.md']);
  assert.match(faults.get('reports/04-listing.md') ?? '', /rate of poem, zh: expected a 95 % interval of .* got /);
  assert.equal(await rebuilt(project), before);
});

test('an entry of the manifest that was changed by hand does not hold', async ({ project }) => {
  const whole = project.read('reports/manifest.json');
  for (const [from, to, says] of [
    [/"evidence":"\w/, '"evidence":"x', 'expected the evidence'],
    [/("harness\/stats\/level\.ts":")\w{4}/, '$10000', 'expected the set harness to have SHA-256'],
    [/"differences":\[\{"a":"right","alone":1/, '"differences":[{"a":"right","alone":0.01', 'expected p'],
  ] as const) {
    project.write('reports/manifest.json', whole.replace(from, to));
    assert.is.not(project.read('reports/manifest.json'), whole);
    const { code, stdout } = await project.command('verify', '--no-rerun');
    assert.is(code, 4);
    assert.match(stdout, says);
  }
  project.write('reports/manifest.json', whole);
});

test.run();
