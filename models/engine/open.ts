// Opens a checked model folder through transformers.js: tokenizer, chat template, end-of-sequence tokens, and the ONNX Runtime
// session used by our own decode loop. Remote loading is off; only the end-of-sequence tokens are taken from
// generation_config.json.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { InferenceSession } from 'onnxruntime-node';
import { UserError } from '../../harness/core/errors.js';
import type { Message } from '../../harness/core/types.js';
import type { Schemas } from '../mask/hold.js';
import { openSchemas } from '../mask/open.js';
import { type Arithmetic, graphName } from './folder.js';
import { Present } from './present.js';
import { Rows } from './rows.js';
import type { Runner } from './runner.js';
import { graphShape, type Shape } from './shape.js';
import { loadPackagesAsTheyAre } from './third-party.js';

/** Text to tokens and back; needs no weights. */
export interface Texts {
  /** maximum tokens of prompt and answer together */
  context: number;
  /** tokens that end an answer */
  eosTokenIds: Set<number>;
  /** whether there is a chat template; a base model has none */
  chats: boolean;
  /** Prompt tokens: the chat template applied, ready for the answer. Errors: UserError (exit 2) of a base model. */
  encodeChat(messages: Message[]): number[];
  /** plain text, no special tokens added */
  encode(text: string): number[];
  /** text of an answer, without special tokens */
  decode(ids: number[]): string;
  /** JSON Schemas that answers can be held to. Errors: UserError if the tokenizer is of another make */
  schemas(): Schemas;
}

export interface OpenModel extends Texts {
  shape: Shape;
  /** A fresh batch of at most `batch` rows. */
  runner(batch: number): Runner;
  close(): Promise<void>;
}

/** Tokenizer, chat template and end-of-sequence tokens in `folder` (an absolute path). */
export async function openTexts(folder: string): Promise<Texts> {
  const { AutoConfig, AutoTokenizer } = await transformers();
  const [tokenizer, config, generation] = await Promise.all([
    AutoTokenizer.from_pretrained(folder, { local_files_only: true }),
    AutoConfig.from_pretrained(folder, { local_files_only: true }) as Promise<Ends & { max_position_embeddings: number }>,
    readFile(join(folder, 'generation_config.json'), 'utf8').then(
      (text) => JSON.parse(text) as Ends,
      () => ({}) as Ends, // older folders lack the file
    ),
  ]);
  const chats = Boolean(tokenizer.chat_template);
  const eosTokenIds = new Set([generation.eos_token_id ?? config.eos_token_id ?? []].flat());
  let schemas: Schemas | undefined;
  return {
    context: config.max_position_embeddings,
    eosTokenIds,
    chats,
    schemas: () => {
      schemas ??= openSchemas(folder, eosTokenIds);
      return schemas;
    },
    encodeChat: (messages) => {
      if (!chats) throw noChat(folder);
      return tokenizer.apply_chat_template(messages, {
        add_generation_prompt: true,
        tokenize: true,
        return_tensor: false,
        return_dict: false,
      }) as number[];
    },
    encode: (text) => tokenizer.encode(text, { add_special_tokens: false }),
    decode: (ids) =>
      ids.length === 0 ? '' : tokenizer.decode(ids, { skip_special_tokens: true, clean_up_tokenization_spaces: false }),
  };
}

/** The error of a base model that is asked for an answer. */
function noChat(folder: string): UserError {
  return new UserError(
    `${folder}: expected a model with a chat template, got a base model, which only goes on with a text and cannot be asked a chat. Ask an instruction-tuned one; \`perplexity(text)\` works with this one`,
  );
}

/** transformers.js, loaded when the first model is opened: replay never needs it. */
async function transformers() {
  loadPackagesAsTheyAre();
  const library = await import('@huggingface/transformers');
  library.env.allowRemoteModels = false;
  return library;
}

interface Ends {
  eos_token_id?: number | number[];
}

/**
 * Opens the model in `folder` (an absolute path) and runs it once, so that the first answer is as fast as later ones. `threads`:
 * ONNX Runtime threads, 1 or more. The files must have been checked.
 */
export async function openModel(folder: string, arithmetic: Arithmetic, threads: number): Promise<OpenModel> {
  const { AutoModelForCausalLM } = await transformers();
  const [texts, model] = await Promise.all([
    openTexts(folder),
    AutoModelForCausalLM.from_pretrained(folder, {
      local_files_only: true,
      device: 'cpu',
      dtype: 'q4',
      model_file_name: graphName(arithmetic),
      use_external_data_format: false, // ONNX Runtime finds the shards itself; transformers.js would read them a second time
      session_options: { intraOpNumThreads: threads, interOpNumThreads: 1, executionMode: 'sequential' },
    }),
  ]);
  const session = (model.sessions as Record<string, InferenceSession>).model as InferenceSession;
  const shape = graphShape(session);
  const rows = session.outputMetadata.find(({ name }) => name === 'new_key.0');
  const single = rows?.isTensor && rows.shape[0] === 1; // rows sliced from `present` come one at a time
  const givesRows = rows && session.inputNames.includes('num_logits_to_keep');
  const opened: OpenModel = {
    ...texts,
    shape,
    runner: (batch) => (givesRows ? new Rows(session, shape, single ? 1 : batch) : new Present(session, shape.vocabulary)),
    close: async () => void (await model.dispose()),
  };
  await warmUp(opened);
  return opened;
}

/**
 * A session allocates its working memory in its first run, which would take a third to a half of a short prompt's time to first
 * token.
 */
async function warmUp({ context, runner }: OpenModel): Promise<void> {
  const row = runner(1);
  row.join(false);
  await row.fill(0, new Array<number>(Math.max(1, Math.min(64, context - 1))).fill(0));
  await row.step([0]);
  row.leave(0);
}
