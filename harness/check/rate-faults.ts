// Rates computed anew: counts, the rate, its interval, and the line of the page that has them.
import type { RateNumbers, RatesNumbers } from '../core/statistics.js';
import { type Clusters, clusteredScoreInterval, type Ends, sum } from './intervals.js';
import { prints } from './printed.js';
import { cellOf, clusterOf, grouped, type Line, scoreOf, worth } from './rows.js';
import { endFaults, interval, nameOf, type Printed, percent } from './told.js';

/** What does not agree in the rates of one grouping, with the records of `lines` and, unless null, the numbers of the page. */
export function ratesFaults({ judge, measure, by, groups, clusters }: RatesNumbers, lines: Line[], printed: Printed): string[] {
  const stranger = lines.find((line) => line.judge !== judge);
  if (stranger) return [`expected records of judge ${judge}, got one of ${stranger.judge}`];
  const key = (values: string[]) => JSON.stringify(values);
  const found = grouped(lines, (line) => key(by.map((field) => cellOf(line, field))));
  if (found.size !== groups.length)
    return [`rates of ${judge} by ${by.join(', ')}: expected ${found.size} groups, got ${groups.length}`];
  return groups.flatMap((stated) => {
    const where = `rate of ${judge}, ${nameOf(stated.group)}`;
    const own = found.get(key(by.map((field) => stated.group[field] ?? '')));
    if (!own) return [`${where}: expected a group of the CSV, got none`];
    return rateFaults(stated, own, { measure, clusters }, printed).map((fault) => `${where}: ${fault}`);
  });
}

function rateFaults(
  stated: RateNumbers,
  lines: Line[],
  { measure, clusters: field }: Pick<RatesNumbers, 'measure' | 'clusters'>,
  printed: Printed,
): string[] {
  const scored = lines.filter((line) => scoreOf(line) !== null);
  const byCluster = grouped(scored, (line) => clusterOf(line, field));
  const clusters = [...byCluster.values()].map((own) => own.map((line) => worth(line, measure)));
  const passed = scored.filter((line) => scoreOf(line) === 1).length;
  const passedAsJudged = scored.filter((line) => Number(line.lenient_score ?? line.score) === 1).length;
  const counts = { passed, passedAsJudged, scored: scored.length, unscored: lines.length - scored.length };
  for (const name of ['passed', 'passedAsJudged', 'scored', 'unscored'] as const)
    if (stated[name] !== undefined && stated[name] !== counts[name])
      return [`expected ${counts[name]} ${name}, got ${stated[name]}`];
  if (stated.rate === null) return scored.length === 0 ? [] : ['expected a rate, got none'];
  const rate = sum(clusters.flat()) / scored.length;
  if (!(Math.abs(stated.rate - rate) < 2e-6)) return [`expected ${percent(rate)} %, got ${percent(stated.rate)} %`];
  const faults = endFaults(stated, rateEnds(clusters, stated.method));
  // A rate of one answer may be printed as passed or not.
  const alone =
    scored.length < 2 ||
    printed === null ||
    prints(
      printed,
      [stated.rate, stated.low, stated.high].map((share) => 100 * share),
    );
  return alone
    ? faults
    : [...faults, `expected ${percent(stated.rate)} with ${interval(stated)} on the page, found no line with them`];
}

function rateEnds(clusters: Clusters, method: string): Ends | null {
  return ['Wilson', 'clustered Wilson', 'scored Wilson'].includes(method) ? clusteredScoreInterval(clusters) : null;
}
