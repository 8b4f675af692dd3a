// A judge may be third-party code: its result is validated once, here, before it is counted or recorded.
import { exit, printed, UserError } from '../core/errors.js';
import { gradeSpoken } from '../core/thinking.js';
import type { Grade, Judge, Sample } from '../core/types.js';

/**
 * Grades one answer with `judge`, which never reads what the model thought aloud. Errors: UserError (exit 2) naming judge and sample, if the grade is incomplete or the judge
 * throws; a UserError thrown by the judge keeps its exit code, any other error becomes the cause.
 */
export async function checkedGrade(
  judge: Pick<Judge, 'name' | 'grade'>,
  sample: Sample,
  generation: Parameters<Judge['grade']>[1],
): Promise<Grade> {
  let grade: unknown;
  try {
    grade = await gradeSpoken((one, said) => judge.grade(one, said), sample, generation);
  } catch (error) {
    const reason = error instanceof Error ? error.message || error.name : printed(error);
    if (error instanceof UserError) throw new UserError(`${place(judge, sample)}: ${reason}`, error.code, { cause: error });
    throw new UserError(`${place(judge, sample)}: expected a grade, got an error: ${reason}`, exit.usage, { cause: error });
  }
  checkGrade(judge, sample, grade);
  return grade;
}

/** Errors: UserError (exit 2) naming judge, sample and field, if `grade` is not a complete grade from this judge. */
export function checkGrade(judge: Pick<Judge, 'name'>, sample: Sample, grade: unknown): asserts grade is Grade {
  const fail = (expected: string, got: unknown) => {
    throw new UserError(`${place(judge, sample)}: expected ${expected}, got ${printed(got)}`);
  };
  if (grade === null || typeof grade !== 'object' || Array.isArray(grade)) return fail('a grade', grade);
  const { judge: name, score, verdict, why } = grade as Partial<Grade>;
  if (name !== judge.name) fail(`\`judge\` to be the judge's own name`, name);
  if (score !== null && !(typeof score === 'number' && score >= 0 && score <= 1))
    fail('`score` to be a number from 0 to 1 or null', score);
  if (typeof verdict !== 'string') fail('`verdict` to be a text', verdict);
  if (typeof why !== 'string') fail('`why` to be a text', why);
}

function place({ name }: Pick<Judge, 'name'>, { id }: Sample): string {
  return `judge ${name}, sample ${id}`;
}
