// The simplest grader of worked answers, as a peer: the last number in the text, thousands commas removed.

import Fraction from 'fraction.js';

/** The last decimal numeral of a text; a minus sign counts where no digit or bracket stands before it. */
export function lastNumber(text: string): Fraction | null {
  const last = text.match(/(?:(?<![\d)\]\p{L}]\s?)-)?(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?/gu)?.at(-1);
  return last === undefined ? null : new Fraction(last.replaceAll(',', ''));
}
