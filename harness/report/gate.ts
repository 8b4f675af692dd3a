// `--fail-under 80`: holds a report's headline rates against a threshold.
import { percent } from '../analysis/rate.js';
import type { Page } from './page.js';

/**
 * The rates of the headlines that are under `threshold` (0 to 100, in per cent), each in one line; one that has nothing scored counts as under. The
 * rate itself is held against it, not its interval: with few questions a model may fall under by chance.
 */
export function ratesUnder({ headlines }: Page, threshold: number): string[] {
  return headlines.flatMap(({ rates, what }) =>
    rates.groups
      .filter(({ rate }) => rate === null || 100 * rate < threshold)
      .map(({ group, rate, low, high, scored }) => {
        const name = [what, ...Object.values(group)].filter(Boolean).join(', ');
        return rate === null
          ? `${name}: nothing scored, expected ${threshold} % or more`
          : `${name}: ${percent(rate)} % [${percent(low)}–${percent(high)}] of ${scored}, expected ${threshold} % or more`;
      }),
  );
}
