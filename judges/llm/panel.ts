// Several judges as one: majority vote, with the disagreement reported.
import { canonical, sha256 } from '../../harness/core/canonical.js';
import { ofSpoken } from '../../harness/core/thinking.js';
import type { Grade, Judge } from '../../harness/core/types.js';

/**
 * A panel of judges. Each votes good (score above 0.5) or poor. Score 1 or 0 by majority, 0.5 on a tie, null if fewer than half
 * could score. `details`: votes by judge, disagreement (share of votes outside the majority, 0 to 0.5).
 */
export function panel(name: string, judges: Judge[]): Judge {
  return ofSpoken({
    name,
    version: sha256(canonical(judges.map(({ name, version }) => [name, version]))).slice(0, 16),
    family: judges.flatMap(({ family }) => family ?? []),
    recorded: true,
    async grade(sample, generation): Promise<Grade> {
      const grades = await Promise.all(judges.map((judge) => judge.grade(sample, generation)));
      const votes = Object.fromEntries(grades.map(({ judge, score }) => [judge, score]));
      const cast = grades.flatMap(({ score }) => (score === null || score === 0.5 ? [] : [score > 0.5]));
      const transient = grades.some((grade) => grade.transient) ? { transient: true } : {};
      if (cast.length * 2 <= judges.length)
        return {
          judge: name,
          score: null,
          verdict: 'undecided',
          why: `${cast.length} of ${judges.length} judges decided`,
          details: { votes },
          ...transient,
        };
      const good = cast.filter(Boolean).length;
      const share = good / cast.length;
      const score = share > 0.5 ? 1 : share < 0.5 ? 0 : 0.5;
      return {
        judge: name,
        score,
        verdict: score === 1 ? 'good' : score === 0 ? 'poor' : 'tie',
        why: `${good} of ${cast.length} votes for good`,
        details: { votes, disagreement: Math.round(Math.min(share, 1 - share) * 1e4) / 1e4 },
        ...transient,
      };
    },
    async close() {
      await Promise.all(judges.map((judge) => judge.close?.()));
    },
  });
}
