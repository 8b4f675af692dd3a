// Who answers: what experiments may import.
export { localModel } from './local.js';
export { smollm2 } from './smollm2.js';
