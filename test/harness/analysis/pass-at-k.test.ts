import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { passAtKTable } from '../../../harness/analysis/pass-at-k.js';
import { passRate } from '../../../harness/analysis/rates.js';
import { row } from '../rows.js';

/** Answers of one model to one prompt. */
const answers = (id: string, scores: (number | null)[], pair?: string) =>
  scores.map((score, trial) => row('m', id, score, pair ? { pair } : {}, trial));

test('the mean over prompts of the unbiased estimate', () => {
  // two of four answers: 1 - C(2,2)/C(4,2) = 5/6 at k = 2; none of four: 0
  const rows = [...answers('q1', [1, 1, 0, 0]), ...answers('q2', [0, 0, 0, 0])];
  const [line] = passAtKTable([{ title: 'sum', rows, judge: 'right' }], [1, 2]).rows;
  assert.equal(line?.slice(0, 5), ['sum', 'm', '2', '8', '0']);
  assert.match(String(line?.[5]), /^25\.0 \[1\.5–/);
  assert.match(String(line?.[6]), /^41\.7 \[3\.9–/);
});

test('unscored answers are left out and counted, prompts with fewer than k scored too', () => {
  const rows = [...answers('q1', [1, null, 0]), ...answers('q2', [1, 1, 1])];
  const [line] = passAtKTable([{ title: 'sum', rows, judge: 'right' }], [3, 4]).rows;
  assert.equal([line?.[4], line?.[5], line?.[6]], ['1', '100.0 [20.7–100.0]', '–']);
});

test('a prompt and its twin are one question: they say less than two', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const apart = ids.flatMap((id, i) => answers(id, [Number(i < 4)]));
  const twins = ids.flatMap((id, i) => answers(id, [Number(i < 4)], `pair-${Math.floor(i / 2)}`));
  const width = (rows: typeof apart) => {
    const cell = String(passAtKTable([{ title: 't', rows, judge: 'right' }], [1]).rows[0]?.[5]);
    const [, low, high] = /^50\.0 \[([\d.]+)–([\d.]+)\]$/.exec(cell) ?? [];
    return Number(high) - Number(low);
  };
  assert.ok(width(twins) > width(apart) + 10, `${width(twins)} ${width(apart)}`);
});

test('pass@1 is the pass rate, with its interval, and no end is an artefact', () => {
  const pairs = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const rows = pairs.flatMap((pair, i) =>
    ['en', 'zh'].flatMap((lang, j) =>
      answers(
        `${pair}-${lang}`,
        [0, 1, 2, 3, 4].map((k) => Number(k < (i * 3 + j) % 6)),
        pair,
      ),
    ),
  );
  const [line] = passAtKTable([{ title: 't', rows, judge: 'right' }], [1, 3, 5]).rows;
  const [rate] = passRate(rows, { judge: 'right', by: [] }).table().rows;
  assert.is(line?.[5], `${rate?.[3]} [${rate?.[4]}]`);
  const most = rows.map((one) => ({
    ...one,
    grades: one.grades.map((grade) => ({ ...grade, score: one.trial > 1 ? 1 : grade.score })),
  }));
  const [all] = passAtKTable([{ title: 't', rows: most, judge: 'right' }], [3]).rows;
  assert.match(String(all?.[5]), /^100\.0 \[67\.6–100\.0\]$/, 'all of eight questions');
});

test.run();
