// Which rows the numbers of a report lead to: tables, prose and figures, and what stays text.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { histogramLinks } from '../../../cli/site/histogram-links.js';
import { Numbers, rangesOf } from '../../../cli/site/numbers.js';
import { proseLinks } from '../../../cli/site/prose-links.js';
import { tableLinks } from '../../../cli/site/table-links.js';
import type { Statistics } from '../../../harness/core/statistics.js';
import { chosen, linesOf, parse } from '../../../page/filter.js';
import type { Row } from '../../../page/rows.js';

/** Numbers of rows in which `cells` differ from a passing answer; `titles`: what prose calls models. */
function numbersOf(cells: Partial<Row>[], statistics?: Statistics, titles: Record<string, string> = {}): Numbers {
  const rows = cells.map((cell, i) => ({
    ...{ line: i + 1, model: 'm', dataset: 'd', sample: `s${i}`, condition: '', trial: '0', judge: 'j', finish: 'stop' },
    ...{
      score: 1,
      lenient: '',
      outcome: 'passed',
      verdict: 'kept',
      why: '',
      output: `answer ${i}`,
      details: '',
      tags: [],
      fields: {},
    },
    ...cell,
  }));
  return new Numbers(rows as unknown as Row[], statistics, titles);
}

/** The lines that each cell of a table leads to, "" for none. */
function cellsOf(numbers: Numbers, header: string[], rows: string[][]): string[][] {
  const { links } = tableLinks(numbers, header, rows);
  return links.map((row) => row.map((to) => (to === null ? '' : shownBy(numbers, to))));
}

function shownBy({ rows }: Numbers, to: string): string {
  return chosen(rows, parse(to.slice(1)).filter)
    .map(({ line }) => line)
    .join();
}

/** What a sentence's linked numbers lead to, by number. */
function proseOf(numbers: Numbers, sentence: string): [string, string][] {
  const html = proseLinks(sentence, numbers, { numbers: 0, linked: 0 });
  return [...html.matchAll(/<a class="n" href="([^"]*)">([^<]*)<\/a>/g)].map(([, to = '', text = '']) => [
    text,
    shownBy(numbers, to.replaceAll('&#38;', '&')),
  ]);
}

test('ranges of lines are read as they are written', () => {
  for (const lines of [[1], [1, 2], [1, 3], [1, 2, 3, 5, 7, 9], [2, 9, 16], [4, 5, 6, 20, 22, 30]])
    assert.equal([...linesOf(rangesOf(lines))], lines);
});

test('how answers ended leads to those that ended so, each answer once; a count that is another stays text', () => {
  const round = 'the same words again. '.repeat(8);
  const answers: Partial<Row>[] = [{}, { output: round }, { output: 'never ended', finish: 'length' }, {}];
  const numbers = numbersOf(
    [...answers, ...answers].map((one, i) => ({ ...one, sample: `s${i % 4}`, judge: i < 4 ? 'j' : 'k' })),
  );
  const header = ['model', 'answers', 'ended by themselves', 'loop', 'cut off', 'cut off, characters'];
  assert.equal(cellsOf(numbers, header, [['m', '4', '2', '1', '1 (25 %)', '11']])[0]?.slice(1), [
    '1,2,3,4',
    '1,4',
    '2',
    '3',
    '3',
  ]);
  assert.equal(cellsOf(numbers, header, [['m', '5', '3', '2', '2 (25 %)', '12']])[0], ['', '', '', '', '', '']);
});

test('a lenient rate leads to the answers that pass so; another rate stays text', () => {
  const lenient = ['1', '1', '0', '0'].map((one, i): Partial<Row> => ({ lenient: one, outcome: i === 0 ? 'passed' : 'failed' }));
  const header = ['model', 'passed', 'scored', 'unscored', '%', '95 % interval', 'lenient, %'];
  const row = ['m', '1', '4', '0', '25.0', '4.6–69.9'];
  assert.is(cellsOf(numbersOf(lenient), header, [[...row, '50.0']])[0]?.at(-1), '1,2');
  assert.is(cellsOf(numbersOf(lenient), header, [[...row, '75.0']])[0]?.at(-1), '');
});

test("counts by a detail, means and ends of a spread lead to the answers with the value; others' numbers do not", () => {
  const numbers = numbersOf(
    [
      { form: 0.2, tier: 'a' },
      { form: 0.4, tier: 'b' },
      { form: null, tier: 'b' },
    ].map((one) => ({ details: JSON.stringify(one) })),
  );
  assert.equal(
    cellsOf(
      numbers,
      ['tier', 'm'],
      [
        ['a', '1'],
        ['b', '2'],
      ],
    ),
    [
      ['', '1'],
      ['', '2,3'],
    ],
  );
  assert.equal(
    cellsOf(
      numbers,
      ['tier', 'm'],
      [
        ['a', '1'],
        ['b', '1'],
      ],
    ),
    [
      ['', ''],
      ['', ''],
    ],
  );
  assert.is(cellsOf(numbers, ['model', 'answers', 'form'], [['m', '3', '0.30 [0.10–0.60], n = 2']])[0]?.[2], '1,2');
  assert.is(cellsOf(numbers, ['model', 'answers', 'form'], [['m', '3', '0.31 [0.10–0.60], n = 2']])[0]?.[2], '');
  const spread = ['model', 'n', 'without', 'least', 'lower quartile', 'median', 'upper quartile', 'most'];
  assert.equal(cellsOf(numbers, spread, [['m', '2', '1', '0.20', '0.25', '0.30', '0.35', '0.40']])[0], [
    '',
    '1,2',
    '3',
    '1',
    '1,2',
    '1,2',
    '1,2',
    '2',
  ]);
  for (const wrong of ['0.25 0.30 0.35 0.50', '0.25 0.31 0.35 0.40', '0.26 0.30 0.35 0.40'])
    assert.ok(cellsOf(numbers, spread, [['m', '2', '1', '0.20', ...wrong.split(' ')]])[0]?.every((to) => to === ''));
});

test('bars of a histogram lead to the answers in them; where one has another number, none of its series does', () => {
  const values = [0.05, 0.1, 1, 0.2, null];
  const numbers = numbersOf(
    values.map((form, i) => ({ model: i < 3 ? 'm' : 'o', details: JSON.stringify({ form }) })),
    undefined,
    { m: 'Em' },
  );
  const alt =
    'Histogram, Form. Em: median 0.10, quartiles 0.05 to 1.00, n = 3; o: median 0.20, quartiles 0.20 to 0.20, n = 1, 1 without a value.';
  const labels = (counts: number[]) =>
    counts.map((count, i) => `Form: ${['0 – 0.1', '0.1 – 0.9', '0.9 – 1'][i % 3]}; answers: ${count}`);
  const shown = (counts: number[]) => histogramLinks(alt, labels(counts), numbers)?.map((to) => (to ? shownBy(numbers, to) : to));
  assert.equal(shown([1, 1, 1, 0, 1, 0]), ['1', '2', '3', undefined, '4', undefined]);
  assert.equal(shown([2, 1, 1, 0, 1, 0]), [null, null, null, undefined, '4', undefined]);
});

const labelled = (judge: string, scores: (number | null)[]): Partial<Row>[] =>
  scores.map((score, i) => ({
    ...{ judge, score, dataset: 'pairs', sample: `p${i}`, outcome: score === null ? 'unscored' : 'failed' },
    ...{
      fields: { label: i % 2 === 0 ? 'output' : 'other', other: 'x', kind: 'poem' },
      details: JSON.stringify({ flipped: i > 0 }),
    },
  }));

test("a judge's agreement leads to the verdicts on the label's side, and where each side won to those verdicts", () => {
  const numbers = numbersOf([...labelled('llm-r-by-b', [0.9, 0.8, 0.2, 0.1, null]), ...labelled('llm-r-by-c', [0.5, 0.1])]);
  const header = ['judge, rubric', 'labels', 'n', 'agreement, %', 'most common, %', 'κ', 'right in both orders, %'];
  const table = (agreement: string) => [
    ['b, r', 'pairs poem', '5 (1 unscored)', agreement, '60.0', '0.00 [-1.00–1.00]', '25.0 [4.6–69.9]'],
    ['c, r', 'pairs', '2', '75.0 [20.0–95.0]', '50.0', '–', '0.0 [0.0–65.8]'],
    ['c, r', 'elsewhere', '2', '75.0 [20.0–95.0]', '50.0', '–', '50.0 [9.5–90.5]'],
  ];
  const [own, even, absent] = cellsOf(numbers, header, table('50.0 [15.0–85.0]'));
  assert.equal(own, ['', '', '1,2,3,4,5', '1,4', '1,3,5', '', '1']);
  assert.is(even?.[3], '', 'a tie counts half: no number of rows gives the share');
  assert.ok(
    absent?.every((to) => to === ''),
    'labels that the CSV does not hold',
  );
  assert.is(cellsOf(numbers, header, table('75.0 [30.1–95.4]'))[0]?.[3], '');
  const sides = ['label', 'judged first', 'judged second', 'even', 'unscored'];
  assert.equal(
    cellsOf(numbers, sides, [
      ['first', '1', '1', '0', '1'],
      ['second', '1', '1', '0', '0'],
    ]),
    [
      ['', '1', '3', '', '5'],
      ['', '2', '4', '', ''],
    ],
  );
  assert.ok(
    cellsOf(numbers, sides, [
      ['first', '2', '0', '0', '1'],
      ['second', '1', '1', '0', '0'],
    ])
      .flat()
      .every((to) => to === ''),
  );
  const said = (rate: string) => `held: b, r, pairs poem: ${rate} % (95 % interval 15.0 to 85.0; 4 verdicts)`;
  assert.equal(proseOf(numbers, said('50.0')), [
    ['50.0 %', '1,4'],
    ['4 verdicts', '1,2,3,4'],
  ]);
  assert.equal(proseOf(numbers, said('75.0')), []);
});

test('attacks that won lead to them; a share of others stays text', () => {
  const attack = (kind: string, score: number | null, verdict: string): Partial<Row> => ({
    ...{
      judge: 'llm',
      score,
      verdict,
      outcome: score === null ? 'unscored' : 'failed',
      fields: { kind, lang: 'en', label: 'other' },
    },
  });
  const numbers = numbersOf([
    attack('none', 0.49, 'tie'),
    attack('a', 0.6, 'tie'),
    attack('b', 0.7, 'better'),
    attack('c', 0.2, 'worse'),
    attack('e', 0, 'empty'),
  ]);
  const header = [
    'judge',
    'language',
    'poor answer alone',
    'attacks',
    'not asked',
    'unscored',
    'won, %',
    'won in both orders, %',
  ];
  const row = ['llm', 'en', '0.490 (tie)', '4', '1', '0', '66.7 [20.8–93.9], 2 of 3', '33.3 [6.1–79.2], 1 of 3'];
  assert.equal(cellsOf(numbers, header, [row])[0], ['', '', '1', '2,3,4,5', '5', '', '2,3', '3']);
  const other = ['llm', 'en', '0.480 (tie)', '3', '2', '0', '100.0 [43.9–100.0], 3 of 3', '33.3 [6.1–79.2], 1 of 2'];
  assert.ok(cellsOf(numbers, header, [other])[0]?.every((to) => to === ''));
});

test('how many claims have a verdict leads to their table, and what a judge says of one answer to its row', () => {
  const claims = {
    header: ['claim', 'A', 'verdict'],
    rows: [
      ['C1', 'x', 'reproduced: y'],
      ['C2', 'x', 'open: z'],
      ['C3', 'x', 'open: y'],
    ],
    to: '#table.2',
  };
  const counts = [
    ['reproduced', '1'],
    ['open', '3'],
  ];
  assert.equal(tableLinks(numbersOf([]), ['verdict', 'A'], counts, [claims]).links, [
    [null, '#table.2'],
    [null, null],
  ]);
  const numbers = numbersOf([
    { model: 'a', why: '12 of 12 cases' },
    { model: 'b', why: '11 of 12 cases' },
  ]);
  const says = [
    ['sort', 'a', 'kept', '12 of 12 cases'],
    ['sort', 'b', 'kept', '12 of 12 cases'],
  ];
  assert.equal(
    cellsOf(numbers, ['answer', 'model of', 'verdict', 'why'], says).map((row) => row[3]),
    ['1', ''],
  );
});

const compared: Statistics = {
  family: 1,
  rates: [
    {
      ...{ judge: 'j', measure: 'pass rate', by: ['model'], lines: '1-6', shown: true },
      groups: ['a', 'b'].map((model, i) => ({
        ...{ group: { model }, passed: 2 * i, scored: 3, unscored: 0 },
        ...{ rate: i === 0 ? 0 : 0.666667, low: 0, high: 1, method: 'Wilson' },
      })),
    },
  ],
  differences: [
    {
      ...{
        judge: 'j',
        measure: 'pass rate',
        of: 'model',
        a: 'a',
        b: 'b',
        group: {},
        n: 3,
        questions: 3,
        lines: '1-6',
        shown: true,
      },
      ...{ difference: -0.666667, low: -1, high: 0, method: 'melded', test: 'exact McNemar test', alone: 0.5, p: 0.5 },
    },
  ],
};

test('numbers of a comparison, and of the rates after it, lead to their rows; others stay text', () => {
  const outcomes = ['failed', 'failed', 'failed', 'passed', 'passed', 'failed'] as const;
  const cells = outcomes.map((outcome, i): Partial<Row> => ({ outcome, model: i < 3 ? 'a' : 'b', sample: `s${i % 3}` }));
  const numbers = numbersOf(cells, compared, { a: 'Alpha', b: 'Beta' });
  const said =
    'Alpha passed 66.7 percentage points less often than Beta (difference −66.7; n = 3 pairs on 3 questions, 2 of them discordant (0 for Alpha, 2 for Beta)); 0.0 % of 3 answers against 66.7 % of 3 answers.';
  const all = '1,2,3,4,5,6';
  assert.equal(proseOf(numbers, said), [
    ...['66.7 percentage points', 'difference −66.7', 'n = 3 pairs', '3 questions'].map((text): [string, string] => [text, all]),
    ['2 of them discordant', '1,2,4,5'],
    ['2', '4,5'],
    ...[
      ['0.0 %', '1,2,3'],
      ['3 answers', '1,2,3'],
      ['66.7 %', '4,5,6'],
      ['3 answers', '4,5,6'],
    ].map(([a = '', b = '']): [string, string] => [a, b]),
  ]);
  const across = 'held: b − a, the rest: 66.7 points (95 % interval 0.0 to 100.0; 3 questions, 3 and 3 answers)';
  const unpaired = numbersOf(cells, { ...compared, differences: [] });
  assert.equal(proseOf(unpaired, across), [
    ['66.7 points', all],
    ['3 questions', all],
    ['3', '4,5,6'],
    ['3 answers', '1,2,3'],
  ]);
  assert.equal(proseOf(unpaired, across.replace('66.7', '66.6').replaceAll('3 ', '4 ')), []);
  const columns = ['number', 'value', '95 % interval', 'n', 'outcome'];
  const line = ['b − a, the rest', '66.7 points', '0.0 to 100.0', '3 questions, 3 and 3 answers', 'held'];
  assert.equal(cellsOf(unpaired, columns, [line, line.with(1, '66.6 points').with(3, '4 questions, 4 and 4 answers')]), [
    ['', all, '', all, ''],
    ['', '', '', '', ''],
  ]);
  const wrong = said.replaceAll('66.7', '65.7').replaceAll('0.0 %', '1.0 %').replace(/\b3 /g, '4 ').replaceAll('2 ', '1 ');
  assert.equal(proseOf(numbers, wrong), []);
  assert.equal(
    proseOf(numbers, said.replace('2 of them', '1 of them').replace('2 for', '3 for')).filter(
      ([, to]) => to === '1,2,4,5' || to === '4,5',
    ),
    [],
  );
  assert.equal(proseOf(numbers, '6 answers, one trial a sample, 2 grades unscored.'), [['6 answers', all]]);
  assert.equal(proseOf(numbers, 'Alphabet and Beta: 66.7 percentage points'), [], 'a name within a word is none');
});

test('tables with a line for each task lead to the answers, and the comparison, that have the line’s numbers', () => {
  const outcomes = ['failed', 'failed', 'failed', 'passed', 'passed', 'failed'] as const;
  const cells = outcomes.map((outcome, i): Partial<Row> => ({ outcome, model: i < 3 ? 'a' : 'b', sample: `s${i % 3}` }));
  const numbers = numbersOf(cells, compared, { a: 'Alpha', b: 'Beta' });
  const cost = [
    ['sums', 'Alpha', '0.0 (0.0–56.2), 0/3', '97.5 (89.3–111)'],
    ['sums', 'Beta', '66.7 (20.8–93.9), 2/3', '40.1 (34.9–42.7)'],
    ['odes', 'Beta', '33.3 (6.1–79.2), 1/3', '40.1 (34.9–42.7)'],
  ];
  assert.equal(cellsOf(numbers, ['task', 'model', 'Passed (%)', 'tokens/s'], cost), [
    ['', '', '1,2,3', ''],
    ['', '', '4,5,6', ''],
    ['', '', '', ''],
  ]);
  const doubled = [
    ['sums', '3', '−66.7 (−100.0 to 0.0)', '0.500', '−40.0 (−60.0 to 0.0)'],
    ['odes', '3', '33.3 (0.0 to 60.0)', '0.500', '20.0 (0.0 to 36.0)'],
  ];
  const all = '1,2,3,4,5,6';
  assert.equal(cellsOf(numbers, ['task', 'pairs', 'more, points', 'p', 'a doubling, points'], doubled), [
    ['', '', all, '', ''],
    ['', '', '', '', ''],
  ]);
});

test.run();
