// Two models on the same questions, or one model on two kinds of the same question: a difference with its interval, a p value that is
// adjusted for all comparisons of the report, and what the data could not have shown.
import { type Contrast, contrastOf, type Pair } from './contrast.js';
import { UserError } from './errors.js';
import { checkFields, checkJudge } from './fields.js';
import { currentPage, type Difference, type Lazy, type Says } from './notebook.js';
import { leftOut } from './options.js';
import { clustered, fieldOf, gradeOf, judgeName, questionOf } from './question.js';
import { briefOf, contrastTable, type Language, nothingCompared, sentenceOf } from './sentence.js';
import { holm, smallestDifference, smallestShift } from './stats/index.js';
import type { Table } from './tables.js';
import type { Judge, Row } from './types.js';

/** What is known of a contrast once all of the script has run. */
export interface Verdict {
  /** Holm's p over the report's comparisons; null where nothing could be compared */
  p: number | null;
  /** how many comparisons the report makes */
  family: number;
  /** smallest difference that these data show in 80 % of the cases at the strictest level of the family, 0 to 1; null where none */
  smallest: number | null;
}

export interface Comparison extends Says {
  contrasts: Contrast[];
  /** One sentence a contrast, completed when the report is woven. */
  sentence(options?: { lang?: Language }): Lazy;
  table(): Table;
  /** What is known of each contrast that has pairs; to be asked for when the script has run. */
  differences(): Difference[];
}

export interface CompareOptions {
  judge: Judge | string | (Judge | string)[];
  /** what differs between the two sides: 'model' (default), or a field of the samples, e.g. 'lang', whose twins share the field `pair` */
  of?: string;
  /** the two sides; default: every two values of `of` */
  a?: string;
  b?: string;
  /** fields that split the comparison, one contrast each; with another `of` than 'model', the model always does */
  by?: string[];
  /** default 'pass rate' */
  measure?: Contrast['measure'];
}

/**
 * Compares answers to the same questions. Pass rates with one answer a question: exact McNemar test. Else a sign-flip permutation test of
 * the questions' summed differences. All contrasts of the script form one family for Holm's adjustment. Errors: UserError (exit 2) where no row has a field
 * of `by` or `of`, or a grade of a judge.
 */
export function compare(rows: Row[], options: CompareOptions): Comparison {
  const { of = 'model', a, b, measure = 'pass rate' } = options;
  if (of === 'model' && [a, b].some((side) => side !== undefined && leftOut(side))) return notCompared([a, b]);
  const by = options.by ?? [];
  const fields = of === 'model' || by.includes('model') ? by : ['model', ...by];
  const judges = [options.judge].flat().map(judgeName);
  checkFields(rows, by, 'by');
  checkFields(rows, [of], 'of');
  for (const judge of judges) checkJudge(rows, judge);
  const contrasts = judges.flatMap((judge) => {
    const graded = rows.filter((row) => gradeOf(row, judge));
    return clustered(graded, (row) => JSON.stringify(fields.map((field) => fieldOf(row, field)))).flatMap((members) => {
      const group = Object.fromEntries(fields.map((field) => [field, fieldOf(members[0] as Row, field)]));
      return sidesOf(members, of, a, b).map(([left, right]) =>
        contrastOf({ judge, of, a: left, b: right, group, measure }, pairsOf(members, { judge, of, a: left, b: right })),
      );
    });
  });
  const { tests } = currentPage();
  for (const contrast of contrasts) if (contrast.test) tests.push(contrast.test);
  const verdict = (contrast: Contrast) => verdictOf(contrast, tests);
  return {
    contrasts,
    sentence: ({ lang = 'en' } = {}) => ({
      kind: 'lazy',
      text: () => {
        const sentences = contrasts.map((contrast) => sentenceOf(contrast, verdict(contrast), lang));
        return sentences.length > 1
          ? sentences.map((sentence) => `- ${sentence}`).join('\n')
          : (sentences[0] ?? nothingCompared[lang]);
      },
    }),
    table: () => contrastTable(contrasts, verdict),
    brief: (lang) => contrasts.map((contrast) => briefOf(contrast, verdict(contrast), lang)).join(' ') || nothingCompared[lang],
    differences: () => contrasts.flatMap((contrast) => differenceOf(contrast, verdict(contrast))),
  };
}

/** In a draft of one model, the comparison that the script makes of two. */
function notCompared(sides: (string | undefined)[]): Comparison {
  const text = `${sides.filter(Boolean).join(' and ')} are not compared here: --only left one of them out.`;
  return {
    contrasts: [],
    sentence: () => ({ kind: 'lazy', text: () => text }),
    table: () => contrastTable([], unknown),
    brief: () => text,
    differences: () => [],
  };
}

function differenceOf({ a, b, group, difference, low, high, n }: Contrast, { p }: Verdict): Difference[] {
  if (difference === null || p === null) return [];
  const short = (value: number) => Number(value.toFixed(6));
  const values = { difference: short(difference), low: short(low), high: short(high), p: short(p) };
  return [{ a, b, group: Object.values(group).join(', '), ...values, n }];
}

function unknown(): Verdict {
  return { p: null, family: 0, smallest: null };
}

/** Every two values of `of`, in the order of the rows, or only those asked for. Errors: UserError (exit 2) where a side that was named has no rows. */
function sidesOf(rows: Row[], of: string, a?: string, b?: string): [string, string][] {
  const values = [...new Set(rows.map((row) => fieldOf(row, of)))];
  for (const side of [a, b])
    if (side !== undefined && !values.includes(side))
      throw new UserError(`expected \`${of}\` to be one of ${values.join(', ')}, got ${side}`);
  return values
    .flatMap((left, i) => values.slice(i + 1).map((right): [string, string] => [left, right]))
    .map(([left, right]): [string, string] => (right === a || left === b ? [right, left] : [left, right]))
    .filter(([left, right]) => (a === undefined || left === a) && (b === undefined || right === b));
}

/** Answers of both sides to the same question and trial. */
function pairsOf(rows: Row[], { judge, of, a, b }: { judge: string; of: string; a: string; b: string }): Pair[] {
  const key = ({ sample, trial }: Row) => JSON.stringify([of === 'model' ? sample.id : questionOf(sample), trial]);
  const others = new Map(rows.filter((row) => fieldOf(row, of) === b).map((row) => [key(row), row]));
  return rows
    .filter((row) => fieldOf(row, of) === a)
    .flatMap((row) => {
      const other = others.get(key(row));
      const score = (one: Row) => gradeOf(one, judge)?.score ?? null;
      return other ? [{ question: questionOf(row.sample), a: score(row), b: score(other) }] : [];
    });
}

function verdictOf({ test, n, discordant, spread }: Contrast, all: readonly { p: number }[]): Verdict {
  if (!test) return { p: null, family: all.length, smallest: null };
  const found = all.indexOf(test);
  const family = found < 0 ? 1 : all.length; // after the page is woven its family is gone
  const level = 0.05 / family;
  const p = found < 0 ? test.p : (holm(all.map((one) => one.p))[found] as number);
  if (test.name === 'exact McNemar test') return { p, family, smallest: smallestDifference(n, discordant / n, level) };
  return { p, family, smallest: spread > 0 ? smallestShift(spread, level) : null };
}
