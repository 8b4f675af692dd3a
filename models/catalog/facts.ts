// Facts about a model from its file, without running it: sizes, context, licence.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from '../../harness/core/options.js';
import { hubModels } from './hub.js';

/** The shape of a decoder as given in its config.json, which the converter writes from the GGUF header. */
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
  /** null if neither the converted file nor a committed copy of its config.json is present */
  header: {
    /** parameters in all matrices, as stored */
    parameters: number;
    /** the same without the output matrix: the usual count if it equals the embedding and is stored twice */
    withoutOutput: number;
    /** tokens */
    context: number;
    /** tokens */
    vocabulary: number;
  } | null;
}

/**
 * Facts about a fetchable model, by name: from its listing in models/catalog/NAME/, and from its config.json there or in the
 * converted folder. `cache`: default EVALBOOK_CACHE. Errors: Error if the name is not one of `hubModels`.
 */
export function factsOf(name: string, cache: string = cacheFolder()): Facts {
  const found = hubModels.find((model) => model.name === name);
  if (!found) throw new Error(`expected one of ${hubModels.map((model) => model.name).join(', ')}, got ${name}`);
  const { repository, revision, file, bytes, licence } = found.source;
  const places = [fileURLToPath(new URL(name, import.meta.url)), join(cache, 'models', name)];
  const config = places.map((folder) => join(folder, 'config.json')).find((path) => existsSync(path));
  const shape = config ? (JSON.parse(readFileSync(config, 'utf8')) as Shape) : null;
  return { name, repository, revision, file, bytes, licence, header: shape && headerOf(shape) };
}

function headerOf(shape: Shape): NonNullable<Facts['header']> {
  const parameters = parametersOf(shape);
  const output = shape.tie_word_embeddings ? 0 : shape.vocab_size * shape.hidden_size;
  return {
    parameters,
    withoutOutput: parameters - output,
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
