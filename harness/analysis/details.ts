// What a judge reports beside its verdict (form, topic, fluency): the number of a row, and means of it with their intervals.
import { clustered, clusterOf, fieldOf, gradeOf, judgeName } from '../core/cluster.js';
import { printed, UserError } from '../core/errors.js';
import { inline } from '../core/quote.js';
import type { Table } from '../core/tables.js';
import type { Judge, Row } from '../core/types.js';
import { clusteredShare, type Interval } from '../stats/index.js';
import { levelText } from '../stats/level.js';
import { checkJudge, missingField } from './fields.js';

export interface DetailOf {
  /** the judge that reports it; of several, the first that has a value for the row */
  judge: Judge | string | (Judge | string)[];
  /** name in the grade's `details` */
  detail: string;
}

/**
 * A detail of a row's grade as a number from 0 to 1 (true is 1, false 0); null if there is none, e.g. no fluency of a text that is
 * no poem. Errors: UserError (exit 2) for any other value.
 */
export function detailOf(row: Row, { judge, detail }: DetailOf): number | null {
  for (const name of [judge].flat().map(judgeName)) {
    const value = gradeOf(row, name)?.details?.[detail] ?? null;
    if (value === null) continue;
    const number = typeof value === 'boolean' ? Number(value) : value;
    if (typeof number !== 'number' || !(number >= 0 && number <= 1))
      throw new UserError(
        `expected the detail \`${detail}\` of ${name} to be a number from 0 to 1, got ${printed(value)} for sample ${row.sample.id}`,
      );
    return number;
  }
  return null;
}

export interface Mean {
  /** answers that have a value */
  n: number;
  /** distinct questions among them */
  questions: number;
  /** 0 to 1; null if there are none */
  mean: number | null;
  /** 95 %; null for fewer than two questions */
  interval: Interval | null;
}

export interface Means {
  by: string[];
  details: string[];
  groups: { group: Record<string, string>; answers: number; means: Record<string, Mean> }[];
  table(): Table;
}

/**
 * Means of details from 0 to 1 by 'model' or fields of the samples, with 95 % Wilson intervals for the
 * effective number of answers. Answers without a value are left out, and counted. Groups come in the order of the rows. Errors:
 * UserError (exit 2) if a judge graded no row, no answer has a detail of that name, or one is not from 0 to 1.
 */
export function meanOf(
  rows: Row[],
  { judge, detail, by }: { judge: DetailOf['judge']; detail: string | string[]; by: string[] },
): Means {
  const judges = [judge].flat();
  const details = [detail].flat();
  const missing = missingField(rows, by, 'by');
  for (const one of judges) checkJudge(rows, judgeName(one));
  for (const one of details) checkDetail(rows, judges.map(judgeName), one);
  const graded = rows.filter((row) => judges.some((one) => gradeOf(row, judgeName(one))));
  const groups = clustered(graded, (row) => JSON.stringify(by.map((field) => fieldOf(row, field)))).map((members) => ({
    group: Object.fromEntries(by.map((field) => [field, fieldOf(members[0] as Row, field)])),
    answers: members.length,
    means: Object.fromEntries(details.map((one) => [one, meanIn(members, { judge: judges, detail: one })])),
  }));
  const [first] = judges;
  return {
    by,
    details,
    groups,
    table: () => ({
      columns: [
        ...by.map((title) => ({ title })),
        ...['answers', ...details].map((title) => ({ title, align: 'right' as const })),
      ],
      rows: groups.map(({ group, answers, means }) => [
        ...by.map((field) => inline(group[field] ?? '')),
        String(answers),
        ...details.map((one) => cellOf(means[one] as Mean)),
      ]),
      caption: `Means, 0 to 1, with ${levelText} interval, of the n answers that have a value (Wilson intervals for the effective number of answers).`,
      ...(first === undefined ? {} : { judge: first }),
      ...(missing ? { missing } : {}),
    }),
  };
}

function meanIn(rows: Row[], of: DetailOf): Mean {
  const values = rows.flatMap((row) => {
    const value = detailOf(row, of);
    return value === null ? [] : [{ row, value }];
  });
  const clusters = clustered(values, ({ row }) => clusterOf(row.sample)).map((some) => some.map(({ value }) => value));
  const n = values.length;
  return {
    n,
    questions: clusters.length,
    mean: n ? values.reduce((sum, { value }) => sum + value, 0) / n : null,
    interval: clusters.length < 2 ? null : clusteredShare(clusters),
  };
}

function cellOf({ n, mean, interval }: Mean): string {
  if (mean === null) return '–, n = 0';
  const ends = interval ? ` [${interval.low.toFixed(2)}–${interval.high.toFixed(2)}]` : '';
  return `${mean.toFixed(2)}${ends}, n = ${n}`;
}

function checkDetail(rows: readonly Row[], judges: string[], detail: string): void {
  const grades = rows.flatMap((row) => judges.flatMap((name) => gradeOf(row, name) ?? []));
  const names = [...new Set(grades.flatMap(({ details = {} }) => Object.keys(details)))];
  if (grades.length > 0 && !names.includes(detail))
    throw new UserError(
      `expected \`detail\` to be reported by ${judges.join(' or ')}, one of ${names.join(', ') || '(none)'}, got "${detail}"`,
    );
}
