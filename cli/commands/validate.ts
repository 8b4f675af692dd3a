// Validates the judges on labelled data. Imported only when this command runs: the installed package does not include
// validation/.
import { fromValidation } from '../support/from-validation.js';
import type { Setting } from '../support/prove-judges.js';

export const summary = 'prove the judges on labelled data';

/** Returns the exit code. Errors: UserError on wrong usage or bad corpora, or in the installed package. */
export async function main(args: string[], given: Partial<Setting> = {}): Promise<number> {
  const { proveJudges } = await fromValidation(() => import('../support/prove-judges.js'));
  return proveJudges(args, given);
}
