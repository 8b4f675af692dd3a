// Aspects of the constraints judge's grade.
import { aspect } from '../../harness/core/aspect.js';
import { constraints } from './index.js';
import { constraintsOf } from './target.js';

interface Each {
  kind: string;
  holds: boolean | null;
}

export const constraintsAspects = {
  /** the language that the target demands is kept, whatever else is asked; null if the rules cannot tell */
  language: aspect({
    of: constraints,
    name: 'language',
    applies: (sample) => constraintsOf(sample).some(({ kind }) => kind === 'language'),
    keeps: ({ details }) => (details?.each as Each[] | undefined)?.find(({ kind }) => kind === 'language')?.holds ?? null,
  }),
};
