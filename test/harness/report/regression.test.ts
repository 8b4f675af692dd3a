// The gate's arithmetic: what is a drop, what is in the family, how often it errs. The large simulation is bench/gate.ts.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { closedShare } from '../../../bench/simulate-gate.js';
import { regressionOf, type Sides } from '../../../harness/report/regression.js';
import { minimumDetectableDifference, signFlipPower } from '../../../harness/stats/index.js';

/** A report of one rate: `fell` of `n` questions passed only before, `rose` only now, half of the others on both sides. */
function side(name: string, n: number, fell: number, rose: number, more: Partial<Sides['rates'][number]> = {}): Sides {
  const line = (i: number, score: number, family = i % 4) => ({
    ...{ model: 'm', dataset: 'd', sample: `q${i}`, trial: '0', judge: 'j', judge_version: '1', input: `x${i}` },
    ...{ score: String(score), sample_family: `f${family}` },
  });
  const both = (i: number) => Number(i % 2);
  const scores = Array.from(
    { length: n },
    (_, i) => (i < fell ? [1, 0] : i < fell + rose ? [0, 1] : [both(i), both(i)]) as [number, number],
  );
  const rates = {
    judge: 'j',
    measure: 'pass rate' as const,
    by: ['model'],
    groups: [],
    lines: `1-${n}`,
    shown: true,
    headline: '',
  };
  return {
    name,
    rates: [{ ...rates, ...more }],
    baseline: scores.map(([before], i) => line(i, before)),
    today: scores.map(([, after], i) => line(i, after)),
  };
}

const only = (sides: Sides[], minEffect = 0) => regressionOf(sides, { minEffect }).compared[0];

test('a drop is what the exact test shows; a rise closes nothing', () => {
  const drop = only([side('a', 143, 15, 1)]);
  assert.is(drop?.outcome, 'drop');
  assert.is(drop?.test, 'exact McNemar test');
  assert.ok(Math.abs((drop?.alone ?? 0) - 34 / 65536) < 1e-12); // 2 (1 + 16) / 2^16
  assert.ok(Math.abs((drop?.difference ?? 0) + 14 / 143) < 1e-12);
  assert.ok(Math.abs((drop?.before ?? 0) + (drop?.difference ?? 0) - (drop?.after ?? 0)) < 1e-12);
  assert.equal([drop?.onlyBefore, drop?.onlyNow, drop?.n], [15, 1, 143]);
  assert.is(only([side('a', 143, 1, 15)])?.outcome, 'rise');
  assert.is(only([side('a', 143, 9, 3)])?.outcome, 'not shown');
  assert.is(only([side('a', 143, 0, 0)])?.p, null);
});

test('a drop that is smaller than asked for closes nothing, and the power counts that', () => {
  const small = side('a', 400, 11, 0);
  assert.is(only([small])?.outcome, 'drop');
  assert.is(only([small], 0.03)?.outcome, 'small drop');
  assert.is(only([small], 0.0275)?.outcome, 'drop'); // exactly as large
  const [free, held] = [only([small])?.smallest() ?? 0, only([small], 0.03)?.smallest() ?? 0];
  assert.ok(held > free && held > 0.03, `${free} ${held}`);
  const moves = new Array<number>(11).fill(1);
  assert.ok(signFlipPower({ questions: 400, pairs: 400, moves, least: 0.03 }, 0.03) < 0.65); // it comes out smaller half of the time
});

test('Holm counts the rates in which a drop could be shown, and no others', () => {
  const many = Array.from({ length: 9 }, (_, i) => side(`quiet-${i}`, 60, 5, 0)); // five answers: 2 / 2^5 is above the level
  const alone = regressionOf([side('a', 143, 15, 1), ...many]);
  assert.is(alone.family, 1);
  assert.is(alone.compared[0]?.p, alone.compared[0]?.alone);
  const more = Array.from({ length: 9 }, (_, i) => side(`loud-${i}`, 60, 3, 3));
  const crowded = regressionOf([side('a', 143, 15, 1), ...more]);
  assert.is(crowded.family, 10);
  assert.is(crowded.compared[0]?.p, 10 * (crowded.compared[0]?.alone as number));
  const power = minimumDetectableDifference({ questions: 143, pairs: 143, moves: new Array<number>(16).fill(1) }, 0.05 / 10);
  assert.is(crowded.compared[0]?.smallest(), power);
});

test('families move as a whole where the report says so', () => {
  const [asQuestions, asFamilies] = [side('a', 40, 12, 0), side('a', 40, 12, 0, { clusters: 'family' })];
  assert.is(only([asQuestions])?.outcome, 'drop');
  const held = only([asFamilies]);
  assert.equal([held?.test, held?.clusters, held?.outcome], ['sign-flip permutation test', 4, 'not shown']); // four families show nothing
  assert.is(held?.smallest(), null);
});

test('answers that are unscored, new, or to another text are left out and counted', () => {
  const sides = side('a', 20, 0, 0);
  const today = sides.today.map((line, i) => (i === 0 ? { ...line, score: '' } : i === 1 ? { ...line, input: 'other' } : line));
  const found = only([{ ...sides, today, baseline: sides.baseline.slice(0, -1) }]);
  assert.equal([found?.n, found?.unscored, found?.unpaired], [17, 1, 2]);
  assert.is(only([{ ...sides, baseline: [] }])?.outcome, 'not comparable');
  assert.equal(regressionOf([{ ...sides, rates: sides.rates.map(({ headline: _, ...rest }) => rest) }]).compared, []); // no headline
});

test('200 changes of nothing close the gate in at most 5 %', () => {
  const rates = [100, 60, 30].map((questions, i) => ({ questions, answers: 1, rate: [0.6, 0.3, 0.8][i] as number }));
  const closed = closedShare({ rates, touched: 0.5 }, 0, 200, 'null');
  assert.ok(closed <= 0.05, String(closed));
});

test('a planted drop of 10 points on 143 questions is found as often as is stated', () => {
  // of 60 % that passed, one in six fails now; 10 % of the questions are answered anew besides
  const found = closedShare({ rates: [{ questions: 143, answers: 1, rate: 0.6 }], touched: 0.1 }, 0.1, 200, 'planted');
  const turn = 0.9 * 0.1 + 0.1 * (0.6 * 0.5 + 0.4 * 0.5);
  const stated = signFlipPower({ questions: 143, pairs: 143, moves: new Array<number>(Math.round(143 * turn)).fill(1) }, 0.1);
  assert.ok(Math.abs(found - stated) < 0.08, `found ${found}, stated ${stated}`);
  assert.ok(stated > 0.5 && stated < 1);
});

test.run();
