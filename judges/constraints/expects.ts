// What a sample demands, for a reader.
import type { Sample } from '../../harness/core/types.js';
import { constraintsOf } from './target.js';

/** One demand a line: its kind in words, and its fields, e.g. "sentences exactly: n 2". */
export function expects(sample: Sample): string {
  constraintsOf(sample); // throws on a target that is none
  const { constraints } = sample.target as { constraints: Record<string, unknown>[] };
  const lines = constraints.map(({ kind, ...fields }) => {
    const told = Object.entries(fields).map(([field, value]) => `${field} ${JSON.stringify(value)}`);
    return [String(kind).replaceAll('_', ' '), ...(told.length > 0 ? [told.join(', ')] : [])].join(': ');
  });
  return ['Demands:', ...lines].join('\n');
}
