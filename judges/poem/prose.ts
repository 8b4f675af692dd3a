// Whether lines are verse or prose that was cut into rows. A row of prose ends where the margin is: after any word, within sentences, with
// no room left for the next word. A line of verse ends with a part of a sentence.
import type { Scheme } from './scheme.js';
import type { Verse } from './verse.js';

/** Words after which verse seldom and prose often breaks a row. */
const joining = new Set(
  'a about after all am an and any are as at be because been before between but by can could did do does during each every for from had has have he her his i if in into is it its may might more most must my no nor not of on or our over shall she should so some than that the their there these they this those through to under upon very was we were when where which while who whom whose will with would you your'.split(
    ' ',
  ),
);

/**
 * One end of a row inside a stanza, in letters. English: how the row ends (`s` sentence, `c` other mark, `j` a joining word, `n` any
 * other word), the next row's first letter (`l` lower case, `u` else), and `f` if its first word had no room left, else `-`.
 * Chinese: `s`, `c`, `n`; `0`, `1`, `2` marks within the row (2 and more); and `f` if no row is longer by more than one character.
 */
export type Break = string;

const sentence = /[.!?。！？…]["'”’」』）)]*$/u;
const mark = /[,;:—–，、；：-]["'”’」』）)]*$/u;

/** The breaks between rows of the same stanza. */
export function breaksOf({ rows: written, script }: Pick<Verse, 'rows' | 'script'>): Break[] {
  const apart = !written.some((row, i) => row !== '' && written[i + 1]); // an empty line after every row ends no stanza
  const rows = apart ? written.filter(Boolean) : written;
  const chinese = script.han > script.latinWords;
  const widest = rows.reduce((most, row) => Math.max(most, [...row].length), 0);
  return rows.flatMap((row, i) => {
    const next = rows[i + 1];
    if (row === '' || next === undefined || next === '') return [];
    const end = sentence.test(row) ? 's' : mark.test(row) ? 'c' : 'n';
    const length = [...row].length;
    if (chinese) {
      const inner = (row.slice(0, -1).match(/[，。！？；：,.!?;:][^，。！？；：,.!?;:]/gu) ?? []).length;
      return [`${end}${Math.min(2, inner)}${length + 1 >= widest ? 'f' : '-'}`];
    }
    const last = /[a-z']+$/.exec(row.toLowerCase())?.[0] ?? '';
    const room = length + 1 + (next.split(' ', 1)[0] ?? '').length <= widest;
    return [`${end === 'n' && joining.has(last) ? 'j' : end}${/^["'“‘(]{0,2}\p{Ll}/u.test(next) ? 'l' : 'u'}${room ? '-' : 'f'}`];
  });
}

/**
 * What a break says for prose, in nats: log odds of prose cut at 40 to 72 columns, every eight words, or every 12 to 24 Han characters,
 * against verse of all kinds. From validation/poem-data/prose-scale.ts, on texts that no check measures.
 */
const odds: Record<Break, number> = {
  ...{ 'cl-': -3.1, clf: -0.6, 'cu-': -4.4, cuf: -1.4, 'jl-': 1.8, jlf: 4.4, 'ju-': -0.4, juf: 2.2 },
  ...{ 'nl-': -1, nlf: 2, 'nu-': -3.2, nuf: -0.8, 'sl-': 0, slf: 0.1, 'su-': -3, suf: 0.2 },
  ...{ 'c0-': -4.4, c0f: -0.8, 'c1-': -2.8, c1f: 0.5, 'c2-': -1.6, c2f: 0.8 },
  ...{ 'n0-': -4.5, n0f: 0.6, 'n1-': -1.7, n1f: 4.6, 'n2-': -0.7, n2f: 4 },
  ...{ 's0-': -4.1, s0f: -0.8, 's1-': -3.7, s1f: -2.8, 's2-': -2.4, s2f: -1.1 },
};

/** Nats of a rhyme, by how well the lines rhyme as a whole: a tenth of the lines of prose find a partner too. */
const rhymed = { yes: -2.5, partly: -1, no: 0 };

/** Nats of an end without a mark that a text without any has: the odds above are of texts with marks. */
const unmarked = -1.6;

/** Least evidence for prose, in nats: at 1.5, 98 % of each kind of verse of the tuning halves but blank verse without capitals is kept. */
const least = 1.5;

/** Why the rows are prose that was cut, in a few words; null for verse. English rhymes tell too: `scheme`. */
export function cutProse(verse: Verse, scheme: Scheme | null): string | null {
  if (verse.regular !== null) return null;
  const breaks = breaksOf(verse);
  const chinese = verse.script.han > verse.script.latinWords;
  const marks = /[，。！？；：,.!?;:]\s*\S/u.test(verse.rows.join('\n'));
  // without marks the ends of rows say less: nothing in Chinese
  if (chinese && !breaks.some((one) => /[12]/.test(one))) return null;
  const silent = marks ? 0 : breaks.filter((one) => /^[nj]l/.test(one)).length * unmarked;
  const rhymes = scheme && verse.language === 'en' ? scheme.kept * rhymed[scheme.rhyme ?? 'no'] : 0;
  const nats = breaks.reduce((sum, one) => sum + (odds[one] ?? 0), rhymes + silent);
  return nats > least ? 'prose: its rows end where the margin is' : null;
}

const asks = {
  zh: /多少|几何|一共|总共|共[有需要花是]|平均|剩下|还剩|各[有是需]|几分之|百分之|分之|[几][个只头条本元角千米人次分时岁天年月张块辆箱件页层种克吨]/,
  en: /\b(?:how (?:many|much|long|far|old|tall|big)|in total|total|altogether|on average|average|per|each|percent|times as|what (?:is|was|will))\b/i,
};
const counted = {
  zh: /[0-9０-９]|[一二两三四五六七八九十百千万半]+[个只头条本元角块张辆箱件页层楼种克吨足名倍次岁盒袋支瓶棵朵盆]/,
  en: /\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|dozen|twenty|thirty|forty|fifty|hundred|half|twice)\b/i,
};

/** A last clause that asks for a number. */
const ends = { zh: /多少|几/, en: /\bhow (?:many|much|long|far|old)\b/i };
const counts = 'prose: it counts, and asks for a number';

/**
 * Whether a text counts things and asks for a number, as word problems do, with a clause or sentence a row: `what` it is, or null. Verse
 * has numbers too, but seldom figures, and seldom in every other clause together with such a question.
 */
export function counting({ rows, script }: Verse): string | null {
  const language = script.han > script.latinWords ? 'zh' : 'en';
  const clauses = rows.flatMap((row) => row.split(/[，。！？；,.!?;](?!\d)/u)).filter((one) => /[\p{L}\p{N}]/u.test(one));
  if (clauses.length < 2) return null;
  const figures = clauses.filter((one) => /\p{Nd}/u.test(one)).length;
  const numbers = clauses.filter((one) => counted[language].test(one)).length;
  // "How many are you, then," said I: verse counts and asks too, but goes on
  const asked = ends[language].test(clauses.at(-1) ?? '') && /[?？]["”」]?$/u.test(rows.at(-1) ?? '');
  if (asked && figures > 0) return counts;
  if (figures >= 2 && figures * 2 >= clauses.length) return 'prose: figures in most of it';
  const enough = (n: number, share: number) => n >= 2 && n >= clauses.length * share;
  return (asked && enough(numbers, 0.3)) || (asks[language].test(rows.join('\n')) && enough(figures, 0.2)) ? counts : null;
}
