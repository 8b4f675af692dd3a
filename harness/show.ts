// Notes what an experiment shows, with the line that showed it, so that prose and results come out in the order of the script.
import { callSites } from './call-site.js';
import type { Comparison } from './compare.js';
import { type Content, currentPage, type Front } from './notebook.js';
import type { Rates } from './rates.js';

/** Puts a text, table, figure or sentence into the report, after the code that called this. */
export function show(content: Content): void {
  currentPage().shown.push({ line: callerLine(), content });
}

/** Puts what a visitor reads first into README.md, README.zh-CN.md and reports/README.md; of several calls in a script the first counts. */
export function front(parts: Front): void {
  currentPage().fronts.push(parts);
}

/**
 * Puts a pass rate of each model into the table of findings in README.md and reports/README.md, as the answer to this report's question, and
 * beside them the difference of two models on the same questions.
 */
export function headline(rates: Rates, difference?: Comparison): void {
  if (difference) currentPage().differences.push(difference.differences);
  for (const group of rates.groups) {
    const { scored, passed, unscored, rate, low, high } = group;
    const percent = (value: number) => (100 * value).toFixed(0);
    const text = rate === null ? 'unscored' : `${percent(rate)} % [${percent(low)}–${percent(high)}], ${passed}/${scored}`;
    currentPage().headlines.push({
      ...group.group,
      model: group.group.model ?? '',
      text: unscored ? `${text}, ${unscored} unscored` : text,
    });
  }
}

/** Line number of the innermost call from outside this folder. */
function callerLine(): number {
  const here = new URL('.', import.meta.url).href;
  const site = callSites().find(({ url }) => url !== '' && !url.startsWith(here));
  if (!site) throw new Error('show() was called from nowhere');
  return site.line;
}
