// What a cell of a table says of rows: counts of passed, scored and unscored ones, as the harness writes them.
import type { Claim } from './numbers.js';

/** What a cell says that rows can confirm; none if nothing. */
export function claimsOf(title: string, text: string, crossed: boolean): Claim[] {
  const whole = /^(\d+)(?: \(.*\))?$/.exec(text)?.[1];
  if ((title === 'passed' || title === 'scored' || title === 'unscored') && whole !== undefined)
    return [{ outcome: title, count: Number(whole) }];
  if (title === 'answers' && /^\d+$/.test(text)) return [{ outcome: '', count: Number(text), answers: true }];
  const [, passed, scored, unscored] = /, (\d+)\/(\d+)(?:, (\d+) unscored)?$/.exec(text) ?? [];
  if (passed !== undefined)
    return [
      { outcome: 'passed', count: Number(passed) },
      { outcome: 'scored', count: Number(scored) },
      ...(unscored === undefined ? [] : [{ outcome: 'unscored' as const, count: Number(unscored) }]),
    ];
  const [, share, n, left] = /^([\d.]+) \(.*, n = (\d+)(?:, (\d+) unscored)?\)$/.exec(text) ?? [];
  if (n !== undefined)
    return [
      { outcome: 'passed', count: Math.round((Number(share) / 100) * Number(n)) },
      { outcome: 'scored', count: Number(n) },
      ...(left === undefined ? [] : [{ outcome: 'unscored' as const, count: Number(left) }]),
    ];
  return crossed && whole !== undefined && text === whole ? [{ outcome: '', count: Number(whole) }] : [];
}
