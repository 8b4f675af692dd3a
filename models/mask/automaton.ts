// Byte automata: alternatives, sequences and repetitions are put together with loose ends (Thompson 1968), then made deterministic
// (subset construction), and every state from which no end is reached is dropped: what is begun can always be ended.

/** A part of an automaton: one way in, one way out. */
export interface Part {
  from: number;
  to: number;
}

/** More states than this are refused: a mask is computed for each. */
const mostStates = 10_000;

export class Builder {
  readonly edges: [first: number, last: number, to: number][][] = [];
  readonly free: number[][] = [];

  state(): number {
    if (this.edges.length > 20 * mostStates) throw new RangeError('is too large');
    this.free.push([]);
    return this.edges.push([]) - 1;
  }

  edge(from: number, first: number, last: number, to: number): void {
    this.edges[from]?.push([first, last, to]);
  }

  join(from: number, to: number): void {
    this.free[from]?.push(to);
  }

  /** Byte ranges, one after another. */
  bytes(ranges: readonly (readonly [first: number, last: number])[]): Part {
    const from = this.state();
    let to = from;
    for (const [first, last] of ranges) {
      const next = this.state();
      this.edge(to, first, last, next);
      to = next;
    }
    return { from, to };
  }

  text(text: string): Part {
    return this.bytes([...new TextEncoder().encode(text)].map((byte) => [byte, byte] as const));
  }

  sequence(parts: Part[]): Part {
    const from = this.state();
    let to = from;
    for (const part of parts) {
      this.join(to, part.from);
      to = part.to;
    }
    return { from, to };
  }

  either(parts: Part[]): Part {
    const whole = { from: this.state(), to: this.state() };
    for (const { from, to } of parts) {
      this.join(whole.from, from);
      this.join(to, whole.to);
    }
    return whole;
  }

  /** `make` gives one copy; `most` null: without end. */
  repeated(make: () => Part, least: number, most: number | null): Part {
    const parts = Array.from({ length: least }, make);
    if (most === null) {
      const whole = { from: this.state(), to: this.state() };
      const one = make();
      this.join(whole.from, one.from);
      this.join(one.to, one.from);
      this.join(one.to, whole.to);
      this.join(whole.from, whole.to);
      return this.sequence([...parts, whole]);
    }
    const end = this.state();
    for (let i = least; i < most; i++) {
      const one = make();
      this.join(one.from, end); // all further copies may be left out
      parts.push(one);
    }
    const whole = this.sequence(parts);
    this.join(whole.to, end);
    return { from: whole.from, to: end };
  }
}

/** A deterministic automaton over bytes. State 0 is the first one. */
export interface Automaton {
  /** 256 a state: the next one, or -1 */
  next: Int32Array;
  accepts: Uint8Array;
  /** fewest bytes from a state to an end */
  need: Int32Array;
}

/** The automaton of a part; null if it has no text at all. Errors: RangeError if it has too many states. */
export function automatonOf({ edges, free }: Builder, { from, to }: Part): Automaton | null {
  const closure = (states: Iterable<number>): number[] => {
    const seen = new Set(states);
    for (const state of seen) for (const other of free[state] as number[]) seen.add(other);
    return [...seen].filter((state) => state === to || (edges[state] as unknown[]).length > 0).sort((a, b) => a - b);
  };
  const sets: number[][] = [];
  const known = new Map<string, number>();
  const rows: Int32Array[] = [];
  const idOf = (set: number[]): number => {
    const name = set.join(' ');
    const id = known.get(name);
    if (id !== undefined) return id;
    if (sets.length >= mostStates) throw new RangeError('is too large');
    known.set(name, sets.length);
    return sets.push(set) - 1;
  };
  idOf(closure([from]));
  for (let at = 0; at < sets.length; at++) {
    const row = new Int32Array(256).fill(-1);
    const out = (sets[at] as number[]).flatMap((state) => edges[state] as [number, number, number][]);
    // bytes between two borders go the same way
    const borders = [...new Set(out.flatMap(([first, last]) => [first, last + 1]))].sort((a, b) => a - b);
    for (const [i, first] of borders.entries()) {
      const targets = out.filter(([low, high]) => low <= first && first <= high).map(([, , target]) => target);
      if (targets.length > 0) row.fill(idOf(closure(targets)), first, borders[i + 1] ?? 256);
    }
    rows.push(row);
  }
  return trimmed(
    rows,
    sets.map((set) => set.includes(to)),
  );
}

/** Only states that lead to an end. */
function trimmed(rows: Int32Array[], accepts: boolean[]): Automaton | null {
  const need = new Int32Array(rows.length).fill(-1);
  const before = rows.map(() => new Set<number>());
  for (const [from, row] of rows.entries()) for (const to of new Set(row)) if (to >= 0) before[to]?.add(from);
  let edge = accepts.flatMap((one, state) => (one ? [state] : []));
  for (let distance = 0; edge.length > 0; distance++) {
    for (const state of edge) need[state] = distance;
    edge = [...new Set(edge.flatMap((state) => [...(before[state] as Set<number>)]))].filter((state) => need[state] === -1);
  }
  if (need[0] === -1) return null;
  const kept = rows.flatMap((_, state) => (need[state] === -1 ? [] : [state]));
  const places = new Map(kept.map((state, place) => [state, place]));
  const next = new Int32Array(256 * kept.length);
  for (const [place, state] of kept.entries())
    for (let byte = 0; byte < 256; byte++)
      next[256 * place + byte] = places.get((rows[state] as Int32Array)[byte] as number) ?? -1;
  return {
    next,
    accepts: Uint8Array.from(kept, (state) => (accepts[state] ? 1 : 0)),
    need: Int32Array.from(kept, (state) => need[state] as number),
  };
}

/** What both accept; null if nothing. Errors: RangeError if it has too many states. */
export function both(a: Automaton, b: Automaton): Automaton | null {
  return paired(a, b, false);
}

/** What `a` accepts and `b` does not; null if nothing. Errors: RangeError if it has too many states. */
export function without(a: Automaton, b: Automaton): Automaton | null {
  return paired(a, b, true);
}

/** States are pairs; that of `b` may be -1, where it is left, if `not`. */
function paired(a: Automaton, b: Automaton, not: boolean): Automaton | null {
  const pairs: [number, number][] = [];
  const known = new Map<number, number>();
  const idOf = (x: number, y: number): number => {
    const name = x * (b.accepts.length + 1) + y + 1;
    const id = known.get(name);
    if (id !== undefined) return id;
    if (pairs.length >= mostStates) throw new RangeError('is too large');
    known.set(name, pairs.length);
    return pairs.push([x, y]) - 1;
  };
  idOf(0, 0);
  const rows: Int32Array[] = [];
  for (let at = 0; at < pairs.length; at++) {
    const [x, y] = pairs[at] as [number, number];
    const row = new Int32Array(256).fill(-1);
    for (let byte = 0; byte < 256; byte++) {
      const one = a.next[256 * x + byte] as number;
      const other = y < 0 ? -1 : (b.next[256 * y + byte] as number);
      if (one >= 0 && (not || other >= 0)) row[byte] = idOf(one, other);
    }
    rows.push(row);
  }
  return trimmed(
    rows,
    pairs.map(([x, y]) => a.accepts[x] === 1 && (y >= 0 && b.accepts[y] === 1) !== not),
  );
}
