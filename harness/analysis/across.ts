// One group against another, within the rates or differences that a page shows: level 1 against level 3, or a difference in
// Chinese against the same difference in English.
import { clustered } from '../core/cluster.js';
import { UserError } from '../core/errors.js';
import { type Estimate, type Estimates, nameOf } from '../core/estimate.js';
import { bootstrap, type Interval, independentDifference } from '../stats/index.js';
import type { Contrast, Pair } from './contrast.js';
import { nearestFirst } from './fields.js';

/** A rate (null if nothing was scored), and the questions that it counts. */
interface RateOf {
  rate: Interval & { rate: number | null; scored: number; questions: number };
  estimate: Estimate;
  questions: readonly string[];
}

/** A difference, and the pairs that it counts. */
interface ContrastOf {
  contrast: Contrast;
  estimate: Estimate;
  pairs: readonly Pair[];
}

/**
 * The rate of each group whose `field` is `a`, minus that of the group with `b` that is otherwise the same: of different
 * questions, so from the interval of each (stats/independent-difference.ts). Errors: UserError (exit 2) if the rates are not
 * split by `field`, or a question is on both sides, as then `compare` pairs them.
 */
export function acrossRates(of: Estimates, rates: readonly RateOf[], [field, a, b]: [string, string, string]): Estimates {
  return across(of, rates, [field, a, b], (one, other) => {
    const questions = new Set(one.questions);
    const shared = other.questions.find((question) => questions.has(question));
    if (shared !== undefined)
      throw new UserError(
        `expected ${field} ${a} and ${b} to be of different questions, got ${shared} in both. Compare them as pairs: compare(rows, { of: '${field}', a: '${a}', b: '${b}' })`,
      );
    const [left, right] = [one.rate, other.rate];
    const known = left.rate !== null && right.rate !== null;
    const interval = known
      ? independentDifference({ ...left, rate: left.rate as number }, { ...right, rate: right.rate as number })
      : { low: -1, high: 1 };
    return {
      value: known ? (left.rate as number) - (right.rate as number) : null,
      ...interval,
      questions: left.questions + right.questions,
      counted: `${left.scored} and ${right.scored} answers`,
    };
  });
}

/**
 * The difference of each group whose `field` is `a`, minus that of the group with `b`: often of the same questions, so questions
 * are drawn with all their pairs on both sides. Errors: UserError (exit 2) if the comparison is not split by `field`.
 */
export function acrossContrasts(of: Estimates, all: readonly ContrastOf[], [field, a, b]: [string, string, string]): Estimates {
  return across(of, all, [field, a, b], (one, other) => {
    const [left, right] = [one.contrast, other.contrast];
    const known = left.difference !== null && right.difference !== null;
    return {
      value: known ? (left.difference as number) - (right.difference as number) : null,
      ...(known ? jointInterval(one, other) : { low: -2, high: 2 }),
      questions: new Set([...one.pairs, ...other.pairs].filter(isScored).map(({ question }) => question)).size,
      counted: `${left.n} and ${right.n} pairs`,
    };
  });
}

interface Grouped {
  estimate: Estimate;
}

function across<One extends Grouped>(
  of: Estimates,
  all: readonly One[],
  [field, a, b]: [string, string, string],
  difference: (one: One, other: One) => Pick<Estimate, 'value' | 'low' | 'high' | 'questions' | 'counted'>,
): Estimates {
  const name = { ...of.of, across: { field, a, b } };
  if (of.missing !== undefined) return { of: name, all: [], missing: of.missing };
  const fields = [...new Set(all.flatMap(({ estimate }) => Object.keys(estimate.group)))];
  if (all.length > 0 && !fields.includes(field))
    throw new UserError(
      `expected a field that splits these numbers, one of ${nearestFirst(field, fields).join(', ') || '(none does)'}, got "${field}"`,
    );
  const rest = ({ group }: Estimate) => JSON.stringify(Object.entries(group).filter(([name]) => name !== field));
  const side = (value: string) => all.filter(({ estimate }) => estimate.group[field] === value);
  const absent = [a, b].find((value) => side(value).length === 0);
  if (absent !== undefined) return { of: name, all: [], missing: `expected rows of ${field} ${absent}, got none` };
  return {
    of: name,
    all: side(a).flatMap((one) => {
      const other = side(b).find(({ estimate }) => rest(estimate) === rest(one.estimate));
      if (!other) return [];
      const others = Object.entries(one.estimate.group).filter(([name]) => name !== field);
      const group = { ...Object.fromEntries(others), ...(one.estimate.sides ? { of: one.estimate.sides.join(' − ') } : {}) };
      const from = [one, other].map(({ estimate }) => nameOf(of, estimate));
      return [{ group, sides: [a, b] as [string, string], ...difference(one, other), from }];
    }),
  };
}

function isScored({ a, b }: Pair): boolean {
  return a !== null && b !== null;
}

/** Cluster bootstrap over the questions of both sides; where no pair differs it shows nothing, and their own intervals count. */
function jointInterval(one: ContrastOf, other: ContrastOf): Interval {
  const differences = (pairs: readonly Pair[], side: 0 | 1, { measure }: Contrast) =>
    pairs.filter(isScored).map(({ cluster, a, b }) => {
      const value = (score: number | null) => (measure === 'mean score' ? (score as number) : Number(score === 1));
      return { cluster, side, difference: value(a) - value(b) };
    });
  const both = [...differences(one.pairs, 0, one.contrast), ...differences(other.pairs, 1, other.contrast)];
  if (both.every(({ difference }) => difference === 0)) {
    const own = ({ difference, low, high }: Contrast) => ({ rate: difference as number, low, high });
    return independentDifference(own(one.contrast), own(other.contrast));
  }
  const units = clustered(both, ({ cluster }) => cluster).map((some) =>
    ([0, 1] as const).map((side) => {
      const own = some.filter((pair) => pair.side === side);
      return { n: own.length, sum: own.reduce((sum, { difference }) => sum + difference, 0) };
    }),
  );
  const { low, high } = bootstrap(units.length, (drawn) => {
    const [left, right] = ([0, 1] as const).map((side) => {
      let [sum, n] = [0, 0];
      for (const i of drawn) {
        sum += units[i]?.[side]?.sum ?? 0;
        n += units[i]?.[side]?.n ?? 0;
      }
      return sum / n;
    });
    return (left as number) - (right as number);
  });
  return { low: Math.max(-2, low), high: Math.min(2, high) };
}
