// config.json and generation_config.json, as transformers.js reads them.
import type { Gguf, Value } from '../gguf/gguf.js';
import type { Shape } from './shape.js';

const classes = {
  llama: ['llama', 'LlamaForCausalLM'],
  qwen2: ['qwen2', 'Qwen2ForCausalLM'],
  qwen3: ['qwen3', 'Qwen3ForCausalLM'],
  gemma3: ['gemma3_text', 'Gemma3ForCausalLM'],
} as const;

/** Contents of config.json and generation_config.json. */
export function configFiles({ metadata, tensors }: Gguf, shape: Shape): { config: string; generation: string } {
  const token = (name: string) => {
    const id = metadata.get(`tokenizer.ggml.${name}_token_id`);
    return typeof id === 'number' ? id : null;
  };
  const tokens = metadata.get('tokenizer.ggml.tokens') as Value[];
  const [model_type, architecture] = classes[shape.architecture];
  // the end-of-turn token (eot) ends an answer too, if the file lists it apart from end-of-text; gemma3 files have it only in the
  // vocabulary
  const turn = shape.architecture === 'gemma3' ? tokens.indexOf('<end_of_turn>') : -1;
  const ends = [token('eos'), token('eot'), turn].filter((id, i, all) => id !== null && id >= 0 && all.indexOf(id) === i);
  const config = {
    model_type,
    architectures: [architecture],
    hidden_size: shape.hidden,
    intermediate_size: shape.feedForward,
    num_hidden_layers: shape.layers,
    num_attention_heads: shape.heads,
    num_key_value_heads: shape.keyValueHeads,
    head_dim: shape.headDim,
    vocab_size: shape.vocabulary,
    max_position_embeddings: shape.context,
    rms_norm_eps: shape.epsilon,
    rope_theta: shape.ropeBase,
    tie_word_embeddings: !tensors.has('output.weight'),
    bos_token_id: token('bos'),
    eos_token_id: token('eos'),
    pad_token_id: token('padding'),
    'transformers.js_config': { dtype: 'q4', use_external_data_format: false },
  };
  const generation = { bos_token_id: token('bos'), eos_token_id: ends, pad_token_id: token('padding') };
  return { config: `${JSON.stringify(config, null, 2)}\n`, generation: `${JSON.stringify(generation, null, 2)}\n` };
}
