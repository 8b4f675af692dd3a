// Who answers: what experiments may import.
export { qwen25, tinyLlama } from './article-models.js';
export { askedToo } from './asked-too.js';
export { endpoint } from './endpoint/index.js';
export { configuredReferee, referee } from './endpoint/referee.js';
export { factsOf } from './facts.js';
export { gguf } from './gguf.js';
export { localModel } from './local.js';
export { printed } from './printed.js';
export { qwen25Coder } from './qwen25-coder.js';
export { localReferee } from './referee.js';
export { smollm2 } from './smollm2.js';
