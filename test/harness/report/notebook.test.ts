// A session is a value: what a script shows, from wherever it is shown, and nothing else, is on its page.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Project, sums } from '../../fixtures/project.js';

const opening = `// # Does it hold?
import { compare, notebook, passRate } from 'evalbook';
import { adder } from '../adder.js';
import { late, shown } from '../helper.js';

const { load, run, show, headline, front, weave } = notebook(import.meta.url);
const models = [adder('right'), adder('careless')];
const ask = { models, dataset: await load('sums'), judges: [adder.judge], decoding: { maxNewTokens: 8 } };
`;

const helper = `import { setTimeout as sleep } from 'node:timers/promises';
export function shown(show: (text: string) => void) { show('from a helper'); }
export async function late(show: (text: string) => void) { await sleep(5); show('from a late helper'); }
`;

function project(body: string): Project {
  return new Project()
    .write('datasets/sums/data.jsonl', sums)
    .write('helper.ts', helper)
    .write('experiments/01-holds.ts', `${opening}${body}\nexport default await weave();\n`);
}

test('what a helper in another file shows stands where the script called it', async () => {
  const one = project(`
const rows = await run({ ...ask, prompt: ({ input }) => input });
// First:
shown(show);
// Second:
await late(show);
// Third:
show(passRate(rows, { judge: adder.judge, by: ['model'] }).table());`);
  const { code, stderr } = await one.run('experiments/01-holds.ts');
  assert.is(code, 0, stderr);
  const page = one.read('reports/01-holds.md').replace(/<details>[\s\S]*?<\/details>/g, '');
  const order = ['First:', 'from a helper', 'Second:', 'from a late helper', 'Third:', '| careless |'];
  const places = order.map((text) => page.indexOf(text));
  assert.equal(
    places,
    [...places].sort((a, b) => a - b),
  );
  assert.not(places.includes(-1));
  one.remove();
});

test('what is shown by a helper that the script does not wait for is refused, with its place', async () => {
  const one = project(`
const waiting = (async () => late(show))().catch((error: Error) => error);
await new Promise((resolve) => setTimeout(resolve, 100));
const error = await waiting;
if (error) throw error;`).write(
    'helper.ts',
    helper.replace(
      "await sleep(5); show('from a late helper');",
      "await new Promise<void>((done, fail) => setTimeout(() => { try { show('x'); done(); } catch (error) { fail(error); } }, 5));",
    ),
  );
  const { code, stderr } = await one.run('experiments/01-holds.ts');
  assert.is(code, 2, stderr);
  assert.match(stderr, /helper\.ts:3: expected show\(\) to be called by the script/);
  assert.not(one.has('reports/01-holds.md'));
  one.remove();
});

test('comparisons that are not shown change no p', async () => {
  const body = (more: string) => `
const rows = await run({ ...ask, prompt: ({ input }) => input });
const difference = compare(rows, { judge: adder.judge, a: 'right', b: 'careless' });
${more}
show(difference.sentence());`;
  const pages = [];
  for (const more of [
    '',
    "compare(rows, { judge: adder.judge, by: ['lang'] }).table();",
    "show(compare(rows, { judge: adder.judge, by: ['lang'] }).table());",
  ]) {
    const one = project(body(more));
    const { code, stderr } = await one.run('experiments/01-holds.ts');
    assert.is(code, 0, stderr);
    pages.push(/p = [^;]*;/.exec(one.read('reports/01-holds.md'))?.[0] ?? '');
    one.remove();
  }
  assert.is(pages[1], pages[0]);
  assert.match(pages[2] ?? '', 'for 3 comparisons');
});

test('a field that no row has is refused where it is shown, and a draft says what it can', async () => {
  const one = project(`
const rows = await run({ ...ask, prompt: ({ input }) => input });
show(passRate(rows, { judge: adder.judge, by: ['modell'] }).table());`);
  const { code, stderr } = await one.run('experiments/01-holds.ts');
  assert.is(code, 2, stderr);
  assert.match(stderr, /experiments\/01-holds\.ts: expected `by` to name 'model'.* got "modell"/);
  assert.is((await one.run('experiments/01-holds.ts', ['--limit', '2'])).code, 0);
  one.remove();
});

test('a comparison of a model that was not asked is refused where it is shown', async () => {
  for (const shows of [
    'show(nobody.sentence());',
    'show(nobody.table());',
    'headline(passRate(rows, { judge: adder.judge, by: ["model"] }), nobody);',
    'front({ says: nobody });',
  ]) {
    const one = project(`
const rows = await run({ ...ask, prompt: ({ input }) => input });
const nobody = compare(rows, { judge: adder.judge, a: 'right', b: 'nobody' });
${shows}`);
    const { code, stderr } = await one.run('experiments/01-holds.ts');
    assert.is(code, 2, stderr);
    assert.match(stderr, 'experiments/01-holds.ts: expected rows of model nobody, got rows of right, careless');
    one.remove();
  }
});

test('what a report rests on counts the samples of all runs on a dataset, whichever is the last', async () => {
  const one = project(`
await run({ ...ask, prompt: ({ input }) => input });
const rows = await run({ ...ask, dataset: { ...ask.dataset, samples: ask.dataset.samples.slice(0, 2) }, prompt: ({ input }) => input });
show(passRate(rows, { judge: adder.judge, by: ['model'] }).table());`);
  const { code, stderr } = await one.run('experiments/01-holds.ts');
  assert.is(code, 0, stderr);
  assert.match(one.read('reports/01-holds.md'), '| dataset | sums | 6 samples |');
  one.remove();
});

test('conditions: an axis of the rows and of the CSV, compared within each model', async () => {
  const one = project(`
const rows = await run({ ...ask, conditions: { plain: { prompt: ({ input }) => input }, polite: { prompt: ({ input }) => \`Please: \${input}\` } }, prompt: () => '' });
show(passRate(rows, { judge: adder.judge, by: ['model', 'condition'] }).table());
show(compare(rows, { judge: adder.judge, of: 'condition', a: 'plain', b: 'polite' }).sentence());`);
  const { code, stderr } = await one.run('experiments/01-holds.ts');
  assert.is(code, 0, stderr);
  const page = one.read('reports/01-holds.md');
  assert.match(page, '| right | plain | 6 | 6 | 0 | 100.0 |');
  assert.match(page, '**plain** passed as often as **polite** on right');
  const [head, first] = one.read('reports/01-holds.csv').split('\n');
  assert.match(head ?? '', ',sample,condition,trial,');
  assert.match(first ?? '', ',sum-1,plain,0,');
  assert.is(one.read('records/right/sums.jsonl').split('\n').length, 13, 'two prompts, two records a sample');
  one.remove();
});

test('a condition gives each sample its schema: it is part of the request, so of the record and its key', async () => {
  const one = project(`
const rows = await run({ ...ask, conditions: { free: {}, held: { schema: ({ id }) => ({ const: id }), decoding: { maxNewTokens: 9 } } } });
show(passRate(rows, { judge: adder.judge, by: ['model', 'condition'] }).table());`);
  const { code, stderr } = await one.run('experiments/01-holds.ts');
  assert.is(code, 0, stderr);
  const records = one
    .read('records/right/sums.jsonl')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.equal(
    records.flatMap(({ sample, decoding }) => (sample === 'sum-1' && decoding.schema ? [decoding.schema] : [])),
    [{ const: 'sum-1' }],
  );
  assert.is(new Set(records.map(({ key }) => key)).size, 12);
  const again = await one.run('experiments/01-holds.ts', ['--json']);
  assert.is(JSON.parse(again.stdout).asked, 0, 'recorded answers are found again');
  one.write(
    'experiments/01-holds.ts',
    one.read('experiments/01-holds.ts').replace('({ id }) => ({ const: id })', '{ const: 1 }'),
  );
  const wrong = await one.run('experiments/01-holds.ts');
  assert.is(wrong.code, 2);
  assert.match(wrong.stderr, 'expected `conditions.held.schema` to be a function of a sample, got {"const":1}');
  one.remove();
});

test('a script that does not hand over its report is named, and the others are built', async () => {
  const one = project("show('x');").write('experiments/02-late.ts', `// # Late?\nexport const nothing = 1;\n`);
  const { code, stderr } = await one.command('report', '--quiet');
  assert.is(code, 2);
  assert.match(stderr, 'experiments/02-late.ts: expected the script to end with `export default await weave();`');
  assert.ok(one.has('reports/01-holds.md'));
  one.remove();
});

test('importing the harness installs no handler and keeps no state', async () => {
  const one = project('').write(
    'import.mts',
    `const before = process.eventNames().map((name) => [String(name), process.listenerCount(name)]);
for (const name of ['evalbook', 'evalbook/judges', 'evalbook/models']) await import(name);
const after = process.eventNames().map((name) => [String(name), process.listenerCount(name)]);
console.log(JSON.stringify(before) === JSON.stringify(after) ? 'same' : JSON.stringify({ before, after }));`,
  );
  const { stdout, stderr } = await one.run('import.mts');
  assert.is(stdout.trim(), 'same', stderr);
  one.remove();
});

test.run();
