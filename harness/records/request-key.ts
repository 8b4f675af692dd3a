// The name of an answer: what was asked, of which model, how. Records are found by it, and nothing else goes into it.
import { canonical, sha256 } from '../core/canonical.js';
import type { Model, Request } from '../core/types.js';

/** What tells one model from another in a key. */
export type Asked = Pick<Model, 'digest' | 'served'>;

/**
 * SHA-256 of the canonical JSON of model digest, messages, decoding and trial, and of what a server calls the model where it has a name there;
 * 64 hexadecimal digits.
 */
export function requestKey({ digest, served }: Asked, { messages, decoding, trial }: Request): string {
  return sha256(canonical({ model: digest, served, messages, decoding, trial })); // an absent name leaves the text, and so old keys, as they were
}
