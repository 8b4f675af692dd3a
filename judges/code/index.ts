// The code judge: runs the answer's function in isolation on the sample's cases and compares the results outside of Python.
// README.md has the formats, examples, and what the two isolation levels prevent.
import { buildFolder } from '../../harness/core/options.js';
import { ofSpoken } from '../../harness/core/thinking.js';
import type { Grade, Judge } from '../../harness/core/types.js';
import { languageOf } from './comments.js';
import { expects } from './expects.js';
import { programOf } from './program.js';
import { type Level, levelNames, levels } from './sandbox/level.js';
import { type Analysed, type Failure, type Outcome, Pool } from './sandbox/pool.js';
import { snapshot } from './sandbox/snapshot.js';
import { type Target, targetOf } from './target.js';
import { equal, isTagged, literal, shown } from './values.js';

export interface CodeOptions {
  /** default: the strictest that this machine supports */
  level?: Level;
  /** levels that this machine supports, strictest first; default: probed */
  offered?: () => Level[];
  /** CPU time per program, whole seconds, default 10 */
  cpuSeconds?: number;
  /** wall time per program, default 60,000 */
  wallMs?: number;
  /** warm processes, and the number of answers graded in parallel, default 2 */
  size?: number;
  /** folder of the snapshot, default the build folder of the cache */
  folder?: string;
}

/** A separate code judge, e.g. at another level; `close` ends its processes. */
export function codeJudge({ level, offered = levels, size = 2, folder, ...limits }: CodeOptions = {}): Judge {
  let opening: Promise<Opened | string> | null = null;
  const open = async (): Promise<Opened | string> => {
    const best = offered().find((one) => level === undefined || one === level);
    if (!best) return 'no isolation';
    try {
      return { pool: new Pool({ level: best, snapshot: await snapshot(folder ?? buildFolder()), size, ...limits }), level: best };
    } catch (error) {
      return `no isolation: ${error instanceof Error ? error.message.slice(0, 200) : 'Python does not load'}`;
    }
  };
  return ofSpoken({
    name: 'code',
    version: '1',
    origin: 'evalbook',
    expects,
    recorded: true,
    concurrency: size,
    async grade(sample, { output, finish }): Promise<Grade> {
      const target = targetOf(sample);
      const { pieces, open: unfinished } = programOf(output);
      if (pieces.length === 0) return failed({ failure: 'no code', why: 'the answer holds no program' }, nothing);
      opening ??= open();
      const opened = await opening;
      if (typeof opened === 'string') return unscored(opened);
      const outcome = await opened.pool.run({
        pieces,
        cut: finish === 'length' && unfinished,
        entries: target.entries,
        arity: target.cases[0]?.args.length ?? 0,
        calls: target.cases.map(({ args }) => literal({ t: args })),
        mutates: target.mutates,
      });
      if (!outcome) return unscored('no isolation: no process could be started');
      // if the analysis broke: the program may have caused it, or a faulty machine, which breaks it for a harmless program too
      if (!outcome.analysed && !(await works(opened.pool))) return unscored('no isolation: the process breaks on any program');
      return toGrade(target, outcome, levelNames[opened.level]);
    },
    async close() {
      const opened = await opening;
      opening = null;
      if (opened && typeof opened !== 'string') opened.pool.close();
    },
  });
}

/** Whether a harmless program can be analysed and run. */
async function works(pool: Pool): Promise<boolean> {
  const pieces = [{ code: 'def one():\n    return 1\n', python: true }];
  const outcome = await pool.run({ pieces, cut: false, entries: ['one'], arity: 0, calls: ['()'] });
  return JSON.stringify(outcome?.results) === '[{"value":{"i":"0x1"}}]';
}

interface Opened {
  pool: Pool;
  level: Level;
}

/**
 * Grades Python functions. Score 1: every case returns the right result with the right type and nothing forbidden is used; else
 * 0; null without isolation.
 */
export const code: Judge = codeJudge();

const nothing = { runs: false, passes: 0, comments: { count: 0, language: null }, example: false, forbidden: [] };

function unscored(why: string): Grade {
  return { judge: 'code', score: null, verdict: 'unscored', why, transient: true };
}

function failed({ failure, why }: Failure, details: Record<string, unknown>): Grade {
  return { judge: 'code', score: 0, verdict: failure, why, details: { ...details, failure } };
}

function toGrade(target: Target, { analysed, started, results, broken }: Outcome, isolation: string): Grade {
  if (!analysed)
    return failed(broken ?? { failure: 'crash', why: 'the program could not be looked at' }, { ...nothing, isolation });
  const passed = target.cases.map(({ want, tolerance }, i) => {
    const result = results[i];
    return result !== undefined && 'value' in result && isTagged(result.value) && equal(result.value, want, tolerance);
  });
  const passes = passed.filter(Boolean).length;
  const forbidden = target.forbid.filter((name) => uses(analysed, name));
  const details = {
    runs: analysed.error === null && started === null && results.some((result) => 'value' in result),
    passes,
    failure: null,
    comments: commentsOf(analysed, target),
    example: analysed.example,
    forbidden,
    isolation,
  };
  const count = `${passes} of ${passed.length} cases`;
  if (analysed.error !== null) return failed({ failure: 'syntax', why: analysed.error }, details);
  if (started) return failed(started, details);
  const first = passed.indexOf(false);
  if (first >= 0) return failed(failureOf(target, first, results[first], broken, count), details);
  if (forbidden.length > 0)
    return { judge: 'code', score: 0, verdict: 'forbidden', why: `${count}, but it uses ${forbidden.join(', ')}`, details };
  return { judge: 'code', score: 1, verdict: 'passes', why: count, details };
}

/** Why a case failed. A program that broke after its last result, e.g. in a thread it started, has passed. */
function failureOf(
  target: Target,
  i: number,
  result: Outcome['results'][number] | undefined,
  broken: Failure | undefined,
  count: string,
): Failure {
  const args = `(${shown({ l: target.cases[i]?.args ?? [] }, 60)
    .slice(1)
    .replace(/\]$/, '')})`;
  if (!result) {
    const { failure, why } = broken ?? { failure: 'crash', why: 'the interpreter broke' };
    return { failure, why: `${count}; ${why}, for ${args}` };
  }
  if ('failure' in result) return { failure: result.failure, why: `${count}; ${result.why}, for ${args}` };
  if (!isTagged(result.value)) return { failure: 'crash', why: `${count}; no readable result, for ${args}` };
  return { failure: 'wrong', why: `${count}; gives ${shown(result.value, 60)} for ${args}` };
}

/** A plain name also matches as an attribute (`builtins.sorted`); ".sort" only as one. */
function uses({ used }: Analysed, name: string): boolean {
  return used.includes(name) || used.includes(`.${name}`);
}

function commentsOf({ comments, docstrings }: Analysed, { commentLanguage }: Target) {
  const texts = [...comments, ...docstrings];
  const language = languageOf(texts);
  const asked = commentLanguage === null ? {} : { asAsked: language === commentLanguage };
  return { count: texts.length, language, ...asked };
}
