// Facts about a model from what is published of it, without running it: sizes, context, licence.
import { readFileSync } from 'node:fs';
import { hubModels, type Source } from './hub.js';

/** The shape of a decoder as given in its config.json. */
export interface Shape {
  model_type: string;
  hidden_size: number;
  intermediate_size: number;
  num_hidden_layers: number;
  num_attention_heads: number;
  num_key_value_heads: number;
  head_dim?: number;
  vocab_size: number;
  max_position_embeddings: number;
  tie_word_embeddings: boolean;
}

export interface Facts {
  name: string;
  /** where the file is published: repository, revision and file name */
  repository: string;
  revision: string;
  file: string;
  /** size of the published file */
  bytes: number;
  licence: string;
  /** where the shape comes from: the publisher's config.json, or null if it was read from the header of the file */
  config: { repository: string; revision: string } | null;
  /** parameters in all matrices: an output matrix that equals the embedding counts again only where it is stored again */
  parameters: number;
  /** the same without the output matrix, if that is stored */
  withoutOutput: number;
  /** no experts in its config.json */
  dense: boolean;
  /** tokens */
  context: number;
  /** tokens */
  vocabulary: number;
}

/**
 * Facts about a fetchable model, by name, from its listing and its config.json in models/catalog/NAME/. Errors: Error if the name
 * is not one of `hubModels`.
 */
export function factsOf(name: string): Facts {
  const found = hubModels.find((model) => model.name === name);
  if (!found) throw new Error(`expected one of ${hubModels.map((model) => model.name).join(', ')}, got ${name}`);
  const { repository, revision, file, bytes, licence, config }: Source = found.source;
  const shape = JSON.parse(readFileSync(new URL(`${name}/config.json`, import.meta.url), 'utf8')) as Shape;
  const parameters = parametersOf(shape);
  const output = shape.tie_word_embeddings ? 0 : shape.vocab_size * shape.hidden_size;
  return {
    ...{ name, repository, revision, file, bytes, licence, parameters },
    config: config ?? null,
    withoutOutput: parameters - output,
    dense: Object.keys(shape).every((name) => !/expert/i.test(name)),
    context: shape.max_position_embeddings,
    vocabulary: shape.vocab_size,
  };
}

/**
 * Number of parameters of a decoder of this shape: embedding, attention, feed-forward, norms, and the output matrix unless it is
 * tied to the embedding.
 */
export function parametersOf(shape: Shape): number {
  const { hidden_size: hidden, num_attention_heads: heads, num_key_value_heads: shared, vocab_size: vocabulary } = shape;
  const dim = shape.head_dim ?? hidden / heads;
  const attention = 2 * hidden * heads * dim + 2 * hidden * shared * dim;
  const bias = shape.model_type === 'qwen2' ? (heads + 2 * shared) * dim : 0;
  const layer = attention + bias + 3 * hidden * shape.intermediate_size + 2 * hidden;
  const matrices = shape.tie_word_embeddings ? 1 : 2;
  return matrices * vocabulary * hidden + shape.num_hidden_layers * layer + hidden;
}
