// The constraints judge: does the answer keep constraints that a program can check? Purely rule-based; the target's format is in
// README.md.
import { ofSpoken } from '../../harness/core/thinking.js';
import type { Grade, Judge } from '../../harness/core/types.js';
import { answerOf, isBlank } from './answer.js';
import { expects } from './expects.js';
import { looseReadings } from './loose.js';
import { type Constraint, constraintsOf } from './target.js';

/** `holds`: null if the rules cannot tell; `loose`: whether the constraint also holds in IFEval's loose reading. */
interface Outcome extends Pick<Constraint, 'kind' | 'sort'> {
  holds: boolean | null;
  loose: boolean;
  why: string;
}

/**
 * `target`: {"constraints": [{"kind": …, …}]}, the kinds as in datasets/instructions/README.md. Score 1 if every constraint
 * holds; 0 if one is broken, and the verdict names the sort of the first; null if none is, but the rules cannot tell of one whether it
 * holds. Errors: FieldError on an invalid target.
 */
export const constraints: Judge = ofSpoken({
  name: 'constraints',
  version: '2',
  origin: 'evalbook',
  expects,
  grade(sample, { output }): Grade {
    const asked = constraintsOf(sample);
    if (isBlank(output)) {
      const each = asked.map(({ kind, sort }) => ({ kind, sort, holds: false, loose: false, why: 'no answer' }));
      return graded(each, 'no answer');
    }
    const each = outcomes(asked, output);
    const broken = each.find(({ holds }) => holds === false);
    const open = each.find(({ holds }) => holds === null);
    return graded(each, broken ? `broken: ${broken.sort}` : open ? `undecided: ${open.sort}` : 'all kept');
  },
});

function outcomes(asked: Constraint[], output: string): Outcome[] {
  const answer = answerOf(output);
  const strict = asked.map(({ kind, sort, check }) => ({ kind, sort, check, ...check(answer) }));
  const readings = strict.every(({ holds }) => holds) ? [] : looseReadings(answer);
  return strict.map(({ check, ...found }) => ({
    ...found,
    loose: found.holds === true || readings.some((reading) => check(reading).holds === true),
  }));
}

function graded(each: Outcome[], verdict: string): Grade {
  const held = each.filter(({ holds }) => holds === true).length;
  const looseHeld = each.filter(({ loose }) => loose).length;
  const of = each.length;
  const first = each.find(({ holds }) => holds === false) ?? each.find(({ holds }) => holds === null);
  return {
    judge: 'constraints',
    score: first ? (first.holds === false ? 0 : null) : 1,
    verdict,
    why: `${held} of ${of} kept${first ? `; ${first.kind}: ${first.why}` : ''}`,
    details: {
      held,
      of,
      loose: looseHeld === of ? 1 : 0,
      looseHeld,
      each: each.map(({ kind, holds, why, loose }) => ({ kind, holds, why, loose })),
    },
  };
}
