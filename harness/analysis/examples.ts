// Which answers a report quotes: the worst and a typical one of each model, chosen by rule to avoid cherry-picking.
import { byCodePoint, sha256 } from '../core/canonical.js';
import { gradeOf, judgeName } from '../core/cluster.js';
import { quote } from '../core/quote.js';
import type { Judge, Row } from '../core/types.js';
import { checkJudge } from './fields.js';

/**
 * Markdown quoting, for each model, its worst answer (lowest score) and a typical one (median score). Ties are broken by the hash
 * of model, sample and trial. Omits unscored answers, and models with fewer than two scored answers.
 */
export function worstAndTypical(rows: Row[], judge: Judge | string): string {
  const name = judgeName(judge);
  checkJudge(rows, name);
  const models = [...new Set(rows.map(({ model }) => model.id))];
  return models
    .flatMap((id) => {
      const ranked = rows
        .filter(({ model }) => model.id === id)
        .flatMap((row) => {
          const score = gradeOf(row, name)?.score ?? null;
          return score === null ? [] : [{ row, score, order: sha256(`${id} ${row.sample.id} ${row.trial}`) }];
        })
        .sort((a, b) => a.score - b.score || byCodePoint(a.order, b.order));
      const [worst, typical] = [ranked[0], ranked[Math.floor(ranked.length / 2)]];
      if (!worst || !typical || ranked.length < 2) return [];
      return [`Worst: ${quote(worst.row)}`, ...(typical === worst ? [] : [`Typical: ${quote(typical.row)}`])];
    })
    .join('\n\n');
}
