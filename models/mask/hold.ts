// Holds an answer to a JSON schema while it is written: at each step only those tokens are left from which a whole JSON of the schema
// can still come within the limit. The next token is chosen among them as if there were no others.
import { canonical } from '../../harness/core/canonical.js';
import { UserError } from '../../harness/core/errors.js';
import type { Choice, Chooser } from '../engine/choose.js';
import { Machine, type State } from './machine.js';
import { has, type Mask, Masks, tokensOf, type Within } from './masks.js';
import { grammarOf, type Schema } from './schema.js';
import { costs, type Trie, trieOf } from './trie.js';

/** Bytes of masks of one schema and of all of them that are kept, and schemas: more than rows in a batch. */
const mostKept = { one: 64e6, all: 128e6, schemas: 32 } as const;

/** Schemas for one model; masks are made when they are first needed, and kept. */
export class Schemas {
  private readonly tokens: ReadonlyMap<number, Uint8Array>;
  private readonly trie: Trie;
  private readonly within = new Map<string, Within>();
  private readonly known = new Map<string, Masks>();

  /** `ends`: tokens that end an answer. */
  constructor(
    tokens: ReadonlyMap<number, Uint8Array>,
    private readonly ends: ReadonlySet<number>,
  ) {
    this.tokens = new Map([...tokens].filter(([token]) => !ends.has(token)));
    this.trie = trieOf(this.tokens);
  }

  /** An answer of at most `limit` tokens. Errors: FieldError on a schema that cannot be held; UserError if no value fits. */
  hold(schema: Schema, limit: number): Hold {
    return new Hold(this.masksOf(schema), limit);
  }

  private masksOf(schema: Schema): Masks {
    const name = canonical(schema);
    let masks = this.known.get(name);
    this.known.delete(name); // the last one asked for is the last to go
    if (!masks || masks.size > mostKept.one || masks.machine.full) {
      const machine = new Machine(grammarOf(schema), (text) => costs(this.trie, text));
      if (!Number.isFinite(machine.start.need))
        throw new UserError('expected `decoding.schema` to be a schema that some value fits, got one that none fits');
      masks = new Masks(this.trie, this.tokens, this.ends, machine, this.within);
    }
    this.known.set(name, masks);
    let size = [...this.known.values()].reduce((sum, one) => sum + one.size, 0);
    for (const [other, { size: own }] of this.known)
      if ((size > mostKept.all || this.known.size > mostKept.schemas) && other !== name) {
        this.known.delete(other);
        size -= own;
      }
    if (this.within.size > 2000) this.within.clear();
    return masks;
  }
}

/** One answer. */
export class Hold {
  private state: State;
  /** tokens that may still be written */
  private left: number;
  private current: Mask | null = null;
  /** whether the limit left out a token that the schema would allow: the answer then ends there, and not by itself */
  cut = false;

  constructor(
    private readonly masks: Masks,
    limit: number,
  ) {
    this.state = masks.machine.start;
    this.left = limit;
  }

  /** The smallest limit with which a whole answer is certain, in tokens. */
  get need(): number {
    return this.state.need;
  }

  /** Which tokens may come next. */
  mask(): Mask {
    if (this.current) return this.current;
    const all = this.masks.of(this.state);
    let mask = all;
    if (all.need >= this.left) {
      const closing = this.masks.limited(this.state, this.left - 1);
      // a limit too small for any whole answer, as at the end of the context, cuts
      if (closing.count > 0) mask = closing;
      if (closing.count < all.count) this.cut = true;
    }
    this.current = mask;
    return mask;
  }

  /** Chooses the next token from logits[from, to). The margins are those among the tokens that may come: infinite for the only one. */
  choose(choose: Chooser, logits: Float32Array, from: number, to: number): Choice {
    const mask = this.mask();
    const { tokens, values } = scratch(mask.count);
    const few = tokensOf(mask, tokens);
    let count = 0;
    for (; count < mask.count && (few[count] as number) < to - from; count++)
      values[count] = logits[from + (few[count] as number)] as number;
    if (count === 0)
      throw new UserError(
        'expected the model to have tokens for a text of `decoding.schema`, it has none for a character that must come',
      );
    const choice = choose(values, 0, count);
    const rivals = choice.rivals?.map((one) => few[one] as number);
    return { ...choice, token: few[choice.token] as number, ...(rivals && { rivals }) };
  }

  /** Whether a token may come next. */
  allows(token: number): boolean {
    return has(this.mask(), token);
  }

  /** Goes on with a token; false if it may not come. One that ends the answer stays where it is. */
  take(token: number): boolean {
    if (!this.allows(token)) return false;
    this.current = null;
    this.left--;
    const bytes = this.masks.bytesOf(token);
    if (!bytes) return this.state.ends;
    for (const byte of bytes) this.state = this.masks.machine.step(this.state, byte) as State;
    return true;
  }
}

let space = { tokens: new Uint32Array(0), values: new Float32Array(0) };

/** Room for a mask's tokens and their logits, the same each time: a choice is made before the next one begins. */
function scratch(count: number): typeof space {
  if (space.tokens.length < count) space = { tokens: new Uint32Array(count), values: new Float32Array(count) };
  return space;
}
