// The checks that each rule-based judge must pass. Loaded separately, like the judges.
import type { JudgeName } from '../judges/names.js';
import type { Check } from './types.js';

/** Loaders of each judge's checks, in the order of the report. */
export const checksByJudge: Record<JudgeName, () => Promise<Check[]>> = {
  math: async () => (await import('./math.js')).mathChecks,
  json: async () => (await import('./json.js')).jsonChecks,
  poem: async () => [
    ...(await import('./poem.js')).poemChecks,
    ...(await import('./verse.js')).verseChecks,
    ...(await import('./fluency.js')).fluencyChecks((await import('../models/index.js')).smollm2),
  ],
  code: async () => (await import('./code.js')).codeChecks,
  constraints: async () => (await import('./constraints.js')).constraintsChecks,
};
