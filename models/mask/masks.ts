// Which tokens may come next: the tree of tokens is walked as far as the grammar goes along. What stays within a text, most of the
// vocabulary, hangs on that text's own rules alone, so it is looked up once for all texts of a kind, in all schemas.
import type { Leaf } from './leaf.js';
import type { Machine, Place, State } from './machine.js';
import type { Trie } from './trie.js';

/** Tokens, a bit each. */
export interface Mask {
  bits: Uint32Array;
  /** the tokens themselves, in order, if they are few: `bits` is then empty */
  few: Uint32Array | null;
  /** how many */
  count: number;
  /** the most tokens that could be missing after one of them */
  need: number;
}

/** What tokens do in a leaf; `need` counts the leaf alone. */
export interface Within extends Mask {
  /** nodes of the tree where the leaf is whole; what follows belongs to what is around it */
  exits: number[];
}

/** Masks of one machine over one tree. */
export class Masks {
  private readonly masks = new Map<number, Mask>();
  private readonly parts = new Map<number, Mask>();
  private readonly words: number;
  /** bytes kept */
  size = 0;

  constructor(
    private readonly trie: Trie,
    private readonly tokens: ReadonlyMap<number, Uint8Array>,
    /** tokens that end an answer */
    private readonly ends: ReadonlySet<number>,
    readonly machine: Machine,
    /** those within leaves, shared by all schemas */
    private readonly within: Map<string, Within>,
  ) {
    this.words = (Math.max(trie.size, ...[...ends].map((token) => token + 1)) + 31) >> 5;
  }

  /** The bytes of a token of text. */
  bytesOf(token: number): Uint8Array | undefined {
    return this.tokens.get(token);
  }

  of(state: State): Mask {
    let mask = this.masks.get(state.id);
    if (!mask) {
      const parts = state.places.map((place) => this.at(place));
      mask = parts.length === 1 && !state.ends ? (parts[0] as Mask) : this.kept(this.union(parts, state.ends));
      this.masks.set(state.id, mask);
    }
    return mask;
  }

  /** Tokens after which at most `most` are missing. Not kept: it is wanted at the end of an answer alone. */
  limited(state: State, most: number): Mask {
    const mask = this.empty();
    this.walk(mask, 0, state, most);
    if (state.ends) for (const token of this.ends) set(mask, token, 0);
    return mask;
  }

  private at(place: Place): Mask {
    const known = this.parts.get(place.id);
    if (known) return known;
    let mask = this.empty();
    const { frame, rest } = place;
    if (frame.in === 'leaf') {
      const within = this.inLeaf(frame.leaf, frame.at);
      const after = this.machine.alone(rest);
      mask.bits.set(within.bits);
      mask.count = within.count;
      mask.need = within.need + (rest?.need ?? 0);
      for (const node of within.exits) this.walk(mask, node, after);
    } else this.walk(mask, 0, this.machine.alone(place));
    mask = this.kept(mask);
    this.parts.set(place.id, mask);
    return mask;
  }

  private union(masks: Mask[], ends: boolean): Mask {
    const all = this.empty();
    for (const mask of masks) {
      for (let i = 0; i < mask.bits.length; i++) all.bits[i] = (all.bits[i] as number) | (mask.bits[i] as number);
      for (const token of mask.few ?? []) set(all, token, 0);
      all.need = Math.max(all.need, mask.need);
    }
    if (ends) for (const token of this.ends) set(all, token, 0);
    all.count = 0;
    for (const word of all.bits) for (let left = word; left !== 0; left &= left - 1) all.count++;
    return all;
  }

  /** A mask as it is kept: few tokens as a list. */
  private kept(mask: Mask): Mask {
    const isShort = mask.count <= mask.bits.length;
    this.size += isShort ? 4 * mask.count : 4 * mask.bits.length;
    return isShort ? { ...mask, bits: none, few: tokensOf(mask) } : mask;
  }

  private inLeaf(leaf: Leaf, at: number): Within {
    const { trie } = this;
    const name = `${leaf.name}\n${leaf.alike(at, trie.longest)}`;
    const known = this.within.get(name);
    if (known) return known;
    const mask = this.empty();
    const exits: number[] = leaf.accepts(at) ? [0] : [];
    const go = (node: number, state: number) => {
      for (let child = trie.below[node] as number; child !== 0; child = trie.beside[child] as number) {
        const next = leaf.step(state, trie.byte[child] as number);
        if (next < 0) continue;
        this.mark(mask, child, leaf.need(next));
        if (leaf.accepts(next) && trie.below[child] !== 0) exits.push(child);
        if (!leaf.ends(next)) go(child, next);
      }
    };
    go(0, at);
    const within = { ...mask, exits };
    this.within.set(name, within);
    return within;
  }

  private walk(mask: Mask, node: number, state: State, most = Number.POSITIVE_INFINITY): void {
    const { trie, machine } = this;
    for (let child = trie.below[node] as number; child !== 0; child = trie.beside[child] as number) {
      const next = machine.step(state, trie.byte[child] as number);
      if (next === null) continue;
      if (next.need <= most) this.mark(mask, child, next.need);
      if (trie.below[child] !== 0) this.walk(mask, child, next, most);
    }
  }

  private mark(mask: Mask, node: number, need: number): void {
    const token = this.trie.token[node] as number;
    if (token === -1) return;
    set(mask, token, need);
    for (const twin of this.trie.twins.get(node) ?? []) set(mask, twin, need);
  }

  private empty(): Mask {
    return { bits: new Uint32Array(this.words), few: null, count: 0, need: 0 };
  }
}

const none = new Uint32Array(0);

function set(mask: Mask, token: number, need: number): void {
  const word = token >> 5;
  const before = mask.bits[word] as number;
  mask.bits[word] = before | (1 << (token & 31));
  if (mask.bits[word] !== before) mask.count++;
  if (need > mask.need) mask.need = need;
}

/** Whether a mask has a token. */
export function has({ bits, few }: Mask, token: number): boolean {
  return few ? few.includes(token) : (((bits[token >> 5] ?? 0) >> (token & 31)) & 1) === 1;
}

/** The tokens of a mask, in order; written into `into` if that is long enough. */
export function tokensOf({ bits, few, count }: Mask, into = new Uint32Array(count)): Uint32Array {
  if (few) return few;
  let n = 0;
  for (let i = 0; i < bits.length; i++)
    for (let word = bits[i] as number; word !== 0; word &= word - 1) into[n++] = (i << 5) + 31 - Math.clz32(word & -word);
  return into;
}
