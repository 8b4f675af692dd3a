// Half of each set is for tuning a judge, half only for the report.
import { sha256 } from '../harness/core/canonical.js';

export type Half = 'tuning' | 'report';

/** The half that an item belongs to: whether a byte of the SHA-256 of its text, default the first, is even or odd. */
export function halfOf(text: string, byte = 0): Half {
  return Number.parseInt(sha256(text).slice(2 * byte, 2 * byte + 2), 16) % 2 === 0 ? 'tuning' : 'report';
}
