// The vocabulary of a GGUF file, and what byte-level.ts or sentencepiece.ts makes of it.

/** Kinds of tokens in `tokenizer.ggml.token_type`. */
export const tokenKind = { normal: 1, unknown: 2, control: 3, userDefined: 4, unused: 5, byte: 6 } as const;

export interface Vocabulary {
  path: string;
  /** `tokenizer.ggml.pre`: how text is split before merging */
  split: string;
  tokens: string[];
  kinds: number[];
  merges: string[];
  scores: number[];
  unknown: string | null;
  addSpacePrefix: boolean;
}

/** What differs between the two families of tokenizers. */
export interface TokenizerParts {
  className: string;
  normalizer: object | null;
  pre_tokenizer: object | null;
  decoder: object;
  /** of the model, all but its vocabulary and merges */
  model: object;
  vocab: Map<string, number>;
  merges: (string | [string, string])[];
  /** kinds that are matched in the text before anything else */
  addedKinds: number[];
  /** true where the class is told its beginning-of-text token */
  hasStart: boolean;
  config: object;
}
