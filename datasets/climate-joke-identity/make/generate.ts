// Generates data.jsonl: essays on climate change, jokes, and questions about the model itself; includes the article's three
// prompts word for word. Run: npx tsx datasets/climate-joke-identity/make/generate.ts
import { writeData } from '../../../harness/core/write-data.js';
import type { Constraint, Demand } from '../../instructions/make/constraint.js';
import { climate } from './climate.js';
import { identity } from './identity.js';
import { joke } from './joke.js';

type Lang = 'zh' | 'en';

/** The implicit constraint: an answer in the language of the prompt. */
const implied = (lang: Lang): Constraint => ({ kind: 'language', code: lang });

const groups = { climate, joke, identity };

/** One-word answers are too short for a language check. */
function checks(demands: Demand[], lang: Lang): Constraint[] {
  const said = demands.map((demand) => demand[lang].checks);
  return said.some(({ kind }) => kind === 'one_of') ? said : [implied(lang), ...said];
}

const samples = Object.entries(groups).flatMap(([group, templates]) =>
  templates.flatMap(({ demands, article, ...text }, i) => {
    const pair = `${group}-${String(i + 1).padStart(2, '0')}`;
    return (['zh', 'en'] as const).map((lang) => ({
      id: `${pair}-${lang}`,
      pair,
      lang,
      source: article && lang === 'zh' ? 'article' : 'ours',
      tags: [group],
      input: [text[lang], ...demands.map((demand) => demand[lang].says)].join(lang === 'zh' ? '' : ' '),
      target: { constraints: checks(demands, lang) },
    }));
  }),
);

writeData(import.meta.url, samples);
