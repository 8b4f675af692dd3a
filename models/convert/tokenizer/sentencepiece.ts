// SentencePiece vocabularies (Llama 2, TinyLlama, Gemma) as BPE: a piece that consists of two other pieces is a merge, ranked by
// its score, as in SentencePiece itself and llama.cpp. Bytes that no piece covers become tokens <0x..>.
import { type TokenizerParts, tokenKind, type Vocabulary } from './vocabulary.js';

const space = '\u2581';

export function sentencePieceParts({ tokens, kinds, scores, unknown, addSpacePrefix }: Vocabulary): TokenizerParts {
  const replace = (from: string, to: string) => ({ type: 'Replace', pattern: { String: from }, content: to });
  const toPieces = addSpacePrefix ? [{ type: 'Prepend', prepend: space }, replace(' ', space)] : [replace(' ', space)];
  const toText = [replace(space, ' '), { type: 'ByteFallback' }, { type: 'Fuse' }];
  return {
    className: 'LlamaTokenizer',
    normalizer: { type: 'Sequence', normalizers: toPieces },
    pre_tokenizer: null,
    decoder: {
      type: 'Sequence',
      decoders: addSpacePrefix ? [...toText, { type: 'Strip', content: ' ', start: 1, stop: 0 }] : toText,
    },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: unknown,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: true,
      byte_fallback: true,
    },
    vocab: new Map(tokens.map((token, id) => [token, id])),
    merges: merges(tokens, kinds, scores),
    addedKinds: [tokenKind.control, tokenKind.userDefined, tokenKind.unknown],
    hasStart: true,
    config: { legacy: true },
  };
}

/** Each way to make a normal piece from two others, best score first; equal scores keep vocabulary order. */
function merges(tokens: string[], kinds: number[], scores: number[]): [string, string][] {
  const ids = new Map<string, number>();
  for (const [id, token] of tokens.entries()) if (kinds[id] === tokenKind.normal) ids.set(token, id);
  const found: { pair: [string, string]; score: number; left: number; right: number }[] = [];
  for (const [token, id] of ids) {
    const letters = [...token];
    for (let cut = 1, left = ''; cut < letters.length; cut++) {
      left += letters[cut - 1];
      const right = token.slice(left.length);
      const ends = [ids.get(left), ids.get(right)] as const;
      if (ends[0] === undefined || ends[1] === undefined) continue;
      found.push({ pair: [left, right], score: scores[id] ?? 0, left: ends[0], right: ends[1] });
    }
  }
  found.sort((a, b) => b.score - a.score || a.left - b.left || a.right - b.right);
  return found.map(({ pair }) => pair);
}
