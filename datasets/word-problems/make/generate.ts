// Generates data.jsonl: thirteen families of word problems, eleven problems each, in Chinese and English.
// Run: npx tsx datasets/word-problems/make/generate.ts

import { seeded } from '../../../harness/core/random.js';
import type { Sample } from '../../../harness/core/types.js';
import { writeData } from '../../../harness/core/write-data.js';
import { averages, spacing, travel } from './amounts.js';
import { cage } from './cage.js';
import { sharing, shopping } from './goods.js';
import { fractions, percentages } from './parts.js';
import { ages, sums, tickets } from './roles.js';
import { steps } from './steps.js';
import type { Family } from './template.js';
import { wayOf } from './ways.js';
import { work } from './work.js';

const families: Record<string, Family> = {
  cage,
  tickets,
  sums,
  ages,
  shopping,
  sharing,
  travel,
  spacing,
  averages,
  fractions,
  percentages,
  work,
  steps,
};
const count = 11;

/** Four problems of level 1, four of level 2, three of level 3. */
const levelOf = (i: number) => (i < 4 ? 1 : i < 8 ? 2 : 3);

const samples = Object.entries(families).flatMap(([family, make]) => {
  const random = seeded(`word-problems 1 ${family}`);
  const seen = new Set<string>();
  return Array.from({ length: count }, (_, i) => {
    let template = make(random, i, levelOf(i));
    for (let tries = 0; (seen.has(JSON.stringify(template.facts)) || dull(template.zh.target)) && tries < 99; tries++)
      template = make(random, i, levelOf(i));
    seen.add(JSON.stringify(template.facts));
    const way = wayOf(family, levelOf(i), template.facts);
    const pair = `${family}-${String(i + 1).padStart(2, '0')}`;
    return (['zh', 'en'] as const).map((lang): Sample => {
      const { input, ...rest } = template[lang];
      return {
        id: `${pair}-${lang}`,
        pair,
        lang,
        source: 'ours',
        tags: [family, `level-${levelOf(i)}`],
        steps: way.length,
        input,
        ...rest,
        facts: template.facts,
      };
    });
  }).flat();
});

/** Whether both numbers are equal, so that swapped roles would go unnoticed. */
function dull(target: unknown): boolean {
  const values = Object.values(Object(target) as object);
  return typeof target === 'object' && values[0] === values[1];
}

writeData(import.meta.url, samples);
