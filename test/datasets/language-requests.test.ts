// Requests that demand a language: every language as often, in itself and across, said in the request, and told apart by the judge.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { load } from '../../harness/core/load.js';
import type { Sample } from '../../harness/core/types.js';
import { constraintsAspects } from '../../judges/constraints/aspects.js';
import { constraints } from '../../judges/constraints/index.js';
import { repository } from '../fixtures/projects.js';

const { samples } = await load(repository, 'language-requests');
const constraintsOf = ({ target }: Pick<Sample, 'target'>) =>
  (target as { constraints: [{ except: string[] }, { kind: string; words: string[] }] }).constraints;
const languages = ['zh', 'en', 'es', 'fr', 'de', 'pt', 'ru', 'ar', 'ja', 'ko'];

test('every question demands every language in that language and in another', () => {
  for (const pair of new Set(samples.map((sample) => sample.pair)))
    for (const lang of languages) {
      const ways = samples.filter((sample) => sample.pair === pair && sample.lang === lang);
      assert.equal(ways.map(({ request }) => request).sort(), ['across', 'in it'], `${pair}-${lang}`);
      for (const { from, request } of ways) assert.is(from === lang, request === 'in it', `${pair}-${lang}`);
    }
});

test('across languages English demands the others, and each of the others demands English', () => {
  const across = samples.filter(({ request }) => request === 'across');
  for (const { lang, from, id } of across) assert.ok(lang === 'en' || from === 'en', id);
  const asking = new Set(across.filter(({ lang }) => lang === 'en').map(({ from }) => from));
  assert.equal([...asking].sort(), languages.filter((lang) => lang !== 'en').sort());
});

/** The demanded language by its name in the language of the request. */
const names: Record<string, [itself: string, english: string]> = {
  zh: ['中文', '英文'],
  en: ['English', 'English'],
  es: ['español', 'inglés'],
  fr: ['français', 'anglais'],
  de: ['Deutsch', 'Englisch'],
  pt: ['português', 'inglês'],
  ru: ['по-русски', 'по-английски'],
  ar: ['بالعربية', 'بالإنجليزية'],
  ja: ['日本語', '英語'],
  ko: ['한국어', '영어'],
};
const inEnglish: Record<string, string> = {
  zh: 'Chinese',
  es: 'Spanish',
  fr: 'French',
  de: 'German',
  pt: 'Portuguese',
  ru: 'Russian',
  ar: 'Arabic',
  ja: 'Japanese',
  ko: 'Korean',
};

test('the request names the language that is checked, and what it says itself is no answer', () => {
  for (const { lang, from, input, target, id } of samples) {
    const [itself, english] = names[String(from)] as [string, string];
    const name = from === lang ? itself : lang === 'en' ? english : inEnglish[String(lang)];
    assert.ok(input.includes(String(name)), id);
    const [{ except, ...demand }, some, ...more] = constraintsOf({ target });
    assert.equal([demand, some.kind, more], [{ kind: 'language', code: lang }, 'includes_some', []], id);
    assert.is(except.length, 3, id);
    for (const text of except) assert.ok(input.includes(text), `${id}: ${text}`);
  }
});

/** One short right answer to "What does a doctor do?" and one to "Why do people need sleep?", a language each. */
const answers: Record<string, [doctor: string, sleep: string]> = {
  zh: ['医生给病人看病。', '睡觉能让身体和大脑休息。'],
  en: ['A doctor treats people who are ill.', 'Sleep gives the body and the brain time to rest.'],
  es: ['Un médico cura a las personas enfermas.', 'El sueño permite que el cuerpo y la mente descansen.'],
  fr: ['Un médecin soigne les malades.', 'Le sommeil permet au corps et à l’esprit de se reposer.'],
  de: ['Ein Arzt behandelt kranke Menschen.', 'Im Schlaf erholen sich der Körper und das Gehirn.'],
  pt: ['Um médico trata das pessoas doentes.', 'O sono permite que o corpo e a mente descansem.'],
  ru: ['Врач лечит больных.', 'Во сне тело и мозг отдыхают.'],
  ar: ['الطبيب يعالج المرضى.', 'النوم يريح الجسم والدماغ.'],
  ja: ['医者は病気の人を治します。', '睡眠は体と脳を休ませるために必要です。'],
  ko: ['의사는 아픈 사람을 치료합니다.', '잠을 자면 몸과 뇌가 쉽니다.'],
};

async function scoreOf(pair: string, lang: string, output: string): Promise<number | null> {
  const sample = samples.find(({ id }) => id === `${pair}-${lang}-own`) as Sample;
  return (await constraints.grade(sample, { output, finish: 'stop' })).score;
}

test('a short right answer is never failed, and passes in no other language; only one of twenty is undecided', async () => {
  const undecided: string[] = [];
  for (const lang of languages)
    for (const other of languages)
      for (const [i, pair] of ['doctor', 'sleep'].entries()) {
        const said = answers[other]?.[i] ?? '';
        const score = await scoreOf(pair, lang, said);
        if (lang === other && score === null) undecided.push(said);
        else if (score !== null) assert.is(score, Number(lang === other), `${pair} ${lang}: ${said}`);
      }
  assert.equal(undecided, ['Um médico trata das pessoas doentes.']);
});

test('the request said again, in part or in whole, is no answer', async () => {
  for (const { id, input, target } of samples) {
    const [{ except }] = constraintsOf({ target });
    for (const said of [input, `${input}\n\n${input}`, ...except, except.slice(0, 2).join('\n')]) {
      const { score } = await constraints.grade({ id, input, target }, { output: said, finish: 'stop' });
      assert.is(score, 0, `${id}: ${said}`);
    }
  }
});

test('the words that belong to an answer are several, and the question holds none of them', async () => {
  for (const { id, lang, pair, input, target } of samples) {
    const [, { kind, words }] = constraintsOf({ target });
    assert.ok(words.length >= 5 && new Set(words).size === words.length, id);
    const { score } = await constraints.grade(
      { id, input, target: { constraints: [{ kind, words }] } },
      { output: input, finish: 'stop' },
    );
    assert.is(score, 0, id);
    const twin = samples.find((sample) => sample.pair === pair && sample.lang === lang && sample.id !== id) as Sample;
    assert.equal(constraintsOf(twin)[1].words, words, id);
  }
});

test('the language alone is an aspect: kept by an answer beside the point, not by another language', async () => {
  const sample = samples.find(({ id }) => id === 'bread-en-own') as Sample;
  const said = (output: string) => constraintsAspects.language.grade(sample, { output, finish: 'stop' });
  assert.is((await said('I do not know what to say about that.')).score, 1);
  assert.is((await constraints.grade(sample, { output: 'I do not know what to say about that.', finish: 'stop' })).score, 0);
  assert.is((await said('El pan se hace con harina y agua.')).score, 0);
  assert.is((await said('Hello!')).score, null);
  assert.is((await said('')).score, 0);
  assert.not.ok(constraintsAspects.language.applies?.({ id: 'x', input: '', target: { constraints: [{ kind: 'json' }] } }));
});

test.run();
