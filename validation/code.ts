// Checks of the code judge: HumanEval's reference solutions pass, two programs that do not solve anything never do, and no escape
// attempt succeeds at either level. HumanEval's tests are Python programs, which a program in the same interpreter could deceive.
// So each test is run once with the reference solution, in a separate process, to record its calls, arguments and results; these
// become cases for our judge, compared outside of Python like any other.
import { jsonValues } from '../harness/core/jsonl.js';
import { buildFolder } from '../harness/core/options.js';
import type { Grade, Sample } from '../harness/core/types.js';
import { codeJudge } from '../judges/code/index.js';
import { levels } from '../judges/code/sandbox/level.js';
import { Pool, type Tagged } from '../judges/code/sandbox/pool.js';
import { snapshot } from '../judges/code/sandbox/snapshot.js';
import { untagged } from '../judges/code/values.js';
import { mbppChecks } from './mbpp.js';
import { sandboxTests } from './sandbox/tests.js';
import type { Check, Corpora, Measured } from './types.js';

interface Problem {
  task_id: string;
  prompt: string;
  entry_point: string;
  canonical_solution: string;
  test: string;
}

/** Number of programs run in parallel. */
const size = 2;

/** Calls the reference solution through a recorder. Nothing is recorded unless the test's own assertions pass. */
const recorder = (entry: string) => `
def evalbook_record():
    import copy
    calls = []
    def candidate(*args):
        before = copy.deepcopy(args)
        result = ${entry}(*args)
        calls.append((before, copy.deepcopy(result)))
        return result
    check(candidate)
    return calls
`;

interface Derived {
  problem: Problem;
  /** null if no cases could be recorded; `why` says why */
  sample: Sample | null;
  why: string;
}

/** The reference solution in the form of an answer. */
const reference = ({ prompt, canonical_solution }: Problem) => `${prompt}${canonical_solution}`;

async function derive(problem: Problem, pool: Pool): Promise<Derived> {
  const code = `${reference(problem)}\n\n${problem.test}\n${recorder(problem.entry_point)}`;
  const outcome = await pool.run({
    pieces: [{ code, python: true }],
    cut: false,
    entries: ['evalbook_record'],
    arity: 0,
    calls: ['()'],
  });
  const result = outcome?.results[0];
  if (!result || 'failure' in result)
    return { problem, sample: null, why: result?.why ?? outcome?.started?.why ?? outcome?.broken?.why ?? 'no process' };
  // how tests that allow for rounding can be recognised
  const tolerance = /\babs\(|1e-/.test(problem.test) ? { tolerance: 1e-6 } : {};
  const cases = list(result.value).map((call) => {
    const [args, want] = list(call);
    return { args: list(args).map(untagged), want: untagged(want ?? null), ...tolerance };
  });
  return { problem, sample: { id: problem.task_id, input: '', target: { entry: problem.entry_point, cases } }, why: '' };
}

function list(value: Tagged | undefined): Tagged[] {
  if (value && typeof value === 'object') {
    if ('l' in value) return value.l;
    if ('t' in value) return value.t;
  }
  throw new TypeError('expected what the recorder returns');
}

let derived: Promise<Derived[]> | undefined;

/** The cases of all problems, recorded once per process. */
function problems(corpora: Corpora): Promise<Derived[]> {
  derived ??= (async () => {
    const all = jsonValues<Problem>(await corpora.read('humaneval', 'HumanEval.jsonl'));
    const [level] = levels();
    if (!level) throw new Error('no isolation on this machine: the code judge cannot be shown');
    const pool = new Pool({ level, snapshot: await snapshot(buildFolder()), size, cpuSeconds: 60 });
    try {
      return await atOnce(all, (problem) => derive(problem, pool));
    } finally {
      pool.close();
    }
  })();
  return derived;
}

/** Applies `work` to every item, `size` at a time; results in order. */
async function atOnce<T, R>(items: T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  await Promise.all(
    Array.from({ length: size }, async () => {
      for (const [i, item] of queue) results[i] = await work(item);
    }),
  );
  return results;
}

/** How many of the 164 problems pass with the answers of `answer`. */
function humanEval(measure: string, wanted: 'all' | 'none', answer: (problem: Problem) => string): Check {
  return {
    judge: 'code',
    corpora: ['humaneval'],
    measure,
    reaches: wanted === 'all' ? '164/164' : '0/164',
    async run(corpora): Promise<Measured> {
      const all = await problems(corpora);
      const judge = codeJudge({ size, cpuSeconds: 60 });
      try {
        const grades = await atOnce(all, async ({ problem, sample, why }): Promise<Pick<Grade, 'score' | 'why'>> => {
          if (!sample) return { score: null, why: `no cases: ${why}` };
          return judge.grade(sample, { output: `\`\`\`python\n${answer(problem)}\n\`\`\``, finish: 'stop' });
        });
        const passes = grades.filter(({ score }) => score === 1).length;
        const right = wanted === 'all' ? 1 : 0;
        const misses = grades.flatMap(({ score, why }, i) => (score === right ? [] : `${all[i]?.problem.task_id}: ${why}`));
        return { n: all.length, value: `${passes}/${all.length}`, passed: misses.length === 0, misses: misses.slice(0, 5) };
      } finally {
        await judge.close?.();
      }
    },
  };
}

const operators =
  'eq ne lt le gt ge add radd sub rsub mul rmul truediv rtruediv mod rmod pow and or abs neg round getitem call enter'.split(' ');

/** An object that claims to equal everything, and imitates whatever a naive comparison might ask for. */
const equalToAll = ({ entry_point }: Problem) => `class Everything:
${operators.map((name) => `    def __${name}__(self, *other): return True`).join('\n')}
    def __bool__(self): return True
    def __len__(self): return 1
    def __float__(self): return 0.0
    def __int__(self): return 0
    def __index__(self): return 0
    def __hash__(self): return 0
    def __iter__(self): return iter(())
    def __contains__(self, other): return True
    __class__ = property(lambda self: list)

def ${entry_point}(*args):
    return Everything()
`;

const nothing = ({ entry_point }: Problem) => `def ${entry_point}(*args):\n    return None\n`;

export const codeChecks: Check[] = [
  humanEval('HumanEval: reference solutions pass', 'all', reference),
  humanEval('HumanEval: `return None` passes', 'none', nothing),
  humanEval('HumanEval: an object equal to everything passes', 'none', equalToAll),
  ...mbppChecks,
  sandboxTests('A'),
  sandboxTests('B'),
];
