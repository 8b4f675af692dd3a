// All tokens of a model as a tree of their bytes: so what tokens have in common is looked at once.

export interface Trie {
  /** by node, in the order of their bytes; node 0 is the root. The byte that leads to it */
  byte: Uint8Array;
  /** first node below it and the next one beside it, 0: none */
  below: Int32Array;
  beside: Int32Array;
  /** the token that ends there, -1: none; `twins` has those of the same bytes */
  token: Int32Array;
  twins: Map<number, number[]>;
  /** one more than the largest token */
  size: number;
  /** bytes of the longest token */
  longest: number;
}

export function trieOf(tokens: ReadonlyMap<number, Uint8Array>): Trie {
  const sorted = [...tokens].sort(([a, x], [b, y]) => Buffer.compare(x, y) || a - b);
  const most = sorted.reduce((sum, [, bytes]) => sum + bytes.length, 1);
  const trie: Trie = {
    byte: new Uint8Array(most),
    below: new Int32Array(most),
    beside: new Int32Array(most),
    token: new Int32Array(most).fill(-1),
    twins: new Map(),
    size: 0,
    longest: 0,
  };
  let count = 1;
  /** the nodes of the last token */
  const path = [0];
  let before: Uint8Array = new Uint8Array(0);
  for (const [token, bytes] of sorted) {
    let depth = 0;
    while (depth < before.length && depth < bytes.length && before[depth] === bytes[depth]) depth++;
    for (; depth < bytes.length; depth++) {
      const node = count++;
      trie.byte[node] = bytes[depth] as number;
      const above = path[depth] as number;
      // the last node below `above` is the one of the last token, if it went through there
      if (trie.below[above] === 0) trie.below[above] = node;
      else trie.beside[path[depth + 1] as number] = node;
      path[depth + 1] = node;
    }
    const end = path[bytes.length] as number;
    if (trie.token[end] === -1) trie.token[end] = token;
    else trie.twins.set(end, [...(trie.twins.get(end) ?? []), token]);
    trie.size = Math.max(trie.size, token + 1);
    trie.longest = Math.max(trie.longest, bytes.length);
    before = bytes;
  }
  return {
    ...trie,
    byte: trie.byte.slice(0, count),
    below: trie.below.slice(0, count),
    beside: trie.beside.slice(0, count),
    token: trie.token.slice(0, count),
  };
}

/** For each place in a text, by how few tokens the rest of it can be written; a large number where it cannot. */
export function costs({ byte, below, beside, token }: Trie, text: Uint8Array): Int32Array {
  const fewest = new Int32Array(text.length + 1).fill(1e9);
  fewest[text.length] = 0;
  for (let from = text.length - 1; from >= 0; from--) {
    let node = 0;
    for (let at = from; at < text.length; at++) {
      node = below[node] as number;
      while (node !== 0 && byte[node] !== text[at]) node = beside[node] as number;
      if (node === 0) break;
      if (token[node] !== -1) fewest[from] = Math.min(fewest[from] as number, 1 + (fewest[at + 1] as number));
    }
  }
  return fewest;
}
