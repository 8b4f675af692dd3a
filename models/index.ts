// Who answers: what experiments may import.
export { localModel } from './local.js';
export { qwen25Coder } from './qwen25-coder.js';
export { smollm2 } from './smollm2.js';
