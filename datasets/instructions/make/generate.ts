// Generates data.jsonl: 108 tasks with one to three checkable demands, in Chinese and English.
// Run: npx tsx datasets/instructions/make/generate.ts
import { writeData } from '../../../harness/core/write-data.js';
import { knowing } from './knowing.js';
import { various } from './various.js';
import { writing } from './writing.js';

const samples = [...various, ...knowing, ...writing].flatMap(({ id, demands, ...text }) =>
  (['zh', 'en'] as const).map((lang) => ({
    id: `${id}-${lang}`,
    pair: id,
    lang,
    source: 'ours',
    tags: [`demands-${demands.length}`, ...demands.map((demand) => demand[lang].checks.kind)],
    input: [text[lang], ...demands.map((demand) => demand[lang].says)].join(lang === 'zh' ? '' : ' '),
    target: { constraints: demands.map((demand) => demand[lang].checks) },
  })),
);

writeData(import.meta.url, samples);
