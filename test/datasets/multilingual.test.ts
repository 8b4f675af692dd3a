// The sums in ten languages: the same numbers in each, and an answer that the judge reads.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { load } from '../../harness/load.js';
import { math } from '../../judges/math/index.js';

const { samples } = await load('multilingual-sums');

/** Worked out by hand. */
const answers: Record<string, number> = {
  apples: 12,
  pages: 75,
  tickets: 48,
  sweets: 6,
  train: 240,
  garden: 36,
  change: 8,
  walkers: 12,
};

test('the versions of a problem say the same numbers, apart from a one', () => {
  for (const sample of samples) {
    const numbers = (text: string) => (text.match(/\d+/g) ?? []).filter((n) => n !== '1').sort();
    const english = samples.find(({ pair, lang }) => pair === sample.pair && lang === 'en') as typeof sample;
    assert.equal(numbers(sample.input), numbers(english.input), sample.id);
  }
});

test('the targets are right, and the judge takes them and no other', async () => {
  for (const sample of samples) {
    assert.is(sample.target, answers[sample.pair as string], sample.id);
    const score = async (n: number) => (await math.grade(sample, { output: `… = ${n}`, finish: 'stop' })).score;
    assert.is(await score(sample.target as number), 1, sample.id);
    assert.is(await score((sample.target as number) + 1), 0, sample.id);
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
