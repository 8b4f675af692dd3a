// One function for each provider: an endpoint that knows its address, the variable of its key, and what it accepts.
import type { Model } from '../../harness/core/types.js';
import { endpoint } from './index.js';
import type { Provider } from './providers.js';
import type { EndpointOptions } from './server.js';

/** Options of a preset; `baseURL` is needed only where the server is elsewhere. */
export type PresetOptions = Omit<EndpointOptions, 'provider' | 'keyVariable'>;

const preset =
  (provider: Provider) =>
  (options: PresetOptions): Model =>
    endpoint({ ...options, provider });

/**
 * Ollama, http://127.0.0.1:11434/v1; key, if one is set before it, in OLLAMA_API_KEY. Traps: its repeat penalty of 1.1 and its
 * template come from the Modelfile alone; prompts longer than its context are cut silently, which is recognised and said.
 */
export const ollama = preset('ollama');

/** LM Studio, http://127.0.0.1:1234/v1; key in LM_API_TOKEN where it asks for one. Not tried with the program itself. */
export const lmStudio = preset('lmStudio');

/**
 * llama.cpp's llama-server, http://127.0.0.1:8080/v1; key (`--api-key`) in LLAMA_API_KEY. Sends what turns off its top_k, min_p and
 * cache. Start it with `-np 1`: with more slots it batches, and sampled text does not repeat.
 */
export const llamaServer = preset('llamaServer');

/**
 * vLLM, http://127.0.0.1:8000/v1; key in VLLM_API_KEY. Sends what turns off the defaults of the model's generation_config.json. Its text
 * varies with what else is in a batch. Not tried with the program itself.
 */
export const vllm = preset('vllm');

/**
 * OpenAI; key in OPENAI_API_KEY. Asks with max_completion_tokens, which counts reasoning too. Models that reason take only temperature
 * 1 and say so.
 */
export const openai = preset('openai');

/** Groq; key in GROQ_API_KEY. Refuses every field that it does not know. */
export const groq = preset('groq');

/** Mistral; key in MISTRAL_API_KEY. Refuses every field that it does not know; its seed is called random_seed. */
export const mistral = preset('mistral');

/**
 * Azure OpenAI; key in AZURE_OPENAI_API_KEY, address in AZURE_OPENAI_ENDPOINT (https://NAME.openai.azure.com). `model` is the name of
 * your deployment. Prompts that its filter refuses are recorded as refused.
 */
export const azure = preset('azure');
