// Checks of the code judge on MBPP, compared by Python's ==, as its asserts do: reference solutions pass, and mutants (a reference with
// one operator or number changed) get the verdict that the problem's own asserts give them, run in a process without our judge.
import { buildFolder } from '../harness/core/options.js';
import type { Grade, Sample } from '../harness/core/types.js';
import { codeJudge } from '../judges/code/index.js';
import { levels } from '../judges/code/sandbox/level.js';
import { Pool, type Tagged } from '../judges/code/sandbox/pool.js';
import { snapshot } from '../judges/code/sandbox/snapshot.js';
import { literal, untagged } from '../judges/code/values.js';
import { halfOf } from './halves.js';
import type { Check, Corpora } from './types.js';

interface Problem {
  task_id: number;
  code: string;
  test_imports: string[];
  test_list: string[];
}

interface Derived {
  problem: Problem;
  /** null: the asserts are no cases, and `why` */
  sample: Sample | null;
  why: string;
  mutants: { code: string; passes: boolean }[];
}

/** How many problems of the report half are used, the first ones: each takes up to six processes. */
const problemsUsed = 40;
const size = 2;
const perProblem = 2;
/** Far more than any of them takes, so that a busy machine changes nothing; processor time is limited as usual. */
const wallMs = 600_000;

/** The name that each assert calls and compares with ==; null where an assert is of another form. */
function entryOf({ code, test_list }: Problem): string | null {
  const names = new Set(test_list.map((line) => /^assert ([A-Za-z_]\w*) ?\(.*==/s.exec(line)?.[1]));
  const [name] = names;
  // not `set`, where the assert is about the set of what the function gives
  return names.size === 1 && name !== undefined && code.includes(`def ${name}`) ? name : null;
}

const asserts = ({ test_imports, test_list }: Problem) =>
  [...test_imports, ...test_list].map((line) => `    ${line.replaceAll('\n', '\n    ')}`).join('\n');

/** Runs the asserts on the reference and keeps each outermost call; then changes the reference in a few places, one at a time. */
const recorder = (problem: Problem, entry: string) => `
${problem.code}

def evalbook_record(source):
    import ast, copy
    calls, depth, own = [], [0], ${entry}
    def recorded(*args):
        before = copy.deepcopy(args)
        depth[0] += 1
        try:
            result = own(*args)
        finally:
            depth[0] -= 1
        if depth[0] == 0:
            calls.append((before, copy.deepcopy(result)))
        return result
    globals()["${entry}"] = recorded
${asserts(problem)}
    swaps = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Add: ast.Sub,
             ast.Sub: ast.Add, ast.Mult: ast.Add, ast.FloorDiv: ast.Mult, ast.Mod: ast.FloorDiv, ast.And: ast.Or, ast.Or: ast.And}
    def places(tree):
        found = []
        for node in ast.walk(tree):
            if isinstance(node, (ast.BinOp, ast.BoolOp)) and type(node.op) in swaps:
                found.append(lambda node=node: setattr(node, "op", swaps[type(node.op)]()))
            elif isinstance(node, ast.Compare) and type(node.ops[0]) in swaps:
                found.append(lambda node=node: node.ops.__setitem__(0, swaps[type(node.ops[0])]()))
            elif isinstance(node, ast.Constant) and type(node.value) is int:
                found.append(lambda node=node: setattr(node, "value", node.value + 1))
        return found
    mutants, count = [], len(places(ast.parse(source)))
    for n in range(min(count, ${perProblem})):
        tree = ast.parse(source)
        places(tree)[n * count // ${perProblem} if count >= ${perProblem} else n]()
        mutants.append(ast.unparse(tree))
    return calls, mutants
`;

const checker = (problem: Problem, code: string) => `
${code}

def evalbook_check():
${asserts(problem)}
    return True
`;

function list(value: Tagged | undefined): Tagged[] {
  if (value && typeof value === 'object') {
    if ('l' in value) return value.l;
    if ('t' in value) return value.t;
  }
  throw new TypeError('expected what the recorder returns');
}

async function result(pool: Pool, code: string, entry: string, call: string) {
  const pieces = [{ code, python: true }];
  const outcome = await pool.run({ pieces, cut: false, entries: [entry], arity: 0, calls: [call], subclasses: [true] });
  const one = outcome?.results[0];
  return one && 'value' in one
    ? { value: one.value }
    : { why: one?.why ?? outcome?.started?.why ?? outcome?.broken?.why ?? 'no process' };
}

async function derive(problem: Problem, pool: Pool): Promise<Derived> {
  const none = (why: string): Derived => ({ problem, sample: null, why, mutants: [] });
  const entry = entryOf(problem);
  if (entry === null) return none('asserts of another form');
  const made = await result(pool, recorder(problem, entry), 'evalbook_record', literal({ t: [{ s: problem.code }] }));
  if (!('value' in made)) return none(made.why);
  const [calls, sources] = list(made.value);
  let cases: object[];
  try {
    cases = list(calls).map((call) => {
      const [args, want] = list(call);
      return { args: list(args).map(untagged), want: untagged(want ?? null) };
    });
  } catch {
    return none('values that JSON cannot say');
  }
  const mutants: Derived['mutants'] = [];
  for (const source of list(sources)) {
    if (source === null || typeof source !== 'object' || !('s' in source)) continue;
    const checked = await result(pool, checker(problem, source.s), 'evalbook_check', '()');
    mutants.push({ code: source.s, passes: 'value' in checked && checked.value === true });
  }
  return {
    problem,
    sample: { id: `mbpp-${problem.task_id}`, input: '', target: { entry, cases, compare: 'equal' } },
    why: '',
    mutants,
  };
}

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

let derived: Promise<Derived[]> | undefined;

function problems(corpora: Corpora): Promise<Derived[]> {
  derived ??= (async () => {
    const all = JSON.parse((await corpora.read('mbpp', 'sanitized-mbpp.json')).toString('utf8')) as Problem[];
    const used = all.filter(({ code }) => halfOf(code) === 'report').slice(0, problemsUsed);
    const [level] = levels();
    if (!level) throw new Error('no isolation on this machine: the code judge cannot be shown');
    const pool = new Pool({ level, snapshot: await snapshot(buildFolder()), size, wallMs });
    try {
      return await atOnce(used, (problem) => derive(problem, pool));
    } finally {
      pool.close();
    }
  })();
  return derived;
}

interface Item {
  sample: Sample;
  code: string;
  wanted: boolean;
}

function check(measure: string, itemsOf: (all: Derived[]) => Item[]): Check {
  return {
    judge: 'code',
    corpora: ['mbpp'],
    measure,
    reaches: 'all',
    async run(corpora) {
      const all = await problems(corpora);
      const items = itemsOf(all);
      const left = all.filter(({ sample }) => sample === null);
      const judge = codeJudge({ size, wallMs });
      try {
        const grades = await atOnce(
          items,
          async ({ sample, code }) =>
            judge.grade(sample, { output: `\`\`\`python\n${code}\n\`\`\``, finish: 'stop' }) as Promise<Grade>,
        );
        const misses = items.flatMap(({ sample, wanted }, i) => {
          const grade = grades[i] as Grade;
          return grade.score === (wanted ? 1 : 0) ? [] : [`${sample.id}: ${grade.verdict}, ${grade.why}`];
        });
        const right = items.filter(({ wanted }) => wanted).length;
        return {
          n: items.length,
          value: `${items.length - misses.length}/${items.length} (${right} pass by the asserts; ${left.length} of ${all.length} problems are left out: ${[...new Set(left.map(({ why }) => why))].join(', ') || 'none'})`,
          passed: misses.length === 0 && items.length > 0,
          misses: misses.slice(0, 5),
        };
      } finally {
        await judge.close?.();
      }
    },
  };
}

const withSample = (all: Derived[]) =>
  all.flatMap(({ sample, problem, mutants }) => (sample === null ? [] : [{ sample, problem, mutants }]));

export const mbppChecks: Check[] = [
  check('MBPP, the report half: reference solutions pass, compared by ==', (all) =>
    withSample(all).map(({ sample, problem }) => ({ sample, code: problem.code, wanted: true })),
  ),
  check("MBPP, the report half: mutants get the verdict of the problem's own asserts", (all) =>
    withSample(all).flatMap(({ sample, mutants }) => mutants.map(({ code, passes }) => ({ sample, code, wanted: passes }))),
  ),
];
