// A judge against two readers: answers that both read alike are held against the judge's verdict, and weighted to all answers.
import type { Row } from '../core/types.js';
import { type Draw, type DrawnAnswer, strata, type Verdict } from '../records/draws.js';
import type { Rater } from '../records/labels.js';
import { type Estimate, kappaOfShares, stratifiedShare, weightedShare } from '../stats/stratified.js';
import { readable, verdictOf } from './draw.js';

/** Answers of one verdict of the judge. */
export interface VerdictReading {
  /** how many there are in the report */
  answers: number;
  /** how many of them both readers read alike */
  read: number;
  /** how many of these they call good */
  good: number;
}

/** What readers say of a judge's verdicts on a dataset. Shares are 0 to 1, with 95 % intervals; null: nothing to tell it from. */
export interface Reading {
  dataset: string;
  judge: string;
  /** answers drawn */
  drawn: number;
  /** drawn answers that are no longer in the report, or are another text now */
  gone: number;
  /** drawn answers of which the judge now says something else than when they were drawn; 0 for a judge that was not drawn by */
  moved: number;
  /** drawn answers that one reader or both have no label for */
  unread: number;
  /** answers of the report of models, or under conditions, from which none was drawn, of which nothing is said; left out if there are none */
  unseen?: number;
  /** answers that the readers label differently, or one of them calls undecidable: left out of all that follows but `raters` */
  unsettled: number;
  passed: VerdictReading;
  failed: VerdictReading;
  unscored: VerdictReading;
  /** judge and readers alike, of all scored answers */
  agreement: Estimate | null;
  /** of all passes, those that readers call poor */
  falsePass: Estimate | null;
  /** of all fails, those that readers call good */
  falseFail: Estimate | null;
  /** Cohen's κ of judge and readers over all scored answers */
  kappa: Estimate | null;
  /** good by the readers, of all scored answers */
  good: Estimate | null;
  raters: {
    names: [string, string];
    /** who they are, in their own words; '' if not said */
    readers: [string, string];
    /** answers that both call good or poor, and how many of them alike */
    both: number;
    alike: number;
    /** alike, of all answers of the verdicts that they read */
    agreement: Estimate | null;
    kappa: Estimate | null;
  };
  /** where the judge differs from both readers; `passed`: by the judge */
  differ: { id: string; model: string; sample: string; trial: number; passed: boolean }[];
}

interface Item {
  row: Row;
  id: string;
  /** of the draw */
  from: Verdict;
  /** how many answers of its stratum it stands for */
  weight: number;
  labels: [string | undefined, string | undefined];
}

/**
 * Holds `judge` against the readers. `rows`: the report's on the draw's dataset. An answer counts where both readers call it good,
 * or both poor; how many do not is `unsettled`. Estimates for all answers weight each verdict by its answers in the report
 * (post-stratification), and within a verdict each answer by its chance to be drawn, which is equal where the judge is that of
 * the draw and says what it said then.
 */
export function readingOf(
  rows: readonly Row[],
  judge: string,
  { draw, answers }: { draw: Draw; answers: DrawnAnswer[] },
  raters: [Rater, Rater],
): Reading {
  const all = readable(rows, judge);
  const items = itemsOf(all, draw, answers, raters);
  const labelled = items.filter(({ labels }) => labels.every((label) => label !== undefined));
  const settled = labelled.filter(({ labels: [a, b] }) => a === b && isDecided(a));
  const parts = Object.fromEntries(
    strata.map((verdict) => {
      const own = settled.filter(({ row }) => verdictOf(row, judge) === verdict);
      const { share, n } = weightedShare(own.map(({ weight, labels }) => ({ weight, yes: labels[0] === 'good' })));
      const size = all.filter((row) => verdictOf(row, judge) === verdict).length;
      return [verdict, { own, size, share, n }];
    }),
  ) as Record<Verdict, { own: Item[]; size: number; share: number; n: number }>;
  const { passed, failed } = parts;
  const poorFails = { ...failed, share: 1 - failed.share };
  const agreement = stratifiedShare([passed, poorFails]);
  const good = stratifiedShare([passed, failed]);
  const counted = ({ own, size }: { own: Item[]; size: number }): VerdictReading => ({
    answers: size,
    read: own.length,
    good: own.filter(({ labels }) => labels[0] === 'good').length,
  });
  const differs = ({ row, labels }: Item) => {
    const verdict = verdictOf(row, judge);
    return (verdict === 'passed' && labels[0] === 'poor') || (verdict === 'failed' && labels[0] === 'good');
  };
  return {
    dataset: draw.dataset,
    judge,
    drawn: answers.length,
    gone: answers.length - items.length,
    moved: judge === draw.judge ? items.filter(({ row, from }) => verdictOf(row, judge) !== from).length : 0,
    unread: items.length - labelled.length,
    unsettled: labelled.length - settled.length,
    passed: counted(passed),
    failed: counted(failed),
    unscored: counted(parts.unscored),
    agreement,
    falsePass: passed.size > 0 ? stratifiedShare([{ ...passed, share: 1 - passed.share }]) : null,
    falseFail: failed.size > 0 ? stratifiedShare([failed]) : null,
    kappa: agreement && good ? kappaOfShares(agreement, passed.size / (passed.size + failed.size), good.value) : null,
    good,
    raters: betweenRaters(labelled, draw, raters),
    differ: settled.filter(differs).map(({ id, row }) => ({
      id,
      model: row.model.id,
      sample: row.sample.id,
      trial: row.trial,
      passed: verdictOf(row, judge) === 'passed',
    })),
  };
}

/** The drawn answers that the report still has, with the readers' labels. */
function itemsOf(all: Row[], draw: Draw, answers: DrawnAnswer[], raters: [Rater, Rater]): Item[] {
  const byKey = new Map(all.map((row) => [row.generation.key, row]));
  return answers.flatMap(({ id, output }) => {
    const row = byKey.get(id);
    const from = draw.drawn[id];
    const stratum = draw.strata.find(({ verdict }) => verdict === from);
    if (!row || row.generation.output !== output || !from || !stratum) return [];
    const labels: Item['labels'] = [raters[0].labels.get(id), raters[1].labels.get(id)];
    return [{ row, id, from, weight: stratum.answers / Math.max(1, stratum.drawn), labels }];
  });
}

/** The readers against each other, weighted by the strata of the draw. */
function betweenRaters(labelled: Item[], draw: Draw, [first, second]: [Rater, Rater]): Reading['raters'] {
  const both = labelled.filter(({ labels }) => labels.every(isDecided));
  const own = (verdict: Verdict) => both.filter(({ from }) => from === verdict);
  const seen = draw.strata.filter(({ verdict }) => own(verdict).length > 0);
  const share = (yes: (item: Item) => boolean) =>
    stratifiedShare(
      seen.map(({ verdict, answers }) => ({
        size: answers,
        ...weightedShare(own(verdict).map((item) => ({ weight: 1, yes: yes(item) }))),
      })),
    );
  const alike = ({ labels: [a, b] }: Item) => a === b;
  const agreement = share(alike);
  const [a, b] = [share(({ labels }) => labels[0] === 'good'), share(({ labels }) => labels[1] === 'good')];
  return {
    names: [first.name, second.name],
    readers: [first.reader, second.reader],
    both: both.length,
    alike: both.filter(alike).length,
    agreement,
    kappa: agreement && a && b ? kappaOfShares(agreement, a.value, b.value) : null,
  };
}

function isDecided(label: string | undefined): boolean {
  return label === 'good' || label === 'poor';
}
