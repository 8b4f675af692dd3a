// The policy for answers without an end: one that was cut off at the token limit, or loops, does not pass, whatever a judge finds in it.
import { loopOf } from '../core/loops.js';
import { spokenPart } from '../core/thinking.js';
import type { Generation, Grade, Row } from '../core/types.js';

/**
 * Applies the policy to the grades of `rows`: a grade of exactly 1 becomes 0, with the judge's own verdict kept in `asJudged`. Grades
 * below 1 stay. With `mayPass` (the script's reason) nothing changes.
 */
export function applyPolicy(rows: readonly Row[], mayPass?: string): void {
  if (mayPass === undefined) for (const row of rows) row.grades = row.grades.map((grade) => strict(grade, row.generation));
}

/** A grade under the policy. A loop in what was only thought is none of the answer. */
export function strict(grade: Grade, generation: Pick<Generation, 'output' | 'finish'>): Grade {
  if (grade.score !== 1) return grade;
  const loop = loopOf({ ...generation, output: spokenPart(generation.output).answer });
  const fault = loop ? 'loops' : generation.finish === 'length' ? 'cut off' : null;
  if (fault === null) return grade;
  const why = loop ? `goes round: ${JSON.stringify(loop.piece.slice(0, 60))}, ${loop.times} times` : 'ended at the token limit';
  return {
    ...grade,
    score: 0,
    verdict: fault,
    why: `${why}; as judged: ${grade.verdict}`,
    asJudged: { score: 1, verdict: grade.verdict },
  };
}
