// The kind that requires a language: decided by the script of the letters, and for five languages in Latin script by their
// function words. What the request says itself can be left out, because saying a request again is no answer in its language.
import { functionWords, type LatinLanguage } from './function-words.js';
import type { Finding, Kind } from './kind.js';
import { lettersOf, type Script } from './letters.js';

/** Unlike the letters of kana, excludes a lone ー, which is used as a dash in Chinese. */
const anyKana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;

const scripts: Record<string, Script> = {
  zh: 'Han',
  ja: 'Han and kana',
  ko: 'Hangul',
  ru: 'Cyrillic',
  ar: 'Arabic',
  en: 'Latin',
  es: 'Latin',
  fr: 'Latin',
  de: 'Latin',
  pt: 'Latin',
};

const leastInScript = 0.8;
const leastKana = 0.1;
const leastOwn = 0.25;

const language: Kind = (fields) => {
  const code = fields.oneOf('code', Object.keys(scripts));
  const script = scripts[code] as Script;
  const given = fields.has('except') ? fields.texts('except') : [];
  return ({ text: said }) => {
    const own = without(said, given);
    const whole = lettersOf(own);
    if (given.length > 0 && whole.all < leastOwn * lettersOf(said).all) return { holds: false, why: 'says the request again' };
    if (whole.all === 0) return { holds: false, why: 'no letter' };
    const text = whole[script] < leastInScript * whole.all ? withoutNames(own, script) : own;
    const letters = text === own ? whole : lettersOf(text);
    const share = letters[script] / letters.all;
    if (share < leastInScript) return { holds: false, why: `${percent(share)} of the letters are ${script}` };
    if (code === 'zh' && anyKana.test(text)) return { holds: false, why: 'with kana' };
    const kana = letters.kana / letters.all;
    if (code === 'ja' && kana < leastKana) return { holds: false, why: `${percent(kana)} of the letters are kana` };
    if (script === 'Latin') return byFunctionWords(text, code as LatinLanguage);
    return { holds: true, why: `${percent(share)} of the letters are ${script}` };
  };
};

/** Words in Latin letters with nothing but a space between. */
const latinRun =
  /[\p{Script=Latin}\p{Nd}][\p{Script=Latin}\p{M}\p{Nd}'’.+#&/_-]*(?:[ \u00a0][\p{Script=Latin}\p{Nd}][\p{Script=Latin}\p{M}\p{Nd}'’.+#&/_-]*)*/gu;

/** What title marks set off as a name, however long. */
const title = /[《〈「『][\p{Script=Latin}\p{M}\p{Nd} ,.:;!?'’&-]{1,80}[》〉」』]/gu;

/** Longest name, in words; anything longer is taken for a sentence. */
const longestName = 4;

/** By script: how many of its signs stand for a word, and what shows that a sentence is made in it, whatever it names. */
const sentenceIn: Partial<Record<Script, { unit: RegExp; sign: RegExp }>> = {
  Han: { unit: /\p{Script=Han}/gu, sign: /[的是了在和与或有不叫用为我这那被把从]/u },
  'Han and kana': { unit: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu, sign: /\p{Script=Hiragana}/u },
  Hangul: { unit: /\p{Script=Hangul}/gu, sign: /\p{Script=Hangul}/u },
  Cyrillic: { unit: /\p{Script=Cyrillic}+/gu, sign: /\p{Script=Cyrillic}{2}/u },
  Arabic: { unit: /\p{Script=Arabic}+/gu, sign: /\p{Script=Arabic}{2}/u },
};

/**
 * The text without the names in Latin letters that it tells of (我的名字是 Qwen。): up to four words together, none of them a function word.
 * The text itself where that would leave too little to show its language: no sign of a sentence in the script, or fewer words in it than half as
 * many as the names have.
 */
function withoutNames(text: string, script: Script): string {
  const { unit, sign } = sentenceIn[script] ?? {};
  if (!unit || !sign) return text;
  let words = 0;
  const titled = text.replace(title, (run) => {
    words += run.split(' ').length;
    return ' ';
  });
  const left = titled.replace(latinRun, (run) => {
    const parts = run.split(/[ \u00a0]/);
    if (parts.length > longestName || parts.some((part) => functionWords.has(part.toLowerCase().replace(/[.]$/, '')))) return run;
    words += parts.length;
    return ' ';
  });
  if (words === 0) return text;
  const units = left.match(unit)?.length ?? 0;
  return units >= 4 * words || (sign.test(left) && 2 * units >= words) ? left : text;
}

/**
 * The text without every place where one of `given` stands, longest first. Case, white space and the marks at the ends of what is given do
 * not count: a model that says a question again may change its question mark.
 */
function without(text: string, given: readonly string[]): string {
  const cores = given.map((one) => /[\p{L}\p{N}](?:.*[\p{L}\p{N}])?/su.exec(one)?.[0] ?? '').filter((core) => core !== '');
  if (cores.length === 0) return text;
  const patterns = cores.sort((a, b) => b.length - a.length).map((core) => core.split(/\s+/).map(literal).join('\\s+'));
  return text.replace(new RegExp(patterns.join('|'), 'giu'), ' ');
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function byFunctionWords(text: string, code: LatinLanguage): Finding {
  const [first, second] = likeliest(text);
  if (!first || first.hits === second?.hits) return { holds: null, why: 'its function words do not tell the language' };
  return {
    holds: first.code === code,
    why: `most function words are ${first.code}: ${first.hits}, then ${second?.code}: ${second?.hits}`,
  };
}

/**
 * The five languages, sorted by how many words of the text are among their function words, most first. An elided word keeps its
 * apostrophe (l').
 */
function likeliest(text: string): { code: LatinLanguage; hits: number }[] {
  const hits = { en: 0, es: 0, fr: 0, de: 0, pt: 0 };
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{M}]+(?:['’](?=\p{L}))?/gu)) {
    const elided = word.endsWith('’') ? `${word.slice(0, -1)}'` : word;
    for (const code of functionWords.get(elided) ?? functionWords.get(elided.replace("'", '')) ?? []) hits[code]++;
  }
  return (Object.keys(hits) as LatinLanguage[]).map((code) => ({ code, hits: hits[code] })).sort((a, b) => b.hits - a.hits);
}

function percent(share: number): string {
  return `${Math.floor(share * 100)} %`;
}

export const languages: Record<string, Kind> = { language };
