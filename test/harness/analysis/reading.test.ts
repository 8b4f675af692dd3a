// A judge against two readers, computed by hand.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Reading, readingOf } from '../../../harness/analysis/reading.js';
import type { Row } from '../../../harness/core/types.js';
import type { Draw } from '../../../harness/records/draws.js';
import type { Rater } from '../../../harness/records/labels.js';
import type { Estimate } from '../../../harness/stats/stratified.js';
import { scripted } from '../../fixtures/scripted.js';

const model = scripted({ say: () => '' });

function row(key: string, score: number | null, other: number | null = score): Row {
  const grade = (judge: string, score: number | null) => ({ judge, score, verdict: 'v', why: 'w' });
  return {
    model,
    sample: { id: `sample of ${key}`, input: 'Q' },
    condition: '',
    trial: 0,
    generation: { key, output: `text of ${key}`, finish: 'stop', promptTokens: 1, outputTokens: 1 },
    grades: [grade('j', score), grade('other', other)],
  };
}

const rater = (name: string, labels: Record<string, string>): Rater => ({
  name,
  reader: `reader ${name}`,
  labels: new Map(Object.entries(labels)),
});

/** 100 passes of which 4 are drawn, 400 fails of which 4. The other judge passes f1 too, alone of all fails. */
const rows = [
  ...Array.from({ length: 100 }, (_, i) => row(`p${i}`, 1)),
  ...Array.from({ length: 400 }, (_, i) => row(`f${i}`, 0, i === 1 ? 1 : 0)),
];
const ids = ['p0', 'p1', 'p2', 'p3', 'f0', 'f1', 'f2', 'f3'];
const draw: Draw = {
  report: '01-x',
  dataset: 'd',
  judge: 'j',
  seed: '1',
  count: 8,
  strata: [
    { verdict: 'passed', answers: 100, drawn: 4 },
    { verdict: 'failed', answers: 400, drawn: 4 },
    { verdict: 'unscored', answers: 0, drawn: 0 },
  ],
  drawn: Object.fromEntries(ids.map((id) => [id, id.startsWith('p') ? 'passed' : 'failed'])),
};
const drawn = { draw, answers: ids.map((id) => ({ id, input: 'Q', output: `text of ${id}` })) };
const first = { p0: 'good', p1: 'good', p2: 'poor', p3: 'good', f0: 'poor', f1: 'good', f2: 'poor', f3: 'poor' };
const second = { ...first, p3: 'poor', f3: 'undecided' };
const read = (given = rows, judge = 'j', a: object = first, b: object = second) =>
  readingOf(given, judge, drawn, [rater('a', a as Record<string, string>), rater('b', b as Record<string, string>)]);
const near = (got: Estimate | null, value: number, what: string) =>
  assert.ok(
    got && Math.abs(got.value - value) < 1e-9 && got.low <= value && value <= got.high,
    `${what}: ${got?.value}, not ${value}`,
  );
const counts = ({ drawn, gone, moved, unread, unsettled }: Reading) => ({ drawn, gone, moved, unread, unsettled });

test('counts, and shares weighted to all answers', () => {
  const found = read();
  assert.equal(counts(found), { drawn: 8, gone: 0, moved: 0, unread: 0, unsettled: 2 });
  assert.equal(found.passed, { answers: 100, read: 3, good: 2 });
  assert.equal(found.failed, { answers: 400, read: 3, good: 1 });
  near(found.falsePass, 1 / 3, 'false pass');
  near(found.falseFail, 1 / 3, 'false fail');
  near(found.agreement, 0.2 * (2 / 3) + 0.8 * (2 / 3), 'alike');
  const good = 0.2 * (2 / 3) + 0.8 * (1 / 3);
  near(found.good, good, 'good');
  const chance = 0.2 * good + 0.8 * (1 - good);
  near(found.kappa, (2 / 3 - chance) / (1 - chance), 'κ');
  assert.equal(
    found.differ.map(({ id, passed }) => [id, passed]),
    [
      ['p2', true],
      ['f1', false],
    ],
  );
});

test('reader against reader: the undecided one is left out, passes and fails weigh as they did in the draw', () => {
  const { names, readers, both, alike, agreement, kappa } = read().raters;
  assert.equal([names, readers, both, alike], [['a', 'b'], ['reader a', 'reader b'], 7, 6]);
  near(agreement, 0.2 * (3 / 4) + 0.8 * 1, 'alike');
  const [a, b] = [0.2 * (3 / 4) + 0.8 * (1 / 3), 0.2 * (2 / 4) + 0.8 * (1 / 3)];
  const chance = a * b + (1 - a) * (1 - b);
  near(kappa, (0.95 - chance) / (1 - chance), 'κ');
});

test('another judge of the same answers: each weighs by its chance to be drawn', () => {
  const found = read(rows, 'other');
  assert.equal([found.passed.answers, found.passed.read, found.moved], [101, 4, 0]);
  // p0 and p1 are good and stand for 25 each, p2 is poor and stands for 25, f1 is good and stands for 100
  near(found.falsePass, 25 / 175, 'false pass');
  near(found.falseFail, 0, 'false fail');
});

test('answers that the report lost, or that are another text now, are counted and left out', () => {
  const changed = rows.filter(({ generation }) => generation.key !== 'p0');
  const other = changed.map((one) =>
    one.generation.key === 'f0' ? { ...one, generation: { ...one.generation, output: 'another' } } : one,
  );
  const found = read(other);
  assert.is(found.gone, 2);
  assert.equal([found.passed.read, found.failed.read, found.passed.answers], [2, 2, 99]);
});

test('a verdict that changed since is counted by what it is now', () => {
  const found = read(rows.map((one) => (one.generation.key === 'p2' ? row('p2', 0) : one)));
  assert.equal([found.moved, found.passed.answers, found.passed.good, found.passed.read], [1, 99, 2, 2]);
  assert.equal(found.failed, { answers: 401, read: 4, good: 1 });
});

test('what one reader has not read is said; a verdict of which nothing is settled has no estimate', () => {
  const found = read(rows, 'j', first, { f0: 'poor', f1: 'good' });
  assert.equal([found.unread, found.passed.read, found.failed.read], [6, 0, 2]);
  assert.equal([found.falsePass, found.agreement, found.good, found.kappa], [null, null, null, null]);
  near(found.falseFail, 0.5, 'false fail');
  near(found.raters.agreement, 1, 'of the verdicts that they read');
});

test.run();
