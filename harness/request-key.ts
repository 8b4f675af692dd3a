// The name of an answer: what was asked, of which model, how. Records are found by it, and nothing else goes into it.
import { canonical, sha256 } from './canonical.js';
import type { Request } from './types.js';

/** SHA-256 of the canonical JSON of model digest, messages, decoding and trial; 64 hexadecimal digits. */
export function requestKey(modelDigest: string, { messages, decoding, trial }: Request): string {
  return sha256(canonical({ model: modelDigest, messages, decoding, trial }));
}
