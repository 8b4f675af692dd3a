// Models: what experiments may import.
export { qwen25, tinyLlama } from './catalog/article-models.js';
export { extraModels } from './catalog/extra-models.js';
export { factsOf } from './catalog/facts.js';
export { gguf } from './catalog/gguf.js';
export { printed } from './catalog/printed.js';
export { qwen25Coder } from './catalog/qwen25-coder.js';
export { smollm2 } from './catalog/smollm2.js';
export { endpoint } from './endpoint/index.js';
export { configuredJudgeModel, judgeModel } from './endpoint/judge-model.js';
export { localJudgeModel } from './engine/judge-model.js';
export { localModel } from './engine/local.js';
