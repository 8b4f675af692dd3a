// A value without parts, as it stands in JSON: a text, a number, true, false, null, one of a list. It is read byte by byte.
import { type Automaton, automatonOf, Builder, type Part } from './automaton.js';
import { character, everything } from './characters.js';

export interface Leaf {
  /** the same for leaves that are alike: their masks are shared */
  name: string;
  /** fewest bytes of a whole value */
  least: number;
  start: number;
  /** the state after a byte; -1 if the byte may not come */
  step(state: number, byte: number): number;
  /** whether the value may end here */
  accepts(state: number): boolean;
  /** whether it may end here, and may not go on */
  ends(state: number): boolean;
  /** fewest bytes that are missing */
  need(state: number): number;
  /** the same for states of which the same tokens may come next; tokens have up to `longest` bytes */
  alike(state: number, longest: number): number;
}

/** A leaf of an automaton. */
export function tableLeaf(name: string, { next, accepts, need }: Automaton): Leaf {
  const goesOn = Uint8Array.from(accepts, (_, state) =>
    next.subarray(256 * state, 256 * state + 256).some((to) => to >= 0) ? 1 : 0,
  );
  return {
    name,
    least: need[0] as number,
    start: 0,
    step: (state, byte) => next[256 * state + byte] as number,
    accepts: (state) => accepts[state] === 1,
    ends: (state) => accepts[state] === 1 && goesOn[state] === 0,
    need: (state) => need[state] as number,
    alike: (state) => state,
  };
}

/** The automaton of what `make` builds; null if it has no text. */
export function plain(make: (builder: Builder) => Part | null): Automaton | null {
  const builder = new Builder();
  const made = make(builder);
  return made && automatonOf(builder, made);
}

/** The automaton of a part between quotation marks. */
export function quoted(make: (builder: Builder) => Part): Automaton | null {
  return plain((builder) => builder.sequence([builder.text('"'), make(builder), builder.text('"')]));
}

/** Several texts, each a whole value. */
export function literals(texts: string[]): Automaton | null {
  return plain((builder) => builder.either(texts.map((text) => builder.text(text))));
}

/** Any character and no more, from state 0. */
const one = plain((builder) => character(builder, everything)) as Automaton;
const ways = one.accepts.length;

/** The automaton of all texts of `least` to `most` characters, for those that are paired with a pattern. */
export function textsOf(least: number, most: number | null): Automaton | null {
  return quoted((builder) => builder.repeated(() => character(builder, everything), least, most));
}

/** Texts of `least` to `most` characters; `most` null: any number. */
export function textLeaf(name: string, least: number, most: number | null): Leaf {
  const limit = most ?? Number.POSITIVE_INFINITY;
  // 0 before the text, 1 after it; then 2 + characters × ways + where in a character. Characters are counted as far as it matters
  const clip = (count: number) => (most === null ? Math.min(count, least) : count);
  const countOf = (state: number) => Math.floor((state - 2) / ways);
  return {
    name,
    least: 2 + least,
    start: 0,
    step(state, byte) {
      if (state < 2) return state === 0 && byte === 0x22 ? 2 : -1;
      const count = countOf(state);
      const at = (state - 2) % ways;
      if (at === 0 && byte === 0x22) return count >= least ? 1 : -1;
      if (at === 0 && count >= limit) return -1;
      const next = one.next[256 * at + byte] as number;
      if (next < 0) return -1;
      return 2 + (one.accepts[next] === 1 ? clip(count + 1) * ways : count * ways + next);
    },
    accepts: (state) => state === 1,
    ends: (state) => state === 1,
    need(state) {
      if (state < 2) return state === 0 ? 2 + least : 0;
      const at = (state - 2) % ways;
      return 1 + Math.max(0, least - countOf(state) - (at > 0 ? 1 : 0)) + (at > 0 ? (one.need[at] as number) : 0);
    },
    alike(state, longest) {
      if (state < 2) return state;
      const missing = Math.min(longest + 1, Math.max(0, least - countOf(state)));
      const left = Math.min(longest + 1, limit - countOf(state));
      return 2 + ((missing * (longest + 2) + left) * ways + ((state - 2) % ways));
    },
  };
}
