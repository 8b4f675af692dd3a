// The sums and the small requests in ten languages: the same numbers in each, and the script of the language.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { load } from '../../harness/core/load.js';
import type { Sample } from '../../harness/core/types.js';
import { repository } from '../fixtures/projects.js';

const samples = [
  ...(await load(repository, 'multilingual-sums')).samples,
  ...(await load(repository, 'multilingual-answers')).samples,
];
const sampleOf = (pair: unknown, lang: string) => samples.find(({ id }) => id === `${pair}-${lang}`) as Sample;

test('the versions of a text say the same numbers, apart from a one', () => {
  for (const sample of samples) {
    const numbers = (text: string) => (text.match(/\d+/g) ?? []).filter((n) => n !== '1').sort();
    assert.equal(numbers(sample.input), numbers(sampleOf(sample.pair, 'en').input), sample.id);
  }
});

test('every text is in the script of its language', () => {
  const scripts: Record<string, RegExp> = {
    zh: /\p{Script=Han}/u,
    ja: /\p{Script=Hiragana}/u,
    ko: /\p{Script=Hangul}/u,
    ru: /\p{Script=Cyrillic}/u,
    ar: /\p{Script=Arabic}/u,
  };
  for (const { lang, input, id } of samples) {
    const letters = input.match(/\p{L}/gu) ?? [];
    const own = scripts[String(lang)] ?? /\p{Script=Latin}/u;
    const fits = letters.filter(
      (letter) => own.test(letter) || (lang === 'ja' && /[\p{Script=Han}\p{Script=Katakana}ー]/u.test(letter)),
    );
    assert.is(fits.length, letters.length, id);
  }
});

test.run();
