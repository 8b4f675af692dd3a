// What is known of each provider: its address, the variable of its key, and what it accepts. Sources: the providers' API references,
// and for Ollama and llama-server what the servers themselves did.
import { endpointSettings } from '../../harness/core/options.js';
import { type Accepts, llamaDefaults, vllmDefaults } from './accepts.js';

export type Provider = 'ollama' | 'lmStudio' | 'llamaServer' | 'vllm' | 'openai' | 'groq' | 'mistral' | 'azure';

export interface Known {
  /** the address where the user gives none */
  baseURL(): string | undefined;
  keyVariable: string;
  /** whether it answers nothing without a key */
  needsKey: boolean;
  accepts: Omit<Accepts, 'refused'>;
  /** whether `/models` lists the names that can be asked for */
  lists: boolean;
  /** the header of the key besides `Authorization` */
  keyHeader?: string;
  /** what to start or set if nothing is there */
  hint: string;
}

const local = { length: 'max_tokens', seed: 'seed', asksUsage: true, topP: true, schema: true } as const;
const strict = { length: 'max_completion_tokens', seed: 'seed', asksUsage: true, topP: false, schema: true, plain: {} } as const;

export const providers: Record<Provider, Known> = {
  ollama: {
    baseURL: () => 'http://127.0.0.1:11434/v1',
    keyVariable: 'OLLAMA_API_KEY',
    needsKey: false,
    accepts: { ...local, plain: {} }, // its OpenAI interface has no field for the repeat penalty: only a Modelfile sets it
    lists: true,
    hint: 'ollama serve',
  },
  lmStudio: {
    baseURL: () => 'http://127.0.0.1:1234/v1',
    keyVariable: 'LM_API_TOKEN',
    needsKey: false,
    accepts: { ...local, plain: { repeat_penalty: 1, top_k: 0, min_p: 0 } },
    lists: true,
    hint: 'lms server start',
  },
  llamaServer: {
    baseURL: () => 'http://127.0.0.1:8080/v1',
    keyVariable: 'LLAMA_API_KEY',
    needsKey: false,
    accepts: { ...local, plain: llamaDefaults },
    lists: true,
    hint: 'llama-server -m FILE.gguf -np 1',
  },
  vllm: {
    baseURL: () => 'http://127.0.0.1:8000/v1',
    keyVariable: 'VLLM_API_KEY',
    needsKey: false,
    accepts: { ...local, plain: vllmDefaults },
    lists: true,
    hint: 'vllm serve MODEL',
  },
  openai: {
    baseURL: () => 'https://api.openai.com/v1',
    keyVariable: 'OPENAI_API_KEY',
    needsKey: true,
    accepts: strict,
    lists: true,
    hint: '',
  },
  groq: {
    baseURL: () => 'https://api.groq.com/openai/v1',
    keyVariable: 'GROQ_API_KEY',
    needsKey: true,
    accepts: strict,
    lists: true,
    hint: '',
  },
  mistral: {
    baseURL: () => 'https://api.mistral.ai/v1',
    keyVariable: 'MISTRAL_API_KEY',
    needsKey: true,
    // it refuses stream_options and max_completion_tokens (422), sends usage anyway, and calls the seed otherwise
    accepts: { length: 'max_tokens', seed: 'random_seed', asksUsage: false, topP: false, schema: true, plain: {} },
    lists: true,
    hint: '',
  },
  azure: {
    baseURL: () => {
      const { azure } = endpointSettings();
      return azure && `${azure.replace(/\/{1,9}$/, '')}/openai/v1`;
    },
    keyVariable: 'AZURE_OPENAI_API_KEY',
    needsKey: true,
    accepts: strict,
    lists: false, // it lists models, where a deployment must be named
    keyHeader: 'api-key',
    hint: '',
  },
};

/** What a server without a preset accepts, from its address. */
export function guessed(baseURL: string): Omit<Accepts, 'refused'> {
  const { hostname } = new URL(baseURL);
  if (hostname === 'api.openai.com') return providers.openai.accepts;
  if (hostname === 'api.groq.com') return providers.groq.accepts;
  if (hostname === 'api.mistral.ai') return providers.mistral.accepts;
  if (hostname.endsWith('.openai.azure.com')) return providers.azure.accepts;
  return isNear(hostname) ? providers.llamaServer.accepts : { ...strict, length: 'max_tokens', schema: false };
}

/** A machine of one's own: this one, a private network, or a name without dots, as in a compose file. */
function isNear(hostname: string): boolean {
  return (
    /^(localhost|\[::1\]|\[f[cde][0-9a-f:]*\]|127\.[\d.]+|10\.[\d.]+|192\.168\.[\d.]+|172\.(1[6-9]|2\d|3[01])\.[\d.]+)$/.test(
      hostname,
    ) ||
    !hostname.includes('.') ||
    /\.(local|lan|internal|localhost)$/.test(hostname)
  );
}
