// The poem judge: is it a poem in the language asked for, and does it keep the form? Rules and tables decide; README.md has the shapes.
import type { Grade, Judge } from '../../harness/types.js';
import { cutOff } from './cutoff.js';
import { decide, type Found } from './decide.js';
import { knownShare, loadEnglish } from './english.js';
import { type Fluency, fluencyOf, fluencyScore, type Surprise } from './fluency.js';
import { formOf, formScore } from './form.js';
import { noPoem } from './kind.js';
import { originOf } from './known.js';
import { loopsOf } from './loops.js';
import { type Target, targetOf } from './target.js';
import { topicOf } from './topic.js';
import { type Verse, verseOf } from './verse.js';

/** A language model's view of English verse, on that model's own scale. */
export interface Perplexity extends Pick<Surprise, 'real' | 'shuffled'> {
  /** mean negative log-likelihood of a token (the logarithm of perplexity), nats; null where it cannot be told */
  nats(text: string): Promise<number | null> | number | null;
}

/** Grades without a language model: English fluency is null. Score 1 or 0, or null where the rules cannot decide. */
export const poem: Judge = poemWith({});

/** The judge with a language model for English fluency. Errors: FieldError on a target that cannot be read. */
export function poemWith({ perplexity }: { perplexity?: Perplexity }): Judge {
  return {
    name: 'poem',
    version: '1',
    grade(sample, { output, finish }) {
      const target = targetOf(sample);
      const verse = verseOf(output);
      if (verse.script.latinWords <= verse.script.han) return gradeOf(target, verse, finish, null);
      return loadEnglish().then(async () => {
        const asked = perplexity && verse.language === 'en' && verse.lines.length > 0;
        const value = asked ? await perplexity.nats(verse.lines.join('\n')) : null;
        return gradeOf(target, verse, finish, perplexity && value !== null ? { ...perplexity, value } : null);
      });
    },
  };
}

/** Sonnets of Shakespeare have 0.91 and more, poems in pinyin 0.8. */
const leastKnown = 0.85;

function gradeOf(target: Target, verse: Verse, finish: string, surprise: Surprise | null): Grade {
  const chinese = verse.script.han > verse.script.latinWords;
  const units = verse.clean.map((line) => (chinese ? [...line] : line.split(' ')));
  // Latin letters are English only if the dictionary knows the words: pinyin and French are not
  const language = verse.language === 'en' && knownShare(units.flat()) < leastKnown ? 'other' : verse.language;
  const prose = noPoem(verse);
  const loops = loopsOf(verse.clean, units);
  const cut = cutOff(verse, finish);
  const found: Found = { target, verse, language, prose, loops, cut, read: formOf(verse, target) };
  const fluency = fluencyOf(verse, found, surprise);
  const topic = topicOf(verse.lines.join('\n'), verse.title, target.topic);
  const isPoem = prose === null;
  return {
    judge: 'poem',
    ...decide(found),
    details: {
      isPoem,
      form: isPoem ? fixed(formScore(found.read.form)) : null,
      fluency: isPoem ? fixed(fluencyScore(fluency)) : null,
      topic: fixed(topic.share),
      loops: loops.found,
      rhyme: isPoem ? found.read.rhyme : null,
      language,
      parts: partsOf(found, fluency, topic.found),
    },
  };
}

/** Every fault by name, whether or not it decided: mixed or language, loop, cut off, preamble, afterword. */
function faultsOf({ target, verse, language, loops, cut }: Found): string[] {
  const wrong = language === 'mixed' ? 'mixed' : language !== null && language !== target.language ? 'language' : null;
  const all = { [wrong ?? '']: wrong, loop: loops.found, 'cut off': cut, preamble: verse.preamble, afterword: verse.afterword };
  return Object.entries(all).flatMap(([name, here]) => (here ? [name] : []));
}

function partsOf(found: Found, fluency: Fluency, topic: string[]): Record<string, unknown> {
  const { verse, loops, read, cut, language } = found;
  const { classical, scheme } = read;
  const chinese = verse.script.han > verse.script.latinWords;
  return {
    faults: faultsOf(found),
    lines: verse.lines.length,
    lengths: verse.clean.slice(0, 100).map((line) => (chinese ? [...line].length : line.split(' ').length)),
    title: verse.title?.slice(0, 80) ?? null,
    cut,
    form: rounded(read.form),
    rhyme: {
      by: classical?.by ?? (scheme ? (chinese ? '十三辙' : 'CMU') : null),
      name: classical?.name ?? null,
      share: fixed(classical?.share ?? null),
      schemes: scheme?.blocks.slice(0, 25) ?? [],
      pairs: scheme ? `${scheme.kept}/${scheme.pairs}` : null,
    },
    fluency: rounded(fluency),
    loops: rounded({ distinct2: loops.distinct2, distinctLines: loops.distinctLines, run: loops.run }),
    topic,
    origin: language === 'zh' ? originOf(verse.clean, new Set()) : null,
  };
}

const fixed = (value: number | null) => (value === null ? null : Math.round(value * 1000) / 1000);

function rounded<T extends object>(value: T): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, typeof one === 'number' ? fixed(one) : one]));
}
