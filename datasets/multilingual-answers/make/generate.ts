// Generates data.jsonl: 36 small prompts with a checkable answer or language, in ten languages.
// Run: npx tsx datasets/multilingual-answers/make/generate.ts
import { writeData } from '../../../harness/core/write-data.js';
import { coldestSeason, drink, elephant, heaviest, ice, opposite, seaAnimal, snow, sun, week, wings } from './choices.js';
import {
  capitalEgypt,
  capitalFrance,
  capitalGermany,
  capitalJapan,
  capitalPortugal,
  capitalUnitedKingdom,
  dayAfterMonday,
  dayBeforeSaturday,
  languageOfBrazil,
  languageOfRussia,
  largestPlanet,
  planetWeLiveOn,
  redPlanet,
} from './facts.js';
import { animals, colours, fruits, vegetables, weekdays } from './lists.js';
import { languages, type Template } from './template.js';
import { friend, houseAndForest, library, market, rainyDay, sea, season } from './texts.js';

/** In the order of the data: append new ones, so that old ones keep their lines. */
const templates: Record<string, Template> = {
  'capital-france': capitalFrance,
  'capital-japan': capitalJapan,
  'capital-egypt': capitalEgypt,
  'day-after-monday': dayAfterMonday,
  ice,
  opposite,
  sea,
  season,
  fruits,
  'capital-germany': capitalGermany,
  'day-before-saturday': dayBeforeSaturday,
  'largest-planet': largestPlanet,
  'planet-we-live-on': planetWeLiveOn,
  'language-of-brazil': languageOfBrazil,
  elephant,
  week,
  snow,
  heaviest,
  'sea-animal': seaAnimal,
  'rainy-day': rainyDay,
  library,
  'house-and-forest': houseAndForest,
  animals,
  colours,
  'capital-united-kingdom': capitalUnitedKingdom,
  'capital-portugal': capitalPortugal,
  'red-planet': redPlanet,
  'language-of-russia': languageOfRussia,
  sun,
  wings,
  drink,
  'coldest-season': coldestSeason,
  friend,
  market,
  vegetables,
  weekdays,
};

/** What a template asks for, by the constraint that comes first. */
const kinds: Record<string, string> = {
  includes: 'fact',
  one_of: 'choice',
  language: 'text',
  bullets_exactly: 'list',
  numbered_exactly: 'list',
};

const samples = Object.entries(templates).flatMap(([name, { checks, texts }]) =>
  languages.map((lang) => {
    const [input, ...words] = texts[lang];
    const constraints = checks(lang, words);
    return {
      id: `${name}-${lang}`,
      pair: name,
      lang,
      kind: kinds[constraints[0]?.kind ?? ''],
      source: 'ours',
      tags: [name],
      input,
      target: { constraints },
    };
  }),
);

writeData(import.meta.url, samples);
