// Aspects of the code judge's grade: the further demands of a prompt, each alone, and all together.
import { aspect } from '../../harness/core/aspect.js';
import type { Grade, Sample } from '../../harness/core/types.js';
import { code } from './index.js';
import { onlyCode } from './program.js';
import { targetOf } from './target.js';

const asksComments = (sample: Sample) => targetOf(sample).commentLanguage !== null;
const asksOnlyCode = (sample: Sample) => targetOf(sample).onlyCode;
const commented = ({ details }: Grade) => (details?.comments as { asAsked?: boolean } | undefined)?.asAsked === true;

export const codeAspects = {
  /** the program has comments or docstrings, in the language asked for (`target.commentLanguage`) */
  comments: aspect({
    of: code,
    name: 'comments',
    applies: asksComments,
    keeps: (grade) => (grade.score === null ? null : commented(grade)),
  }),
  /** nothing stands beside the program, where only code was asked for (`target.onlyCode`) */
  onlyCode: aspect({
    of: code,
    name: 'only code',
    applies: asksOnlyCode,
    keeps: (_, __, { output }) => onlyCode(output),
  }),
  /** passes, and keeps the other two where they are asked for */
  allDemands: aspect({
    of: code,
    name: 'all demands',
    keeps: (grade, sample, { output }) =>
      grade.score === null
        ? null
        : grade.score === 1 && (!asksComments(sample) || commented(grade)) && (!asksOnlyCode(sample) || onlyCode(output)),
  }),
};
