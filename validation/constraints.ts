// Checks of the constraints judge on IFEval: every instruction maps to one of our kinds or is listed as unsupported, constructed answers
// that keep it are told apart from ones that break it slightly, and on stored answers its verdicts stand beside those of IFEval's checker.

import { byCodePoint } from '../harness/core/canonical.js';
import { jsonValues } from '../harness/core/jsonl.js';
import type { Grade } from '../harness/core/types.js';
import { constraints } from '../judges/constraints/index.js';
import { type Instruction, instructionOf } from './ifeval.js';
import type { Check, Corpora, Measured } from './types.js';

interface Prompt {
  key: number;
  instruction_id_list: string[];
  kwargs: Record<string, unknown>[];
}

interface Read {
  key: number;
  id: string;
  instruction: Instruction | null;
}

async function instructions(corpora: Corpora): Promise<Read[]> {
  const prompts = jsonValues<Prompt>(await corpora.read('ifeval', 'input_data.jsonl'));
  return prompts.flatMap(({ key, instruction_id_list: ids, kwargs }) =>
    ids.map((id, i) => ({ key, id, instruction: instructionOf(id, kwargs[i] ?? {}) })),
  );
}

function grade(asked: Record<string, unknown>[], output: string): Grade {
  return constraints.grade({ id: '', input: '', target: { constraints: asked } }, { output, finish: 'stop' }) as Grade;
}

function check(measure: string, reaches: string, run: (all: Read[]) => Measured): Check {
  return {
    judge: 'constraints',
    corpora: ['ifeval'],
    measure,
    reaches,
    run: async (corpora) => run(await instructions(corpora)),
  };
}

const read = check('instructions of 25 types that our kinds ask for', 'each read, or its type named here', (all) => {
  const without = all.filter(({ instruction }) => instruction === null).map(({ id }) => id);
  const named = [...new Set(without)].sort(byCodePoint).map((id) => `${id} ${without.filter((one) => one === id).length}`);
  const types = new Set(all.map(({ id }) => id)).size;
  return { n: all.length, value: `${all.length - without.length}; not: ${named.join(', ')}`, passed: types === 25 };
});

const empty = check('prompts whose demands an empty answer keeps', '0', (all) => {
  const prompts = new Map<number, Record<string, unknown>[]>();
  for (const { key, instruction } of all)
    if (instruction) prompts.set(key, [...(prompts.get(key) ?? []), ...instruction.constraints]);
  const kept = [...prompts].filter(([, asked]) =>
    [asked, ...asked.map((one) => [one])].some((list) => grade(list, ' \n').score !== 0),
  );
  return { n: prompts.size, value: String(kept.length), passed: kept.length === 0, misses: kept.map(([key]) => String(key)) };
});

/** Grades every answer constructed for an instruction; `right` says whether the grade is correct. */
function told(measure: string, made: (instruction: Instruction) => string[], right: (grade: Grade) => boolean): Check {
  return check(measure, '100 %', (all) => {
    const misses: string[] = [];
    let n = 0;
    for (const { key, id, instruction } of all)
      for (const output of instruction ? made(instruction) : []) {
        n++;
        const got = grade(instruction?.constraints ?? [], output);
        if (!right(got)) misses.push(`${key} ${id}: ${got.why}: ${output}`);
      }
    return { n, value: `${n - misses.length}/${n}`, passed: n > 0 && misses.length === 0, misses: misses.slice(0, 5) };
  });
}

interface Checked {
  prompt: string;
  response: string;
  instruction_id_list: string[];
  follow_instruction_list: boolean[];
}

/**
 * GPT-4's answers with the stored verdicts of IFEval's checker: how many verdicts on single instructions are the same. Only the half whose
 * prompt has a SHA-256 with an even first byte; the rules were tuned on the other. An undecided answer is not
 * the same; the pass mark leaves it out, as it is no verdict.
 */
const beside: Check = {
  judge: 'constraints',
  corpora: ['ifeval', 'ifeval-answers'],
  measure: "GPT-4's answers, the half not tuned on: verdicts the same as of IFEval's checker",
  reaches: '≥ 97 % of those decided',
  async run(corpora) {
    const prompts = jsonValues<Prompt & { prompt: string }>(await corpora.read('ifeval', 'input_data.jsonl'));
    const byText = new Map(prompts.map((one) => [one.prompt, one]));
    const misses: string[] = [];
    const count = { n: 0, onlyTheirs: 0, onlyOurs: 0, undecided: 0 };
    for (const { prompt, response, follow_instruction_list: kept } of jsonValues<Checked>(
      await corpora.read('ifeval-answers', 'strict.even.jsonl'),
    )) {
      const { key, instruction_id_list: ids = [], kwargs = [] } = byText.get(prompt) ?? {};
      for (const [i, id] of ids.entries()) {
        const instruction = instructionOf(id, kwargs[i] ?? {});
        if (!instruction) continue;
        const { score, why } = grade(instruction.constraints, response);
        count.n++;
        if (score === Number(kept[i])) continue;
        if (score === null) count.undecided++;
        else if (score === 1) count.onlyOurs++;
        else count.onlyTheirs++;
        misses.push(`${key} ${id}: ${why}`);
      }
    }
    const { n, onlyTheirs, onlyOurs, undecided } = count;
    const same = n - misses.length;
    const value = `${same}/${n} (${((100 * same) / n).toFixed(1)} %); kept there alone ${onlyTheirs}, here alone ${onlyOurs}, undecided ${undecided}`;
    return { n, value, passed: n > 0 && same >= 0.97 * (n - undecided), misses: misses.slice(0, 5) };
  },
};

export const constraintsChecks: Check[] = [
  beside,
  told(
    'answers made to keep an instruction: all kept',
    ({ keeps }) => keeps,
    ({ score }) => score === 1,
  ),
  told(
    'answers made to break it by a little: broken',
    ({ breaks }) => breaks,
    ({ score }) => score === 0,
  ),
  told(
    'answers that keep it, behind an opening line and before a closing one: kept by the loose reading',
    ({ keeps }) => keeps.map((text) => `Sure, here it is:\n${text}\nI hope that this helps.`),
    ({ details }) => details?.loose === 1,
  ),
  read,
  empty,
];
