// Whether a judge's number and a reader's put the same answers in the same order.
import { clustered, clusteredBy, fieldOf } from '../core/cluster.js';
import { UserError } from '../core/errors.js';
import { inline } from '../core/quote.js';
import type { Table } from '../core/tables.js';
import type { Row } from '../core/types.js';
import { bootstrap, spearman } from '../stats/index.js';
import { levelText } from '../stats/level.js';
import { type DetailOf, detailOf } from './details.js';
import { missingField } from './fields.js';

export interface RankAgreementOptions extends Partial<DetailOf> {
  /** in place of a judge's detail: a field of the samples with another number, e.g. of another reader */
  field?: string;
  /** the field of the samples that holds the reader's number */
  reading: string;
  /** one line for each value of these fields, before the line for all */
  by?: string[];
  /** a field of the samples whose values the interval is over, default: questions */
  clusters?: string;
}

export interface RankAgreement {
  /** empty: all */
  group: Record<string, string>;
  /** answers with both numbers */
  n: number;
  /** what the interval is over: distinct questions, or `clusters` */
  questions: number;
  /** answers that were read but have no detail */
  without: number;
  /** Spearman's rank correlation, −1 to 1; NaN if one side has a single value */
  spearman: number;
  /** ends of its 95 % interval */
  low: number;
  high: number;
}

/**
 * Spearman's rank correlation of a detail with a reader's number, with a 95 % bootstrap interval over questions, or `clusters`. Rows without the
 * reader's number are left out. Errors: UserError (exit 2) if a reading is not a number.
 */
export function rankAgreement(rows: Row[], options: RankAgreementOptions): { groups: RankAgreement[]; table(): Table } {
  const { judge, reading, by = [], clusters } = options;
  const missing =
    missingField(rows, by, 'by') ??
    missingField(rows, [reading, ...(options.field === undefined ? [] : [options.field])], 'reading') ??
    missingField(rows, clusters === undefined ? [] : [clusters], 'clusters');
  const read = rows.filter(({ sample }) => sample[reading] !== undefined);
  const wrong = read.find(({ sample }) => typeof sample[reading] !== 'number');
  if (wrong)
    throw new UserError(
      `expected \`${reading}\` of sample ${wrong.sample.id} to be a number, got ${String(wrong.sample[reading])}`,
    );
  const keyed = by.length ? clustered(read, (row) => JSON.stringify(by.map((field) => fieldOf(row, field)))) : [];
  const groups = [
    ...keyed.map((members) => {
      const group = Object.fromEntries(by.map((field) => [field, fieldOf(members[0] as Row, field)]));
      return agreementIn(members, group, options);
    }),
    agreementIn(read, {}, options),
  ];
  const [first] = [judge].flat();
  return {
    groups,
    table: () => ({
      columns: [
        ...by.map((title) => ({ title })),
        ...['answers read', 'without a value', `Spearman [${levelText} interval]`].map((title) => ({
          title,
          align: 'right' as const,
        })),
      ],
      rows: groups.map((one) => [
        ...by.map((field) => inline(one.group[field] ?? 'all')),
        String(one.n + one.without),
        String(one.without),
        Number.isNaN(one.spearman) ? '–' : `${two(one.spearman)} [${two(one.low)} to ${two(one.high)}]`,
      ]),
      caption: captionOf(groups, clusters, options.field === undefined ? 'the judge' : 'the other'),
      ...(first === undefined ? {} : { judge: first }),
      ...(missing ? { missing } : {}),
    }),
  };
}

function agreementIn(rows: Row[], group: Record<string, string>, options: RankAgreementOptions): RankAgreement {
  const cluster = clusteredBy(rows, options.clusters);
  const pairs = rows.flatMap((row) => {
    const value = otherNumber(row, options);
    return value === null ? [] : [{ row, value, reading: row.sample[options.reading] as number }];
  });
  const questions = clustered(pairs, ({ row }) => cluster(row.sample));
  const of = (some: typeof pairs) =>
    spearman(
      some.map(({ value }) => value),
      some.map(({ reading }) => reading),
    );
  const { low, high } = bootstrap(questions.length, (drawn) => of(drawn.flatMap((i) => questions[i] as typeof pairs)), {
    draws: 2000,
    seed: 'spearman',
  });
  return {
    group,
    n: pairs.length,
    questions: questions.length,
    without: rows.length - pairs.length,
    spearman: of(pairs),
    low: Math.max(-1, low),
    high: Math.min(1, high),
  };
}

/** What is held against the reading: a field of the sample, or what the judge reports. */
function otherNumber(row: Row, { judge, detail, field }: RankAgreementOptions): number | null {
  if (field !== undefined) return typeof row.sample[field] === 'number' ? row.sample[field] : null;
  if (judge === undefined || detail === undefined)
    throw new UserError('expected `judge` and `detail`, or `field`, for what is held against the reading, got neither');
  return detailOf(row, { judge, detail });
}

function captionOf(groups: RankAgreement[], clusters = 'question', other = 'the judge'): string {
  const none = groups.some((one) => Number.isNaN(one.spearman));
  return (
    `Rank correlation, −1 to 1, 0 where ${other} says nothing of what the reader sees; ` +
    `intervals by bootstrap, all answers to a ${inline(clusters)} together.` +
    (none ? ` –: ${other}, or the reader, gives all of them one value, so that there is no order.` : '')
  );
}

function two(value: number): string {
  const text = Math.abs(value).toFixed(2);
  return value < 0 && text !== '0.00' ? `−${text}` : text;
}
