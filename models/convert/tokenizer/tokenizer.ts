// tokenizer.json and tokenizer_config.json, as transformers.js reads them, from a GGUF file's vocabulary.
import { UserError } from '../../../harness/core/errors.js';
import type { Shape } from '../decoder/shape.js';
import { type Gguf, shown, type Value } from '../gguf/gguf.js';
import { byteLevelParts } from './byte-level.js';
import { sentencePieceParts } from './sentencepiece.js';
import { type TokenizerParts, tokenKind, type Vocabulary } from './vocabulary.js';

/**
 * Contents of tokenizer.json and tokenizer_config.json; a base model has no chat template. Errors: UserError if the file has no
 * tokenizer, or an unknown tokenizer type.
 */
export function tokenizerFiles(
  { reader: { path }, metadata }: Gguf,
  { context, vocabulary: most }: Pick<Shape, 'context' | 'vocabulary'>,
): { tokenizer: string; config: string } {
  const get = (key: string): Value | undefined => metadata.get(`tokenizer.ggml.${key}`);
  const tokens = get('tokens');
  if (!Array.isArray(tokens)) throw new UserError(`${path}: expected a tokenizer (\`tokenizer.ggml.tokens\`), found none`);
  const fail = (expected: string, got: string) => new UserError(`${path}: expected ${expected}, got ${got}. Download it again`);
  if (tokens.length < 1 || tokens.length > most)
    throw fail(`1 to ${most} tokens, as \`token_embd.weight\` has rows`, `${tokens.length}`);
  for (const key of ['token_type', 'scores']) {
    const list = get(key);
    if (list !== undefined && !(Array.isArray(list) && list.length === tokens.length))
      throw fail(`\`tokenizer.ggml.${key}\` to be a list of ${tokens.length} values, one a token`, shown(list));
  }
  const template = metadata.get('tokenizer.chat_template');
  if (template !== undefined && typeof template !== 'string')
    throw fail('a chat template (`tokenizer.chat_template`) that is a text', shown(template));
  const named = (key: string): string | null => {
    const id = get(`${key}_token_id`);
    if (typeof id === 'number' && !(id in tokens))
      throw fail(`\`tokenizer.ggml.${key}_token_id\` to be one of ${tokens.length} tokens`, shown(id));
    return typeof id === 'number' ? String(tokens[id]) : null;
  };
  named('eot'); // config.ts reads it
  const vocabulary: Vocabulary = {
    path,
    split: String(get('pre') ?? 'default'),
    tokens: tokens.map(String),
    kinds: listOf(get('token_type'), tokens.length).map(Number),
    merges: listOf(get('merges'), 0).map(String),
    scores: listOf(get('scores'), 0).map(Number),
    unknown: named('unknown'),
    addSpacePrefix: get('add_space_prefix') !== false,
  };
  const parts = partsOf(shown(get('model')), vocabulary);
  const added = vocabulary.tokens.flatMap((content, id) => {
    const kind = vocabulary.kinds[id] as number;
    const special = kind !== tokenKind.userDefined;
    const token = { id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special };
    return parts.addedKinds.includes(kind) ? [token] : [];
  });
  const sentencePiece = parts.className === 'LlamaTokenizer';
  const start = (get('add_bos_token') ?? sentencePiece) ? named('bos') : null;
  const tokenizer = {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: added,
    normalizer: parts.normalizer,
    pre_tokenizer: parts.pre_tokenizer,
    post_processor: sentencePiece && start ? startsWith(start, Number(get('bos_token_id'))) : null,
    decoder: parts.decoder,
  };
  // an object would put keys "0" to "9" first
  const vocab = [...parts.vocab].map(([token, id]) => `${JSON.stringify(token)}:${id}`);
  const model = opened(parts.model, `"vocab":{${vocab.join(',')}},"merges":${JSON.stringify(parts.merges)}}`);
  const config = {
    tokenizer_class: parts.className,
    model_max_length: context,
    add_prefix_space: false,
    clean_up_tokenization_spaces: false,
    ...parts.config,
    bos_token: parts.hasStart ? named('bos') : null,
    eos_token: named('eos'),
    pad_token: named('padding'),
    unk_token: vocabulary.unknown,
    added_tokens_decoder: Object.fromEntries(
      added.map(({ id, content, lstrip, normalized, rstrip, single_word, special }) => [
        id,
        { content, lstrip, normalized, rstrip, single_word, special },
      ]),
    ),
    ...(template === undefined ? {} : { chat_template: withStart(template, start) }),
  };
  return { tokenizer: `${opened(tokenizer, `"model":${model}}`)}\n`, config: `${JSON.stringify(config, null, 2)}\n` };
}

function partsOf(model: string, vocabulary: Vocabulary): TokenizerParts {
  if (model === 'gpt2') return byteLevelParts(vocabulary);
  if (model === 'llama') return sentencePieceParts(vocabulary);
  throw new UserError(
    `${vocabulary.path}: expected a tokenizer of kind gpt2 (byte-level BPE) or llama (SentencePiece), got ${model}`,
  );
}

/** The JSON of an object, with more members appended. */
function opened(object: object, more: string): string {
  return `${JSON.stringify(object).slice(0, -1)},${more}`;
}

/** Adds the beginning-of-sequence token to a template that does not write it, if the model expects one, as llama.cpp does. */
function withStart(template: string, start: string | null): string {
  return start === null || template.includes('bos_token') || template.includes(start) ? template : `{{ bos_token }}${template}`;
}

/** A post-processor that puts the beginning-of-sequence token before a plain text. */
function startsWith(token: string, id: number): object {
  const start = { SpecialToken: { id: token, type_id: 0 } };
  const text = (name: string) => ({ Sequence: { id: name, type_id: 0 } });
  const special_tokens = { [token]: { id: token, ids: [id], tokens: [token] } };
  return { type: 'TemplateProcessing', single: [start, text('A')], pair: [start, text('A'), text('B')], special_tokens };
}

function listOf(value: Value | undefined, length: number): Value[] {
  return Array.isArray(value) ? value : Array.from({ length }, () => tokenKind.normal);
}
