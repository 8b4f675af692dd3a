// Texts whose kind is known, to prove that the poem judge tells verse from prose. Half of each set, by hash, is for tuning; checks
// measure on the other half only.
import { jsonValues } from '../harness/core/jsonl.js';
import { type Half, halfOf } from './halves.js';
import { sonnets } from './sonnets.js';
import type { Corpora } from './types.js';

/** The texts of one half, at most `most`, evenly spread over the set in its order. */
export function halved(texts: string[], half: Half, most = Number.POSITIVE_INFINITY): string[] {
  const own = [...new Set(texts)].filter((text) => halfOf(text) === half);
  const step = Math.max(1, own.length / most);
  return own.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step));
}

const text = async (corpora: Corpora, corpus: string, file: string) =>
  (await corpora.read(corpus, file)).toString('utf8').replaceAll('\r', '');

/** A stanza of rhymed verse and the scheme that its editors give, e.g. ABAB. */
export interface Stanza {
  poet: string;
  lines: string[];
  scheme: string;
}

/** The poets of the rhyme corpus whose stanzas are read, from 1580 to 1915. */
export const poets = [
  'brooke',
  'byron',
  'chesterton',
  'coleridge',
  'housman',
  'kipling',
  'shelley',
  'sidney',
  'smith',
  'thomas',
  'turner',
  'wordsworth',
];

/** Stanzas of 4 to 14 lines whose scheme is written out. */
export async function stanzas(corpora: Corpora, names: string[] = poets): Promise<Stanza[]> {
  const all: Stanza[] = [];
  for (const poet of names) {
    let scheme = '';
    for (const block of (await text(corpora, 'rhymed-verse', `${poet}.txt`)).split(/\n\s*\n/)) {
      const rows = block
        .split('\n')
        .map((row) => row.trim())
        .filter(Boolean);
      const head = rows.find((row) => /^RHYME /.test(row));
      const lines = rows.filter((row) => !/^(?:RHYME|RHYME-POEM|TITLE|AUTHOR|YEAR)\b/.test(row));
      if (head)
        scheme = head
          .replace(/^RHYME /, '')
          .replace(/\s/g, '')
          .toUpperCase();
      if (lines.length >= 4 && lines.length <= 14 && lines.length === scheme.length) all.push({ poet, lines, scheme });
      if (lines.length > 0) scheme = '';
    }
  }
  return all;
}

const blocks = (book: string, gap: RegExp) =>
  book.split(gap).map((one) =>
    one
      .split('\n')
      .map((row) => row.trim())
      .join('\n')
      .trim(),
  );

/** Free verse: the epitaphs of Spoon River, without their titles. */
async function freeVerse(corpora: Corpora): Promise<string[]> {
  const book = (await text(corpora, 'free-verse', '1280.txt')).split(/^\*\*\* ?(?:START|END).*$/m)[1] ?? '';
  return blocks(book, /\n\s*\n\s*\n\s*\n/)
    .map((poem) => poem.split('\n\n').slice(1).join('\n\n'))
    .filter((poem) => poem.split('\n').length >= 4 && poem.length < 2500);
}

/** Blank verse, whose sentences end within lines: passages of twelve lines. */
async function blankVerse(corpora: Corpora): Promise<string[]> {
  const book = (await text(corpora, 'blank-verse', 'plrabn10.txt')).split(/^Book I\s*$/m)[1] ?? '';
  const lines = book
    .split('\n')
    .map((line) => line.trim().replace(/\s+\d+$/, ''))
    .filter((line) => line !== '' && !/^Book |^\[?The end|^End of|^\d+$/i.test(line));
  const passages: string[] = [];
  for (let at = 0; at + 12 <= lines.length; at += 12) passages.push(ended(lines.slice(at, at + 12)));
  return passages;
}

/** A passage as a whole: a full stop after its last line. */
export const ended = (lines: string[]) => lines.join('\n').replace(/[,;:.]?$/, '.');

/** Capitals at the start of sentences only, as much verse of today has them. */
export function sentenceCase(verse: string): string {
  return verse.replace(
    /([^.!?\n"”'’])\n(?!I\b)([A-Z])(?=[a-z' ])/g,
    (_, before: string, first: string) => `${before}\n${first.toLowerCase()}`,
  );
}

/** English verse, by kind. */
export async function englishVerse(corpora: Corpora): Promise<Record<string, string[]>> {
  return {
    'rhymed stanzas': (await stanzas(corpora)).map(({ lines }) => ended(lines)),
    sonnets: (await sonnets(corpora)).map(({ lines }) => lines.join('\n')),
    'free verse': await freeVerse(corpora),
    'blank verse': await blankVerse(corpora),
  };
}

/** English prose in paragraphs, by kind: word problems, answers of a model without lists and code, a novel. */
export async function englishProse(corpora: Corpora): Promise<Record<string, string[]>> {
  const problems = jsonValues<{ question: string }>(await corpora.read('gsm8k', 'test-0000-0199.jsonl'));
  const answers = jsonValues<{ choices: { turns: string[] }[] }>(await corpora.read('mt-bench', 'reference_gpt-4.jsonl'));
  const novel = (await text(corpora, 'novel', '1342.txt')).split(/^Chapter 1$/m)[1]?.split(/^\*\*\* ?END|^End of /m)[0] ?? '';
  const long = (one: string) => one.length >= 200 && one.length <= 1200;
  return {
    problems: problems.map(({ question }) => question.replace(/\s+/g, ' ').trim()).filter((one) => one.length >= 120),
    answers: answers
      .flatMap(({ choices }) => choices.flatMap(({ turns }) => turns))
      .flatMap((turn) => turn.split('\n\n'))
      .filter((one) => long(one) && !/[\n`={}\\|<>]|^\d|^[-*]/.test(one)),
    novel: novel
      .split(/\n\s*\n/)
      .map((one) => one.replace(/\s+/g, ' ').trim())
      .filter((one) => long(one) && !/^Chapter/.test(one)),
  };
}

/** Breaks words into rows of at most `width` characters, as an editor does. */
export function wrapped(prose: string, width: number): string {
  const rows: string[] = [];
  for (const word of prose.split(' ')) {
    const last = rows.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) rows[rows.length - 1] = `${last} ${word}`;
    else rows.push(word);
  }
  return rows.join('\n');
}

/** Ways to cut English prose into lines. */
export const englishCuts: Record<string, (prose: string) => string> = {
  ...Object.fromEntries([40, 48, 56, 64, 72].map((width) => [`${width} columns`, (prose: string) => wrapped(prose, width)])),
  'eight words': (prose) => prose.replace(/((?:\S+ ){7}\S+) /g, '$1\n'),
  'a clause': (prose) => prose.replace(/([,;:.!?]["']?) /g, '$1\n'),
  'a sentence': (prose) => prose.replace(/([.!?]["']?) /g, '$1\n'),
};

interface Ci {
  paragraphs: string[];
}

/** Ci of Song, a sentence a row. */
export async function songCi(corpora: Corpora): Promise<string[]> {
  const all = JSON.parse(await text(corpora, 'song-ci', 'ci.json')) as Ci[];
  return all.map(({ paragraphs }) => paragraphs.join('\n').replace(/[[\]]/g, ''));
}

/** The same as a paragraph a stanza: the sentences halved, as the corpus does not say where a stanza ends. */
export function inStanzas(ci: string, gap: string): string {
  const rows = ci.split('\n');
  const middle = Math.ceil(rows.length / 2);
  return [rows.slice(0, middle).join(''), rows.slice(middle).join('')].filter(Boolean).join(gap);
}

/** Verse of 1917 to 1945 in today's Chinese, 4 to 40 lines; texts that break off after a comma are left out. */
async function modernVerse(corpora: Corpora): Promise<string[]> {
  const rows = jsonValues<{ lines: string[] }>(await corpora.read('modern-verse', 'poems.jsonl'));
  return rows
    .filter(({ lines }) => lines.length >= 4 && lines.length <= 40 && !/[，、]$/.test(lines.at(-1) ?? ''))
    .map(({ lines }) => lines.join('\n'));
}

/** Songs of two and a half thousand years ago, whose stanzas vary a few words. */
export async function odes(corpora: Corpora): Promise<string[]> {
  return (JSON.parse(await text(corpora, 'odes', 'shijing.json')) as { content: string[] }[]).map(({ content }) =>
    content.join('\n'),
  );
}

/** Paragraphs of old prose, whose clauses are as short as those of verse. */
export async function oldProse(corpora: Corpora): Promise<string[]> {
  const book = JSON.parse(await text(corpora, 'old-prose', 'guwenguanzhi.json')) as {
    content: { content: { paragraphs: string[] }[] }[];
  };
  return book.content
    .flatMap(({ content }) => content.flatMap(({ paragraphs }) => paragraphs))
    .filter((one) => one.length >= 40 && one.length <= 400);
}

/** Chinese verse, by kind. */
export async function chineseVerse(corpora: Corpora): Promise<Record<string, string[]>> {
  const tang = JSON.parse(await text(corpora, 'tang300', 'tang300.json')) as Ci[];
  const ci = await songCi(corpora);
  return {
    'Tang poems': tang.map(({ paragraphs }) => paragraphs.join('\n').replace(/[[\]]/g, '')),
    'ci, a sentence a row': ci,
    "verse of today's Chinese": await modernVerse(corpora),
  };
}

/** Chinese prose, by kind: word problems of two sets, a storyteller. */
export async function chineseProse(corpora: Corpora): Promise<Record<string, string[]>> {
  const cmath = jsonValues<{ input: string }>(await corpora.read('cmath', 'cmath_dev.even.jsonl'));
  const mgsm = jsonValues<{ zh: string }>(await corpora.read('mgsm', 'mgsm-001-125.jsonl'));
  const stories = await text(corpora, 'stories-zh', '27166-0.txt');
  return {
    problems: [...cmath.map(({ input }) => input), ...mgsm.map(({ zh }) => zh)].filter(
      (one) => one.split(/[，。？；,?;]/).length >= 4,
    ),
    stories: stories
      .split(/\n[ \t]*\n[ \t]*\n/)
      .map((one) => one.replace(/\s+/g, ''))
      .filter((one) => one.length >= 80 && one.length <= 400 && /[。！？”」]$/u.test(one) && !/[\dヾ〔﹝《]/u.test(one)),
  };
}

const rowsOf = (size: number) => (prose: string) => (prose.match(new RegExp(`.{1,${size}}`, 'gu')) ?? []).join('\n');

/** Ways to cut Chinese prose into lines. */
export const chineseCuts: Record<string, (prose: string) => string> = {
  'a clause': (prose) => prose.replace(/([，。！？；：,?;]["”」]?)(?=.)/gu, '$1\n'),
  'a sentence': (prose) => prose.replace(/([。！？?]["”」]?)(?=.)/gu, '$1\n'),
  ...Object.fromEntries([12, 16, 20, 24].map((size) => [`${size} characters`, rowsOf(size)])),
};
