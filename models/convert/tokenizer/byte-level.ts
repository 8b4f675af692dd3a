// Byte-level BPE (the GPT-2 family): text is split by a pattern, bytes are mapped to printable letters, then merged by rank.
import { UserError } from '../../../harness/core/errors.js';
import { shown } from '../gguf/gguf.js';
import { type TokenizerParts, tokenKind, type Vocabulary } from './vocabulary.js';

// Patterns from the models' own tokenizer.json; the keys are GGUF's names in `tokenizer.ggml.pre`.
const words = "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+";
const rest = ' ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+';
const patterns: Record<string, string | null> = {
  'gpt-2': null,
  smollm: null,
  qwen2: `${words}|\\p{N}|${rest}`,
  'llama-bpe': `${words}|\\p{N}{1,3}|${rest}`,
};

/** Errors: UserError if the pre-tokenizer is unknown. */
export function byteLevelParts({ path, split, tokens, kinds, merges }: Vocabulary): TokenizerParts {
  const pattern = patterns[split];
  if (pattern === undefined)
    throw new UserError(
      `${path}: expected a way to split text (\`tokenizer.ggml.pre\`) among ${Object.keys(patterns).join(', ')}, got ${shown(split)}`,
    );
  const byteLevel = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: pattern === null, use_regex: pattern === null };
  const before = {
    'gpt-2': [],
    smollm: [{ type: 'Split', pattern: { Regex: '\\p{N}' }, behavior: 'Isolated', invert: false }], // "Digits" in JavaScript is 0 to 9 only
  }[split] ?? [{ type: 'Split', pattern: { Regex: pattern }, behavior: 'Isolated', invert: false }];
  const inModel = (i: number) => split !== 'qwen2' || kinds[i] !== tokenKind.control;
  const vocab = new Map<string, number>();
  for (const [i, token] of tokens.entries()) if (inModel(i)) vocab.set(token, i);
  return {
    className: split === 'qwen2' ? 'Qwen2Tokenizer' : 'GPT2Tokenizer',
    normalizer: split === 'qwen2' ? { type: 'NFC' } : null, // as in the model's own tokenizer; llama.cpp omits it
    pre_tokenizer: { type: 'Sequence', pretokenizers: [...before, byteLevel] },
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: '',
      end_of_word_suffix: '',
      fuse_unk: false,
      byte_fallback: false,
      ...(split === 'llama-bpe' ? { ignore_merges: true } : {}),
    },
    vocab,
    merges,
    addedKinds: [tokenKind.control, tokenKind.userDefined],
    hasStart: split !== 'qwen2',
    config: {},
  };
}
