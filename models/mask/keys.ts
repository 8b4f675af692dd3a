// The keys of an object: which may still come, read byte by byte, and how much is missing when some have come. Sets of keys are bits.
import type { Node, ObjectNode } from './least.js';

interface Spot {
  next: Map<number, number>;
  /** keys that go through here */
  keys: bigint;
  /** how many bytes of them are read */
  depth: number;
  /** the key that is whole here */
  whole: number | null;
}

export class Keys {
  private readonly spots: Spot[] = [{ next: new Map(), keys: 0n, depth: 0, whole: null }];
  private readonly costs: Int32Array[];
  private readonly values: number[];
  private readonly required: bigint;
  private readonly all: bigint;

  constructor(
    private readonly node: ObjectNode,
    cost: (text: Uint8Array) => Int32Array,
    private readonly least: (node: Node) => number,
  ) {
    const bits = node.keys.map((_, i) => 1n << BigInt(i));
    this.costs = node.keys.map(({ text }) => cost(text));
    this.values = node.keys.map(({ value }) => least(value));
    // one without a value never comes
    this.all = bits.reduce((all, bit, i) => (Number.isFinite(this.values[i]) ? all | bit : all), 0n);
    this.required = bits.reduce((all, bit, i) => (node.keys[i]?.required ? all | bit : all), 0n);
    for (const [i, { text }] of node.keys.entries()) {
      let at = 0;
      for (const [depth, byte] of text.entries()) {
        const spot = this.spots[at] as Spot;
        spot.keys |= bits[i] as bigint;
        let next = spot.next.get(byte);
        if (next === undefined) {
          next = this.spots.push({ next: new Map(), keys: 0n, depth: depth + 1, whole: null }) - 1;
          spot.next.set(byte, next);
        }
        at = next;
      }
      const end = this.spots[at] as Spot;
      end.keys |= bits[i] as bigint;
      end.whole = i;
    }
  }

  /** Whether a key is left that has not come. */
  left(seen: bigint): boolean {
    return (this.all & ~seen) !== 0n;
  }

  /** Whether a key has not come that must. */
  missing(seen: bigint): boolean {
    return (this.required & ~seen) !== 0n;
  }

  /** The spot after a byte, and the key if it is whole there; null if the byte may not come. */
  step(at: number, byte: number, seen: bigint): { place: number; key: number | null } | null {
    const place = this.spots[at]?.next.get(byte);
    if (place === undefined) return null;
    const spot = this.spots[place] as Spot;
    return (spot.keys & this.all & ~seen) === 0n ? null : { place, key: spot.whole };
  }

  /** Tokens to the closing brace; `after`: a value has come, so a comma goes before each key. */
  needRest(seen: bigint, after: boolean): number {
    let [need, count] = [1, 0];
    for (const [i, cost] of this.costs.entries())
      if ((this.required & ~seen & (1n << BigInt(i))) !== 0n) {
        need += (cost[0] as number) + 1 + (this.values[i] as number);
        count++;
      }
    return need + (after ? count : Math.max(0, count - 1));
  }

  /** The same where a key has to come, after a comma. */
  needOne(seen: bigint): number {
    if (this.missing(seen)) return this.needRest(seen, false);
    const own = this.needIn(0, seen);
    const { extra } = this.node;
    return extra ? Math.min(own, extra.key.least + 1 + this.needValue(-1, seen)) : own;
  }

  /** Tokens to the closing brace from within a key. */
  needIn(at: number, seen: bigint): number {
    const { keys, depth } = this.spots[at] as Spot;
    let need = Number.POSITIVE_INFINITY;
    for (const [i, cost] of this.costs.entries())
      if ((keys & this.all & ~seen & (1n << BigInt(i))) !== 0n)
        need = Math.min(need, (cost[depth] as number) + 1 + this.needValue(i, seen));
    return need;
  }

  /** From before the value of a key on, -1 one that is not named; a space before it costs nothing. */
  needValue(key: number, seen: bigint): number {
    if (key < 0) return this.least(this.node.extra?.value as Node) + this.needRest(seen, true);
    return (this.values[key] as number) + this.needRest(seen | (1n << BigInt(key)), true);
  }
}
