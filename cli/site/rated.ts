// The rates that the manifest lists, where the rows give them, and which of several a sentence means.
import type { Printed, RateNumbers } from '../../harness/core/statistics.js';
import type { Row } from '../../page/rows.js';
import type { Base, Claim, Numbers } from './numbers.js';

export interface Rate {
  judge: string;
  group: RateNumbers;
  base: Base;
}

/** All rates whose rows the CSV holds, by table. */
export function ratesOf(numbers: Numbers): Rate[][] {
  return (numbers.statistics?.rates ?? []).map(({ judge, lines, groups }: { judge: string; groups: RateNumbers[] } & Printed) =>
    lines === null
      ? []
      : groups.map((group) => ({
          ...{ judge, group },
          base: { judge, lines: numbers.whole(judge, lines) ? '' : lines, by: null },
        })),
  );
}

/** null where the rows do not give the rate. */
export function rateTo({ base, group }: Rate, numbers: Numbers): string | null {
  const claims: Claim[] = [
    { outcome: 'passed', count: group.passed },
    { outcome: 'scored', count: group.scored },
  ];
  return numbers.confirms(base, group.group, claims) ? numbers.link(base, group.group, 'scored') : null;
}

export function scoredOf({ base, group }: Rate, numbers: Numbers): Row[] {
  return numbers.rowsOf(base, group.group).filter(({ outcome }) => outcome !== 'unscored');
}

/** The one that fits, all with the same address; of several the one that was spoken of last; null for none. */
export function only<T>(fits: readonly T[], to: (one: T) => string | null, last: T | null): T | null {
  const led = fits.filter((one) => to(one) !== null);
  if (new Set(led.map(to)).size === 1) return led.find((one) => one === last) ?? led[0] ?? null;
  return last !== null && led.includes(last) ? last : null;
}

/** Whether a name, or what prose calls it, stands in the text as words of their own. */
export function mentioned(name: string, about: string, { titles }: Numbers): boolean {
  const stands = (words: string) => {
    for (let at = about.indexOf(words); at >= 0; at = about.indexOf(words, at + 1))
      if (!/[\p{L}\p{N}]$/u.test(about.slice(0, at)) && !/^[\p{L}\p{N}]/u.test(about.slice(at + words.length))) return true;
    return false;
  };
  return name !== '' && (stands(name) || stands(titles[name] ?? name));
}
