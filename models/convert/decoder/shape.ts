// What a graph is built from: a model's sizes and architecture variants, read from GGUF metadata and validated once.
import { UserError } from '../../../harness/core/errors.js';
import { type Gguf, shown, type Value } from '../gguf/gguf.js';

export interface Shape {
  architecture: Architecture;
  layers: number;
  hidden: number;
  feedForward: number;
  heads: number;
  keyValueHeads: number;
  headDim: number;
  vocabulary: number;
  /** context length in tokens */
  context: number;
  epsilon: number;
  ropeBase: number;
  /** positions are divided by this */
  ropeFactor: number;
  /** sliding-window layers: all but every `every`-th layer attend to `window` tokens, with their own rotation base */
  local: { window: number; every: number; ropeBase: number } | null;
}

export const architectures = ['llama', 'qwen2', 'qwen3', 'gemma3'] as const;
export type Architecture = (typeof architectures)[number];

/** Far above any model: what is larger is damage, and would be asked of the memory. Width in numbers, context in tokens. */
const limits = { width: 1 << 20, context: 1 << 20 };

/** Errors: UserError if the architecture is unsupported, or a size is missing or invalid. */
export function readShape({ reader, metadata, tensors }: Gguf): Shape {
  const named = metadata.get('general.architecture');
  const architecture = architectures.find((one) => one === named);
  const fail = (expected: string, got: Value | undefined) =>
    new UserError(`${reader.path}: expected ${expected}, got ${shown(got)}`);
  if (!architecture) throw fail(`an architecture that is supported (${architectures.join(', ')})`, named);
  const get = (key: string): Value | undefined => metadata.get(`${architecture}.${key}`);
  const number = (key: string, absent?: number): number => {
    const value = get(key) ?? absent;
    if (typeof value !== 'number' || !(value > 0 && value < 1e9))
      throw fail(`\`${architecture}.${key}\` to be a number above 0`, value);
    return value;
  };
  const whole = (key: string, most: number, absent?: number): number => {
    const value = number(key, absent);
    if (!Number.isInteger(value) || value > most)
      throw fail(`\`${architecture}.${key}\` to be a whole number, at most ${most}`, value);
    return value;
  };
  const hidden = whole('embedding_length', limits.width);
  const heads = whole('attention.head_count', limits.width);
  const headDim = whole('attention.key_length', limits.width, hidden / heads);
  if (headDim % 2) throw fail(`\`${architecture}.attention.key_length\` to be even`, headDim);
  const shape: Shape = {
    architecture,
    layers: whole('block_count', tensors.size),
    hidden,
    feedForward: whole('feed_forward_length', limits.width),
    heads,
    keyValueHeads: whole('attention.head_count_kv', heads, heads),
    headDim,
    vocabulary: tensors.get('token_embd.weight')?.rows ?? 0,
    context: whole('context_length', limits.context),
    epsilon: number('attention.layer_norm_rms_epsilon'),
    ropeBase: number('rope.freq_base', architecture === 'gemma3' ? 1_000_000 : 10_000),
    ropeFactor: 1,
    local:
      architecture === 'gemma3'
        ? {
            window: whole('attention.sliding_window', limits.context),
            every: whole('attention.sliding_window_pattern', limits.width, 6),
            ropeBase: number('rope.freq_base_swa', 10_000),
          }
        : null,
  };
  if (number('rope.dimension_count', headDim) !== headDim)
    throw fail(`rotation of whole heads (${headDim})`, get('rope.dimension_count'));
  if (number('attention.value_length', headDim) !== headDim)
    throw fail(`values as wide as keys (${headDim})`, get('attention.value_length'));
  if ((get('expert_count') ?? 0) !== 0) throw fail('a model without experts', `${shown(get('expert_count'))} experts`);
  if ((get('final_logit_softcapping') ?? 0) !== 0) throw fail('logits without a soft cap', get('final_logit_softcapping'));
  if (architecture === 'gemma3' && shape.layers === 62)
    throw fail('a gemma3 of fewer layers than 27B has, which scales attention in a way of its own', '62 layers');
  if (shape.context < 2) throw fail('a context of 2 tokens or more', shape.context);
  if (heads % shape.keyValueHeads) throw fail(`heads in groups of equal size (${heads} heads)`, shape.keyValueHeads);
  const scaling = get('rope.scaling.type') ?? 'none';
  if (scaling === 'linear') shape.ropeFactor = number('rope.scaling.factor');
  else if (scaling !== 'none') throw fail('rope scaling none or linear', scaling);
  return shape;
}

/** True for layers that attend only to the last `window` tokens. */
export function isLocal({ local }: Shape, layer: number): boolean {
  return local !== null && (layer + 1) % local.every !== 0;
}
