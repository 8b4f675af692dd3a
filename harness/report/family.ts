// The comparisons that a page shows are one family for Holm's adjustment; comparisons that a script computes but does not show
// change no p value.
import type { Content, Family, Test } from '../core/content.js';
import type { Page } from './page.js';

/** Every test whose p value is shown by the page, or by a page that quotes it; each once. */
export function familyOf({ shown, headlines, fronts }: Page): Family {
  const tests = new Set<Test>();
  const add = (some: Family) => {
    for (const test of some) tests.add(test);
  };
  for (const { content } of shown) add(testsOf(content));
  for (const { difference } of headlines) add(difference?.tests ?? []);
  for (const { says } of fronts.slice(0, 1)) add(says?.tests ?? []);
  return [...tests];
}

function testsOf(content: Content): Family {
  return typeof content !== 'string' && 'tests' in content ? content.tests : [];
}
