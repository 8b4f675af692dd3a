// HumanEval as the code judge sees it. Its tests are Python that asserts; here they are turned into cases: the reference solution is run under its
// own test, in the sandbox, with every call and result noted. A check that fails stops the recording, so a case is also proof that the reference passed.
import type { Pool, Tagged } from '../code/sandbox/pool.js';
import { literal, untagged } from '../code/values.js';
import type { Corpora } from './types.js';

export interface Problem {
  id: string;
  /** the beginning of the program, up to the body of the function */
  prompt: string;
  reference: string;
  target: { entry: string; cases: { args: unknown; want: unknown }[] };
}

interface Line {
  task_id: string;
  prompt: string;
  entry_point: string;
  canonical_solution: string;
  test: string;
}

const recorder = `
import copy

def record(source, entry):
    space = {"__name__": "problem"}
    exec(source, space)
    real, calls = space[entry], []
    def candidate(*args):
        given = copy.deepcopy(args)
        result = real(*args)
        calls.append((given, copy.deepcopy(result)))
        return result
    space["check"](candidate)
    return calls
`;

/** Problems at once in one process: the references are the corpus's own, not a model's. */
const together = 8;

/** All problems whose reference passes its own test in the sandbox, and the ids of the others. */
export async function humaneval(corpora: Corpora, pool: Pool): Promise<{ problems: Problem[]; broken: string[] }> {
  const text = (await corpora.read('humaneval', 'HumanEval.jsonl')).toString('utf8');
  const lines = text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
  const starts = lines.map((_, i) => i).filter((i) => i % together === 0);
  const parts = await Promise.all(starts.map((i) => recorded(lines.slice(i, i + together), pool)));
  const problems = parts.flat();
  return {
    problems: problems.filter(({ target }) => target.cases.length > 0),
    broken: problems.filter(({ target }) => target.cases.length === 0).map(({ id }) => id),
  };
}

async function recorded(lines: Line[], pool: Pool): Promise<Problem[]> {
  const outcome = await pool.run({
    pieces: [{ code: recorder, python: true }],
    cut: false,
    entries: ['record'],
    arity: 2,
    calls: lines.map(({ prompt, canonical_solution, test, entry_point }) =>
      literal({ t: [{ s: `${prompt}${canonical_solution}\n${test}` }, { s: entry_point }] }),
    ),
  });
  return lines.map(({ task_id, prompt, canonical_solution, entry_point }, i) => {
    const result = outcome?.results[i];
    const calls = result && 'value' in result ? itemsOf(result.value) : [];
    const cases = calls.map((call) => {
      const [args = null, want = null] = itemsOf(call);
      return { args: itemsOf(args).map(untagged), want: untagged(want) };
    });
    return { id: task_id, prompt, reference: canonical_solution, target: { entry: entry_point, cases } };
  });
}

function itemsOf(value: Tagged): Tagged[] {
  if (value !== null && typeof value === 'object' && 'l' in value) return value.l;
  return value !== null && typeof value === 'object' && 't' in value ? value.t : [];
}
