// Half of each set is for tuning a judge, half only for the report.
import { sha256 } from '../harness/core/canonical.js';

/** The half that an item belongs to: by the first byte of the SHA-256 of its text, even or odd. */
export function halfOf(text: string): 'tuning' | 'report' {
  return Number.parseInt(sha256(text).slice(0, 2), 16) % 2 === 0 ? 'tuning' : 'report';
}
