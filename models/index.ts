// Models: what experiments may import.

export { extraModels } from './catalog/extra-models.js';
export { type Facts, factsOf } from './catalog/facts.js';
export { type GgufOptions, gguf } from './catalog/gguf.js';
export type { HubOptions } from './catalog/hub.js';
export { type PrintedOptions, printed } from './catalog/printed.js';
export { qwen25 } from './catalog/qwen25.js';
export { qwen25Coder } from './catalog/qwen25-coder.js';
export { smollm2 } from './catalog/smollm2.js';
export { tinyLlama } from './catalog/tinyllama.js';
export { type EndpointOptions, endpoint } from './endpoint/index.js';
export { configuredJudgeModel, type JudgeModelOptions, judgeModel } from './endpoint/judge-model.js';
export { azure, groq, llamaServer, lmStudio, mistral, ollama, openai, type PresetOptions, vllm } from './endpoint/presets.js';
export type { Arithmetic } from './engine/folder.js';
export { localJudgeModel } from './engine/judge-model.js';
export { localModel } from './engine/local.js';
export type { LocalModel, LocalOptions, Trace } from './engine/local-model.js';
