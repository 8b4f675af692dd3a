// What the JSON of a sample has to be, for a reader.
import type { Sample } from '../../harness/core/types.js';

/** The sample's schema, as JSON. */
export function expects({ target }: Sample): string {
  const { schema } = (target ?? {}) as { schema?: unknown };
  return `The JSON has to fit this JSON Schema: ${JSON.stringify(schema)}`;
}
