// Parses a server's reply. The last object with a verdict counts (an earlier one may be quoted from the answer), the nonce must
// match, and a reply that is not allowed is no verdict.
import type { Rubric } from './rubric.js';

export type Verdict = number | 'A' | 'B' | Record<string, 'yes' | 'no'>;

export type Reply = { verdict: Verdict; reasoning: string } | { complaint: string };

/** A verdict, or why there is none (worded for the judge model). Only the last 20,000 characters of a reply are read. */
export function readReply(rubric: Rubric, nonce: string, text: string): Reply {
  const objects = lastObjects(text.slice(-20_000));
  if (objects.length === 0) return { complaint: 'The reply held no JSON object.' };
  const found = objects.find((value) => 'verdict' in value);
  if (!found) return { complaint: 'The JSON object had no "verdict".' };
  if (found.nonce !== nonce) return { complaint: `"nonce" was not "${nonce}".` };
  const verdict = onMenu(rubric, found.verdict);
  if (verdict === null) return { complaint: '"verdict" was not one of the replies allowed.' };
  return { verdict, reasoning: typeof found.reasoning === 'string' ? found.reasoning.slice(0, 600) : '' };
}

/** The probability, 0 to 1, of the token with the value of the last "verdict"; null if not found. */
export function certaintyOf(tokens: { text: string; logProbability: number }[]): number | null {
  const whole = tokens.map(({ text }) => text).join('');
  const key = whole.lastIndexOf('"verdict"');
  if (key < 0) return null;
  let at = 0;
  for (const { text, logProbability } of tokens) {
    const value = text.slice(Math.max(0, key + 9 - at)); // the part of the token after the key
    at += text.length;
    if (at > key + 9 && /[AB1-5]/.test(value)) return Math.exp(Math.min(0, logProbability));
  }
  return null;
}

function onMenu(rubric: Rubric, verdict: unknown): Verdict | null {
  if (rubric.kind === 'scale') return [1, 2, 3, 4, 5].includes(verdict as number) ? (verdict as number) : null;
  if (rubric.kind === 'pairwise') return verdict === 'A' || verdict === 'B' ? verdict : null;
  if (verdict === null || typeof verdict !== 'object') return null;
  const replies = verdict as Record<string, unknown>;
  const all = rubric.questions.every(({ id }) => replies[id] === 'yes' || replies[id] === 'no');
  return all ? (Object.fromEntries(rubric.questions.map(({ id }) => [id, replies[id]])) as Record<string, 'yes' | 'no'>) : null;
}

/**
 * JSON objects that end at the reply's closing braces, last first; at most 50 opening braces are tried for each, so the time is
 * bounded.
 */
function lastObjects(text: string): Record<string, unknown>[] {
  const found: Record<string, unknown>[] = [];
  let end = text.lastIndexOf('}');
  for (let tries = 0; end >= 0 && tries < 20; tries++) {
    const start = startOf(text, end, found);
    end = text.lastIndexOf('}', (start ?? end) - 1);
  }
  return found;
}

function startOf(text: string, end: number, found: Record<string, unknown>[]): number | null {
  let widest: { start: number; value: Record<string, unknown> } | null = null;
  let start = text.lastIndexOf('{', end);
  for (let tries = 0; start >= 0 && tries < 50; tries++) {
    try {
      const value = JSON.parse(text.slice(start, end + 1)) as Record<string, unknown>;
      widest = { start, value };
    } catch {
      // not an object from here
    }
    start = start === 0 ? -1 : text.lastIndexOf('{', start - 1);
  }
  if (widest) found.push(widest.value);
  return widest?.start ?? null;
}
