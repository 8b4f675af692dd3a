// Text to tokens and back in Node and in a page: the tokenizer and the chat template of a model's folder, by Hugging Face's small
// libraries, which transformers.js uses too.
import { Template } from '@huggingface/jinja';
import { Tokenizer } from '@huggingface/tokenizers';

/** A message of a chat, as records have it. */
export interface Message {
  role: string;
  content: unknown;
}

export interface Texts {
  /** tokens that end an answer */
  ends: Set<number>;
  /** tokens of prompt and answer at most */
  context: number;
  /** the prompt as the model reads it */
  prompt(messages: Message[]): string;
  encode(text: string): number[];
  /** without special tokens */
  decode(ids: number[]): string;
}

/** Gives the text of a file of the folder; null if the folder has none. */
export type TextFile = (name: string) => Promise<string | null> | string | null;

/** Errors: RangeError naming a file that is missing or no JSON, or of a base model, which has no chat template. */
export async function openTexts(file: TextFile): Promise<Texts> {
  const json = async (name: string, optional = false): Promise<Record<string, unknown>> => {
    const text = await file(name);
    if (text === null && optional) return {};
    try {
      return JSON.parse(text ?? '') as Record<string, unknown>;
    } catch {
      throw new RangeError(`${name} is missing or no JSON`);
    }
  };
  const [words, settings, config, generation] = [
    await json('tokenizer.json'),
    await json('tokenizer_config.json'),
    await json('config.json'),
    await json('generation_config.json', true),
  ];
  const tokenizer = new Tokenizer(words, settings);
  const written = (await file('chat_template.jinja')) ?? settings.chat_template;
  if (typeof written !== 'string')
    throw new RangeError('tokenizer_config.json has no chat template: a base model cannot be asked');
  const template = new Template(written);
  const special = (name: string) => {
    const token = settings[name] as { content?: string } | string | null | undefined;
    return typeof token === 'object' ? token?.content : token;
  };
  return {
    ends: new Set([(generation.eos_token_id ?? config.eos_token_id ?? []) as number | number[]].flat()),
    context: Number(config.max_position_embeddings),
    prompt: (messages) =>
      template.render({
        messages,
        add_generation_prompt: true,
        bos_token: special('bos_token'),
        eos_token: special('eos_token'),
      }),
    encode: (text) => tokenizer.encode(text, { add_special_tokens: false }).ids,
    decode: (ids) =>
      ids.length === 0 ? '' : tokenizer.decode(ids, { skip_special_tokens: true, clean_up_tokenization_spaces: false }),
  };
}
