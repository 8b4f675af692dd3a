import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

test('wrong usage is one line', async () => {
  for (const args of [
    [],
    ['a', 'b'],
    [join(folder, 'none.jsonl'), '--rater', 'x'],
    [file('ok.jsonl', single), '--rater', '../x'],
    [file('bad.jsonl', [{ id: 1 }]), '--rater', 'x'],
    [file('alone.jsonl', single), '--kappa'],
  ])
    try {
      await typed(args, () => 'q');
      assert.unreachable(args.join(' '));
    } catch (error) {
      assert.instance(error, UserError);
      assert.not.match((error as Error).message, '\n');
    }
});

test.run();
