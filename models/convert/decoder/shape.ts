// What a graph is built from: a model's sizes and architecture variants, read from GGUF metadata and validated once.
import { UserError } from '../../../harness/core/errors.js';
import type { Gguf, Value } from '../gguf/gguf.js';

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

/** Errors: UserError if the architecture is unsupported, or a size is missing or invalid. */
export function readShape({ reader, metadata, tensors }: Gguf): Shape {
  const named = metadata.get('general.architecture');
  const architecture = architectures.find((one) => one === named);
  const fail = (expected: string, got: unknown) =>
    new UserError(`${reader.path}: expected ${expected}, got ${String(got ?? 'nothing')}`);
  if (!architecture) throw fail(`an architecture that is supported (${architectures.join(', ')})`, named);
  const get = (key: string): Value | undefined => metadata.get(`${architecture}.${key}`);
  const number = (key: string, absent?: number): number => {
    const value = get(key) ?? absent;
    if (typeof value !== 'number' || !(value > 0 && value < 1e9))
      throw fail(`\`${architecture}.${key}\` to be a number above 0`, value);
    return value;
  };
  const hidden = number('embedding_length');
  const heads = number('attention.head_count');
  const headDim = number('attention.key_length', hidden / heads);
  const shape: Shape = {
    architecture,
    layers: number('block_count'),
    hidden,
    feedForward: number('feed_forward_length'),
    heads,
    keyValueHeads: number('attention.head_count_kv', heads),
    headDim,
    vocabulary: tensors.get('token_embd.weight')?.rows ?? 0,
    context: number('context_length'),
    epsilon: number('attention.layer_norm_rms_epsilon'),
    ropeBase: number('rope.freq_base', architecture === 'gemma3' ? 1_000_000 : 10_000),
    ropeFactor: 1,
    local:
      architecture === 'gemma3'
        ? {
            window: number('attention.sliding_window'),
            every: number('attention.sliding_window_pattern', 6),
            ropeBase: number('rope.freq_base_swa', 10_000),
          }
        : null,
  };
  if (number('rope.dimension_count', headDim) !== headDim)
    throw fail(`rotation of whole heads (${headDim})`, get('rope.dimension_count'));
  if (number('attention.value_length', headDim) !== headDim)
    throw fail(`values as wide as keys (${headDim})`, get('attention.value_length'));
  if ((get('expert_count') ?? 0) !== 0) throw fail('a model without experts', `${get('expert_count')} experts`);
  if ((get('final_logit_softcapping') ?? 0) !== 0) throw fail('logits without a soft cap', get('final_logit_softcapping'));
  if (architecture === 'gemma3' && shape.layers === 62)
    throw fail('a gemma3 of fewer layers than 27B has, which scales attention in a way of its own', '62 layers');
  const parts = metadata.get('split.count') ?? 1;
  if (parts !== 1) throw fail('a model in one GGUF file (llama-gguf-split --merge joins parts)', `one of ${parts} parts`);
  const scaling = get('rope.scaling.type') ?? 'none';
  if (scaling === 'linear') shape.ropeFactor = number('rope.scaling.factor');
  else if (scaling !== 'none') throw fail('rope scaling none or linear', scaling);
  return shape;
}

/** True for layers that attend only to the last `window` tokens. */
export function isLocal({ local }: Shape, layer: number): boolean {
  return local !== null && (layer + 1) % local.every !== 0;
}
