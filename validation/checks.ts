// What each judge by rules must show. Loaded one by one, as the judges are.
import type { JudgeName } from '../judges/names.js';
import type { Check } from './types.js';

/** Gives the checks of each judge, in the order of the report. */
export const checksByJudge: Record<JudgeName, () => Promise<Check[]>> = {
  math: async () => (await import('./math.js')).mathChecks,
  json: async () => (await import('./json.js')).jsonChecks,
  poem: async () => [
    ...(await import('./poem.js')).poemChecks,
    ...(await import('./fluency.js')).fluencyChecks((await import('../models/index.js')).smollm2),
  ],
  code: async () => (await import('./code.js')).codeChecks,
  constraints: async () => (await import('./constraints.js')).constraintsChecks,
};
