// The right answer of a sample, for a reader.
import type { Sample } from '../../harness/core/types.js';

/** "The right answer: 12.", or "The right answer: chicken 23, rabbit 12." */
export function expects({ target }: Sample): string {
  const roles = target !== null && typeof target === 'object' ? Object.entries(target) : null;
  return `The right answer: ${roles ? roles.map(([role, value]) => `${role} ${value}`).join(', ') : String(target)}.`;
}
