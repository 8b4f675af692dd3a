// The rule-based judges, by the names used on the command line.
import type { Judge } from '../harness/core/types.js';

/** Name of a rule-based judge. */
export type JudgeName = 'math' | 'json' | 'poem' | 'code' | 'constraints';

/** Loaders of the judges, each separate, so that grading JSON does not load Python. */
export const judgesByName: Record<JudgeName, () => Promise<Judge>> = {
  math: async () => (await import('./math/index.js')).math,
  json: async () => (await import('./json/index.js')).json,
  poem: async () => (await import('./poem/index.js')).poem,
  code: async () => (await import('./code/index.js')).code,
  constraints: async () => (await import('./constraints/index.js')).constraints,
};
