// Judges: what experiments may import.
export { code } from './code/index.js';
export { constraints } from './constraints/index.js';
export { json } from './json/index.js';
export {
  attackTable,
  confusionTable,
  healthOf,
  healthTable,
  type Labelled,
  type LlmOptions,
  llm,
  measuredHealthTable,
  panel,
  rubric,
  rubricIds,
} from './llm/index.js';
export type { Rubric } from './llm/rubric.js';
export { math } from './math/index.js';
export { poem, poemWith } from './poem/index.js';
export { type Perplexity, perplexityOf } from './poem/perplexity.js';
