// The code judge: runs the answer's function, isolated, on the sample's cases and compares the results outside of Python. README.md has shapes,
// examples, and what the two levels of isolation stop.
import { FieldError } from '../../harness/errors.js';
import { buildFolder } from '../../harness/options.js';
import type { Grade, Judge, Sample } from '../../harness/types.js';
import { languageOf } from './comments.js';
import { programOf } from './program.js';
import { type Level, levelNames, levels } from './sandbox/level.js';
import { type Analysed, type Failure, type Outcome, Pool, type Tagged } from './sandbox/pool.js';
import { snapshot } from './sandbox/snapshot.js';
import { equal, literal, tagged } from './values.js';

interface Target {
  entries: string[];
  cases: { args: Tagged[]; want: Tagged; tolerance: number }[];
  commentLanguage: 'zh' | 'en' | null;
  forbid: string[];
  mutates: boolean;
}

export interface CodeOptions {
  /** default: the strictest that this machine offers */
  level?: Level;
  /** wall time of one program, default 10,000 */
  wallMs?: number;
  /** warm processes, default 2 */
  size?: number;
}

/** A code judge of its own, e.g. at another level; `close` ends its processes. */
export function codeJudge({ level, wallMs = 10_000, size = 2 }: CodeOptions = {}): Judge {
  let pool: Promise<{ pool: Pool; level: Level } | null> | null = null;
  const open = async () => {
    const [best] = level ? levels().filter((one) => one === level) : levels();
    return best ? { pool: new Pool({ level: best, snapshot: await snapshot(buildFolder()), wallMs, size }), level: best } : null;
  };
  return {
    name: 'code',
    version: '1',
    recorded: true,
    concurrency: size,
    async grade(sample, { output, finish }): Promise<Grade> {
      const target = targetOf(sample);
      const source = programOf(output);
      if (source === '')
        return { judge: 'code', score: 0, verdict: 'no code', why: 'the answer holds no program', details: nothing('no code') };
      pool ??= open();
      const opened = await pool;
      if (!opened) return { judge: 'code', score: null, verdict: 'unscored', why: 'no isolation', transient: true };
      const job = {
        source,
        cut: finish === 'length',
        entries: target.entries,
        arity: target.cases[0]?.args.length ?? 0,
        calls: target.cases.map(({ args }) => literal({ t: args })),
        mutates: target.mutates,
      };
      const outcome = await opened.pool.run(job);
      return toGrade(target, outcome, levelNames[opened.level]);
    },
    async close() {
      const opened = await pool;
      pool = null;
      opened?.pool.close();
    },
  };
}

/** Grades Python functions. Score 1: every case gives the right result of the right type and nothing forbidden is used; else 0; null without isolation. */
export const code: Judge = codeJudge();

function targetOf({ target }: Sample): Target {
  if (target === null || typeof target !== 'object' || Array.isArray(target))
    throw new FieldError('target', 'an object with `entry` and `cases`', target);
  const { entry, cases, commentLanguage = null, forbid = [], mutates = false } = target as Record<string, unknown>;
  const entries = [entry].flat();
  if (
    entries.length === 0 ||
    !entries.every((one) => typeof one === 'string' && (one === '*' || /^[\p{L}_][\p{L}\p{N}_]{0,100}$/u.test(one)))
  )
    throw new FieldError('target.entry', 'the name of a function, a list of names, or "*"', entry);
  if (!Array.isArray(cases) || cases.length === 0) throw new FieldError('target.cases', 'a list of at least one case', cases);
  if (commentLanguage !== null && commentLanguage !== 'zh' && commentLanguage !== 'en')
    throw new FieldError('target.commentLanguage', 'zh or en', commentLanguage);
  if (!Array.isArray(forbid) || !forbid.every((one) => typeof one === 'string'))
    throw new FieldError('target.forbid', 'a list of names such as "sorted" or ".sort"', forbid);
  if (typeof mutates !== 'boolean') throw new FieldError('target.mutates', 'true or false', mutates);
  return { entries: entries as string[], cases: cases.map(caseOf), commentLanguage, forbid: forbid as string[], mutates };
}

function caseOf(one: unknown, i: number): Target['cases'][number] {
  const field = `target.cases[${i}]`;
  const { args, want, tolerance = 0 } = (one ?? {}) as Record<string, unknown>;
  if (!Array.isArray(args)) throw new FieldError(`${field}.args`, 'a list of arguments', args);
  if (want === undefined) throw new FieldError(`${field}.want`, 'the result wanted', want);
  if (typeof tolerance !== 'number' || !(tolerance >= 0))
    throw new FieldError(`${field}.tolerance`, 'a number, 0 or more', tolerance);
  return { args: args.map((arg, j) => tagged(arg, `${field}.args[${j}]`)), want: tagged(want, `${field}.want`), tolerance };
}

function nothing(failure: string): Record<string, unknown> {
  return { runs: false, passes: 0, failure, comments: { count: 0, language: null }, example: false, forbidden: [] };
}

function toGrade(target: Target, outcome: Outcome, isolation: string): Grade {
  if ('failure' in outcome) {
    if (outcome.failure === 'no child')
      return { judge: 'code', score: null, verdict: 'unscored', why: outcome.why, transient: true };
    return {
      judge: 'code',
      score: 0,
      verdict: outcome.failure,
      why: outcome.why,
      details: { ...nothing(outcome.failure), isolation },
    };
  }
  const { analysed, started = null, results = [] } = outcome;
  if (!analysed)
    return { judge: 'code', score: null, verdict: 'unscored', why: 'the isolated process gave no analysis', transient: true };
  const forbidden = target.forbid.filter((name) => analysed.used.includes(name));
  const passed = target.cases.map(({ want, tolerance }, i) => {
    const result = results[i];
    return result !== undefined && 'value' in result && equal(result.value, want, tolerance);
  });
  const passes = passed.filter(Boolean).length;
  const failure = failureOf(analysed, started, results, passed, target);
  const details = {
    runs: analysed.error === null && started === null && results.some((result) => 'value' in result),
    passes,
    failure: failure?.failure ?? null,
    comments: commentsOf(analysed, target),
    example: analysed.example,
    forbidden,
    isolation,
  };
  const good = passes === target.cases.length && failure === null;
  if (good && forbidden.length > 0)
    return { judge: 'code', score: 0, verdict: 'forbidden', why: `uses ${forbidden.join(', ')}`, details };
  if (good) return { judge: 'code', score: 1, verdict: 'passes', why: `${passes} of ${target.cases.length} cases`, details };
  return {
    judge: 'code',
    score: 0,
    verdict: failure?.failure ?? 'wrong',
    why: failure?.why ?? `${passes} of ${target.cases.length} cases`,
    details,
  };
}

/** The first thing that went wrong, in the order in which a program meets it. */
function failureOf(
  analysed: Analysed,
  started: Failure | null,
  results: ({ value: Tagged } | Failure)[],
  passed: boolean[],
  target: Target,
): Failure | null {
  if (analysed.error !== null) return { failure: 'syntax', why: analysed.error };
  if (started) return started;
  const first = passed.indexOf(false);
  if (first < 0) return null;
  const result = results[first];
  const args = target.cases[first]?.args.map(literal).join(', ') ?? '';
  if (result && 'failure' in result) return { failure: result.failure, why: `${result.why}, for (${shortened(args)})` };
  const got = result ? literal(result.value) : 'nothing';
  return {
    failure: 'wrong',
    why: `${passed.filter(Boolean).length} of ${passed.length} cases; for (${shortened(args)}) it gives ${shortened(got)}`,
  };
}

function commentsOf({ comments, docstrings }: Analysed, { commentLanguage }: Target) {
  const language = languageOf([...comments, ...docstrings]);
  const asked = commentLanguage === null ? {} : { asAsked: language === commentLanguage };
  return { count: comments.length + docstrings.length, language, ...asked };
}

function shortened(text: string): string {
  const plain = text.replace(/\\U0000/g, '\\u');
  return plain.length > 60 ? `${plain.slice(0, 57)}…` : plain;
}
