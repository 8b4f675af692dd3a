// Opens a checked model folder through transformers.js: tokenizer, chat template, end tokens, and the ONNX Runtime session that our
// own loop then runs. The remote is switched off; generation_config.json gives end tokens and nothing else.
import { basename, dirname } from 'node:path';
import { AutoModelForCausalLM, AutoTokenizer, env, type PreTrainedTokenizer } from '@huggingface/transformers';
import type { InferenceSession } from 'onnxruntime-node';
import type { Message } from '../../harness/types.js';
import { type Arithmetic, graphName } from '../folder.js';

/** The shape of a graph's cache and output. */
export interface Shape {
  layers: number;
  /** key/value heads */
  heads: number;
  /** numbers a head */
  dim: number;
  vocabulary: number;
  /** most tokens of prompt and answer together */
  context: number;
}

export interface OpenModel {
  session: InferenceSession;
  shape: Shape;
  /** tokens that end an answer */
  ends: Set<number>;
  /** chat template applied, ready for the answer */
  encodeChat(messages: Message[]): number[];
  /** plain text, no special tokens added */
  encode(text: string): number[];
  /** text of an answer, special tokens left out */
  decode(ids: number[]): string;
  close(): Promise<void>;
}

/** Opens the model in `folder`. `threads`: ONNX Runtime threads, 1 or more. The files must have been checked. */
export async function openModel(folder: string, arithmetic: Arithmetic, threads: number): Promise<OpenModel> {
  env.allowRemoteModels = false;
  env.localModelPath = dirname(folder);
  const name = basename(folder);
  const [tokenizer, model] = await Promise.all([
    AutoTokenizer.from_pretrained(name, { local_files_only: true }),
    AutoModelForCausalLM.from_pretrained(name, {
      local_files_only: true,
      device: 'cpu',
      dtype: 'q4',
      model_file_name: graphName(arithmetic),
      use_external_data_format: false, // ONNX Runtime finds the shards itself; transformers.js would read them a second time
      session_options: { intraOpNumThreads: threads, interOpNumThreads: 1, executionMode: 'sequential' },
    }),
  ]);
  const session = (model.sessions as Record<string, InferenceSession>).model as InferenceSession;
  const config = model.config as { eos_token_id?: number | number[]; max_position_embeddings: number };
  const generation = model.generation_config as { eos_token_id?: number | number[] } | null;
  return {
    session,
    shape: { ...cacheShape(session), context: config.max_position_embeddings },
    ends: new Set([generation?.eos_token_id ?? config.eos_token_id ?? []].flat()),
    ...texts(tokenizer),
    close: async () => void (await model.dispose()),
  };
}

function texts(tokenizer: PreTrainedTokenizer) {
  return {
    encodeChat: (messages: Message[]) =>
      tokenizer.apply_chat_template(messages, {
        add_generation_prompt: true,
        tokenize: true,
        return_tensor: false,
        return_dict: false,
      }) as number[],
    encode: (text: string) => tokenizer.encode(text, { add_special_tokens: false }),
    decode: (ids: number[]) =>
      ids.length === 0 ? '' : tokenizer.decode(ids, { skip_special_tokens: true, clean_up_tokenization_spaces: false }),
  };
}

function cacheShape(session: InferenceSession): Omit<Shape, 'context'> {
  const dims = (list: readonly InferenceSession.ValueMetadata[], name: string) => {
    const entry = list.find((value) => value.name === name);
    if (!entry?.isTensor) throw new Error(`the graph has no ${name}`);
    return entry.shape.map(Number);
  };
  const [, heads, , dim] = dims(session.inputMetadata, 'past_key_values.0.key') as [number, number, number, number];
  const layers = session.inputNames.filter((name) => /^past_key_values\.\d+\.key$/.test(name)).length;
  return { layers, heads, dim, vocabulary: dims(session.outputMetadata, 'logits')[2] as number };
}
