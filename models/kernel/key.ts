// The model's digest and an answer's key, computed once more: what models/engine/folder.ts and harness/records/request-key.ts give,
// without Node, so that a page can show that a record's key is of this model, these messages and this decoding.
import { sha256 } from './sha256.js';

/** The digest of a model folder from its SHA256SUMS, with portable arithmetic. */
export function digestOf(sums: Map<string, string>): string {
  const decides = (path: string) =>
    path === 'onnx/model_q4.onnx' ||
    /^onnx\/[^/]+\.onnx_data(_\d+)?$/.test(path) ||
    /^(tokenizer|tokenizer_config|config|generation_config|edits)\.json$|^chat_template\.jinja$/.test(path);
  const files = [...sums].filter(([path]) => decides(path)).sort(([a], [b]) => byCodePoint(a, b));
  return sha256(canonical({ arithmetic: 'portable', files }));
}

/** The key of an answer of the model `digest`. */
export function keyOf(
  digest: string,
  { messages, decoding, trial }: { messages: unknown; decoding: unknown; trial: number },
): string {
  return sha256(canonical({ model: digest, messages, decoding, trial }));
}

/** Lines "<SHA-256>  <path>", path → hash. */
export function readSums(text: string): Map<string, string> {
  const sums = new Map<string, string>();
  for (const line of text.split('\n')) {
    const match = /^([0-9a-f]{64})[ \t]+[*]?([^\s].*)$/.exec(line);
    if (match?.[1] && match[2]) sums.set(match[2], match[1]);
  }
  return sums;
}

/** JSON with keys in code-point order and without spaces. */
export function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  members.sort(([a], [b]) => byCodePoint(a, b));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`;
}

function byCodePoint(a: string, b: string): number {
  const [x, y] = [[...a], [...b]];
  for (const [i, character] of x.entries()) {
    const other = y[i];
    if (other === undefined) return 1;
    if (character !== other) return (character.codePointAt(0) as number) - (other.codePointAt(0) as number);
  }
  return x.length - y.length;
}
