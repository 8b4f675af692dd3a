// Numbers that do not follow from the CSV are found, each by what is wrong with it; numbers that do are not.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compare } from '../../../harness/analysis/compare.js';
import { passRate } from '../../../harness/analysis/rates.js';
import { numbersIn, onlyPrints, prints } from '../../../harness/check/printed.js';
import { recompute, type Stated } from '../../../harness/check/recompute.js';
import { linesIn } from '../../../harness/check/rows.js';
import { readCsv } from '../../../harness/core/read-csv.js';
import type { DifferenceNumbers, RateNumbers } from '../../../harness/core/statistics.js';
import { markdown } from '../../../harness/core/tables.js';
import type { Row } from '../../../harness/core/types.js';
import { toCsv } from '../../../harness/report/csv.js';
import { familyOf } from '../../../harness/report/family.js';
import { differencesOf, headlinesOf } from '../../../harness/report/front-entry.js';
import { emptyPage } from '../../../harness/report/page.js';
import { statisticsOf } from '../../../harness/report/statistics.js';
import { row } from '../rows.js';

/** 20 questions, two twins each, of two models; one twin in ten is unscored. */
const rows: Row[] = ['one', 'two'].flatMap((model, m) =>
  Array.from({ length: 40 }, (_, i) => {
    const score = i % 10 === 9 ? null : Number((i * 7 + m * 3) % 5 < 2 + m);
    return row(model, `q${i}`, score, { pair: i >> 1, lang: i % 2 ? 'zh' : 'en', key: `-${i}` });
  }),
);

/** What a page of these rows states. `page` and CSV are as a report writes them. */
function stated(): Stated {
  const ran = {
    dataset: { name: 'd', path: 'd', sha256: '', samples: rows.slice(0, 40).map(({ sample }) => sample) },
    ...{ models: [], judges: [], rows, trials: 1, used: [], asked: 0, drifted: 0 },
  };
  const rates = passRate(rows, { judge: 'right', by: ['model'] });
  const byLanguage = passRate(rows, { judge: 'right', by: ['model', 'lang'] });
  const difference = compare(rows, { judge: 'right', a: 'one', b: 'two' });
  const languages = compare(rows, { judge: 'right', of: 'lang', a: 'en', b: 'zh' });
  const shown = [rates.table(), byLanguage.table(), difference.sentence(), languages.table()];
  const page = {
    ...emptyPage(),
    ran: [ran],
    shown: shown.map((content, line) => ({ line, content })),
    headlines: [{ rates, difference }],
  };
  const family = familyOf(page);
  const statistics = statisticsOf(page, family);
  assert.ok(statistics);
  return {
    csv: readCsv(toCsv([ran])),
    page: [
      markdown(rates.table()),
      markdown(byLanguage.table()),
      difference.sentence().text(family),
      markdown(languages.table().table(family)),
    ].join('\n'),
    statistics,
    headlines: headlinesOf(page),
    differences: differencesOf(page, family),
  };
}

test('what a page states of its rows holds', () => {
  const all = stated();
  assert.equal(recompute(all), { checked: 2 + 4 + 1 + 2, unchecked: 0, faults: [] });
  assert.is(all.statistics.rates[0]?.lines, '1-80');
});

const rate = (change: Partial<RateNumbers>) => (all: Stated) =>
  Object.assign(all.statistics.rates[0]?.groups[0] as RateNumbers, change);
const difference = (change: Partial<DifferenceNumbers>) => (all: Stated) =>
  Object.assign(all.statistics.differences[0] as DifferenceNumbers, change);

for (const [what, change, says] of [
  ['a count', rate({ passed: 3 }), /^rate of right, one: expected \d+ passed, got 3$/],
  ['a rate', rate({ rate: 0.5 }), /expected 44\.44 %, got 50\.00 %/],
  ['a rate that is left out', rate({ rate: null }), /expected a rate, got none/],
  [
    'an end of an interval',
    rate({ low: 0.3 }),
    /expected a 95 % interval of [\d.…]+ to [\d.…]+ \(clustered Wilson\), got 30\.00 to/,
  ],
  ['a method', rate({ method: 'guess' }), /a method that the check knows, got "guess"/],
  ['a group', rate({ group: { model: 'three' } }), /rate of right, three: expected a group of the CSV, got none/],
  [
    'a difference',
    difference({ difference: 0.1 }),
    /^one against two \(right\): expected a difference of -?\d+\.\d\d, got 10\.00$/,
  ],
  ['pairs', difference({ n: 35 }), /expected 36 pairs on 20 questions, got 35 on 20/],
  ['the end of a difference', difference({ high: 0.4 }), /expected a 95 % interval of .* \(melded\), got .* to 40\.00 %/],
  [
    'an interval with 0 beside a small p',
    difference({ method: 'melded', low: -0.2, high: 0.2, alone: 0.01 }),
    /expected an interval without 0 for p 0\.01 alone, got -20\.00 to 20\.00 %/,
  ],
  [
    'an interval without 0 beside a large p',
    difference({ method: 'melded', low: 0.01, high: 0.2, alone: 0.2 }),
    /expected an interval with 0 for p 0\.2 alone, got 1\.00 to 20\.00 %/,
  ],
  ['a lenient count', rate({ passedAsJudged: 40 }), /expected 16 passedAsJudged, got 40/],
  ['a p', difference({ alone: 0.04 }), /expected p [\d.]+( to [\d.]+)? alone \(sign-flip permutation test\), got 0\.04/],
  ['an adjusted p', difference({ p: 0.0004 }), /expected p [\d.]+ after Holm’s adjustment, got 0\.0004/],
  ['a test', difference({ test: 'none' }), /a test that the check knows, got "none"/],
  ['sides', difference({ a: 'two', b: 'one' }), /^two against one \(right\): expected a difference/],
  [
    'a judge',
    (all: Stated) => Object.assign(all.statistics.rates[0] ?? {}, { judge: 'left' }),
    /expected records of judge left, got one of right/,
  ],
  ['fewer groups', (all: Stated) => all.statistics.rates[0]?.groups.pop(), /expected 2 groups, got 1/],
  [
    'fewer records',
    (all: Stated) => Object.assign(all.statistics.rates[0] ?? {}, { lines: '1-70' }),
    /^rate of right, two: expected 15 passed, got 20$/,
  ],
  [
    'records that are not there',
    (all: Stated) => Object.assign(all.statistics.rates[0] ?? {}, { lines: '1-9999999999' }),
    /expected records 1-9999999999 in the CSV, got 80/,
  ],
  [
    'a page',
    (all: Stated) => Object.assign(all, { page: all.page.replace(/\d+\.\d–/g, '99.9–') }),
    /on the page, found no line with them/,
  ],
  [
    'a sentence',
    (all: Stated) => Object.assign(all, { page: all.page.replace(/p = [\d.]+/, 'p = 0.012') }),
    /^one against two \(right\): expected .* on the page/,
  ],
  [
    'a headline',
    (all: Stated) => Object.assign(all.headlines[0] ?? {}, { text: '88 % [12–60], 5/16' }),
    /^headline of one: expected one of the rates, got "88 %/,
  ],
  [
    'a quoted difference',
    (all: Stated) => Object.assign(all.differences[0] ?? {}, { high: 0.77 }),
    /expected one of the comparisons as headline/,
  ],
] as const)
  test(`${what} that does not follow is found`, () => {
    const all = structuredClone(stated());
    change(all);
    const { faults } = recompute(all);
    assert.ok(
      faults.some((fault) => says.test(fault)),
      faults.join('\n') || 'no fault',
    );
  });

test('every single score that is changed in the CSV is found', () => {
  const all = stated();
  for (const line of all.csv) {
    const { score = '' } = line;
    line.score = score === '1' ? '0' : '1';
    assert.ok(recompute(all).faults.length > 0, line.sample);
    line.score = score;
  }
});

test('numbers of scores that the CSV does not hold are counted, not checked', () => {
  const all = stated();
  const lenient = rows.map((one) => ({ ...one, grades: one.grades.map((grade) => ({ ...grade, score: 1 })) }));
  const page = {
    ...emptyPage(),
    ran: [{ rows }] as never,
    shown: [{ line: 1, content: passRate(lenient, { judge: 'right', by: ['model'] }).table() }],
  };
  const statistics = statisticsOf(page, []);
  assert.is(statistics?.rates[0]?.lines, null);
  assert.ok(statistics);
  assert.equal(recompute({ ...all, statistics, headlines: [], differences: [] }), { checked: 0, unchecked: 2, faults: [] });
});

test('ranges of records', () => {
  const csv = Array.from({ length: 9 }, (_, i) => ({ n: String(i + 1) }));
  const of = (ranges: string) => linesIn(csv, ranges).map((line) => line?.n);
  assert.equal(of('1-3,7'), ['1', '2', '3', '7']);
  assert.equal(of('2-8/3'), ['2', '5', '8']);
  for (const broken of ['', 'x', '0', '10', '8-10', '1-99999999999', '3-1']) assert.ok(of(broken).includes(undefined), broken);
});

test('a number is found in a text as it is printed', () => {
  const lines = numbersIn('| model-2 | 5 | 33.3 | 12.1–64.6 |\ndifference −31.2, 95 % interval −50.0 to −6.2');
  assert.ok(prints(lines, [33.333, 12.057, 64.55]));
  assert.not(prints(lines, [33.4, 12.1, 64.6]));
  assert.not(prints(lines, [64.6, 12.1]));
  assert.ok(prints(lines, [-31.25, -50, -6.2]));
  assert.not(prints(lines, [31.25, -50, -6.2]));
  assert.ok(onlyPrints('31 % [12–60], 5/16', [31.25, 11.9, 60.2, 5, 16, 0]));
  assert.ok(onlyPrints('5/16', [31.25, 11.9, 60.2, 5, 16, 0]));
  assert.not(onlyPrints('32 % [12–60], 5/16', [31.25, 11.9, 60.2, 5, 16, 0]));
});

test('rates by a field that the CSV does not hold are counted as unchecked, those by id are checked', () => {
  const all = stated();
  const [rates] = all.statistics.rates;
  assert.ok(rates);
  const of = (by: string[]) =>
    recompute({
      ...all,
      statistics: { ...all.statistics, rates: [{ ...rates, by }], differences: [] },
      headlines: [],
      differences: [],
    });
  assert.equal(of(['target']), { checked: 0, unchecked: 2, faults: [] });
  const { checked, faults } = of(['id']);
  assert.is(checked, 2);
  assert.match(faults.join('\n'), 'expected 40 groups, got 2');
});

test.run();
