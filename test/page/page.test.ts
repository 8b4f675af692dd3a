// What runs in a reader's browser, as far as it needs none.
import { createHash } from 'node:crypto';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readCsv as ours } from '../../harness/core/read-csv.js';
import { compare } from '../../page/compare.js';
import { readCsv } from '../../page/csv.js';
import type { More } from '../../page/data.js';
import { check, hasher } from '../../page/evidence.js';
import { chosen, format, linesOf, noFilter, parse } from '../../page/filter.js';
import { agreement, answersFile, exported, imported, type Labels } from '../../page/labels.js';
import { answerId, type Row, rowsOf } from '../../page/rows.js';
import { sha256 } from '../../page/sha256.js';
import { oneLine, pieces } from '../../page/visible.js';
import { wordsOf } from '../../page/words.js';

test("our SHA-256 is Node's, at every length around a block and for a million bytes", () => {
  for (const length of [0, 1, 3, 54, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 1000, 1_000_000]) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 7 + length) & 255);
    assert.is(sha256(bytes), createHash('sha256').update(bytes).digest('hex'), String(length));
  }
});

test('a CSV is read as csv-parse reads it', () => {
  const csv = '\ufeffmodel,score,output\na,1,"two ""quoted""\nlines, and a comma"\nb,,\nc,0,\'=SUM(A1)\ne,0,a\rb\nd,1,"\r\n"\n';
  assert.equal(readCsv(csv), ours(csv));
  assert.equal(readCsv('a,b\n1,'), [{ a: '1', b: '' }]);
});

const more = (rows: number): More => ({
  ...{
    name: '01-x',
    title: 'X',
    id: 'evalbook:01:abc',
    bibtex: '',
    apa: 'A. (n.d.). X',
    grounds: '{"csv":null}',
    markdown: '',
    text: '',
  },
  ...{ titles: {}, files: [], prompts: [], exact: {}, samples: { d: { s1: { target: '4', tags: ['sum'] } } } },
  places: Array.from({ length: rows }, (): [number, number] => [-1, 0]),
  decodings: [],
  decoding: [],
  prompt: Array.from({ length: rows }, () => -1),
});

const table = (lines: string[][]) =>
  rowsOf(
    [
      'model,dataset,sample,condition,trial,judge,score,verdict,why,finish,output_tokens,min_margin,input,output,sample_lang',
      ...lines.map((line) => line.join(',')),
    ].join('\n'),
    more(lines.length),
  );

const rows = table([
  ['small', 'd', 's1', '', '0', 'math', '1', 'correct', 'four', 'stop', '3', '0.5', 'two and two?', 'four', 'en'],
  ['large', 'd', 's1', '', '0', 'math', '0', 'wrong', 'five', 'stop', '9', '0.1', 'two and two?', 'it is five', 'en'],
  ['small', 'd', 's2', '', '0', 'math', '', 'unreadable', 'none', 'length', '1', '', '二加三？', '五', 'zh'],
  ['large', 'd', 's2', '', '0', 'math', '', 'unreadable', 'none', 'stop', '1', '', '二加三？', '不知', 'zh'],
]);
const lines = (found: Row[]) => found.map(({ line }) => line);

test('rows are kept by outcome, column, field, tag, lines, text and pattern, and where models differ', () => {
  const by = (part: Partial<typeof noFilter>) => lines(chosen(rows, { ...noFilter, ...part }));
  assert.equal(by({}), [1, 2, 3, 4]);
  assert.equal(by({ outcome: 'passed' }), [1]);
  assert.equal(by({ outcome: 'failed' }), [2]);
  assert.equal(by({ outcome: 'unscored' }), [3, 4]);
  assert.equal(by({ outcome: 'scored' }), [1, 2]);
  assert.equal(by({ is: { model: 'large', lang: 'zh' } }), [4]);
  assert.equal(by({ is: { nothing: 'x' } }), []);
  assert.equal(by({ tag: 'sum' }), [1, 2]);
  assert.equal(by({ lines: '2-4/2' }), [2, 4]);
  assert.equal(by({ text: 'FOUR' }), [1]);
  assert.equal(by({ text: '不知' }), [4]);
  assert.equal(by({ text: '^it.*e$', regex: true }), [2]);
  assert.equal(by({ differ: true }), [1, 2]);
  assert.throws(
    () => by({ text: '(', regex: true }),
    (error: Error) => error instanceof SyntaxError,
  );
});

test('rows are put in order by score, length, margin and sample', () => {
  const order = (sort: string) => lines(chosen(rows, { ...noFilter, sort }));
  assert.equal(order('score'), [3, 4, 2, 1]);
  assert.equal(order('length'), [3, 4, 1, 2]);
  assert.equal(order('longest'), [2, 1, 4, 3]);
  assert.equal(order('margin'), [2, 1, 3, 4]);
  assert.equal(order('sample'), [1, 2, 3, 4]);
});

test('a filter and an open sample are the same after a way through an address', () => {
  const filter = {
    ...noFilter,
    is: { model: 'a & b = c #', lang: '中' },
    outcome: 'failed' as const,
    lines: '1-3',
    differ: true,
    text: '<b>\u202e',
    regex: true,
    sort: 'margin',
  };
  assert.equal(parse(format(filter, null)), { filter, open: null, wanted: true });
  const open = { sample: '</script>', dataset: 'd', condition: 'c', trial: '2' };
  const { dataset: _, ...is } = { ...filter.is, dataset: '' };
  assert.equal(parse(format({ ...filter, is }, open)).open, open);
  assert.is(parse('a-heading').wanted, false);
  assert.equal(parse('answers&__proto__=x&outcome=nonsense&sort=nonsense').filter.outcome, '');
});

test('ranges of lines are read, and nonsense in them is passed over', () => {
  assert.equal([...linesOf('1-3,7,10-14/2')], [1, 2, 3, 7, 10, 12, 14]);
  assert.equal([...linesOf('x,-,3')], [3]);
  assert.is(linesOf('1-999999999').size, 1e6);
});

test('what cannot be seen becomes a mark: NUL, turned text, halves of pairs; white space on request', () => {
  const marks = (text: string, spaces = false) => pieces(text, spaces).flatMap(({ text, mark }) => (mark ? [text] : []));
  assert.equal(marks('a\u0000b\u202ec\ud83dd\udc00\u200b'), ['U+0000', 'U+202E', 'U+D83D', 'U+DC00', 'U+200B']);
  assert.equal(marks('😀 <script>\n\t'), []);
  assert.equal(marks('a b\n', true), ['·', '↵']);
  const text = 'a\u0000 b\n\ud83d';
  assert.is(
    pieces(text, false)
      .filter(({ mark }) => !mark)
      .map(({ text }) => text)
      .join('|'),
    'a| b\n',
  );
  assert.is(oneLine('a\u202e\n  b\u0000'.repeat(9), 6), 'a� b�a…');
});

test('two texts are compared word by word, Chinese character by character; what takes too long is not compared', () => {
  const sides = (left: string, right: string) => compare(left, right)?.map(({ text, side }) => `${side}:${text}`);
  assert.equal(sides('it is four', 'it is five'), ['both:it is ', 'left:four', 'right:five']);
  assert.equal(sides('三只鸡', '五只鸡'), ['left:三', 'right:五', 'both:只鸡']);
  assert.equal(sides('<b>', '<b>'), ['both:<b>']);
  const hostile = compare('\u0000\ud83d</script>', '\u202e');
  assert.is(hostile?.map(({ text }) => text).join(''), '\u0000\ud83d</script>\u202e');
});

test('labels leave the page and come back; those of another report or version are refused', () => {
  const labels: Labels = {
    [answerId(rows[0] as Row)]: { label: 'good', note: 'yes' },
    [answerId(rows[1] as Row)]: { label: 'poor', note: '' },
  };
  const text = exported(rows, labels, 'me', 'evalbook:01:abc');
  assert.equal(imported(text, rows, 'evalbook:01:abc'), { labels, rater: 'me' });
  assert.is('problem' in imported(text, rows, 'evalbook:01:def'), true);
  const other = imported(text.replace('"it is five"', '"other"'), rows, 'evalbook:01:abc');
  assert.equal(other, { problem: 'another report', what: 'd / s1 / large' });
  assert.equal(imported('{"id": 1}\n', rows, 'evalbook:01:abc'), { problem: 'no labels', what: '1' });
  assert.equal(imported('', rows, 'evalbook:01:abc'), { problem: 'no labels', what: '1' });
  assert.is(answersFile(rows).trim().split('\n').length, 4);
  assert.equal(JSON.parse(answersFile(rows).split('\n')[0] as string), {
    id: 'd / s1 / small',
    input: 'two and two?',
    expected: '4',
    output: 'four',
  });
});

test("kappa is Cohen's: his example of 1960 with two classes", () => {
  const of = (counts: [number, 'good' | 'poor', 'good' | 'poor'][]) => {
    const a: Labels = {};
    const b: Labels = {};
    for (const [count, x, y] of counts)
      for (let i = 0; i < count; i++) {
        const id = `${x} ${y} ${i}`;
        a[id] = { label: x, note: '' };
        b[id] = { label: y, note: '' };
      }
    return agreement(a, b);
  };
  const { both, alike, kappa } = of([
    [20, 'good', 'good'],
    [5, 'good', 'poor'],
    [10, 'poor', 'good'],
    [15, 'poor', 'poor'],
  ]);
  assert.equal([both, alike, kappa.toFixed(2)], [50, 35, '0.40']);
});

test('evidence holds, and a changed row, prose or list is found, with SubtleCrypto and without', async () => {
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  const csv = 'model\na\n';
  const grounds = JSON.stringify({ csv: hash(csv) });
  const markdown = `# X\n\nevidence sha256:${hash(grounds)}`;
  const article = `X evidence sha256:${hash(grounds)}`;
  const whole: More = { ...more(1), grounds, markdown: hash(markdown), text: hash(article) };
  const bytes = (text: string) => new TextEncoder().encode(text);
  const given = { csv: bytes(csv), markdown: bytes(markdown), article, more: whole };
  const all = { grounds: true, rows: true, markdown: true, text: true };
  const refusing = { digest: () => Promise.reject(new Error('refused')) };
  for (const subtle of [globalThis.crypto.subtle, undefined, refusing] as Parameters<typeof hasher>[0][]) {
    const of = async (part: Partial<typeof given>) => {
      const { grounds, rows, markdown, text } = await check({ ...given, ...part }, hasher(subtle));
      return { grounds, rows, markdown, text };
    };
    assert.equal(await of({}), all);
    assert.equal(await of({ csv: bytes('model\nb\n') }), { ...all, rows: false });
    assert.equal(await of({ markdown: bytes(`${markdown} `) }), { ...all, markdown: false });
    assert.equal(await of({ article: `${article} more` }), { ...all, text: false });
    assert.equal(await of({ more: { ...whole, grounds: grounds.replace('{', '{ ') } }), { ...all, grounds: false });
  }
});

test('the Chinese interface has every word of the English one', () => {
  assert.equal(Object.keys(wordsOf('zh-CN')).sort(), Object.keys(wordsOf('en')).sort());
  assert.equal(Object.keys(wordsOf('zh').sorts), Object.keys(wordsOf('fr').sorts));
});

test.run();
