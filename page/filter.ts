// Which rows are shown, in which order, and the same as the end of an address.
import { type Outcome, questionOf, type Row } from './rows.js';

export interface Filter {
  /** column or field of the sample → value */
  is: Record<string, string>;
  /** 'scored': passed or failed */
  outcome: Outcome | 'scored' | '';
  tag: string;
  /** rows of the CSV, e.g. "1-64,70-90/2"; '' for all */
  lines: string;
  /** only questions on which the models' outcomes differ */
  differ: boolean;
  text: string;
  regex: boolean;
  sort: string;
}

export const noFilter: Filter = { is: {}, outcome: '', tag: '', lines: '', differ: false, text: '', regex: false, sort: '' };

export const sorts = ['', 'score', 'length', 'longest', 'margin', 'sample'] as const;

/** Parameters that are no column. */
const reserved = new Set([
  'answers',
  'at',
  'outcome',
  'tag',
  'lines',
  'differ',
  'text',
  'regex',
  'sort',
  'sample',
  'dataset',
  'condition-of',
  'trial-of',
]);

const columns = ['model', 'judge', 'verdict', 'finish', 'condition', 'dataset', 'trial'] as const;

/** A row's value of a column or a field of its sample. */
export function cellOf(row: Row, name: string): string {
  return (columns as readonly string[]).includes(name) ? row[name as (typeof columns)[number]] : (row.fields[name] ?? '');
}

/** The sample that a permalink names; null: none. */
export interface Open {
  sample: string;
  /** '' if only one dataset has it */
  dataset: string;
  condition: string;
  trial: string;
}

/** Reads an address's end, without its #; unknown names are fields. */
export function parse(hash: string): { filter: Filter; open: Open | null; wanted: boolean } {
  const given = new URLSearchParams(hash);
  const of = (name: string) => given.get(name) ?? '';
  const is: Record<string, string> = {};
  for (const [name, value] of given) if (!reserved.has(name) || name === 'dataset') is[name] = value;
  const outcome = of('outcome');
  const sample = given.get('sample');
  if (sample !== null) delete is.dataset;
  return {
    filter: {
      is,
      outcome: ['passed', 'failed', 'unscored', 'scored'].includes(outcome) ? (outcome as Filter['outcome']) : '',
      tag: of('tag'),
      lines: of('lines'),
      differ: given.has('differ'),
      text: of('text'),
      regex: given.has('regex'),
      sort: (sorts as readonly string[]).includes(of('sort')) ? of('sort') : '',
    },
    open: sample === null ? null : { sample, dataset: of('dataset'), condition: of('condition-of'), trial: of('trial-of') },
    wanted: given.has('answers') || sample !== null,
  };
}

/** The same as the end of an address, without its #. */
export function format(filter: Filter, open: Open | null): string {
  const { is, outcome, tag, lines, differ, text, regex, sort } = filter;
  const given = new URLSearchParams();
  if (open) {
    given.set('sample', open.sample);
    if (open.dataset) given.set('dataset', open.dataset);
    if (open.condition) given.set('condition-of', open.condition);
    if (open.trial && open.trial !== '0') given.set('trial-of', open.trial);
  } else given.set('answers', '');
  for (const [name, value] of Object.entries(is)) if (!(open && name === 'dataset')) given.set(name, value);
  for (const [name, value] of Object.entries({ outcome, tag, lines, text, sort })) if (value) given.set(name, value);
  if (differ) given.set('differ', '');
  if (regex && text) given.set('regex', '');
  return given.toString().replace(/=(?=&|$)/g, '');
}

/** The rows of `filter` in its order. Errors: SyntaxError if its text is to be a regular expression and is none. */
export function chosen(rows: readonly Row[], filter: Filter): Row[] {
  const { is, outcome, tag, text, regex, sort } = filter;
  const lines = filter.lines === '' ? null : linesOf(filter.lines);
  const differing = filter.differ ? differingQuestions(lines ? rows.filter(({ line }) => lines.has(line)) : rows) : null;
  const finds = text === '' ? null : finder(text, regex);
  const wanted = Object.entries(is);
  const kept = rows.filter(
    (row) =>
      (!outcome || (outcome === 'scored' ? row.outcome !== 'unscored' : row.outcome === outcome)) &&
      (!tag || row.tags.includes(tag)) &&
      (!lines || lines.has(row.line)) &&
      wanted.every(([name, value]) => cellOf(row, name) === value) &&
      (!differing || differing.has(`${row.judge}\n${questionOf(row)}`)) &&
      (!finds || finds(row.sample) || finds(row.output) || finds(row.input) || finds(row.why)),
  );
  return sorted(kept, sort);
}

function finder(text: string, regex: boolean): (text: string) => boolean {
  if (regex) {
    const pattern = new RegExp(text, 'iu');
    return (one) => pattern.test(one);
  }
  const lower = text.toLowerCase();
  return (one) => one.toLowerCase().includes(lower);
}

/** Judge and question of those where at least two models' outcomes are not the same. */
function differingQuestions(rows: readonly Row[]): Set<string> {
  const first = new Map<string, Outcome>();
  const differing = new Set<string>();
  for (const row of rows) {
    const key = `${row.judge}\n${questionOf(row)}`;
    const before = first.get(key);
    if (before === undefined) first.set(key, row.outcome);
    else if (before !== row.outcome) differing.add(key);
  }
  return differing;
}

/** "1-64,70-90/2" as numbers. */
export function linesOf(text: string): Set<number> {
  const found = new Set<number>();
  for (const part of text.split(',')) {
    const [, from, to, step] = /^(\d+)(?:-(\d+)(?:\/(\d+))?)?$/.exec(part) ?? [];
    if (from === undefined) continue;
    const [first, last, by] = [Number(from), Number(to ?? from), Math.max(1, Number(step ?? 1))];
    for (let line = first; line <= last && found.size < 1e6; line += by) found.add(line);
  }
  return found;
}

function sorted(rows: Row[], sort: string): Row[] {
  const by: Record<string, (row: Row) => number> = {
    score: ({ score }) => score ?? -1,
    length: ({ output }) => output.length,
    longest: ({ output }) => -output.length,
    margin: ({ margin }) => (Number.isNaN(margin) ? Number.POSITIVE_INFINITY : margin),
  };
  if (sort === 'sample') return rows.sort((a, b) => (a.sample < b.sample ? -1 : a.sample > b.sample ? 1 : a.line - b.line));
  const value = by[sort];
  if (!value) return rows;
  return rows.sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    return x === y ? a.line - b.line : x - y;
  });
}
