// Resolves the name of a judge model given to a command.
import { UserError } from '../../harness/core/errors.js';
import type { JudgeModel } from '../../harness/core/types.js';

/**
 * smollm2, qwen and qwen-1.5b run in this process; any other name is a server's model; without a name, EVALBOOK_JUDGE_MODEL. Errors:
 * UserError if that is not set.
 */
export async function judgeModelByName(name: string | undefined): Promise<JudgeModel> {
  const models = await import('../../models/index.js');
  if (name === 'smollm2') return models.localJudgeModel(models.smollm2());
  if (name === 'qwen') return models.localJudgeModel(models.qwen25Coder());
  if (name === 'qwen-1.5b') return models.localJudgeModel(models.qwen25Coder({ size: '1.5b' }));
  if (name) return models.judgeModel({ model: name, family: name.split(/[^a-z]/i)[0]?.toLowerCase() ?? name });
  const configured = models.configuredJudgeModel();
  if (!configured)
    throw new UserError(
      'expected a judge: smollm2, qwen, qwen-1.5b, a server’s model, or one in EVALBOOK_JUDGE_MODEL, got nothing',
    );
  return configured;
}
