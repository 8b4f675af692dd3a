// Aspects of the json judge's grade: its demands apart, and the reading of a program that strips a fence.
import { aspect } from '../../harness/core/aspect.js';
import type { Grade } from '../../harness/core/types.js';
import { json } from './index.js';
import type { Tier } from './read.js';

const tierOf = ({ details }: Grade) => details?.tier as Tier | undefined;
const fitsAt = (grade: Grade, tiers: readonly Tier[]) =>
  tiers.some((tier) => tier === tierOf(grade)) && grade.details?.schemaOk === true;
const whole: readonly Tier[] = ['strict', 'fenced', 'embedded'];
const fenced: readonly Tier[] = ['strict', 'fenced'];

export const jsonAspects = {
  /** validity: a whole JSON value is in the answer, and only one, wherever it stands */
  isJson: aspect({ of: json, name: 'is JSON', keeps: (grade) => whole.some((tier) => tier === tierOf(grade)) }),
  /** the answer is JSON as it stands, without a fence or a word around it */
  bare: aspect({ of: json, name: 'bare', keeps: (grade) => tierOf(grade) === 'strict' }),
  /** the whole JSON value fits the schema, wherever it stands; null if the check did not end in time */
  fits: aspect({ of: json, name: 'fits', keeps: (grade) => (grade.score === null ? null : fitsAt(grade, whole)) }),
  /** as the score, but the value may also stand in the answer's only Markdown fence, with words around the fence */
  fenceAllowed: aspect({
    of: json,
    name: 'fence allowed',
    keeps: (grade) => (grade.score === null ? null : fitsAt(grade, fenced)),
  }),
};
