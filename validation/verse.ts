// Checks that the poem judge tells verse from prose, a song from a loop, and a rhymed stanza from an unrhymed one. All are measured on
// the report halves of their sets; the rules were made on the other halves.
import { jsonValues } from '../harness/core/jsonl.js';
import type { Grade } from '../harness/core/types.js';
import { poem } from '../judges/poem/index.js';
import { halfOf } from './halves.js';
import type { Check, Corpora, Measured } from './types.js';
import * as sets from './verse-sets.js';

const of = (texts: string[], most?: number) => sets.halved(texts, 'report', most);

async function grades(texts: string[], target: object, input = ''): Promise<Grade[]> {
  return Promise.all(texts.map(async (output) => poem.grade({ id: 'x', input, target }, { output, finish: 'stop' })));
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
const flat = (text: string) => text.replaceAll('\n', ' / ');

/** Passes by group, and together. `most`: pass mark of prose, share; `least`: of verse. */
async function passes(
  groups: [string, string[]][],
  language: 'zh' | 'en',
  mark: { most: number } | { least: number },
): Promise<Measured> {
  const parts: string[] = [];
  const misses: string[] = [];
  let [passed, all] = [0, 0];
  for (const [name, texts] of groups) {
    const told = await grades(texts, { language });
    const kept = told.filter(({ score }) => score === 1).length;
    told.forEach(({ score, verdict }, i) => {
      if ((score === 1) === 'most' in mark) misses.push(`${name}, ${verdict}: ${flat(texts[i] as string).slice(0, 150)}`);
    });
    parts.push(`${name} ${kept}/${texts.length}`);
    passed += kept;
    all += texts.length;
  }
  const share = passed / all;
  const ok = 'most' in mark ? share <= mark.most : share >= mark.least;
  return { n: all, value: `${percent(share)}: ${parts.join(', ')}`, passed: ok, misses: misses.slice(0, 5) };
}

const check = (measure: string, corpora: string[], reaches: string, run: (corpora: Corpora) => Promise<Measured>): Check => ({
  judge: 'poem',
  corpora,
  measure: `${measure} (report half)`,
  reaches,
  run,
});

const english = ['rhymed-verse', 'english-verse', 'free-verse', 'blank-verse'];
const prose = ['gsm8k', 'mt-bench', 'novel'];
const chinese = ['tang300', 'song-ci', 'modern-verse'];

const englishKept = check('English verse kept', english, '≥ 98 %', async (corpora) =>
  passes(
    Object.entries(await sets.englishVerse(corpora)).map(([name, texts]) => [name, of(texts, 400)]),
    'en',
    { least: 0.98 },
  ),
);

const sentenceCaseKept = check(
  'English verse with capitals only where sentences begin, kept',
  english,
  '≥ 95 %',
  async (corpora) =>
    passes(
      Object.entries(await sets.englishVerse(corpora)).map(([name, texts]) => [name, of(texts, 400).map(sets.sentenceCase)]),
      'en',
      { least: 0.95 },
    ),
);

const bareKept = check('verse without marks and capitals, kept', [...english, ...chinese], '≥ 95 %', async (corpora) => {
  const bare = (texts: string[]) =>
    of(texts, 400).map((text) =>
      text
        .toLowerCase()
        .replace(/[,;:.!?"，。！？；：、]/gu, ' ')
        .replace(/ +$/gm, ''),
    );
  const parts = await Promise.all([
    passes(
      Object.entries(await sets.englishVerse(corpora)).map(([name, texts]) => [name, bare(texts)]),
      'en',
      { least: 0.95 },
    ),
    passes(
      Object.entries(await sets.chineseVerse(corpora)).map(([name, texts]) => [name, bare(texts)]),
      'zh',
      { least: 0.95 },
    ),
  ]);
  return {
    n: parts.reduce((sum, { n }) => sum + n, 0),
    value: parts.map(({ value }) => value).join('; '),
    passed: parts.every(({ passed }) => passed),
    misses: parts.flatMap(({ misses = [] }) => misses.slice(0, 2)),
  };
});

async function cutProse(corpora: Corpora, cuts: string[], kinds?: string[]): Promise<[string, string[]][]> {
  const all = Object.entries(await sets.englishProse(corpora)).filter(([kind]) => kinds?.includes(kind) ?? true);
  return cuts.map((name) => [
    name,
    all.flatMap(([, texts]) => of(texts, 150)).map(sets.englishCuts[name] as (text: string) => string),
  ]);
}

const columns = ['40 columns', '48 columns', '56 columns', '64 columns', '72 columns'];

const englishProse = check('English prose wrapped at a margin: passes', prose, '≤ 10 %', async (corpora) =>
  passes(await cutProse(corpora, columns), 'en', { most: 0.1 }),
);
const eightWords = check('English prose cut every eight words: passes', prose, '≤ 25 %', async (corpora) =>
  passes(await cutProse(corpora, ['eight words']), 'en', { most: 0.25 }),
);
const englishProblems = check(
  'English word problems, a clause or a sentence a line: passes',
  ['gsm8k', 'mt-bench', 'novel'],
  '≤ 10 %',
  async (corpora) => passes(await cutProse(corpora, ['a clause', 'a sentence'], ['problems']), 'en', { most: 0.1 }),
);

const chineseKept = check('Chinese verse kept', chinese, '≥ 98 %', async (corpora) =>
  passes(
    Object.entries(await sets.chineseVerse(corpora)).map(([name, texts]) => [name, of(texts)]),
    'zh',
    { least: 0.98 },
  ),
);

const stanzas = check('ci written as paragraphs, kept', ['song-ci'], '≥ 98 %', async (corpora) => {
  const ci = of(await sets.songCi(corpora));
  const groups: [string, string][] = [
    ['two, with an empty line', '\n\n'],
    ['two', '\n'],
    ['one', ''],
  ];
  return passes(
    groups.map(([name, gap]) => [name, ci.map((one) => sets.inStanzas(one, gap))]),
    'zh',
    { least: 0.98 },
  );
});

const paragraphs = check(
  'Chinese prose in a paragraph: passes',
  ['old-prose', 'cmath', 'mgsm', 'stories-zh'],
  '≤ 3 %',
  async (corpora) => {
    const kinds = { 'old prose': await sets.oldProse(corpora), ...(await sets.chineseProse(corpora)) };
    return passes(
      Object.entries(kinds).map(([name, texts]) => [name, of(texts)]),
      'zh',
      { most: 0.03 },
    );
  },
);

const chineseProse = check(
  'Chinese prose cut every 12 to 24 characters: passes',
  ['cmath', 'mgsm', 'stories-zh'],
  '≤ 10 %',
  async (corpora) => {
    const texts = Object.values(await sets.chineseProse(corpora)).flatMap((one) => of(one));
    const cuts = Object.entries(sets.chineseCuts).filter(([name]) => /characters/.test(name));
    return passes(
      cuts.map(([name, cut]) => [name, texts.map(cut)]),
      'zh',
      { most: 0.1 },
    );
  },
);

const chineseProblems = check(
  'Chinese word problems, a clause or a sentence a line: passes',
  ['cmath', 'mgsm', 'stories-zh'],
  '≤ 10 %',
  async (corpora) => {
    const texts = of((await sets.chineseProse(corpora)).problems ?? []);
    const cuts = Object.entries(sets.chineseCuts).filter(([name]) => /clause|sentence/.test(name));
    return passes(
      cuts.map(([name, cut]) => [name, texts.map(cut)]),
      'zh',
      { most: 0.1 },
    );
  },
);

/** Three stanzas and a fourth as a chorus: verse, chorus, verse, chorus, verse, chorus. */
function songsOf(texts: string[]): string[] {
  const songs: string[] = [];
  for (let i = 0; i + 3 < texts.length; i += 4) {
    const [a, b, c, chorus] = texts.slice(i, i + 4);
    songs.push([a, chorus, b, chorus, c, chorus].join('\n\n'));
  }
  return songs;
}

const choruses = check(
  'songs of three stanzas with a chorus, and old songs that vary a few words: named loop',
  ['rhymed-verse', 'odes'],
  '≤ 2 %',
  async (corpora) => {
    const songs = songsOf(
      of(
        (await sets.stanzas(corpora)).filter(({ lines }) => lines.length <= 8).map(({ lines }) => sets.ended(lines)),
        800,
      ),
    );
    const old = of(await sets.odes(corpora));
    const told = [...(await grades(songs, { language: 'en' })), ...(await grades(old, { language: 'zh' }))];
    const loops = told.filter(({ verdict }) => verdict === 'loop').length;
    const doubtful = told.filter(({ verdict }) => verdict === 'undecided').length;
    return {
      n: told.length,
      value: `${percent(loops / told.length)}; ${doubtful} undecided`,
      passed: loops <= told.length * 0.02,
    };
  },
);

const rhymed = check(
  'rhymed stanzas by their editors, and unrhymed verse and prose: read as rhymed',
  [...english, ...prose],
  '≥ 80 % and ≤ 1 %',
  async (corpora) => {
    const share = async (texts: string[]) => {
      const told = await grades(texts, { language: 'en', rhyme: true });
      const rhyme = told.map(({ details }) => (details as { parts: { form: { rhyme: number | null } } }).parts.form.rhyme);
      return rhyme.filter((one) => one !== null && one >= 0.75).length / texts.length;
    };
    const verse = await sets.englishVerse(corpora);
    const is = of(verse['rhymed stanzas'] ?? []);
    const wrapped = Object.values(await sets.englishProse(corpora)).flatMap((texts) =>
      of(texts, 150).map((one) => sets.wrapped(one, 56)),
    );
    const isNot = [...of(verse['free verse'] ?? []), ...of(verse['blank verse'] ?? []), ...wrapped];
    const [hit, wrong] = [await share(is), await share(isNot)];
    return {
      n: is.length + isNot.length,
      value: `${percent(hit)} of ${is.length} and ${percent(wrong)} of ${isNot.length}`,
      passed: hit >= 0.8 && wrong <= 0.01,
    };
  },
);

const parrots = check(
  'instructions of IFEval about verse, a clause a line: passes, prompt given and not',
  ['ifeval'],
  '≤ 2 % and ≤ 20 %',
  async (corpora) => {
    const prompts = jsonValues<{ prompt: string }>(await corpora.read('ifeval', 'input_data.jsonl'))
      .map(({ prompt }) => prompt)
      .filter((prompt) => /\b(?:poem|haiku|limerick|sonnet|verse|stanza|rhyme)/i.test(prompt) && halfOf(prompt) === 'report');
    let [known, unknown] = [0, 0];
    for (const prompt of prompts) {
      const said = (sets.englishCuts['a clause'] as (text: string) => string)(prompt);
      if ((await grades([said], { language: 'en' }, prompt))[0]?.score === 1) known++;
      if ((await grades([said], { language: 'en' }))[0]?.score === 1) unknown++;
    }
    const n = prompts.length;
    return { n, value: `${percent(known / n)} and ${percent(unknown / n)}`, passed: known <= n * 0.02 && unknown <= n * 0.2 };
  },
);

export const verseChecks: Check[] = [
  englishKept,
  sentenceCaseKept,
  bareKept,
  englishProse,
  eightWords,
  englishProblems,
  chineseKept,
  stanzas,
  paragraphs,
  chineseProse,
  chineseProblems,
  choruses,
  rhymed,
  parrots,
];
