// What the code judge must show: it passes all that is right and nothing that only says so, and holds what wants out, at both levels. That the same
// attempts succeed where there is no guard is shown beside it: otherwise holding them would mean little.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildFolder } from '../../harness/options.js';
import type { Grade } from '../../harness/types.js';
import { codeJudge } from '../code/index.js';
import { type Level, levels } from '../code/sandbox/level.js';
import { Pool } from '../code/sandbox/pool.js';
import { snapshot } from '../code/sandbox/snapshot.js';
import { attemptsOf, guarded, tryOut, unguarded } from './escapes.js';
import { humaneval, type Problem } from './humaneval.js';
import type { Check, Corpora, Measured } from './types.js';

const battery = join(dirname(fileURLToPath(import.meta.url)), '../../test/judges/escapes');
const none: Measured = { n: 0, value: 'this machine offers no isolation', passed: false };

/** Calls `work` on every item, two at a time, results in order. */
async function pairwise<T, R>(items: T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    for (let i = next++; i < items.length; i = next++) results[i] = await work(items[i] as T);
  };
  await Promise.all([worker(), worker()]);
  return results;
}

let recording: ReturnType<typeof humaneval> | null = null;

/** The problems with their cases, recorded once for all checks. */
function problemsOf(corpora: Corpora, level: Level): ReturnType<typeof humaneval> {
  recording ??= (async () => {
    const pool = new Pool({ level, snapshot: await snapshot(buildFolder()), cpuSeconds: 60, wallMs: 600_000 });
    try {
      return await humaneval(corpora, pool);
    } finally {
      pool.close();
    }
  })();
  return recording;
}

const equalToAll = `    class Any:
        def __eq__(self, other): return True
        def __ne__(self, other): return False
        def __lt__(self, other): return True
        def __gt__(self, other): return True
        def __le__(self, other): return True
        def __ge__(self, other): return True
        def __hash__(self): return 0
        def __bool__(self): return True
        def __len__(self): return 1
        def __iter__(self): return iter([self])
        def __getitem__(self, key): return self
        def __sub__(self, other): return 0
        __rsub__ = __abs__ = __float__ = __round__ = lambda self, *any: 0.0
        __int__ = __index__ = lambda self: 0
    return Any()
`;

/** One answer for every problem: its prompt with `body`; `wanted` of 164 must pass. */
function answers(measure: string, reaches: string, wanted: number, body: (problem: Problem) => string): Check {
  return {
    judge: 'code',
    corpora: ['humaneval'],
    measure,
    reaches,
    async run(corpora) {
      const [level] = levels();
      if (!level) return none;
      const { problems, broken } = await problemsOf(corpora, level);
      const judge = codeJudge({ level, cpuSeconds: 20, wallMs: 300_000 });
      const grades = await pairwise(problems, async (problem): Promise<[Problem, Grade]> => {
        const sample = { id: problem.id, input: problem.prompt, target: problem.target };
        const output = `\`\`\`python\n${problem.prompt}${body(problem)}\n\`\`\``;
        return [problem, await judge.grade(sample, { output, finish: 'stop' })];
      });
      await judge.close?.();
      const passes = grades.filter(([, { score }]) => score === 1);
      const n = problems.length + broken.length;
      const misses = grades.filter(([, { score }]) => score !== (wanted === 0 ? 0 : 1));
      return {
        n,
        value: `${passes.length}/${n}`,
        passed: passes.length === wanted && misses.length === 0 && broken.length === 0 && n === 164,
        misses: [...broken, ...misses.map(([{ id }, { verdict, why }]) => `${id}: ${verdict}, ${why}`)].slice(0, 5),
      };
    },
  };
}

/** Every attempt at one level, then an honest answer by the same pool. */
function escapes(level: Level): Check {
  return {
    judge: 'code',
    corpora: [],
    measure: `attempts to escape, to pass falsely or to hang that succeed at level ${level}`,
    reaches: '0, and the pool alive afterwards',
    async run() {
      if (!levels().includes(level)) return { ...none, value: 'this machine does not offer it' };
      const attempts = attemptsOf(battery);
      const judge = codeJudge({ level, cpuSeconds: 3, wallMs: 60_000 });
      const signs = await pairwise(attempts, (attempt) => tryOut(attempt, guarded(judge, 300_000)));
      const honest = await judge.grade(
        { id: 'honest', input: '', target: { entry: 'answer', cases: [{ args: [2], want: 4 }] } },
        { output: '```python\ndef answer(x):\n    return x * x\n```', finish: 'stop' },
      );
      await judge.close?.();
      const misses = attempts.flatMap(({ name }, i) => (signs[i]?.length ? [`${name}: ${signs[i]?.join(', ')}`] : []));
      return {
        n: attempts.length,
        value: `${misses.length}/${attempts.length}, then ${honest.score === 1 ? 'alive' : honest.why}`,
        passed: misses.length === 0 && honest.score === 1 && attempts.length >= 25,
        misses: misses.slice(0, 5),
      };
    },
  };
}

const armed: Check = {
  judge: 'code',
  corpora: [],
  measure: 'the same attempts that succeed against Python in a plain process',
  reaches: 'at least 25',
  async run() {
    const attempts = attemptsOf(battery);
    const run = unguarded(join(battery, 'unguarded.mjs'), 5000);
    const signs = await pairwise(attempts, (attempt) => tryOut(attempt, run));
    const held = attempts.filter((_, i) => signs[i]?.length === 0).map(({ name }) => name);
    const count = attempts.length - held.length;
    return {
      n: attempts.length,
      value: `${count}/${attempts.length}`,
      passed: count >= 25,
      misses: count >= 25 ? [] : held.slice(0, 5),
    };
  },
};

/** Checks of the code judge. They take some minutes: each answer has a process of its own. */
export const codeChecks: Check[] = [
  answers('reference solutions that pass', '164/164', 164, ({ reference }) => reference),
  answers('`return None` passes', '0/164', 0, () => '    return None\n'),
  answers('an object that is equal to everything passes', '0/164', 0, () => equalToAll),
  escapes('A'),
  escapes('B'),
  armed,
];
