// An aspect of a judge's grade: the same answer read more leniently, or for one demand alone. It is a judge as well, so that its rate has an
// interval, its rows are in the CSV, and it can be compared; nothing is graded twice for it.
import { gradeSpoken } from './thinking.js';
import type { Generation, Grade, Judge, Sample } from './types.js';

export interface AspectOptions {
  /** the judge whose grade is read */
  of: Judge;
  /** what is asked, e.g. "fence allowed"; the judge is then called "json: fence allowed" */
  name: string;
  /** default "1"; changes whenever the aspect's grade could */
  version?: string;
  /** whether a sample asks for it: the others get no grade of this aspect; default: all do */
  applies?(sample: Sample): boolean;
  /** whether the answer keeps it, or null if that cannot be told */
  keeps(grade: Grade, sample: Sample, generation: Pick<Generation, 'output' | 'finish'>): boolean | null;
}

/**
 * The judge that reads the grades of `of`; in a plan `of` stands before it. Score: 1 if the answer keeps it (verdict "kept"), 0 if not
 * ("not kept"), null if that cannot be told ("undecided").
 */
export function aspect({ of, name, version = '1', applies, keeps }: AspectOptions): Judge {
  const judge = `${of.name}: ${name}`;
  const read = (grade: Grade, sample: Sample, generation: Pick<Generation, 'output' | 'finish'>): Grade => {
    const kept = keeps(grade, sample, generation);
    const verdict = kept === null ? 'undecided' : kept ? 'kept' : 'not kept';
    const transient = grade.transient ? { transient: true } : {};
    return { judge, score: kept === null ? null : Number(kept), verdict, why: `${of.name}: ${grade.why}`, ...transient };
  };
  return {
    name: judge,
    version: `${of.version}.${version}`,
    ...(of.origin ? { origin: of.origin } : {}),
    ...(of.family ? { family: of.family } : {}),
    ...(of.health ? { health: of.health.bind(of) } : {}),
    ...(applies ? { applies } : {}),
    aspectOf: { judge: of, read },
    grade: (sample, generation) =>
      gradeSpoken(async (one, said) => read(await of.grade(one, said), one, said), sample, generation),
    async close() {
      await of.close?.();
    },
  };
}
