// The poem judge: is it a poem in the required language, and does it keep the form? Decided by rules and tables; the formats are
// in README.md.
import { canonical, sha256 } from '../../harness/core/canonical.js';
import { ofSpoken } from '../../harness/core/thinking.js';
import type { Generation, Grade, Judge, Sample } from '../../harness/core/types.js';
import { between } from './curves.js';
import { cutOff } from './cutoff.js';
import { decide, type Found } from './decide.js';
import { knownShare, loadEnglish } from './english.js';
import { expects } from './expects.js';
import { type Fluency, fluencyOf, fluencyScore } from './fluency.js';
import { formOf, formScore } from './form.js';
import { noPoem } from './kind.js';
import { originOf } from './known.js';
import { loopsOf } from './loops.js';
import { type Gap, gapOf, type Perplexity } from './perplexity.js';
import { type Target, targetOf } from './target.js';
import { topicOf } from './topic.js';
import { type Verse, verseOf } from './verse.js';

/** Grades without a language model: English fluency is null. Score 1 or 0, or null if the rules cannot decide. */
export const poem: Judge = ofSpoken({
  name: 'poem',
  version: '1',
  origin: 'evalbook',
  expects,
  grade: (sample, generation) => gradeOf('poem', sample, generation, null),
});

/**
 * The judge with a language model for English fluency, under a separate name. The score is the same, as fluency decides nothing.
 * Verdicts are recorded, since they take a second and depend on the processor in the fourth digit. Answers of the model's own family
 * are left to `poem`. Errors: FieldError on an invalid target.
 */
export function poemWith({ perplexity }: { perplexity: Perplexity }): Judge {
  const { id, family, digest, real, shuffled } = perplexity;
  const name = 'poem-perplexity';
  return ofSpoken({
    name,
    version: `1-${sha256(canonical({ id, digest, real, shuffled })).slice(0, 8)}`,
    family,
    abstains: true,
    recorded: true,
    expects,
    grade: (sample, generation) => gradeOf(name, sample, generation, perplexity),
    close: async () => perplexity.close?.(),
  });
}

type Answer = Pick<Generation, 'output' | 'finish'>;

function gradeOf(
  judge: string,
  sample: Sample,
  { output, finish }: Answer,
  perplexity: Perplexity | null,
): Grade | Promise<Grade> {
  const target = targetOf(sample);
  const verse = verseOf(output);
  if (verse.script.latinWords <= verse.script.han) return told(judge, foundIn(target, verse, finish), null);
  return loadEnglish().then(async () => {
    const found = foundIn(target, verse, finish);
    const asked = perplexity && verse.language === 'en' && found.prose === null;
    const gap = asked ? await gapOf(verse.lines, perplexity.nats) : null;
    return told(judge, found, asked && gap ? { ...gap, by: perplexity } : null);
  });
}

/** Shakespeare's sonnets have 0.91 or more, poems in pinyin 0.8. */
const leastKnown = 0.85;

function foundIn(target: Target, verse: Verse, finish: string): Found {
  const chinese = verse.script.han > verse.script.latinWords;
  const units = verse.clean.map((line) => (chinese ? [...line] : line.split(' ')));
  // Latin letters are English only if the dictionary has the words: pinyin and French do not qualify
  const language = verse.language === 'en' && knownShare(units.flat()) < leastKnown ? 'other' : verse.language;
  const loops = loopsOf(verse.clean, units);
  return { target, verse, language, prose: noPoem(verse), loops, cut: cutOff(verse, finish), read: formOf(verse, target) };
}

/** A gap and the model that measured it. */
type Heard = Gap & { by: Perplexity };

function told(judge: string, found: Found, heard: Heard | null): Grade {
  const { target, verse, language, loops } = found;
  const fluency = fluencyOf(verse, found, heard && between(heard.gap, heard.words, heard.by));
  const topic = topicOf(verse.lines.join('\n'), verse.title, target.topic);
  const isPoem = found.prose === null;
  return {
    judge,
    ...decide(found),
    details: {
      isPoem,
      form: isPoem ? fixed(formScore(found.read.form)) : null,
      fluency: isPoem ? fixed(fluencyScore(fluency)) : null,
      topic: fixed(topic.share),
      loops: loops.found,
      rhyme: isPoem ? found.read.rhyme : null,
      language,
      parts: { ...partsOf(found, fluency, topic.found), ...(heard && { perplexity: heardOf(heard) }) },
    },
  };
}

/** Names of all faults, including those that did not decide: mixed or language, loop, cut off, preamble, afterword. */
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

function heardOf({ by, words, characters, nats, gap }: Heard): Record<string, unknown> {
  return { by: by.id, words, characters, nats: fixed(nats), gap: fixed(gap) };
}

const fixed = (value: number | null) => (value === null ? null : Math.round(value * 1000) / 1000);

function rounded<T extends object>(value: T): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, typeof one === 'number' ? fixed(one) : one]));
}
