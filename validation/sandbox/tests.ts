// Runs every attempt against the code judge at one level. Any of these is an escape: a passing grade, a secret or a success in
// the grade, a side effect outside.
import { buildFolder } from '../../harness/core/options.js';
import type { Sample } from '../../harness/core/types.js';
import { codeJudge } from '../../judges/code/index.js';
import { type Level, levels } from '../../judges/code/sandbox/level.js';
import { snapshot } from '../../judges/code/sandbox/snapshot.js';
import type { Check, Measured } from '../types.js';
import type { Attempt } from './attempt.js';
import { attempts } from './attempts.js';
import { setStage } from './stage.js';

/** Limits of one attempt. It counts as a hang if its grade takes longer than both limits plus process startup. */
const limits = { cpuSeconds: 3, wallMs: 20_000 };
const hangMs = 60_000;

const honest: Sample = { id: 'honest', input: '', target: { entry: 'f', cases: [{ args: [[2, 1]], want: [1, 2] }] } };

export interface Tried {
  attempt: Attempt;
  /** what escaped; empty if nothing did */
  escaped: string[];
  verdict: string;
  why: string;
  /** whether a harmless program passed right afterwards; true if none was run */
  alive: boolean;
}

/**
 * Runs each of `chosen` in turn. `honestAfter`: number of attempts after which a harmless program is run, default 1; always after
 * the last. Errors: Error if the level is not supported here.
 */
export async function tryAll(level: Level, chosen: Attempt[], honestAfter = 1): Promise<Tried[]> {
  if (!levels().includes(level)) throw new Error(`level ${level} is not offered on this machine`);
  const stage = await setStage(await snapshot(buildFolder()));
  const judge = codeJudge({ level, ...limits });
  const passes = async () => {
    const grade = await judge.grade(honest, { output: 'def f(x):\n    return sorted(x)\n', finish: 'stop' });
    return grade.score === 1;
  };
  const sample: Sample = { id: 'attempt', input: '', target: { entry: 'f', cases: [{ args: [], want: stage.secret }] } };
  const tried: Tried[] = [];
  try {
    if (!(await passes())) throw new Error('an honest program does not pass');
    for (const [i, attempt] of chosen.entries()) {
      const begun = performance.now();
      const output = `\`\`\`python\n${stage.code(attempt)}\`\`\``;
      const grade = await judge.grade(sample, { output, finish: 'stop' });
      const took = performance.now() - begun;
      const alive = ((i + 1) % honestAfter !== 0 && i + 1 < chosen.length) || (await passes());
      const escaped = stage.happened();
      if (grade.score !== 0) escaped.push(`scored ${grade.score}`);
      if (/escaped|SECRET-/.test(grade.why)) escaped.push('it says so');
      if (took > hangMs) escaped.push('it hung');
      tried.push({ attempt, escaped, verdict: grade.verdict, why: grade.why, alive });
    }
  } finally {
    await judge.close?.();
    stage.close();
  }
  return tried;
}

/** All attempts at one level: passes if none escapes and the judge still works. */
export function sandboxTests(level: Level): Check {
  return {
    judge: 'code',
    corpora: [],
    measure: `attempts to escape at level ${level} that succeed or hang`,
    reaches: `0 of ${attempts.length}`,
    async run(): Promise<Measured> {
      if (!levels().includes(level))
        return { n: 0, value: 'not offered on this machine', passed: false, misses: [`level ${level} cannot be set up here`] };
      const tried = await tryAll(level, attempts);
      const misses = tried.flatMap(({ attempt, escaped, alive }) => {
        const problems = [...escaped, ...(alive ? [] : ['the judge did not go on'])];
        return problems.length > 0 ? [`${attempt.name}: ${problems.join(', ')}`] : [];
      });
      return {
        n: tried.length,
        value: `${misses.length} of ${tried.length}`,
        passed: misses.length === 0,
        misses: misses.slice(0, 5),
      };
    },
  };
}
