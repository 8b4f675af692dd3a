// English fluency by a language model: what it is asked, what its answers make of a grade, and the embedded model through the command.
import { readFileSync } from 'node:fs';
import { PassThrough, Readable } from 'node:stream';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { main } from '../../../cli/commands/grade.js';
import { sha256 } from '../../../harness/core/canonical.js';
import { UserError } from '../../../harness/core/errors.js';
import type { Grade } from '../../../harness/core/types.js';
import { perplexityOf, poem, poemWith } from '../../../judges/index.js';
import type { Perplexity } from '../../../judges/poem/perplexity.js';
import { reorder, wordsOf } from '../../../judges/poem/reorder.js';
import { smollm2 } from '../../../models/index.js';

const verse = "The petals fall like gentle rain,\nAnd I'll sing to Anna, once again.";
const scale = { real: { mean: 0.5, sd: 0.5, floor: 0.1 }, shuffled: { mean: 0, sd: 0.5, floor: 0 } };

/** A model to which every text costs `other` nats a character, but `liked` costs `own`. */
function scripted({ liked = verse, own = 1, other = 1.5 } = {}): Perplexity & { asked: string[] } {
  const asked: string[] = [];
  const nats = (text: string) => {
    asked.push(text);
    return (text === `\n${liked}` ? own : other) * (text.length - 1);
  };
  return { id: 'scripted', family: 'scripted', digest: 'd', ...scale, nats, asked };
}

async function grade(perplexity: Perplexity | null, output: string, target: unknown = { language: 'en' }): Promise<Grade> {
  const judge = perplexity ? poemWith({ perplexity }) : poem;
  return judge.grade({ id: 'x', input: '', target }, { output, finish: 'stop' });
}

const parts = ({ details }: Grade) => details?.parts as Record<string, Record<string, unknown>>;

test('a poem is natural only if it is likelier than its words in other orders', async () => {
  const real = await grade(scripted(), verse);
  assert.ok((real.details?.fluency as number) > 0.99);
  assert.is(parts(real).fluency?.zReal, 0);
  assert.equal(parts(real).perplexity, { by: 'scripted', words: 13, characters: verse.length, nats: 1, gap: 0.5 });
  const shuffled = await grade(scripted({ own: 1.5 }), verse);
  assert.ok((shuffled.details?.fluency as number) < 0.01);
  assert.is(parts(shuffled).fluency?.zShuffled, 0);
  const half = await grade(scripted({ own: 1.4 }), verse);
  assert.ok((half.details?.fluency as number) > 0.01 && (half.details?.fluency as number) < 0.99);
});

test('rare words do not count: only the order does', async () => {
  const common = await grade(scripted({ own: 1, other: 1.5 }), verse);
  const rare = await grade(scripted({ own: 3, other: 3.5 }), verse);
  assert.is(rare.details?.fluency, common.details?.fluency);
});

test('the model reads the poem and two other orders of it, the same ones every time', async () => {
  const [one, two] = [scripted(), scripted()];
  await grade(one, `Here is a poem:\n\n${verse}`);
  await grade(two, verse);
  assert.is(one.asked.length, 3);
  assert.is(one.asked[0], `\n${verse}`);
  assert.is(new Set(one.asked).size, 3);
  assert.equal(one.asked, two.asked);
});

test('only English poems of eight or more words are scored, up to 1,000 characters', async () => {
  const model = scripted();
  const prose = 'A long line of prose that goes on and on until it is longer than any line of verse should be, and on.\n'.repeat(
    3,
  );
  for (const [output, target] of [
    ['春天来了，\n花开了。', { language: 'zh' }],
    ['Old pond,\nfrogs jump in.', { language: 'en' }],
    [prose, { language: 'en' }],
    ['', { language: 'en' }],
  ] as const) {
    const got = await grade(model, output, target);
    assert.not.ok('perplexity' in parts(got), output);
  }
  assert.equal(model.asked, []);
  const long = Array.from({ length: 200 }, (_, i) => `The ${'river'.repeat(1 + (i % 3))} runs by stone ${i}`).join('\n');
  await grade(model, long);
  assert.ok(model.asked.every((text) => text.length <= 1_001 && text.length > 900));
  await grade(model, `${'word '.repeat(4_000)}\n${'a b c d\n'.repeat(1_000)}`);
  assert.ok(model.asked.every((text) => text.length <= 1_001));
});

test('a separate judge with its own name, version and family; the default is unchanged', async () => {
  const model = scripted();
  const judge = poemWith({ perplexity: model });
  assert.equal([poem.name, poem.version, poem.recorded, poem.family], ['poem', '2', undefined, undefined]);
  assert.equal([judge.name, judge.recorded, judge.family], ['poem-perplexity', true, 'scripted']);
  assert.match(judge.version, /^2-[0-9a-f]{8}$/);
  for (const other of [{ digest: 'e' }, { real: { mean: 0.6, sd: 0.5, floor: 0.1 } }, { id: 'another' }])
    assert.is.not(poemWith({ perplexity: { ...model, ...other } }).version, judge.version);
  const [own, usual] = [await grade(model, verse), await grade(null, verse)];
  assert.is(own.judge, judge.name);
  assert.equal([own.score, own.verdict, own.why], [usual.score, usual.verdict, usual.why]);
  assert.is(usual.details?.fluency, null);
  assert.not.ok('perplexity' in parts(usual));
  assert.is(JSON.stringify(own), JSON.stringify(await grade(scripted(), verse)));
});

test('a model without a measured scale is rejected, with instructions', () => {
  const fast = smollm2({ arithmetic: 'fast' });
  assert.throws(
    () => perplexityOf(fast),
    (error: unknown) => error instanceof UserError && /scale .* got smollm2-135m-instruct-fast .*README/.test(error.message),
  );
});

test('the scale is that of the embedded model, and the card gives the hash of every data file', () => {
  const { real, shuffled } = perplexityOf(smollm2());
  assert.ok(real.mean > 0.3 && Math.abs(shuffled.mean) < 0.05);
  const card = readFileSync('judges/poem/data/README.md', 'utf8');
  for (const name of ['known.txt', 'pairs.txt', 'perplexity.json', 'pingshui.txt', 'simplified.txt']) {
    const bytes = readFileSync(`judges/poem/data/${name}`);
    assert.ok(card.includes(`${sha256(bytes)}  ${name}\n`), name);
    assert.match(card, `| ${name} | ${bytes.length.toString().replace(/\B(?=(\d{3})+$)/g, ',')} |`);
  }
});

test('reordering keeps the words, the number per line, punctuation and initial capitals', () => {
  const lines = verse.split('\n');
  const other = reorder(lines, (words) => [...words].reverse());
  assert.equal(other, ["Again once Anna to sing I'll,", 'And rain gentle like fall, petals the.']);
  const shape = (line: string) => line.replace(/[\p{L}'’]+/gu, 'w');
  assert.equal(other.map(shape), lines.map(shape));
  const words = (all: string[]) => wordsOf(all.join(' ').toLowerCase()).sort();
  assert.equal(words(other), words(lines));
  assert.equal(
    reorder(['—', ''], (all) => all),
    ['—', ''],
  );
});

test('the command with the embedded model: a poem is fluent, its shuffled words are not', async () => {
  const fluent = [
    'The snow has gone from field and hill,',
    'The birds are singing loud and clear,',
    'A child leans from the window sill',
    'And calls to all that spring is here.',
  ];
  const rows = [fluent, reorder(fluent, (words) => [...words].reverse())].map((lines) => lines.join('\n'));
  const input = rows.map((output, i) => `${JSON.stringify({ id: `r${i}`, target: { language: 'en' }, output })}\n`);
  const output = new PassThrough();
  const code = await main(['poem', '--perplexity'], { input: Readable.from(input), output, errors: new PassThrough() });
  output.end();
  const got = Buffer.concat(await output.toArray())
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Grade);
  assert.is(code, 0);
  assert.equal(
    got.map(({ judge }) => judge),
    ['poem-perplexity', 'poem-perplexity'],
  );
  const [real, shuffled] = got.map(({ details }) => details?.fluency as number);
  assert.ok((real as number) > 0.9 && (shuffled as number) < 0.1, `${real} ${shuffled}`);
});

test.run();
