// Runs a grammar over bytes. A place is where one reading of the text stands: what it is in, inside of what. Schemas with alternatives
// have several places at a time. Places and sets of them are made when they are first reached, and once, so their masks can be kept.
import { blank } from './blank.js';
import { Keys } from './keys.js';
import type { Leaf } from './leaf.js';
import { type ListNode, least, type Node, type ObjectNode } from './least.js';

/** What a place is in. `blank`: see blank.ts; `count`: values so far; `seen`: keys so far, a bit each; `key`: the one that is read, -1 another. */
type Frame =
  | { in: 'leaf'; leaf: Leaf; at: number }
  | { in: 'begin'; node: ListNode | ObjectNode }
  | { in: 'list'; node: ListNode; phase: 'open' | 'comma' | 'after'; blank: number; count: number }
  | { in: 'object'; node: ObjectNode; phase: 'open' | 'comma' | 'after'; blank: number; seen: bigint }
  | { in: 'value'; node: ObjectNode; phase: 'colon' | 'blank' | 'value'; seen: bigint; key: number }
  | { in: 'key'; node: ObjectNode; seen: bigint; at: number };

export interface Place {
  id: number;
  frame: Frame;
  /** where it goes on when the frame is done; null: the text is whole */
  rest: Place | null;
  /** tokens to the end at most, if the shortest way is taken */
  need: number;
}

export interface State {
  id: number;
  places: Place[];
  /** whether the text may end here */
  ends: boolean;
  need: number;
  /** by byte, as far as known: null if it may not come */
  next: (State | null | undefined)[];
}

const code = (text: string) => text.charCodeAt(0);
const [quote, comma, colon, openList, closeList, openObject, closeObject] = [...'",:[]{}'].map(code) as [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];

/** No more places of one schema are kept than this: a list of any length has ever more. */
const mostStates = 50_000;

export class Machine {
  readonly start: State;
  private readonly states = new Map<string, State>();
  private readonly places = new Map<string, Place>();
  private readonly ids = new Map<object, number>();
  private readonly keys = new Map<ObjectNode, Keys>();
  private readonly least: (node: Node) => number;

  /** `cost`: for each place in a text, by how many tokens its rest can be written. */
  constructor(
    root: Node,
    private readonly cost: (text: Uint8Array) => Int32Array,
  ) {
    this.least = least(root, (text) => cost(text)[0] as number);
    this.start = this.stateOf(this.begin(root, null), false);
  }

  /** Whether so many states are kept that the machine should be made anew. */
  get full(): boolean {
    return this.states.size > mostStates;
  }

  /** The state after a byte; null if the byte may not come. */
  step(state: State, byte: number): State | null {
    const known = state.next[byte];
    if (known !== undefined) return known;
    let ends = false;
    const places: Place[] = [];
    for (const place of state.places)
      for (const next of this.after(place, byte)) {
        if (next === null) ends = true;
        else places.push(next);
      }
    const next = places.length > 0 || ends ? this.stateOf(places, ends) : null;
    state.next[byte] = next;
    return next;
  }

  /** The state of one place alone, or of the end. */
  alone(place: Place | null): State {
    return place ? this.stateOf([place], false) : this.stateOf([], true);
  }

  private stateOf(places: Place[], end: boolean): State {
    const sorted = [...new Set(places)].sort((a, b) => a.id - b.id);
    const name = `${end} ${sorted.map(({ id }) => id).join(' ')}`;
    const known = this.states.get(name);
    if (known) return known;
    const ends = end || sorted.some(({ frame, rest }) => frame.in === 'leaf' && rest === null && frame.leaf.accepts(frame.at));
    const need = end ? 0 : Math.min(...sorted.map((place) => place.need));
    const state: State = { id: this.states.size, places: sorted, ends, need, next: [] };
    this.states.set(name, state);
    return state;
  }

  /** Where a place may be after a byte; null: at the end. */
  private after(place: Place, byte: number): (Place | null)[] {
    const { frame, rest } = place;
    if (frame.in === 'leaf') {
      const { leaf } = frame;
      const at = leaf.step(frame.at, byte);
      if (at >= 0) return [leaf.ends(at) ? rest : this.place({ ...frame, at }, rest)];
      return leaf.accepts(frame.at) && rest ? this.after(rest, byte) : [];
    }
    if (frame.in === 'begin') {
      const { node } = frame;
      if (node.kind === 'list')
        return byte === openList ? [this.place({ in: 'list', node, phase: 'open', blank: 0, count: 0 }, rest)] : [];
      return byte === openObject ? [this.place({ in: 'object', node, phase: 'open', blank: 0, seen: 0n }, rest)] : [];
    }
    if (frame.in === 'list') return this.inList(frame, rest, byte);
    if (frame.in === 'object') return this.inObject(frame, rest, byte);
    if (frame.in === 'key') {
      const keys = this.keysOf(frame.node);
      const at = keys.step(frame.at, byte, frame.seen);
      if (at === null) return [];
      const { key } = at;
      return [
        this.place(
          key === null ? { ...frame, at: at.place } : { in: 'value', node: frame.node, phase: 'colon', seen: frame.seen, key },
          rest,
        ),
      ];
    }
    if (frame.phase === 'colon') return byte === colon ? [this.place({ ...frame, phase: 'blank' }, rest)] : [];
    if (frame.phase === 'blank' && byte === code(' ')) return [this.place({ ...frame, phase: 'value' }, rest)];
    const { node, key, seen } = frame;
    const value = key < 0 ? node.extra?.value : node.keys[key]?.value;
    const then = this.place(
      { in: 'object', node, phase: 'after', blank: 0, seen: key < 0 ? seen : seen | (1n << BigInt(key)) },
      rest,
    );
    return this.begin(value as Node, then).flatMap((one) => this.after(one, byte));
  }

  private inList(frame: Extract<Frame, { in: 'list' }>, rest: Place | null, byte: number): (Place | null)[] {
    const { node, phase, count } = frame;
    const closes = phase !== 'comma' && count >= node.least;
    const after = blank(frame.blank, byte);
    // after a value space stands before the bracket alone
    if (after !== null) return phase !== 'after' || closes ? [this.place({ ...frame, blank: after }, rest)] : [];
    if (byte === closeList) return closes ? [rest] : [];
    if (phase === 'after') {
      const more = byte === comma && frame.blank === 0 && count < (node.most ?? Number.POSITIVE_INFINITY);
      return more ? [this.place({ ...frame, phase: 'comma', blank: 0 }, rest)] : [];
    }
    if (node.most === 0) return [];
    // beyond the least number only a limit makes counting worthwhile
    const next = node.most === null ? Math.min(count + 1, node.least) : count + 1;
    const then = this.place({ in: 'list', node, phase: 'after', blank: 0, count: next }, rest);
    return this.begin(node.item, then).flatMap((one) => this.after(one, byte));
  }

  private inObject(frame: Extract<Frame, { in: 'object' }>, rest: Place | null, byte: number): (Place | null)[] {
    const { node, phase, seen } = frame;
    const keys = this.keysOf(node);
    const closes = phase !== 'comma' && !keys.missing(seen);
    const after = blank(frame.blank, byte);
    if (after !== null) return phase !== 'after' || closes ? [this.place({ ...frame, blank: after }, rest)] : [];
    if (byte === closeObject) return closes ? [rest] : [];
    const extra = node.extra && Number.isFinite(this.least(node.extra.value)) ? node.extra : null;
    const more = keys.left(seen) || extra !== null;
    if (phase === 'after')
      return byte === comma && frame.blank === 0 && more ? [this.place({ ...frame, phase: 'comma', blank: 0 }, rest)] : [];
    if (byte !== quote) return [];
    const named = keys.left(seen) ? this.after(this.place({ in: 'key', node, seen, at: 0 }, rest), byte) : [];
    if (!extra) return named;
    const { key } = extra;
    const then = this.place({ in: 'value', node, phase: 'colon', seen, key: -1 }, rest);
    return [...named, ...this.after(this.place({ in: 'leaf', leaf: key, at: key.start }, then), byte)];
  }

  /** The places before a value. `above`: alternatives that this one is within, as one may be within itself. */
  private begin(node: Node, rest: Place | null, above: readonly Node[] = []): Place[] {
    if (!Number.isFinite(this.least(node)) || above.includes(node)) return []; // nothing that could not be ended is begun
    if (node.kind === 'any') return node.of.flatMap((one) => this.begin(one, rest, [...above, node]));
    if (node.kind === 'leaf') return [this.place({ in: 'leaf', leaf: node.leaf, at: node.leaf.start }, rest)];
    return [this.place({ in: 'begin', node }, rest)];
  }

  private keysOf(node: ObjectNode): Keys {
    let keys = this.keys.get(node);
    if (!keys) {
      keys = new Keys(node, this.cost, this.least);
      this.keys.set(node, keys);
    }
    return keys;
  }

  private place(frame: Frame, rest: Place | null): Place {
    const name = `${this.nameOf(frame)} ${rest?.id ?? ''}`;
    let place = this.places.get(name);
    if (!place) {
      place = { id: this.places.size, frame, rest, need: this.needOf(frame) + (rest?.need ?? 0) };
      this.places.set(name, place);
    }
    return place;
  }

  private nameOf(frame: Frame): string {
    if (frame.in === 'leaf') return `leaf ${this.idOf(frame.leaf)} ${frame.at}`;
    const node = this.idOf(frame.node);
    if (frame.in === 'begin') return `begin ${node}`;
    if (frame.in === 'list') return `list ${node} ${frame.phase} ${frame.blank} ${frame.count}`;
    if (frame.in === 'object') return `object ${node} ${frame.phase} ${frame.blank} ${frame.seen}`;
    return frame.in === 'key'
      ? `key ${node} ${frame.seen} ${frame.at}`
      : `value ${node} ${frame.phase} ${frame.seen} ${frame.key}`;
  }

  private idOf(thing: object): number {
    const id = this.ids.get(thing) ?? this.ids.size;
    this.ids.set(thing, id);
    return id;
  }

  private needOf(frame: Frame): number {
    if (frame.in === 'leaf') return frame.leaf.need(frame.at);
    if (frame.in === 'begin') return this.least(frame.node);
    if (frame.in === 'list') {
      const { node, phase, count } = frame;
      const missing = Math.max(phase === 'comma' ? 1 : 0, node.least - count);
      return missing === 0 ? 1 : missing * (this.least(node.item) + 1) + (phase === 'after' ? 1 : 0);
    }
    const keys = this.keysOf(frame.node);
    if (frame.in === 'object')
      return frame.phase === 'comma' ? keys.needOne(frame.seen) : keys.needRest(frame.seen, frame.phase === 'after');
    if (frame.in === 'key') return keys.needIn(frame.at, frame.seen);
    return keys.needValue(frame.key, frame.seen) + (frame.phase === 'colon' ? 1 : 0);
  }
}
