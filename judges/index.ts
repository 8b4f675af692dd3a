// Judges: what experiments may import.

export { codeAspects } from './code/aspects.js';
export { code } from './code/index.js';
export { constraintsAspects } from './constraints/aspects.js';
export { constraints } from './constraints/index.js';
export { jsonAspects } from './json/aspects.js';
export { json } from './json/index.js';
export {
  attackTable,
  biasTable,
  confusionTable,
  healthFinding,
  healthOf,
  healthTable,
  type Labelled,
  type LlmOptions,
  llm,
  measuredBiasTable,
  measuredHealthTable,
  panel,
  rubric,
  rubricIds,
} from './llm/index.js';
export type { Rubric } from './llm/rubric.js';
export { math } from './math/index.js';
export { poem, poemWith } from './poem/index.js';
export { type Perplexity, perplexityOf } from './poem/perplexity.js';
