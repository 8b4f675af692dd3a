// The vocabulary of a GGUF file, and the tokenizer parts that byte-level.ts and sentencepiece.ts make from it.

/** Token types in `tokenizer.ggml.token_type`. */
export const tokenKind = { normal: 1, unknown: 2, control: 3, userDefined: 4, unused: 5, byte: 6 } as const;

export interface Vocabulary {
  path: string;
  /** `tokenizer.ggml.pre`: the pre-tokenizer */
  split: string;
  tokens: string[];
  kinds: number[];
  merges: string[];
  scores: number[];
  unknown: string | null;
  addSpacePrefix: boolean;
}

/** What differs between the two tokenizer families. */
export interface TokenizerParts {
  className: string;
  normalizer: object | null;
  pre_tokenizer: object | null;
  decoder: object;
  /** the tokenizer's `model` section without vocabulary and merges */
  model: object;
  vocab: Map<string, number>;
  merges: (string | [string, string])[];
  /** token types that are matched in the text before anything else */
  addedKinds: number[];
  /** true if the tokenizer class is given its beginning-of-sequence token */
  hasStart: boolean;
  config: object;
}
