import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { main } from '../../../cli/commands/label.js';
import { UserError } from '../../../harness/core/errors.js';

const folder = mkdtempSync(join(tmpdir(), 'label-'));
test.after(() => rmSync(folder, { recursive: true }));

function file(name: string, rows: Record<string, unknown>[]): string {
  const path = join(folder, name);
  writeFileSync(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  return path;
}

/** Types what `choose` makes of the last screen, until it returns nothing. */
async function typed(args: string[], choose: (screen: string) => string | undefined): Promise<{ code: number; text: string }> {
  let text = '';
  let screen = '';
  const output = new Writable({
    write(chunk, _encoding, done) {
      screen = String(chunk);
      text += screen;
      done();
    },
  });
  async function* keys() {
    for (;;) {
      const key = choose(screen);
      if (key === undefined) return;
      yield key;
    }
  }
  return { code: await main(args, { keys: keys(), output }), text };
}

const single = [1, 2, 3, 4].map((i) => ({
  id: `s${i}`,
  input: 'Why?',
  output: i % 2 ? `right ${i}` : `wrong ${i}`,
  model: 'SECRET',
}));

test('two raters, blind and resumable, then κ and what they agree on', async () => {
  const path = file('single.jsonl', single);
  const honest = (screen: string) => (screen.includes('right') ? 'g' : 'p');
  let presses = 0;
  const stopped = await typed([path, '--rater', 'one'], (screen) => (presses++ < 2 ? honest(screen) : 'q'));
  assert.is(stopped.code, 3);
  assert.match(stopped.text, '2/4 labelled; run the same command to continue');
  const rest = await typed([path, '--rater', 'one'], honest);
  assert.is(rest.code, 0);
  assert.is(rest.text.match(/good {3}p poor/g)?.length, 2, 'what is labelled is not shown again');
  assert.not.match(stopped.text + rest.text, 'SECRET');
  const other = await typed([path, '--rater', 'two'], (screen) => (screen.includes('right 1') ? 'p' : honest(screen)));
  assert.is(other.code, 0);
  const counted = await typed([path, '--kappa'], () => undefined);
  assert.match(counted.text, /labelled 4 alike in 3: κ 0\.50 \[/);
  const facts = JSON.parse((await typed([path, '--kappa', '--json'], () => undefined)).text);
  assert.equal([facts.raters, facts.n, facts.alike, facts.undecided, facts.kappa], [['one', 'two'], 4, 3, 0, 0.5]);
  const agreed = readFileSync(`${path}.agreed.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.equal(
    agreed.map(({ id, label }) => [id, label]),
    [
      ['s2', 'poor'],
      ['s3', 'good'],
      ['s4', 'poor'],
    ],
  );
});

test('pairs stand in another place for each rater, and the label says which answer it was', async () => {
  const path = file(
    'pairs.jsonl',
    Array.from({ length: 12 }, (_, i) => ({ id: `p${i}`, input: 'Q', output: 'BEST', other: 'WORST' })),
  );
  const places = new Set<string>();
  for (const rater of ['one', 'two'])
    await typed([path, '--rater', rater], (screen) => {
      const key = screen.indexOf('BEST') < screen.indexOf('WORST') ? '1' : '2';
      places.add(key);
      return key;
    });
  assert.is(places.size, 2);
  const counted = await typed([path, '--kappa'], () => undefined);
  assert.match(counted.text, 'labelled 12 alike in 12: κ not defined, one label only');
});

test('keys that are not on the menu are passed over; an answer cannot play tricks on the terminal', async () => {
  const path = file('hostile.jsonl', [{ id: 'h', input: 'Q', output: '\u001b[2J\u202eevil' }]);
  const keys = ['x', '1', 'g'];
  const { code, text } = await typed([path, '--rater', 'one'], () => keys.shift());
  assert.is(code, 0);
  assert.not.match(text, '\u001b');
});

/** The error of a command, which has to be one line. */
async function refused(args: string[]): Promise<string> {
  try {
    await typed(args, () => 'q');
  } catch (error) {
    assert.instance(error, UserError);
    assert.not.match((error as Error).message, '\n');
    return (error as Error).message;
  }
  return assert.unreachable(args.join(' ')) as never;
}

const labelsOf = (path: string) =>
  readFileSync(`${path}.labels`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

test('s is a label of its own: kept, left out of κ, and said', async () => {
  const path = file('undecided.jsonl', single);
  for (const rater of ['one', 'two']) {
    const { code } = await typed([path, '--rater', rater], (screen) => (screen.includes('right 1') ? 's' : 'g'));
    assert.is(code, 0);
  }
  const counted = await typed([path, '--kappa'], () => undefined);
  assert.match(counted.text, 'one and two labelled 3 alike in 3');
  assert.match(counted.text, '1 more could not be decided by one or both');
});

test('a reader that is a program: its answers in its order, what is expected shown, its labels from a file', async () => {
  const path = file('program.jsonl', [...single.map((one) => ({ ...one, expected: 'The right answer: 1.' }))]);
  const printed = async (rater: string) => (await typed([path, '--rater', rater, '--print'], () => undefined)).text;
  const [mine, yours] = [await printed('one'), await printed('two')];
  assert.not.equal(mine, yours);
  assert.equal(mine.split('\n').sort(), yours.split('\n').sort());
  assert.not.match(mine, 'SECRET');
  assert.match(mine, '"expected":"The right answer: 1."');
  assert.match((await typed([path, '--rater', 'one'], () => 'q')).text, 'The right answer: 1.');

  const part = file('part.jsonl', [
    { id: 's1', label: 'g' },
    { id: 's2', label: 's' },
  ]);
  const reader = 'a program that reads by rules';
  const begun = await typed([path, '--rater', 'one', '--reader', reader, '--from', part], () => undefined);
  assert.equal([begun.code, begun.text], [3, '2/4 labelled; the same command with the other labels continues\n']);
  assert.equal((await printed('one')).match(/"s\d"/g)?.sort(), ['"s3"', '"s4"']);
  const whole = file('whole.jsonl', [
    ...['s1', 's3'].map((id) => ({ id, label: 'g' })),
    { id: 's2', label: 's' },
    { id: 's4', label: 'p' },
  ]);
  const done = await typed([path, '--rater', 'one', '--reader', reader, '--from', whole], () => undefined);
  assert.equal([done.code, done.text], [0, '4/4 labelled\n']);
  assert.equal(
    labelsOf(path).map(({ id, rater, label, reader }) => [id, rater, label, reader]),
    [
      ['s1', 'one', 'good', reader],
      ['s2', 'one', 'undecided', reader],
      ['s3', 'one', 'good', reader],
      ['s4', 'one', 'poor', reader],
    ],
  );
});

test('labels of a file: an unknown or repeated id, no key, or another label than before is one line with its place, and none is kept', async () => {
  const path = file('strict.jsonl', single);
  const first = { id: 's1', label: 'g' };
  const from = (rows: object[]) => [path, '--rater', 'one', '--from', file('from.jsonl', rows as Record<string, unknown>[])];
  for (const [row, says] of [
    [{ id: 'nobody', label: 'g' }, /from\.jsonl:2: expected the `id` of an answer in .*strict\.jsonl, got "nobody"$/],
    [{ id: 's2', label: 'x' }, /from\.jsonl:2: expected `label` to be one of g, p, s, got "x"$/],
    [{ id: 's2', label: 'constructor' }, /expected `label` to be one of g, p, s, got "constructor"$/],
    [{ id: 's2' }, /expected `label` to be one of g, p, s, got nothing$/],
    [{ id: 's1', label: 'g' }, /from\.jsonl:2: expected one label an answer, got a second one of "s1"$/],
  ] as const) {
    assert.match(await refused(from([first, row])), says);
    assert.not(existsSync(`${path}.labels`));
  }
  await typed(from([first]), () => undefined);
  assert.match(await refused(from([{ id: 's1', label: 'p' }])), 'expected what one said before, good, of "s1", got poor');
  assert.is(labelsOf(path).length, 1);
});

test('the labels of a pair from a file: 1 is the output, whatever the rater would have seen first', async () => {
  const path = file('pair-from.jsonl', [{ id: 'p', input: 'Q', output: 'A', other: 'B' }]);
  for (const rater of ['one', 'two', 'three', 'four']) {
    const from = file('pair-labels.jsonl', [{ id: 'p', label: '1' }]);
    await typed([path, '--rater', rater, '--from', from], () => undefined);
  }
  assert.equal(
    labelsOf(path).map(({ label }) => label),
    ['output', 'output', 'output', 'output'],
  );
});

test('κ of one rater, or of three, is refused: expected, got, where', async () => {
  const path = file('one-rater.jsonl', single);
  const label = (rater: string) => typed([path, '--rater', rater], () => 'g');
  await label('one');
  assert.match(
    await refused([path, '--kappa']),
    /one-rater\.jsonl\.labels: expected the labels of two raters, got 1: one\. .*--rater NAME` adds a rater's$/,
  );
  await label('two');
  await label('three');
  assert.match(await refused([path, '--kappa']), 'expected the labels of two raters, got 3: one, two, three');
});

test('wrong usage is one line', async () => {
  for (const args of [
    [],
    ['a', 'b'],
    [join(folder, 'none.jsonl'), '--rater', 'x'],
    [file('ok.jsonl', single), '--rater', '../x'],
    [file('ok.jsonl', single), '--rater', 'x', '--reader', ' '],
    [file('ok.jsonl', single), '--rater', 'x', '--from', join(folder, 'none.jsonl')],
    [file('bad.jsonl', [{ id: 1 }]), '--rater', 'x'],
    [file('alone.jsonl', single), '--kappa'],
    ['--draw', ''],
    ['--draw', '77'],
    ['--draw', '04', '--count', '0'],
    ['--draw', '04', 'file.jsonl'],
  ])
    await refused(args);
});

test.run();
