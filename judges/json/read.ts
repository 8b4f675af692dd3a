// Reads JSON from an answer, and reports how much help that took: strict → fenced → embedded → repaired → invalid.
import { type Found, findObjects } from './find.js';
import { repair, repairable } from './repair.js';
import { sameText } from './same.js';
import { scan } from './scan.js';

/**
 * strict: the answer is JSON. fenced: one Markdown fence contains it. embedded: complete within prose. repaired: after repair.
 * invalid: none.
 */
export type Tier = 'strict' | 'fenced' | 'embedded' | 'repaired' | 'invalid';

export interface Reading {
  tier: Tier;
  /** the value and its source text; null for tier invalid */
  json: { value: unknown; text: string } | null;
  /** several different objects: none is taken */
  ambiguous: boolean;
  /** the token limit was reached before the end of the object */
  cutOff: boolean;
}

/** Deeper values are not compared: recursion could overflow the stack. */
const maxDepth = 200;

const none: Reading = { tier: 'invalid', json: null, ambiguous: false, cutOff: false };

/** Reads `output`. `finish: 'length'` rules out a repair, which would make up what the limit cut off. Never throws. */
export function read(output: string, finish: 'stop' | 'length' | 'error'): Reading {
  try {
    return { ...none, tier: 'strict', json: { value: JSON.parse(output), text: output } };
  } catch {
    return readHelped(output, finish === 'length');
  }
}

function readHelped(output: string, limited: boolean): Reading {
  const { found, fences, fenced, open } = findObjects(output);
  const [first] = found;
  if (first) {
    const another = open !== null && /^\{\s*"/.test(open.slice(0, 100)) && !(limited && begins(open, first.text));
    if (another || new Set(found.map(identity)).size > 1) return { ...none, ambiguous: true };
    return { ...none, tier: fenced === 1 && fences.length === 1 ? 'fenced' : 'embedded', json: first };
  }
  if (limited && (open !== null || /^\s*(?:```\w*\s*)?[["]/.test(output))) return { ...none, cutOff: true };
  const source = repairable(output, fences);
  const mended = source === null ? null : repair(source);
  return mended ? { ...none, tier: 'repaired', json: mended } : none;
}

/**
 * Whether `part` is a prefix of `whole`, ignoring white space: an answer that repeats itself until the limit gives only one
 * object.
 */
function begins(part: string, whole: string): boolean {
  return whole.replace(/\s/g, '').startsWith(part.replace(/[\s`]/g, ''));
}

/** The same string for equal values, regardless of key order and white space. */
function identity({ value, text }: Found): string {
  return scan(text).depth > maxDepth ? text : sameText(value);
}
