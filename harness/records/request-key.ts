// The key of an answer: what was asked, of which model, how. Records are looked up by it, and nothing else goes into it.
import { canonical, sha256 } from '../core/canonical.js';
import type { Model, Request } from '../core/types.js';

/** What distinguishes one model from another in a key. */
export type Asked = Pick<Model, 'digest' | 'served'>;

/**
 * SHA-256 of the canonical JSON of model digest, messages, decoding and trial, and of the server's name for the model if it has
 * one; 64 hexadecimal digits.
 */
export function requestKey({ digest, served }: Asked, { messages, decoding, trial }: Request): string {
  // without a name, the JSON and therefore older keys are unchanged
  return sha256(canonical({ model: digest, served, messages, decoding, trial }));
}
