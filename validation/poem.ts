// Checks of the poem judge: 唐诗三百首 against the same with shuffled characters, five kinds of damage, and Shakespeare's rhymes.
import { integer, pick, type Random, seeded, shuffled } from '../harness/core/random.js';
import type { Grade } from '../harness/core/types.js';
import { loadEnglish, rhymes } from '../judges/poem/english.js';
import { poem } from '../judges/poem/index.js';
import { words } from '../judges/poem/verse.js';
import { areaUnderCurve } from './area.js';
import { sonnets } from './sonnets.js';
import type { Check, Corpora, Measured } from './types.js';

interface Tang {
  id: string;
  title: string;
  tags?: string[];
  paragraphs: string[];
}

interface Poem {
  id: string;
  text: string;
  target: { language: 'zh'; form: '绝句' | '律诗' };
}

/** The 218 poems tagged as regulated, without editors' brackets. */
async function regulated(corpora: Corpora): Promise<Poem[]> {
  const all = JSON.parse((await corpora.read('tang300', 'tang300.json')).toString('utf8')) as Tang[];
  return all.flatMap(({ id, tags = [], paragraphs }): Poem[] => {
    const form = (['绝句', '律诗'] as const).find((one) => tags.some((tag) => tag.endsWith(one)));
    const text = paragraphs.join('\n').replace(/[[\]]/g, '');
    return form ? [{ id, text, target: { language: 'zh', form } }] : [];
  });
}

async function graded({ id, target }: Pick<Poem, 'id' | 'target'>, output: string): Promise<Grade> {
  return poem.grade({ id, input: '', target }, { output, finish: 'stop' });
}

const isHan = (one: string) => /\p{Script=Han}/u.test(one);

/** Shuffles the characters; punctuation stays in place. */
function mixed({ id, text }: Poem): string {
  const characters = shuffled(seeded(`shuffled ${id}`), [...text].filter(isHan));
  return [...text].map((one) => (isHan(one) ? (characters.pop() ?? '') : one)).join('');
}

async function scores(corpora: Corpora, key: 'form' | 'fluency' | 'rhyme') {
  const poems = await regulated(corpora);
  const of = async (output: (one: Poem) => string) =>
    Promise.all(poems.map(async (one) => (await graded(one, output(one))).details?.[key]));
  return { poems, real: await of(({ text }) => text), fake: await of(mixed) };
}

const rhyme: Check = {
  judge: 'poem',
  corpora: ['tang300'],
  measure: 'regulated poems that rhyme, real against shuffled',
  reaches: '≥ 90 % against ≤ 3 %',
  async run(corpora) {
    const { poems, real, fake } = await scores(corpora, 'rhyme');
    const share = (list: unknown[]) => list.filter((one) => one === 'yes').length / list.length;
    const misses = poems.filter((_, i) => real[i] !== 'yes').map(({ text }) => text.replaceAll('\n', ''));
    const [is, isNot] = [share(real), share(fake)];
    return {
      n: poems.length * 2,
      value: `${(is * 100).toFixed(1)} % against ${(isNot * 100).toFixed(1)} %`,
      passed: is >= 0.9 && isNot <= 0.03,
      misses: misses.slice(0, 5),
    };
  },
};

function area(key: 'form' | 'fluency', least: number): Check {
  return {
    judge: 'poem',
    corpora: ['tang300'],
    measure: `${key} of regulated poems, real against shuffled`,
    reaches: `AUC ≥ ${least}`,
    async run(corpora) {
      const { real, fake } = await scores(corpora, key);
      const number = (list: unknown[]) => list.map((one) => (typeof one === 'number' ? one : 0));
      const auc = areaUnderCurve(number(real), number(fake));
      return { n: real.length + fake.length, value: `AUC ${auc.toFixed(4)}`, passed: auc >= least };
    },
  };
}

const openings = [
  '好的，以下是一首诗：\n\n',
  '当然可以！这是我为您创作的一首诗：\n',
  '好的，这首诗如下：\n\n',
  'Sure! Here is a poem:\n\n',
  'Here is the poem you asked for.\n\n',
  '下面是我写的诗，希望您喜欢：\n',
];
const english = ['in the spring', 'the moon is bright', 'flowers', 'I love you', 'beautiful', 'and the river flows away'];

/** A fault, the judge's name for it, and how to introduce it into a poem. */
const damages: [string, string, (random: Random, text: string) => string][] = [
  [
    'one line repeated to the end',
    'loop',
    (random, text) => {
      const rows = text.split('\n');
      const from = integer(random, 0, rows.length - 1);
      return [...rows.slice(0, from + 1), ...Array<string>(integer(random, 3, 12)).fill(rows[from] ?? '')].join('\n');
    },
  ],
  [
    'the whole repeated',
    'loop',
    (random, text) =>
      Array<string>(integer(random, 2, 6))
        .fill(text)
        .join('\n'),
  ],
  [
    'cut within a line',
    'cut off',
    (random, text) => {
      const characters = [...text];
      let at = integer(random, Math.ceil(characters.length * 0.4), characters.length - 2);
      while (!isHan(characters[at] ?? '') || !isHan(characters[at - 1] ?? '')) at--;
      return characters.slice(0, at).join('');
    },
  ],
  [
    'English words put in',
    'mixed',
    (random, text) => {
      const rows = text.split('\n');
      const at = integer(random, 0, rows.length - 1);
      const row = [...(rows[at] ?? '')];
      row.splice(integer(random, 0, row.length - 1), 0, ` ${pick(random, english)} `);
      rows[at] = row.join('');
      return rows.join('\n');
    },
  ],
  ['a preamble', 'preamble', (random, text) => pick(random, openings) + text],
];

const faultsOf = (grade: Grade) => ((grade.details?.parts as { faults?: string[] } | undefined)?.faults ?? []) as string[];

const caught: Check[] = damages.map(([name, fault, damage]) => ({
  judge: 'poem',
  corpora: ['tang300'],
  measure: `${name}: named ${fault}`,
  reaches: '≥ 98 %',
  async run(corpora) {
    const poems = await regulated(corpora);
    const misses: string[] = [];
    let others = 0;
    for (const one of poems) {
      const output = damage(seeded(`${name} ${one.id}`), one.text);
      const faults = faultsOf(await graded(one, output));
      if (!faults.includes(fault)) misses.push(`${output.replaceAll('\n', '/')} (${faults})`);
      else if (faults.length > 1) others++;
    }
    const share = 1 - misses.length / poems.length;
    return {
      n: poems.length,
      value: `${(share * 100).toFixed(1)} %, ${others} of them named something else too`,
      passed: share >= 0.98,
      misses: misses.slice(0, 5),
    };
  },
}));

const falseAlarms: Check = {
  judge: 'poem',
  corpora: ['tang300'],
  measure: 'faults named in undamaged poems, regulated and free',
  reaches: '≤ 2 %',
  async run(corpora) {
    const all = JSON.parse((await corpora.read('tang300', 'tang300.json')).toString('utf8')) as Tang[];
    const misses: string[] = [];
    for (const { id, paragraphs } of all) {
      const text = paragraphs.join('\n').replace(/[[\]]/g, '');
      const faults = faultsOf(await poem.grade({ id, input: '', target: { language: 'zh' } }, { output: text, finish: 'stop' }));
      if (faults.length > 0) misses.push(`${text.replaceAll('\n', '/').slice(0, 60)} (${faults})`);
    }
    const share = misses.length / all.length;
    return { n: all.length, value: `${(share * 100).toFixed(1)} %`, passed: share <= 0.02, misses: misses.slice(0, 5) };
  },
};

const copies: Check = {
  judge: 'poem',
  corpora: ['tang300'],
  measure: 'known poems recognised, shuffled ones not',
  reaches: '100 % and 0 %',
  async run(corpora) {
    const poems = await regulated(corpora);
    const verbatim = async (output: (one: Poem) => string) => {
      const grades = await Promise.all(poems.map((one) => graded(one, output(one))));
      return grades.filter(
        ({ details }) => (details as { parts: { origin: { verbatim: boolean } | null } }).parts.origin?.verbatim,
      ).length;
    };
    const [real, fake] = [await verbatim(({ text }) => text), await verbatim(mixed)];
    return {
      n: poems.length * 2,
      value: `${real}/${poems.length} and ${fake}/${poems.length}`,
      passed: real === poems.length && fake === 0,
    };
  },
};

const lineEnds: Check = {
  judge: 'poem',
  corpora: ['english-verse'],
  measure: 'pairs of line ends of sonnets, by the scheme of the form, both words known',
  reaches: 'recall ≥ 0.78, false positives ≤ 0.015',
  async run(corpora): Promise<Measured> {
    const all = await sonnets(corpora);
    await loadEnglish();
    const count = { hit: 0, wanted: 0, false: 0, other: 0 };
    const misses: string[] = [];
    for (const { lines, scheme } of all) {
      const ends = lines.map((line) => words(line).at(-1) ?? '');
      for (let i = 0; i < ends.length; i++)
        for (let j = i + 1; j < ends.length; j++) {
          const told = rhymes(ends[i] ?? '', ends[j] ?? '');
          if (told === null) continue;
          const wanted = scheme[i] === scheme[j];
          count[wanted ? 'wanted' : 'other']++;
          if (told) count[wanted ? 'hit' : 'false']++;
          else if (wanted) misses.push(`${ends[i]} / ${ends[j]}`);
        }
    }
    const [recall, wrong] = [count.hit / count.wanted, count.false / count.other];
    return {
      n: count.wanted + count.other,
      value: `recall ${recall.toFixed(3)} of ${count.wanted}, false positives ${wrong.toFixed(4)} of ${count.other}`,
      passed: recall >= 0.78 && wrong <= 0.015,
      misses: misses.slice(0, 5),
    };
  },
};

export const poemChecks: Check[] = [rhyme, area('form', 0.99), area('fluency', 0.95), ...caught, falseAlarms, copies, lineEnds];
