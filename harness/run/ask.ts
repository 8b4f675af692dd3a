// One answer to obtain: what a sample asks of a model, and the same again with a longer limit.
import { sha256 } from '../core/canonical.js';
import { printed, UserError } from '../core/errors.js';
import { loopOf } from '../core/loops.js';
import type { Generation, Message, Model, Request, Sample } from '../core/types.js';
import { requestKey } from '../records/request-key.js';
import type { Way } from './plan.js';

/** One answer to obtain: sample, condition and trial, and the request with its key. */
export interface Ask<S extends Sample> {
  sample: S;
  condition: string;
  trial: number;
  request: Request;
  key: string;
}

/** The same request with twice the limit, for an answer that was cut off and might still end by itself; else null. */
export function longerAsk<S extends Sample>(model: Model, ask: Ask<S>, generation: Generation, extendTo?: number): Ask<S> | null {
  return generation.finish !== 'length' || loopOf(generation) ? null : twiceAsLong(model, ask, extendTo);
}

/** The same request with each longer limit that it may be asked with. */
export function longerAsks<S extends Sample>(model: Model, ask: Ask<S>, extendTo?: number): Ask<S>[] {
  const longer = twiceAsLong(model, ask, extendTo);
  return longer ? [longer, ...longerAsks(model, longer, extendTo)] : [];
}

function twiceAsLong<S extends Sample>(model: Model, ask: Ask<S>, extendTo = 0): Ask<S> | null {
  const { decoding } = ask.request;
  const maxNewTokens = 2 * decoding.maxNewTokens;
  if (maxNewTokens > extendTo) return null;
  const request: Request = { ...ask.request, decoding: { ...decoding, maxNewTokens } };
  return (model.covers?.(request) ?? true) ? { ...ask, request, key: requestKey(model, request) } : null;
}

/** The way with the sample's own schema. */
export function wayOf<S extends Sample>(way: Way<S>, sample: S): Way<S> {
  return way.schema ? { ...way, decoding: { ...way.decoding, schema: way.schema(sample) } } : way;
}

/** What a sample asks of a model, with `messages` in the place of the prompt; `trial` from 0, which with the sample seeds sampled decoding. */
export function toAsk<S extends Sample>(
  { name, decoding: wanted }: Way<S>,
  model: Model,
  sample: S,
  trial: number,
  messages: Message[],
): Ask<S> {
  const decoding = wanted.temperature ? { ...wanted, seed: seedOf(sample.id, trial) } : wanted;
  const request: Request = { messages, decoding, trial };
  return { sample, condition: name, trial, request, key: requestKey(model, request) };
}

const roles: unknown[] = ['system', 'user', 'assistant'];

/** What a prompt says, as messages. Errors: UserError if it is neither a text nor messages: a script may be of JavaScript, or cast what it gives. */
export function messagesOf(said: unknown): Message[] {
  if (typeof said === 'string' && said.trim() !== '') return [{ role: 'user', content: said }];
  const given = Array.isArray(said) && said.length > 0 ? (said as Partial<Message>[]) : [said as Partial<Message>];
  const wrong = given.find((one) => !one || !roles.includes(one.role) || typeof one.content !== 'string');
  if (wrong === undefined && Array.isArray(said)) return said as Message[];
  throw new UserError(
    `expected a text, or messages { role: 'system' | 'user' | 'assistant', content: 'text' }, got ${printed(wrong === said || !Array.isArray(said) ? said : wrong)}`,
  );
}

/** The seed of a sample's trial: 32 bits of a hash, so that adding a sample changes no other answer. */
function seedOf(sampleId: string, trial: number): number {
  return Number.parseInt(sha256(`${sampleId}\n${trial}`).slice(0, 8), 16);
}
