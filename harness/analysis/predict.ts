// A prediction: that a number lies on one side of a threshold. The number's whole interval decides what became of it.
import { canonical } from '../core/canonical.js';
import { printed, UserError } from '../core/errors.js';
import { type Estimate, type Estimates, nameOf } from '../core/estimate.js';

export type Operator = '>' | '<';

/** What a prediction can be about: rates, a comparison, a table or a sentence of numbers with intervals, or what `across` gives. */
export type Predictable = Estimates | { estimates?: Estimates };

/** Which groups, by field; a list names several. Default: all. */
export type Where = Record<string, string | readonly string[]>;

export interface Prediction {
  /** the prediction as data, the same whatever the answers are */
  said: { about: Estimates['of'][]; where: Where; operator: Operator; threshold: number };
  /** the numbers that it is about, each with its name and what became of it */
  numbers: { estimate: Estimate; name: string; outcome: Outcome }[];
  /** undecided without numbers */
  outcome: Outcome;
  /** which model, field or side of it has no rows, as in a draft */
  missing?: string;
}

/**
 * held: the whole interval is on the predicted side; failed: the whole interval is on the other side, or ends at the threshold;
 * undecided: anything else.
 */
export type Outcome = 'held' | 'failed' | 'undecided';

/**
 * Predicts that each number of `about` is above or below `threshold`: a share (0 to 1), a difference −1 to 1 (20 points are 0.2).
 * Of several numbers, the prediction holds if it holds for each, and fails if it fails for one. `where` chooses groups, e.g. a
 * model. Errors: UserError (exit 2) for what has no numbers with intervals, another operator, or a threshold that is no share.
 */
export function predicts(
  about: Predictable | readonly Predictable[],
  operator: Operator,
  threshold: number,
  where: Where = {},
): Prediction {
  const all = [about].flat().map(estimatesIn);
  if (operator !== '>' && operator !== '<') throw new UserError(`expected a prediction of '>' or '<', got ${printed(operator)}`);
  if (!Number.isFinite(threshold) || Math.abs(threshold) > 1)
    throw new UserError(`expected a threshold from -1 to 1 (20 points are 0.2), got ${printed(threshold)}`);
  const numbers = all.flatMap((estimates) =>
    estimates.all
      .filter(({ group }) => isIn(group, where))
      .map((estimate) => ({
        estimate,
        name: nameOf(estimates, estimate),
        outcome: outcomeOf(estimate, operator, threshold),
      })),
  );
  const missing = all.find((estimates) => estimates.missing !== undefined)?.missing;
  const none = numbers.length === 0 ? `expected numbers where ${canonical(where)}, got none` : undefined;
  return {
    said: { about: all.map(({ of }) => of), where, operator, threshold },
    numbers,
    outcome: together(numbers.map(({ outcome }) => outcome)),
    ...(missing === undefined && none === undefined ? {} : { missing: missing ?? none }),
  };
}

/** Scripts run without type checking, so anything gets here. */
function estimatesIn(about: Predictable): Estimates {
  const found = about && 'all' in about ? about : about?.estimates;
  if (found && Array.isArray(found.all)) return found;
  throw new UserError(
    `expected a prediction about rates, a comparison, or what \`across\` gives, got ${printed(about)}: numbers need an interval`,
  );
}

function isIn(group: Record<string, string>, where: Where): boolean {
  return Object.entries(where).every(([field, values]) => [values].flat().includes(group[field] ?? ''));
}

/** What the interval of one number says. */
function outcomeOf({ value, low, high }: Estimate, operator: Operator, threshold: number): Outcome {
  if (value === null) return 'undecided';
  if (operator === '>') return low > threshold ? 'held' : high <= threshold ? 'failed' : 'undecided';
  return high < threshold ? 'held' : low >= threshold ? 'failed' : 'undecided';
}

function together(outcomes: Outcome[]): Outcome {
  if (outcomes.includes('failed')) return 'failed';
  return outcomes.length > 0 && outcomes.every((one) => one === 'held') ? 'held' : 'undecided';
}
