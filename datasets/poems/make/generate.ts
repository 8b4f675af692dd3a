// Generates data.jsonl: 22 topics, each in a form shared by both languages and in one particular to each language.
// Run: npx tsx datasets/poems/make/generate.ts
import { writeData } from '../../../harness/core/write-data.js';
import { topics } from './topics.js';

type Lang = 'zh' | 'en';

interface Form {
  name: string;
  zh: { says: string[]; asks: Record<string, unknown> };
  en: { says: string[]; asks: Record<string, unknown> };
}

/** Forms requested in both languages. */
const shared: Form[] = [
  {
    name: 'any',
    zh: { says: ['请用中文写一首关于{topic}的诗。', '以“{topic}”为题，写一首诗。'], asks: {} },
    en: { says: ['Please write a poem about {topic}.', 'Write a poem whose subject is {topic}.'], asks: {} },
  },
  {
    name: 'four-lines',
    zh: { says: ['写一首四行的诗，写{topic}。只写诗。', '请用四行诗描写{topic}，不要标题，不要解释。'], asks: { lines: 4 } },
    en: {
      says: [
        'Write a poem of four lines about {topic}. Write only the poem.',
        'Describe {topic} in a poem of four lines, without a title or an explanation.',
      ],
      asks: { lines: 4 },
    },
  },
  {
    name: 'rhymed',
    zh: { says: ['写一首押韵的诗，写{topic}。', '请写一首关于{topic}的诗，要押韵。'], asks: { rhyme: true } },
    en: {
      says: ['Write a rhyming poem about {topic}.', 'Please write a poem about {topic} that rhymes.'],
      asks: { rhyme: true },
    },
  },
  {
    name: 'free',
    zh: { says: ['写一首关于{topic}的现代自由诗，不必押韵。', '用自由诗的形式写{topic}。'], asks: { form: 'free' } },
    en: {
      says: ['Write a modern poem in free verse about {topic}; it need not rhyme.', 'Write about {topic} in free verse.'],
      asks: { form: 'free' },
    },
  },
  {
    name: 'six-lines',
    zh: { says: ['写一首六行的短诗，写{topic}，只输出诗的正文。', '请写六行诗，内容是{topic}。'], asks: { lines: 6 } },
    en: {
      says: [
        'Write a short poem of six lines about {topic} and print only its text.',
        'Please write six lines of verse about {topic}.',
      ],
      asks: { lines: 6 },
    },
  },
  {
    name: 'four-rhymed',
    zh: { says: ['写四行押韵的儿歌，唱{topic}。', '给小朋友写一首四行的押韵小诗，讲{topic}。'], asks: { lines: 4, rhyme: true } },
    en: {
      says: ['Write a nursery rhyme of four lines about {topic}.', 'Write four rhyming lines for children about {topic}.'],
      asks: { lines: 4, rhyme: true },
    },
  },
];

/** Forms of each language's own tradition, side by side. */
const own: Form[] = [
  {
    name: 'five-or-haiku',
    zh: { says: ['写一首五言绝句，写{topic}。', '以{topic}为题作一首五言绝句。'], asks: { form: '绝句', charactersPerLine: 5 } },
    en: { says: ['Write a haiku about {topic}.', 'Write a haiku on the subject of {topic}.'], asks: { form: 'haiku' } },
  },
  {
    name: 'seven-or-limerick',
    zh: { says: ['写一首七言绝句，写{topic}。', '以{topic}为题作一首七言绝句。'], asks: { form: '绝句', charactersPerLine: 7 } },
    en: {
      says: ['Write a limerick about {topic}.', 'Make up a limerick on the subject of {topic}.'],
      asks: { form: 'limerick' },
    },
  },
  {
    name: 'eight',
    zh: { says: ['写一首七言律诗，写{topic}。', '请以{topic}为题作一首五言律诗。'], asks: { form: '律诗' } },
    en: {
      says: ['Write a rhyming poem of eight lines about {topic}.', 'Write eight lines about {topic} that rhyme.'],
      asks: { lines: 8, rhyme: true },
    },
  },
  {
    name: 'two',
    zh: {
      says: ['写两句诗，每句七个字，描写{topic}。', '用两句七言诗写{topic}，只写这两句。'],
      asks: { lines: 2, charactersPerLine: 7 },
    },
    en: {
      says: ['Write a rhyming couplet about {topic}.', 'Describe {topic} in a single rhyming couplet.'],
      asks: { form: 'couplet' },
    },
  },
  {
    name: 'even',
    zh: { says: ['写一首四句的诗，每句五个字，写{topic}。', '写一首八句的诗，每句七个字，内容是{topic}。'], asks: {} },
    en: { says: ['Write a poem about {topic} in four short lines.', 'Write a poem about {topic} in eight lines.'], asks: {} },
  },
];

/** The fields that depend on the wording. */
function asked(form: Form, lang: Lang, wording: number): Record<string, unknown> {
  if (form.name === 'eight' && lang === 'zh') return { ...form.zh.asks, charactersPerLine: wording === 0 ? 7 : 5 };
  if (form.name === 'even')
    return wording === 0
      ? { lines: 4, ...(lang === 'zh' ? { charactersPerLine: 5 } : {}) }
      : { lines: 8, ...(lang === 'zh' ? { charactersPerLine: 7 } : {}) };
  return form[lang].asks;
}

const samples = topics.flatMap((topic, i) =>
  [shared, own].flatMap((forms, kind) => {
    const form = forms[i % forms.length] as Form;
    const wording = Math.floor(i / forms.length) % 2;
    const pair = `${topic.id}-${form.name}`;
    return (['zh', 'en'] as const).map((lang) => ({
      id: `${pair}-${lang}`,
      pair,
      lang,
      source: 'ours',
      tags: [topic.id, form.name, kind === 0 ? 'same-demand' : 'own-form'],
      input: (form[lang].says[wording] as string).replace('{topic}', topic[lang]),
      target: { language: lang, topic: topic.words[lang].split(' '), ...asked(form, lang, wording) },
    }));
  }),
);

writeData(import.meta.url, samples);
