// Numbers with intervals, each under a name that stays the same whatever the answers are: what a prediction can be about.
import { canonical } from './canonical.js';

/** A number with its interval: a rate, a mean score, or a difference of two. */
export interface Estimate {
  /** the fields that split what is estimated, e.g. { model: 'x', level: '1' }; empty if none do */
  group: Record<string, string>;
  /** the two sides of a difference, the second taken from the first */
  sides?: [first: string, second: string];
  /** 0 to 1, a difference −1 to 1; null if there is nothing to estimate it from */
  value: number | null;
  /** ends of the 95 % interval */
  low: number;
  high: number;
  /** distinct questions behind it; null if they were not counted apart */
  questions: number | null;
  /** how many answers, or pairs of answers, e.g. "285 pairs" */
  counted: string;
  /** names of other estimates, as by `nameOf`: a page that shows all of these shows where this one comes from */
  from?: readonly string[];
}

/** Estimates of one kind. */
export interface Estimates {
  /** what they are of: judge, sides, fields */
  of: Record<string, unknown>;
  all: readonly Estimate[];
  /** which model, field or side has no rows, as in a draft */
  missing?: string;
}

/** Tells whether two estimates are the same number of the same thing. */
export function nameOf({ of }: Estimates, { group, sides, value, low, high }: Estimate): string {
  return canonical({ of, group, sides, value, low: finite(low), high: finite(high) });
}

/** Canonical JSON has no infinities, which are the ends of an interval from a single question. */
function finite(end: number): number | string {
  return Number.isFinite(end) ? end : String(end);
}
