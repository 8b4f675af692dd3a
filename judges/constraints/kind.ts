// The interface of a kind of constraint: it reads its fields once and returns the check for answers.
import type { Answer } from './answer.js';
import type { Fields } from './fields.js';

/** Whether an answer keeps a constraint, and what was found; `holds` is null if the rules cannot tell. */
export interface Finding {
  holds: boolean | null;
  why: string;
}

export type Check = (answer: Answer) => Finding;

/** Errors: FieldError on a missing or invalid field. */
export type Kind = (fields: Fields) => Check;

/** Kinds that count something and compare the count with the field `n`; `what` is its name in the plural. */
export function counted(what: string, count: (answer: Answer) => number): Record<'atLeast' | 'atMost' | 'exactly', Kind> {
  const compared =
    (least: number, keeps: (got: number, n: number) => boolean, broken: string): Kind =>
    (fields) => {
      const n = fields.count('n', least);
      return (answer) => limited(count(answer), n, what, keeps, broken);
    };
  return {
    atLeast: compared(1, ...bounds.atLeast),
    atMost: compared(0, ...bounds.atMost),
    exactly: compared(1, ...bounds.exactly),
  };
}

type Bound = [keeps: (got: number, n: number) => boolean, broken: string];

/** The three comparisons of a count with the required number, and the phrase for a failure. */
export const bounds: Record<'atLeast' | 'atMost' | 'exactly', Bound> = {
  atLeast: [(got, n) => got >= n, 'fewer than'],
  atMost: [(got, n) => got <= n, 'more than'],
  exactly: [(got, n) => got === n, 'not'],
};

/** "3 sentences", or "3 sentences, not 2". */
export function limited(got: number, n: number, what: string, ...[keeps, broken]: Bound): Finding {
  const holds = keeps(got, n);
  return { holds, why: `${got} ${what}${holds ? '' : `, ${broken} ${n}`}` };
}
