// Generates data.jsonl: 35 word problems with the same numbers in ten languages.
// Run: npx tsx datasets/multilingual-sums/make/generate.ts
// Written out rather than assembled from parts: numerals determine the case of a noun in Russian, and its form in Arabic.
import { writeData } from '../../../harness/core/write-data.js';
import { baskets, eggs, legs, rice, trail, wages } from './farm.js';
import { fence, garden, parcels, rope, temperature } from './measures.js';
import { change, jacket, present, savings, tickets } from './money.js';
import { grandfather, hall, pages, walkers } from './people.js';
import { balls, box, marbles, mother, pencils, queue, shelves } from './school.js';
import { languages, type Template } from './template.js';
import { apples, bottles, rolls, sweets } from './things.js';
import { bicycle, commute, journey, train } from './travel.js';

/** In the order of the data: append new ones, so that old ones keep their lines. */
const templates: Record<string, Template> = {
  apples,
  pages,
  tickets,
  sweets,
  train,
  garden,
  change,
  walkers,
  grandfather,
  bicycle,
  rolls,
  fence,
  jacket,
  present,
  journey,
  temperature,
  hall,
  bottles,
  commute,
  parcels,
  savings,
  rope,
  eggs,
  shelves,
  mother,
  baskets,
  pencils,
  queue,
  balls,
  rice,
  wages,
  trail,
  box,
  legs,
  marbles,
};

const samples = Object.entries(templates).flatMap(([name, { target, texts }]) =>
  languages.map((lang) => ({
    id: `${name}-${lang}`,
    pair: name,
    lang,
    source: 'ours',
    tags: [name],
    input: texts[lang],
    target,
  })),
);

writeData(import.meta.url, samples);
