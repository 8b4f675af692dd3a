// The site, built from reports of scripted models: what a page holds, that hostile answers stay text, and that it is the same twice.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { bundle } from '../../../cli/site/bundle.js';
import { histogramLinks } from '../../../cli/site/histogram-links.js';
import { Numbers, rangesOf } from '../../../cli/site/numbers.js';
import { proseLinks } from '../../../cli/site/prose-links.js';
import { siteOf } from '../../../cli/site/site.js';
import { tableLinks } from '../../../cli/site/table-links.js';
import type { Statistics } from '../../../harness/core/statistics.js';
import type { Message } from '../../../harness/core/types.js';
import { findProject } from '../../../harness/project.js';
import { requestKey } from '../../../harness/records/request-key.js';
import type { More } from '../../../page/data.js';
import { chosen, linesOf, parse } from '../../../page/filter.js';
import { type Row, rowsOf } from '../../../page/rows.js';
import { attacks } from '../../fixtures/hostile.js';
import { Project, sums } from '../../fixtures/project.js';

const project = new Project().experiment('01-scripted.ts').experiment('02-hostile.ts').write('datasets/sums/data.jsonl', sums);
const kinds = Object.keys(attacks).map(
  (kind) => `${JSON.stringify({ id: kind, input: kind, kind, tags: [kind.slice(0, 1)] })}\n`,
);
project.write('datasets/attacks/data.jsonl', kinds.join(''));
test.before(async () => {
  const { code, stderr } = await project.command('report', '--quiet');
  assert.is(code, 0, stderr);
});
test.after(() => project.remove());

/** The site in a folder of this name. */
async function built(out: string, env: Record<string, string> = {}, args: string[] = []): Promise<Map<string, string>> {
  const before = Object.fromEntries(Object.keys(env).map((name) => [name, process.env[name]]));
  Object.assign(process.env, env);
  const { code, stderr } = await project.command('site', '--out', out, ...args);
  for (const [name, value] of Object.entries(before)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  assert.is(code, 0, stderr);
  const folder = join(project.folder, out);
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'latin1')]));
}

const text = (latin: string | undefined) => Buffer.from(latin ?? '', 'latin1').toString('utf8');

function dataOf(html: string, id: string): Buffer {
  const packed = new RegExp(`<script type="application/octet-stream" id="${id}">([^<]*)</script>`).exec(html)?.[1];
  assert.ok(packed, `no data ${id}`);
  return gunzipSync(Buffer.from(packed, 'base64'));
}

function rowsIn(html: string): { rows: Row[]; more: More } {
  const more = JSON.parse(dataOf(html, 'more').toString('utf8')) as More;
  return { rows: rowsOf(dataOf(html, 'rows').toString('utf8'), more), more };
}

/** Every tag of a page, without what its script and style hold. */
function tagsOf(html: string): string {
  const outside = html.replace(/(<script[^>]*>)[\s\S]*?<\/script>/g, '$1').replace(/(<style>)[\s\S]*?<\/style>/g, '$1');
  return (outside.match(/<[^>]*>/g) ?? []).join('\n');
}

let site: Map<string, string>;
test('a page a report, an index, and no file that is asked for from elsewhere', async () => {
  site = await built('site');
  assert.equal([...site.keys()].sort(), ['.nojekyll', '01-scripted.html', '02-hostile.html', 'index.html']);
  for (const [name, html] of site)
    if (name.endsWith('.html')) {
      assert.not.match(html, /<(?:link(?! rel="icon" href="data:,")|iframe|object|embed|base|form)\b/, name);
      assert.not.match(tagsOf(html), /\s(?:src|srcset|action|formaction|data|poster)=/, name);
    }
});

test("the policy names the page's own style and script by their hashes, and nothing else", () => {
  const html = text(site.get('01-scripted.html'));
  const policy = (/Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '').replaceAll('&#39;', "'");
  const hash = (part: RegExp) =>
    createHash('sha256')
      .update(part.exec(html)?.[1] ?? '')
      .digest('base64');
  const style = hash(/<style>([\s\S]*?)<\/style>/);
  const script = hash(/<script type="module">([\s\S]*?)<\/script>/);
  assert.is(
    policy,
    `default-src 'none'; script-src 'sha256-${script}'; style-src 'sha256-${style}'; img-src data:; base-uri 'none'; form-action 'none'`,
  );
  assert.not.match(tagsOf(html), /\s(?:style|on[a-z]+)=/i);
  assert.is(html.match(/<style/g)?.length, 1);
});

test('a page with answers of the embedded model can ask it again: decodings, policy, and the files its digest is made of', async () => {
  const own = findProject('.');
  const { files, facts, model } = await siteOf(own, ['04-chickens-and-rabbits']);
  assert.ok(facts[0]?.asks);
  const html = String(files.get('04-chickens-and-rabbits.html'));
  const policy = (/Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '').replaceAll('&#39;', "'");
  assert.match(policy, "'wasm-unsafe-eval'");
  assert.match(policy, "worker-src blob:; connect-src 'self'");
  const { rows, more } = rowsIn(html);
  const asked = rows.filter(({ digest }) => digest === more.ask?.digest);
  assert.ok(asked.length > 0);
  for (const { key, digest, prompt, decoding, trial } of asked) {
    assert.ok(decoding);
    assert.is(requestKey({ digest }, { messages: prompt as Message[], decoding, trial: Number(trial) }), key);
  }
  const list = [...model].map(([path, source]) => [
    path.slice('model/'.length),
    createHash('sha256').update(readFileSync(source)).digest('hex'),
  ]);
  assert.equal(
    list,
    more.ask?.files.map(({ path, sha256 }) => [path, sha256]),
  );
  assert.ok(!text(site.get('01-scripted.html')).includes('wasm-unsafe-eval'), 'not where no answer is of it');
});

test('hostile answers stay text: in the page, in its data, and exactly as the model gave them', () => {
  const html = text(site.get('02-hostile.html'));
  const tags = tagsOf(html).replace(/ href="#[^"]*"/g, ''); // a filter by a verdict has its words in its address
  assert.not.match(tags, /<img|javascript:|onerror|example\.org/i);
  assert.is(html.match(/<h1/g)?.length, 1);
  assert.match(html, '&#60;script&#62;document.title');
  assert.is(html.match(/<\/script>/g)?.length, 4, 'three of data, one of code');
  const { rows } = rowsIn(html);
  for (const row of rows) assert.is(row.output, attacks[row.sample], row.sample);
  assert.ok(rows.every(({ place }) => place.startsWith('records/hostile/attacks.jsonl:')));
  assert.equal(rows[0]?.tags, ['d']);
});

test('numbers lead to as many rows as they say', () => {
  const html = text(site.get('01-scripted.html'));
  const { rows } = rowsIn(html);
  const cells = [...html.matchAll(/<td[^>]*><a class="n" href="#([^"]*)">(\d+)<\/a><\/td>/g)];
  assert.ok(cells.length >= 6, `${cells.length} cells lead to rows`);
  for (const [, hash = '', count] of cells) {
    const found = chosen(rows, parse(hash.replaceAll('&#38;', '&')).filter);
    const answers = new Set(found.map((row) => `${row.model} ${row.sample} ${row.trial}`));
    assert.ok([found.length, answers.size].includes(Number(count)), `${hash} leads to ${found.length}, not ${count}`);
  }
});

test('the page holds what its evidence id is the hash of, and its rows and prose as they are in the notebook', () => {
  const html = text(site.get('01-scripted.html'));
  const { more } = rowsIn(html);
  const hash = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
  const manifest = JSON.parse(project.read('reports/manifest.json'));
  assert.is(hash(more.grounds), manifest.reports['01-scripted'].evidence);
  assert.is(hash(dataOf(html, 'rows')), JSON.parse(more.grounds).csv);
  assert.is(dataOf(html, 'markdown').toString('utf8'), project.read('reports/01-scripted.md'));
  assert.is(more.markdown, hash(project.read('reports/01-scripted.md')));
});

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

test("in this notebook's reports, a number that leads to named rows leads to as many as it says", async () => {
  const names = ['02-user-json', '06-can-a-small-model-judge', '07-word-problems', '16-three-times-the-size', '20-the-article'];
  const { files, facts } = await siteOf(findProject('.'), names);
  for (const { file, tables, marks } of facts) {
    assert.is(marks.linked, marks.numbers, `${file}: marks of rates, beside single printed answers too`);
    assert.ok(tables.linked > 0, `${file}: no number of a table leads to rows`);
    const html = String(files.get(file));
    const { rows } = rowsIn(html);
    const named = [...html.matchAll(/<a class="n" href="(#[^"]*)">([^<]*)<\/a>/g)].map(([, to = '', said = '']) => ({
      to: to.replaceAll('&#38;', '&'),
      said,
    }));
    for (const { to, said } of named) {
      if (to.startsWith('#table.')) {
        assert.ok(html.includes(`id="${to.slice(1)}"`), to);
        continue;
      }
      const found = chosen(rows, parse(to.slice(1)).filter);
      assert.ok(found.length > 0, `${file}: ${said} leads to no row`);
      const count = /^(?:n = )?(\d+)(?: answers| verdicts| of them discordant| \(.*\))?$/.exec(said)?.[1];
      const share = /, (\d+) of (\d+)$/.exec(said)?.slice(1);
      const answers = new Set(found.map((row) => `${row.model} ${row.dataset} ${row.sample} ${row.trial}`)).size;
      const counts = [found.length, answers, ...(said.endsWith('discordant') ? [found.length / 2] : [])];
      const passed = found.filter(({ outcome }) => outcome === 'passed').length;
      if (share) assert.ok(share.map(Number).includes(found.length), `${file}: ${said} leads to ${found.length} rows`);
      else if (count && !/^\d{3,} /.test(said) && !isMedian(found, count))
        assert.ok([...counts, passed].includes(Number(count)), `${file}: ${said} leads to ${counts}`);
    }
  }
});

/** "cut off, characters" is a length, not a number of rows. */
function isMedian(rows: readonly Row[], said: string): boolean {
  const lengths = rows.map(({ output }) => [...output].length).sort((a, b) => a - b);
  return lengths[Math.floor(lengths.length / 2)] === Number(said);
}

test('two runs give the same bytes, in another zone and locale, and the script stays small', async () => {
  const again = await built('again', { TZ: 'Asia/Kathmandu', LC_ALL: 'de_DE.UTF-8', LANG: 'tr_TR.UTF-8' });
  assert.equal([...again.keys()], [...site.keys()]);
  for (const [name, html] of site) assert.ok(again.get(name) === html, name);
  const { report, diff } = await bundle();
  for (const script of [report, diff]) assert.ok(gzipSync(script).length < 120_000);
  assert.not.match(report + diff, /<\/script|<!--/);
});

test('with an address there are previews, a sitemap and, where a date is known, a feed', async () => {
  const before = project.read('evalbook.json');
  project.write('evalbook.json', JSON.stringify({ ...JSON.parse(before), released: '2026-11-24' }));
  const web = await built('web', {}, ['--base', 'https://example.org/book']);
  const html = text(web.get('01-scripted.html'));
  assert.match(html, '<meta property="og:image" content="https://example.org/book/01-scripted.png">');
  assert.match(html, /<meta property="og:title" content="[^"]+">/);
  assert.is(web.get('01-scripted.png')?.slice(1, 4), 'PNG');
  assert.match(web.get('sitemap.xml') ?? '', '<loc>https://example.org/book/01-scripted.html</loc>');
  assert.match(web.get('feed.xml') ?? '', '<updated>2026-11-24T00:00:00Z</updated>');
  project.write('evalbook.json', before);
});

test('one report alone; one that is not there, and an address that is none, are told in a line', async () => {
  const one = await built('one', {}, ['02']);
  assert.equal([...one.keys()].sort(), ['.nojekyll', '02-hostile.html', 'index.html']);
  const none = await project.command('site', '09');
  assert.is(none.code, 2);
  assert.match(none.stderr, 'expected the number or name of a report, one of 01-scripted, 02-hostile, got "09"');
  assert.match((await project.command('site', '--base', 'javascript:1')).stderr, 'expected --base to be an address');
  assert.is((await project.command('site', '--help')).code, 0);
});

test.run();
