// Which answers a report quotes: the worst and a typical one of each model, chosen by rule so that nobody picks.
import { byCodePoint, sha256 } from '../core/canonical.js';
import { gradeOf, judgeName } from '../core/cluster.js';
import { quote } from '../core/quote.js';
import type { Judge, Row } from '../core/types.js';
import { checkJudge } from './fields.js';

/**
 * Markdown that quotes, for each model, its worst answer (lowest score) and a typical one (the median score). Among equals the hash of
 * model, sample and trial decides. Unscored answers are left out; a model with fewer than two scored answers is, too.
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
