// What a sample requires of a program.
import { FieldError } from '../../harness/core/errors.js';
import type { Sample } from '../../harness/core/types.js';
import type { Tagged } from './sandbox/pool.js';
import { tagged } from './values.js';

/** strict: the same types, too. equal: as Python's == has it. */
export type Compare = 'strict' | 'equal';

export interface Case {
  args: Tagged[];
  want: Tagged;
  compare: Compare;
  /** absolute tolerance for floats, default 0 */
  tolerance: number;
}

export interface Target {
  entries: string[];
  cases: Case[];
  commentLanguage: 'zh' | 'en' | null;
  forbid: string[];
  onlyCode: boolean;
  mutates: boolean;
}

const name = /^[\p{L}_][\p{L}\p{N}_]{0,100}$/u;

/** Reads `sample.target`. Errors: FieldError naming the field. */
export function targetOf({ target }: Sample): Target {
  if (target === null || typeof target !== 'object' || Array.isArray(target))
    throw new FieldError('target', 'an object with `entry` and `cases`', target);
  const {
    entry,
    cases,
    commentLanguage = null,
    forbid = [],
    onlyCode = false,
    mutates = false,
    compare = 'strict',
  } = target as Record<string, unknown>;
  const entries = [entry].flat();
  if (entries.length === 0 || !entries.every((one) => typeof one === 'string' && (one === '*' || name.test(one))))
    throw new FieldError('target.entry', 'the name of a function, a list of names, or "*"', entry);
  if (!Array.isArray(cases) || cases.length === 0) throw new FieldError('target.cases', 'a list of at least one case', cases);
  if (commentLanguage !== null && commentLanguage !== 'zh' && commentLanguage !== 'en')
    throw new FieldError('target.commentLanguage', 'zh or en', commentLanguage);
  if (!Array.isArray(forbid) || !forbid.every((one) => typeof one === 'string'))
    throw new FieldError('target.forbid', 'a list of names such as "sorted" or ".sort"', forbid);
  if (typeof onlyCode !== 'boolean') throw new FieldError('target.onlyCode', 'true or false', onlyCode);
  if (typeof mutates !== 'boolean') throw new FieldError('target.mutates', 'true or false', mutates);
  const same = compareOf(compare, 'target.compare');
  return {
    entries: entries as string[],
    cases: cases.map((one, i) => caseOf(one, i, same)),
    commentLanguage,
    forbid: forbid as string[],
    onlyCode,
    mutates,
  };
}

function compareOf(value: unknown, field: string): Compare {
  if (value !== 'strict' && value !== 'equal') throw new FieldError(field, '"strict" or "equal"', value);
  return value;
}

function caseOf(one: unknown, i: number, same: Compare): Case {
  const field = `target.cases[${i}]`;
  if (one === null || typeof one !== 'object') throw new FieldError(field, 'an object with `args` and `want`', one);
  const { args, want, tolerance = 0, compare = same } = one as Record<string, unknown>;
  if (!Array.isArray(args)) throw new FieldError(`${field}.args`, 'a list of arguments', args);
  if (want === undefined) throw new FieldError(`${field}.want`, 'the result wanted', want);
  if (typeof tolerance !== 'number' || !(tolerance >= 0))
    throw new FieldError(`${field}.tolerance`, 'a number, 0 or more', tolerance);
  return {
    args: args.map((arg, j) => tagged(arg, `${field}.args[${j}]`)),
    want: tagged(want, `${field}.want`),
    compare: compareOf(compare, `${field}.compare`),
    tolerance,
  };
}
