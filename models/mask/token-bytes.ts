// The bytes of each token, from a model's tokenizer.json: of the two makes that there are, GPT-2's letters for bytes, and
// SentencePiece's pieces with single bytes beside them.
import { UserError } from '../../harness/core/errors.js';

interface TokenizerFile {
  model?: { vocab?: Record<string, number> };
  added_tokens?: { id: number }[];
  decoder?: Decoder | null;
}

interface Decoder {
  type?: string;
  decoders?: Decoder[];
  pattern?: { String?: string };
  content?: string;
}

/**
 * Token → its bytes. Added tokens are left out, as they are none of a text. `where` names the file in errors. Errors: UserError if the
 * tokenizer is of another make, or no JSON.
 */
export function tokenBytes(text: string, where: string): Map<number, Uint8Array> {
  const { model, added_tokens = [], decoder } = parsed(text, where);
  const bytesOf = reader(decoder ?? {});
  const vocab = model?.vocab;
  if (!bytesOf || !vocab || Array.isArray(vocab))
    throw new UserError(
      `${where}: expected a tokenizer whose tokens have known bytes, got another make: its model cannot be held to a schema`,
    );
  const added = new Set(added_tokens.map(({ id }) => id));
  const all = new Map<number, Uint8Array>();
  for (const [token, id] of Object.entries(vocab)) {
    const bytes = added.has(id) ? null : bytesOf(token);
    if (bytes && bytes.length > 0) all.set(id, bytes);
  }
  return all;
}

function parsed(text: string, where: string): TokenizerFile {
  try {
    return JSON.parse(text) as TokenizerFile;
  } catch {
    throw new UserError(`${where}: expected JSON, got something else`);
  }
}

function reader({ type, decoders = [] }: Decoder): ((token: string) => Uint8Array | null) | null {
  const encoder = new TextEncoder();
  if (type === 'ByteLevel') {
    const letters = byteLetters();
    return (token) => {
      const bytes = [...token].map((letter) => letters.get(letter));
      return bytes.includes(undefined) ? null : Uint8Array.from(bytes as number[]);
    };
  }
  const has = (kind: string) => decoders.some((one) => one.type === kind);
  const spaces = decoders.some((one) => one.type === 'Replace' && one.pattern?.String === '▁' && one.content === ' ');
  if (type !== 'Sequence' || !has('ByteFallback') || !spaces) return null;
  return (token) => {
    const byte = /^<0x([0-9A-Fa-f]{2})>$/.exec(token)?.[1];
    return byte === undefined ? encoder.encode(token.replaceAll('▁', ' ')) : Uint8Array.of(Number.parseInt(byte, 16));
  };
}

/** GPT-2's letters: a byte that prints stands for itself, the others follow from U+0100 on. */
function byteLetters(): Map<string, number> {
  const letters = new Map<string, number>();
  let next = 256;
  for (let byte = 0; byte < 256; byte++) {
    const prints = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
    letters.set(String.fromCodePoint(prints ? byte : next++), byte);
  }
  return letters;
}
