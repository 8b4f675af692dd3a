// Judges: what experiments may import.
export { code } from './code/index.js';
export { constraints } from './constraints/index.js';
export { json } from './json/index.js';
export {
  attackTable,
  confusionTable,
  healthOf,
  healthTable,
  llm,
  measuredHealthTable,
  panel,
  rubric,
  rubricIds,
} from './llm/index.js';
export { math } from './math/index.js';
export { poem, poemWith } from './poem/index.js';
export { perplexityOf } from './poem/perplexity.js';
