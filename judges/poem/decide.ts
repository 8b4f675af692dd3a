// The verdict on a poem: its most serious fault, else whether it meets every requirement.
import type { Grade } from '../../harness/core/types.js';
import type { Form, Read } from './form.js';
import type { Loops } from './loops.js';
import type { Target } from './target.js';
import type { Verse } from './verse.js';

/** Findings on an answer. */
export interface Found {
  target: Target;
  verse: Verse;
  language: Verse['language'];
  /** why it is not a poem */
  prose: string | null;
  loops: Loops;
  /** why it seems cut off */
  cut: string | null;
  read: Read;
  /** words of the topic that occur, and their share; null without a topic */
  topic: { share: number | null; found: string[] };
}

type Decision = Pick<Grade, 'score' | 'verdict' | 'why'>;

const names = { zh: 'Chinese', en: 'English', mixed: 'several languages', other: 'another language' };

const fail = (verdict: string, why: string): Decision => ({ score: 0, verdict, why });

const unsure = (why: string): Decision => ({ score: null, verdict: 'undecided', why: `unscored: ${why}` });

/** The most serious fault decides; without one, the requirements. */
export function decide(found: Found): Decision {
  const { target, verse, language, prose, loops, cut } = found;
  if (language === null) return fail('empty', 'no text to read');
  if (language === 'mixed') return fail('mixed', 'several languages in one text');
  if (language !== target.language) return fail('language', `${names[language]}, asked for ${names[target.language]}`);
  if (verse.markup !== null && prose !== null) return fail('no poem', prose);
  if (loops.found) return fail('loop', `goes round: ${loops.why}`);
  if (prose !== null) return fail('no poem', prose);
  if (cut !== null) return fail('cut off', cut);
  const met = demands(verse, target, found.read);
  if (met.score === 1 && found.topic.share === 0) return offTopic(found);
  return met.score === 1 && loops.doubtful ? unsure(`repeats that may be meant, or a loop: ${loops.why}`) : met;
}

/** Han characters or words from which on a poem that is about something names it, and least words of a topic. */
const tellingSize = 48;
const tellingTopic = 5;

/** None of the topic's words occurs: another subject if the text is long and the words are many, else undecided. */
function offTopic({ verse, target }: Found): Decision {
  const none = `none of the topic's ${target.topic.length} words occurs`;
  const size = Math.max(verse.script.han, verse.script.latinWords);
  return size >= tellingSize && target.topic.length >= tellingTopic ? fail('topic', none) : unsure(none);
}

const measures: [keyof Form, string, (target: Target) => boolean][] = [
  ['lines', 'lines', ({ lines, form }) => lines !== null || (form !== null && form !== 'free')],
  [
    'charactersPerLine',
    'characters',
    ({ charactersPerLine, form }) => charactersPerLine !== null || form === '绝句' || form === '律诗',
  ],
  ['syllables', 'syllables', ({ form }) => form === 'haiku'],
];

function demands(verse: Verse, target: Target, read: Read): Decision {
  const { form } = read;
  for (const [key, verdict, asked] of measures) {
    if (!asked(target)) continue;
    if (form[key] === null) return unsure('a word whose syllables the dictionary does not tell');
    if ((form[key] as number) < 1) return fail(verdict, `${verse.lines.length} lines: ${lengthsOf(verse, read)}`);
  }
  const name = target.form ?? 'free';
  const wanted = [target.lines && `${target.lines} lines`, name !== 'free' && name, target.rhyme && 'rhyme'].filter(Boolean);
  const kept = {
    score: 1,
    verdict: 'poem',
    why: wanted.length > 0 ? `a poem, with ${wanted.join(', ')} as asked for` : 'a poem',
  };
  if (target.rhyme !== true && !/绝句|律诗|couplet|limerick/.test(name)) return kept;
  if (read.rhyme === null) return unsure('words at line ends whose sound is not known');
  if (read.rhyme === 'yes') return kept;
  return fail('rhyme', read.rhyme === 'partly' ? 'rhymes only in part' : 'does not rhyme');
}

function lengthsOf({ clean, script }: Verse, { syllables }: Read): string {
  const chinese = script.han > script.latinWords;
  const shown = clean.slice(0, 8).map((line, i) => (chinese ? [...line].length : (syllables[i]?.[0] ?? '?')));
  return `${shown.join(', ')}${clean.length > 8 ? ' …' : ''} ${chinese ? 'characters' : 'syllables'}`;
}
