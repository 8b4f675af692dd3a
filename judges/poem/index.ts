// The poem judge: is it a poem in the language asked for, and does it keep the form asked for? Form, fluency and topic are three scores
// beside that, never mixed. Rules and tables only; a language model may be handed in for one part of fluency. README.md has the shapes.
import type { Generation, Grade, Judge, Sample } from '../../harness/types.js';
import { type Cleaned, clean } from './clean.js';
import { fluencyOf, leastShare, neighbours, type Scale, type Standing, standing } from './fluency.js';
import { type FormMeasure, formOfChinese, formOfEnglish, linesAsked } from './forms.js';
import { lineHash, originOf } from './known.js';
import { type Reading, readingsOf } from './lines.js';
import { type Loops, loopsOf } from './loops.js';
import { round, rounded } from './round.js';
import { hanOf, type Script, scriptOf, wordsOf } from './script.js';
import { loadDictionary } from './sounds-en.js';
import { loadPinyin } from './sounds-zh.js';
import { type Target, targetOf } from './target.js';
import { topicOf } from './topic.js';
import { notChineseVerse, notEnglishVerse } from './verse.js';
import { cutOff } from './whole.js';

export interface PoemOptions {
  /** exp of the mean negative log-probability of a token of the text; greater than 0 */
  perplexity?: (text: string) => Promise<number>;
  /** ln perplexity of real and of shuffled verse by that model, by language; default: English, SmolLM2-135M-Instruct */
  perplexityScale?: Partial<Record<'zh' | 'en', Scale>>;
  /** lines of further known poems, looked for beside the Chinese ones of school books */
  knownLines?: string[];
}

/**
 * ln perplexity of SmolLM2-135M-Instruct on 76 sonnets, and on the same with their words shuffled (the sonnets with an even number; the
 * odd ones are for the proof).
 */
export const smollm2Scale: Scale = { real: { mean: 1, sd: 1 }, shuffled: { mean: 2, sd: 1 } };

type Verdict =
  | 'poem'
  | 'form'
  | 'undecided'
  | 'empty'
  | 'code'
  | 'list'
  | 'looped'
  | 'wrong language'
  | 'mixed'
  | 'prose'
  | 'cut off';

/** Grades by rules and tables alone; see `poemWith`. */
export const poem: Judge = poemWith({});

/**
 * A poem judge. Score 1: a poem, in the language asked for, with every demand on its form met; 0: not; null: a demand cannot be decided.
 * Errors: FieldError for a wrong `target`.
 */
export function poemWith({ perplexity, perplexityScale = { en: smollm2Scale }, knownLines = [] }: PoemOptions): Judge {
  const known = new Set(knownLines.map((line) => lineHash(keyOf(line))));
  return {
    name: 'poem',
    version: '1',
    async grade(sample: Sample, { output, finish }: Pick<Generation, 'output' | 'finish'>): Promise<Grade> {
      const target = targetOf(sample);
      await (target.language === 'zh' ? loadPinyin() : loadDictionary());
      const seen = look(output, finish === 'length', target);
      const { text, script, loops, cut, cleaned } = seen;
      const scale = perplexityScale[target.language];
      const surprise = perplexity && scale && text !== '' ? standing(Math.log(await perplexity(text)), scale) : null;
      const lines = seen.lines.map(keyOf).filter(Boolean);
      const pairs = target.language === 'zh' ? neighbours(lines) : null;
      const fluency = fluencyOf({ ...cleaned, script, asked: target.language, loops, cut, pairs, perplexity: surprise });
      const { verdict, why } = decide(seen, target);
      const topic = topicOf(text, target.topic);
      const isPoem = verdict === 'poem' || verdict === 'form' || verdict === 'undecided';
      const empty = verdict === 'empty';
      const { score: formScore, rhyme, met: _, ...form } = seen.form;
      return {
        judge: 'poem',
        score: verdict === 'poem' ? 1 : verdict === 'undecided' ? null : 0,
        verdict,
        why,
        details: {
          isPoem,
          form: empty ? null : rounded(formScore),
          fluency: empty ? null : round(fluency.score),
          topic: empty ? null : rounded(topic.score),
          loops: loops.looped,
          rhyme: rhyme.verdict,
          language: script.language,
          parts: {
            form: {
              ...form,
              asked: mapped(form.asked, rounded),
              rhyme: { ...rhyme, share: rounded(rhyme.share) },
              tone: toneShown(seen.form),
            },
            fluency: {
              ...mapped(fluency.parts, rounded),
              faults: fluency.faults,
              distinct2: rounded(loops.distinct2),
              loop: loops.why,
              cut,
              preamble: shown(cleaned.preamble),
              afterword: shown(cleaned.afterword),
              title: shown(cleaned.title),
              author: shown(cleaned.author),
              neighboursZ: zOf(pairs),
              perplexityZ: zOf(surprise),
            },
            topic: { found: topic.found, related: topic.related },
            origin: originOf(lines, known),
          },
        },
      };
    },
  };
}

interface Seen {
  cleaned: Cleaned;
  text: string;
  script: Script;
  /** verse lines as the likelier reading has them */
  lines: string[];
  reading: Reading;
  loops: Loops;
  cut: string | null;
  form: FormMeasure;
}

function look(output: string, limited: boolean, target: Target): Seen {
  const cleaned = clean(output);
  const text = cleaned.lines.join('\n').trim();
  const script = scriptOf(text);
  const readings = readingsOf(cleaned.lines);
  const reading = readings[0];
  const chinese = target.language === 'zh';
  const lines = chinese ? reading.lines : cleaned.lines.filter(Boolean);
  const units = script.han > script.latinWords ? [...hanOf(text)] : wordsOf(text);
  const loops = loopsOf(units, lines.map(keyOf).filter(Boolean));
  const form = chinese ? formOfChinese(readings, target) : formOfEnglish(cleaned.lines, target);
  // a poem that has the lines it was asked for, or is followed by a remark, was done when the limit came
  const asked = linesAsked(target);
  const done = cleaned.afterword !== null || (asked !== null && form.lines >= asked);
  const shape = { written: cleaned.lines, language: target.language, characters: reading.characters, even: reading.even };
  return { cleaned, text, script, lines, reading, loops, cut: cutOff(shape, limited && !done), form };
}

function decide({ cleaned, script, lines, reading, loops, cut, form }: Seen, target: Target): { verdict: Verdict; why: string } {
  const { language } = target;
  if (script.language === null) return { verdict: 'empty', why: 'there is no text' };
  if (cleaned.markup === 'code') return { verdict: 'code', why: 'code or data, not verse' };
  if (cleaned.markup === 'list') return { verdict: 'list', why: 'a list, not verse' };
  if (loops.looped) return { verdict: 'looped', why: loops.why ?? 'it repeats itself' };
  const own = language === 'zh' ? script.han : script.latinWords;
  if (script.language !== language && script.language !== 'mixed')
    return { verdict: 'wrong language', why: `${languageNames[script.language]}, ${languageNames[language]} asked` };
  if (script.language === 'mixed' || script.share < leastShare) {
    const total = Math.round(Math.max(script.han, script.latinWords) / script.share);
    return { verdict: 'mixed', why: `${own} of ${total} words or characters are ${languageNames[language]}` };
  }
  const prose = language === 'zh' ? notChineseVerse(reading) : notEnglishVerse(lines);
  if (prose !== null) return { verdict: 'prose', why: prose };
  if (cut !== null) return { verdict: 'cut off', why: cut };
  if (form.met === null) return { verdict: 'undecided', why: form.misses.join('; ') };
  if (!form.met) return { verdict: 'form', why: form.misses.join('; ') };
  return { verdict: 'poem', why: described(form, language) };
}

const languageNames = { zh: 'Chinese', en: 'English', other: 'another language', mixed: 'mixed' };

function described({ lines, measure, rhyme }: FormMeasure, language: 'zh' | 'en'): string {
  const [first] = measure;
  const even = language === 'zh' && measure.every((one) => one === first) ? ` of ${String(first)} characters` : '';
  const rhymes =
    rhyme.verdict === 'yes' ? `, rhymes (${rhyme.scheme}, ${rhyme.table})` : rhyme.verdict === 'partly' ? ', rhymes partly' : '';
  return `${lines} lines${even}${rhymes}`;
}

/** A line without marks and case, so that copies are found. */
function keyOf(line: string): string {
  return hanOf(line) || wordsOf(line).join(' ');
}

function shown(text: string | null): string | null {
  return text === null ? null : Array.from(text).slice(0, 80).join('');
}

function zOf(found: Standing | null): { real: number; shuffled: number } | null {
  return found && { real: round(found.zReal), shuffled: round(found.zShuffled) };
}

function toneShown({ tone }: FormMeasure): object | null {
  return tone && { ...tone, alternation: round(tone.alternation), pattern: round(tone.pattern) };
}

function mapped(
  parts: Record<string, number | null>,
  change: (part: number | null) => number | null,
): Record<string, number | null> {
  return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, change(part)]));
}
