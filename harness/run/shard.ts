// Which part of a run's questions one of several machines asks. Every machine works it out by itself, from what all of them have: the
// datasets, the limits, and the records of the commit they are at; what a machine has answered meanwhile changes nothing.
import { sum } from 'simple-statistics';
import { sha256 } from '../core/canonical.js';
import type { Shard } from '../core/flag-values.js';
import type { Model, Request } from '../core/types.js';
import type { GenerationRecord } from '../records/records.js';

/** With fewer earlier answers of the same limit, the limit itself is what an answer is expected to take. */
const enoughEarlier = 5;

/** A request with its key. */
export interface Keyed {
  key: string;
  request: Request;
}

/**
 * The part of each key, from 1 to `of`: the longest first, each to the part that has least so far (Graham 1969, SIAM Journal on Applied
 * Mathematics 17, 416–429: at most 4/3 of the best possible). `costs`: by key, in any unit. Where parts are equal, the one after `first` is
 * next, so that several small runs do not all begin with the same.
 */
export function partsOf(costs: ReadonlyMap<string, number>, of: number, first = 0): Map<string, number> {
  const order = [...costs].sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1));
  const loads = new Array<number>(of).fill(0);
  return new Map(
    order.map(([key, cost]) => {
      let least = first % of;
      for (let i = 1; i < of; i++) {
        const at = (first + i) % of;
        if ((loads[at] as number) < (loads[least] as number)) least = at;
      }
      loads[least] = (loads[least] as number) + cost;
      return [key, least + 1];
    }),
  );
}

/** What a shard has to do. */
export interface Part {
  /** keys of its requests */
  keys: Set<string>;
  /** predicted tokens of its requests, and of all */
  tokens: number;
  all: number;
  /** of how many requests it is a part */
  requests: number;
  /** first digits of a hash of the whole partition: the same on every machine, or they do not fit together */
  partition: string;
}

/**
 * A shard's part of requests to `model`. `committed`: its answers at the commit, empty if there are none. Those that are not committed are
 * divided first, and apart from those that are: both parts are even, whether they are asked anew or not.
 */
export function partOf(
  shard: Shard,
  model: Pick<Model, 'id' | 'digest'>,
  asks: readonly Keyed[],
  committed: ReadonlyMap<string, GenerationRecord>,
): Part {
  const predicted = predictor(model, committed);
  const costs = new Map(asks.map((ask) => [ask.key, predicted(ask)]));
  const first = Number.parseInt(sha256([...costs.keys()].sort().join()).slice(0, 8), 16);
  const some = (known: boolean) => new Map([...costs].filter(([key]) => committed.has(key) === known));
  const parts = new Map([false, true].flatMap((known) => [...partsOf(some(known), shard.of, first)]));
  const keys = new Set([...parts].filter(([, part]) => part === shard.index).map(([key]) => key));
  const listed = [...parts].map(([key, part]) => `${key} ${part}`).sort();
  return {
    keys,
    tokens: sum([...keys].map((key) => costs.get(key) as number)),
    all: sum([...costs.values()]),
    requests: costs.size,
    partition: sha256(listed.join('\n')).slice(0, 8),
  };
}

/**
 * Tokens that a request is expected to take: those of the committed answer to it; else as many as the model's committed answers with this limit
 * took on average; else the limit. Reading ten tokens, of about two characters, takes as long as writing one.
 */
function predictor({ digest }: Pick<Model, 'digest'>, committed: ReadonlyMap<string, GenerationRecord>) {
  const earlier = new Map<number, number[]>();
  for (const { model, decoding, outputTokens } of committed.values())
    if (model === digest && outputTokens !== null)
      earlier.set(decoding.maxNewTokens, [...(earlier.get(decoding.maxNewTokens) ?? []), outputTokens]);
  const means = new Map(
    [...earlier].flatMap(([limit, lengths]) =>
      lengths.length < enoughEarlier ? [] : [[limit, Math.ceil(sum(lengths) / lengths.length)]],
    ),
  );
  return ({ key, request: { messages, decoding } }: Keyed): number => {
    const { maxNewTokens } = decoding;
    const written = committed.get(key)?.outputTokens ?? means.get(maxNewTokens) ?? maxNewTokens;
    return written + Math.ceil(sum(messages.map(({ content }) => content.length)) / 20);
  };
}
