// The constraints judge: does the answer keep constraints that a program can check? Purely rule-based; the target's format is in
// README.md.
import type { Grade, Judge } from '../../harness/core/types.js';
import { answerOf, isBlank } from './answer.js';
import { looseReadings } from './loose.js';
import { type Constraint, constraintsOf } from './target.js';

/** `loose`: whether the constraint also holds in IFEval's loose reading. */
interface Outcome extends Pick<Constraint, 'kind' | 'sort'> {
  holds: boolean;
  loose: boolean;
  why: string;
}

/**
 * `target`: {"constraints": [{"kind": …, …}]}, the kinds as in datasets/instructions/README.md. Score 1 if every constraint
 * holds, else 0; the verdict names the sort of the first broken one. Errors: FieldError on an invalid target.
 */
export const constraints: Judge = {
  name: 'constraints',
  version: '1',
  origin: 'evalbook',
  grade(sample, { output }): Grade {
    const asked = constraintsOf(sample);
    if (isBlank(output)) {
      const each = asked.map(({ kind, sort }) => ({ kind, sort, holds: false, loose: false, why: 'no answer' }));
      return graded(each, 'no answer');
    }
    const each = outcomes(asked, output);
    const broken = each.find(({ holds }) => !holds);
    return graded(each, broken ? `broken: ${broken.sort}` : 'all kept');
  },
};

function outcomes(asked: Constraint[], output: string): Outcome[] {
  const answer = answerOf(output);
  const strict = asked.map(({ kind, sort, check }) => ({ kind, sort, check, ...check(answer) }));
  const readings = strict.every(({ holds }) => holds) ? [] : looseReadings(answer);
  return strict.map(({ check, ...found }) => ({
    ...found,
    loose: found.holds || readings.some((reading) => check(reading).holds),
  }));
}

function graded(each: Outcome[], verdict: string): Grade {
  const held = each.filter(({ holds }) => holds).length;
  const looseHeld = each.filter(({ loose }) => loose).length;
  const of = each.length;
  const broken = each.find(({ holds }) => !holds);
  return {
    judge: 'constraints',
    score: held === of ? 1 : 0,
    verdict,
    why: `${held} of ${of} kept${broken ? `; ${broken.kind}: ${broken.why}` : ''}`,
    details: {
      held,
      of,
      loose: looseHeld === of ? 1 : 0,
      looseHeld,
      each: each.map(({ kind, holds, why, loose }) => ({ kind, holds, why, loose })),
    },
  };
}
