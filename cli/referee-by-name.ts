// Which judge model a command means by a name.
import { UserError } from '../harness/errors.js';
import type { Referee } from '../harness/types.js';

/** smollm2 and qwen in this process; anything else is the name of a server's model; none: EVALBOOK_JUDGE_MODEL. Errors: UserError where none is set. */
export async function refereeByName(name: string | undefined): Promise<Referee> {
  const models = await import('../models/index.js');
  if (name === 'smollm2') return models.localReferee(models.smollm2());
  if (name === 'qwen') return models.localReferee(models.qwen25Coder());
  if (name) return models.referee({ model: name, family: name.split(/[^a-z]/i)[0]?.toLowerCase() ?? name });
  const configured = models.configuredReferee();
  if (!configured)
    throw new UserError('expected a judge: smollm2, qwen, a server’s model, or one in EVALBOOK_JUDGE_MODEL, got nothing');
  return configured;
}
