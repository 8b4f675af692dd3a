// Generates data.jsonl: twelve questions, each demanding ten languages, in the language itself and across languages.
// Run: npx tsx datasets/language-requests/make/generate.ts
import { writeData } from '../../../harness/core/write-data.js';
import { type Lang, languages } from '../../multilingual-answers/make/template.js';
import { about } from './about.js';
import { demands, englishNames } from './demand.js';
import { topics } from './topics.js';

const others = languages.filter((lang) => lang !== 'en');

/** Across languages an English request demands the language; English is demanded in the other nine, in turn. */
function acrossFrom(lang: Lang, i: number): Lang {
  return lang === 'en' ? (others[i % others.length] as Lang) : 'en';
}

const samples = Object.entries(topics).flatMap(([topic, question], i) =>
  languages.flatMap((lang, j) =>
    (['own', 'across'] as const).map((way) => {
      const from = way === 'own' ? lang : acrossFrom(lang, i);
      const place = (i + j) % 2 === 0 ? 'first' : 'last';
      const name = way === 'own' ? demands[lang].itself : lang === 'en' ? demands[from].english : englishNames[lang];
      const { parts, marks } = demands[from];
      const [between, before, after, end] = marks;
      const said = parts.map((part) => part.replace('{}', name));
      const demand = said.join(between);
      const asked = question[from];
      return {
        id: `${topic}-${lang}-${way}`,
        pair: topic,
        lang,
        request: way === 'own' ? 'in it' : 'across',
        from,
        source: 'ours',
        tags: [topic, `demand-${place}`],
        input: place === 'first' ? `${demand}${before}${asked}` : `${asked}${after}${demand}${end}`,
        target: {
          constraints: [
            { kind: 'language', code: lang, except: [asked, ...said] },
            { kind: 'includes_some', words: about(topic, lang) },
          ],
        },
      };
    }),
  ),
);

writeData(import.meta.url, samples);
