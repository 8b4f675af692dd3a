// Shards of three clones, merged, are what one process writes; what is not theirs is refused or named.
import { createHash } from 'node:crypto';
import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { canonical } from '../../../harness/core/canonical.js';
import { UserError } from '../../../harness/core/errors.js';
import { parseRunOptions } from '../../../harness/core/run-options.js';
import { lock } from '../../../harness/records/lock.js';
import { requestKey } from '../../../harness/records/request-key.js';
import { type Keyed, seal } from '../../../harness/records/store.js';
import { openSource } from '../../../harness/run/incoming.js';
import { merge } from '../../../harness/run/merge.js';
import { Project } from '../../fixtures/project.js';
import { projectIn } from '../../fixtures/projects.js';

const data = Array.from({ length: 15 }, (_, i) => i + 1)
  .map((a) => `${JSON.stringify({ id: `sum-${a}`, input: `${'please '.repeat(a % 4)}${a} + ${a + 1}`, target: 2 * a + 1 })}\n`)
  .join('');

/** Two runs on one dataset, of which the second asks for more when an answer is cut off, and a prediction. */
const second = `// # And twice?
import { notebook, passRate, predicts } from 'evalbook';
import { adder } from '../adder.js';
const { load, run, headline, hypothesis, show, weave } = notebook(import.meta.url);
// ## Hypothesis
//
// It can.
const rows = await run({
  models: [adder('right')],
  dataset: await load('sums'),
  prompt: ({ input }) => \`twice: \${input}\`,
  judges: [adder.judge],
  decoding: { maxNewTokens: 8, temperature: 1 },
  trials: 2,
});
// ## Results
const solved = passRate(rows, { judge: adder.judge, by: ['model'] });
headline(solved);
show(solved.table());
hypothesis('It adds most of them.', predicts(solved, '>', 0.5));
export default await weave();
`;

function clone(): Project {
  return new Project()
    .experiment('01-scripted.ts')
    .write('experiments/02-twice.ts', second)
    .write('datasets/sums/data.jsonl', data);
}

/** Every file under records/, by path. */
function records(project: Project): Record<string, string> {
  const home = join(project.folder, 'records');
  const files = readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.jsonl'));
  return Object.fromEntries(files.sort().map((path) => [path, readFileSync(join(home, path), 'utf8')]));
}

const answers = 'records/right/sums.jsonl';

/** Changes the first line of a clone's answers and seals it anew. */
function changed(project: Project, change: (line: Record<string, unknown>) => void, path = answers, at = 0): void {
  const lines = project.read(path).trimEnd().split('\n');
  const { check: _, ...line } = JSON.parse(lines[at] as string);
  change(line);
  lines[at] = seal(line as unknown as Keyed);
  project.write(path, `${lines.join('\n')}\n`);
}

const projects: Project[] = [];
const made = (project: Project) => {
  projects.push(project);
  return project;
};
test.after(() => {
  for (const project of projects) project.remove();
});

const whole = made(clone());
const shards = [1, 2, 3].map(() => made(clone()));
const folders = shards.map(({ folder }) => folder);

test.before(async () => {
  const [one, ...parts] = await Promise.all([
    whole.command('report', '--quiet'),
    ...shards.map((shard, i) => shard.command('report', '--shard', `${i + 1}/3`)),
  ]);
  assert.is(one?.code, 0, one?.stderr);
  for (const { code, stdout, stderr } of parts) {
    assert.is(code, 0, stderr);
    assert.match(stdout, /^shard \d\/3 is stored; `npx evalbook merge FOLDER…` joins the shards, then `make report` writes/m);
  }
  const partitions = parts.map(({ stderr }) => [...stderr.matchAll(/of partition (\w+)/g)].map(([, id]) => id));
  assert.is(partitions[0]?.length, 3);
  assert.equal(partitions[1], partitions[0]);
  assert.equal(partitions[2], partitions[0]);
});

test('a shard asks its part alone, writes no report, and asks nothing twice', async () => {
  const counts = shards.map((shard) => shard.read(answers).trimEnd().split('\n').length);
  assert.equal(counts, [15, 15, 15]); // 15 greedy answers and 30 sampled ones
  for (const shard of shards) assert.not(shard.has('reports'));
  const before = records(shards[1] as Project);
  const again = await (shards[1] as Project).command('report', '--shard', '2/3', '--json');
  assert.is(again.code, 0, again.stderr);
  assert.equal(
    again.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).asked),
    [0, 0],
  );
  assert.equal(records(shards[1] as Project), before);
});

test('three clones merged, in any order, are what one process writes, byte for byte; merged again, nothing changes', async () => {
  for (const order of [folders, [...folders].reverse()]) {
    const here = made(clone());
    const dry = await here.command('merge', ...order, '--dry-run', '--json');
    assert.is(dry.code, 0, dry.stderr);
    assert.equal(
      JSON.parse(dry.stdout).files.map(({ path, added }: { path: string; added: number }) => [path, added]),
      [
        ['records/careless/sums.jsonl', 15],
        ['records/hypotheses.jsonl', 1],
        ['records/right/sums.jsonl', 45],
      ],
    );
    assert.not(here.has('records'));
    const { code, stdout, stderr } = await here.command('merge', ...order);
    assert.is(code, 0, stderr);
    assert.match(stdout, 'records/right/sums.jsonl: 45 added\n');
    const expected = records(whole);
    const got = records(here);
    delete expected['hypotheses.jsonl']; // says how many answers were there when it was stated: each shard had its own
    delete got['hypotheses.jsonl'];
    assert.equal(got, expected);
    if (order === folders) continue;
    assert.match((await here.command('merge', ...order)).stdout, 'nothing to merge: all of it is here\n');
    assert.is((await here.command('report', '--quiet')).code, 0);
    for (const page of ['reports/01-scripted.md', 'reports/01-scripted.csv', 'reports/02-twice.csv'])
      assert.is(here.read(page), whole.read(page), page);
  }
});

test('into a clone that is itself a shard', async () => {
  const here = made(clone());
  for (const [path, text] of Object.entries(records(shards[0] as Project))) here.write(`records/${path}`, text);
  assert.is((await here.command('merge', ...folders.slice(1).map((folder) => join(folder, 'records')))).code, 0); // bare records
  assert.is(here.read(answers), whole.read(answers));
});

test('another answer to the same request is named and kept beside the first, once', async () => {
  const poisoned = made(clone());
  for (const [path, text] of Object.entries(records(shards[0] as Project))) poisoned.write(`records/${path}`, text);
  changed(poisoned, (line) => Object.assign(line, { output: '666' }));
  const here = made(clone());
  await here.command('merge', ...folders);
  const { code, stdout } = await here.command('merge', poisoned.folder);
  assert.is(code, 4);
  assert.match(stdout, 'records/right/sums.jsonl: 0 added, 1 differ\n');
  assert.match(stdout, /records\/right\/sums\.jsonl, sample sum-\d+: another answer than the one here; kept beside it/);
  const lines = here
    .read(answers)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.is(lines.length, 46);
  const at = lines.findIndex(({ output }) => output === '666');
  assert.is(lines[at - 1].key, lines[at].key); // behind the one that counts
  assert.is((await here.command('merge', poisoned.folder)).stdout, 'nothing to merge: all of it is here\n');
  // one poisoned against the other: named as well, whichever comes first
  const fresh = made(clone());
  assert.is((await fresh.command('merge', poisoned.folder, ...folders)).code, 4);
});

/** Merges in this process: quicker, and what the scripts here ask is taken from what one process wrote. */
async function mergeInto(here: Project, folder: string, portable = true) {
  const project = projectIn(here.folder);
  const lines = whole
    .read(answers)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const model = { id: 'right', digest: lines[0].model, ...(portable ? {} : { portable }) };
  const requests = lines.map(({ messages, decoding, trial }) => ({ messages, decoding, trial }));
  const planned = [{ model, dataset: 'sums', requests }];
  return merge({ project, planned, stopped: [] }, [openSource(project, folder)], false, true);
}

/** A clone with the records of another. */
function copy(of: Project): Project {
  const other = made(clone());
  for (const [path, text] of Object.entries(records(of))) other.write(`records/${path}`, text);
  other.remove('records/careless');
  return other;
}

/** A clone of shard 1 that was changed, and where it says why it is refused. */
const refused: [string, (project: Project) => void, RegExp][] = [
  [
    'a damaged line',
    (project) => project.write(answers, project.read(answers).replace(/"output":"\d/, '"output":"9')),
    /records\/right\/sums\.jsonl:1: expected the checksum \w+, got \w+: the line was changed/,
  ],
  [
    'another model',
    (project) =>
      changed(project, (line) => {
        line.model = createHash('sha256').update('other').digest('hex');
        line.key = requestKey({ digest: line.model as string }, line as never);
      }),
    /sample sum-\d+: expected answers of \w{12}, the digest of right here, got d9298a10d1b0: another model or arithmetic/,
  ],
  [
    'another prompt',
    (project) =>
      changed(project, (line) => {
        line.messages = [{ role: 'user', content: 'ignore this' }];
        line.key = requestKey({ digest: line.model as string }, line as never);
      }),
    /expected one of the 45 questions that scripts here ask, got another: other prompt, data or decoding; nothing was merged/,
  ],
  [
    'a key that is not of what was asked',
    (project) => changed(project, (line) => Object.assign(line, { key: 'a'.repeat(64) })),
    /expected the key of what was asked, got another/,
  ],
  [
    'a field of another type',
    (project) => changed(project, (line) => Object.assign(line, { output: 5 })),
    /got a line with another `output`/,
  ],
  [
    'another dataset',
    (project) => project.write('datasets/sums/data.jsonl', data.replace('"target":3', '"target":4')),
    /expected answers to sums as it is here \(sha256 \w{12}\), got another dataset \(\w{12}\), and \d+ more/,
  ],
  [
    'a model that nobody asks here',
    (project) => project.write('records/stranger/sums.jsonl', project.read(answers)),
    /expected what a script here asks, none asks stranger on sums/,
  ],
  [
    'a dataset that is not here',
    (project) => project.write('records/right/others.jsonl', project.read(answers)),
    /expected what a script here asks, none asks right on others/,
  ],
];
for (const [what, change, message] of refused)
  test(`${what} is refused in one line, and nothing is merged`, async () => {
    const other = copy(shards[0] as Project);
    change(other);
    const here = made(clone());
    try {
      await mergeInto(here, other.folder);
      assert.unreachable('expected a refusal');
    } catch (error) {
      assert.instance(error, UserError);
      assert.match((error as UserError).message, message);
      assert.not.match((error as UserError).message, '\n');
      assert.is((error as UserError).code, 2);
    }
    assert.not(here.has('records'));
  });

test('fast arithmetic is refused by a shard, and by a merge', async () => {
  const fast = made(clone());
  const adder = fast.read('adder.ts').replace('return scripted(', 'return Object.assign({ portable: false }, scripted(');
  fast.write('adder.ts', adder.replace('?? 0) });', '?? 0) }));'));
  const shard = await fast.command('report', '01', '--shard', '1/3', '--quiet');
  assert.is(shard.code, 2);
  assert.match(shard.stderr, 'right: expected portable arithmetic for --shard, got fast');
  const refusal = await mergeInto(made(clone()), copy(shards[0] as Project).folder, false).catch((error: Error) => error.message);
  assert.match(String(refusal), 'expected portable arithmetic, got fast');
});

test('a later version of a line, with fields that are not known here, is kept whole; an earlier one does not undo it', async () => {
  const later = copy(shards[0] as Project);
  changed(later, (line) => Object.assign(line, { tokens: 'AAEC', minMargin: 0.123456789 }));
  const here = copy(whole);
  const [file] = (await mergeInto(here, later.folder)).files;
  assert.equal([file?.path, file?.added, file?.richer, file?.differ], [answers, 0, 1, []]);
  assert.match(here.read(answers), '"tokens":"AAEC"');
  assert.equal((await mergeInto(here, copy(whole).folder)).files, []);
  const others = copy(later);
  changed(others, (line) => Object.assign(line, { tokens: 'AAED' }));
  assert.is((await mergeInto(here, others.folder)).files[0]?.differ.length, 1); // the same text of other tokens is another answer
});

test('measurements come once, with the next number; labels are not merged, and named', async () => {
  const machine = { processor: 'p', cores: 1, memoryGB: 1, os: 'o', node: '20' };
  const speed = (measurement: number, loadSeconds: number) => {
    const key = createHash('sha256')
      .update(canonical({ digest: 'd', measurement }))
      .digest('hex');
    const runs = [{ loadSeconds }];
    return `${seal({ key, ...{ model: 'right', digest: 'd', format: '', machine, measurement, runs } })}\n`;
  };
  const there = made(clone());
  there.write('records/right/speed.jsonl', speed(0, 1) + speed(1, 2)).write('records/readers/01/sums.jsonl', '{}\n');
  const here = made(clone()).write('records/right/speed.jsonl', speed(0, 2));
  const { files, left } = await mergeInto(here, there.folder);
  assert.equal(files, [{ path: 'records/right/speed.jsonl', added: 1, richer: 0, differ: [] }]);
  assert.equal(left, [`${there.folder}: readers/01/sums.jsonl`]);
  assert.is(here.read('records/right/speed.jsonl'), speed(0, 2) + speed(1, 1));
  assert.equal((await mergeInto(here, there.folder)).files, []);
});

test('a torn last line is left out; a file that is being written is not read', async () => {
  const torn = made(clone());
  torn.write(answers, (shards[0] as Project).read(answers));
  appendFileSync(join(torn.folder, answers), '{"key":"half');
  const here = made(clone());
  assert.is((await mergeInto(here, torn.folder)).files[0]?.added, 15);
  assert.is(here.read(answers).split('\n').length - 1, 15);
  const free = await lock(join(torn.folder, answers));
  const busy = await mergeInto(here, torn.folder).catch((error: UserError) => error);
  free();
  assert.instance(busy, UserError);
  assert.is((busy as UserError).code, 3);
  assert.match((busy as UserError).message, `right/sums.jsonl is being written by process ${process.pid} on `);
});

test('wrong use is one line', async () => {
  const here = projectIn(made(clone()).folder);
  for (const [name, message] of [
    ['nowhere', 'nowhere: expected a folder, found none'],
    [join(here.folder, 'experiments'), 'expected a clone (a folder with evalbook.json) or a folder of records'],
    [here.folder, "expected the folder of another clone, got this notebook's own"],
  ] as const)
    assert.throws(
      () => openSource(here, name),
      (error: Error) => error instanceof UserError && error.message.includes(message),
    );
  for (const [args, message] of [
    [['--shard', '4/3'], 'expected --shard I/N with I from 1 to N, e.g. 1/3, 2/3 and 3/3, got "4/3"'],
    [['--shard', '0/3'], 'got "0/3"'],
    [['--shard', '1'], 'got "1"'],
    [['--shard', '1/3', '--check'], 'expected --shard without --check'],
    [['--shard', '1/3', '--fail-under', '3'], 'expected --shard without --fail-under'],
  ] as const)
    assert.throws(
      () => parseRunOptions([...args]),
      (error: Error) => error instanceof UserError && error.message.includes(message),
    );
  for (const args of [['merge'], ['merge', '--all'], ['report', '--shard', '4/3']]) {
    const { code, stdout, stderr } = await (whole as Project).command(...args);
    assert.equal([code, stdout], [2, ''], args.join(' '));
    assert.is(stderr.trimEnd().split('\n').length, 1);
  }
});

test.run();
