// What a kind of constraint is: it reads its fields once, and gives the check that an answer is put to.
import type { Answer } from './answer.js';
import type { Fields } from './fields.js';

/** Whether an answer keeps a constraint, and what was found. */
export interface Finding {
  holds: boolean;
  why: string;
}

export type Check = (answer: Answer) => Finding;

/** Errors: FieldError on a field that is missing or wrong. */
export type Kind = (fields: Fields) => Check;

/** Kinds that count something and compare it with the field `n`; `what` names it in the plural. */
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

/** The three ways to compare a number found with the number asked for, and what is said where it does not hold. */
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
