// Two more models, if fetched: `make report MODELS=qwen25,tinyllama` adds them to every experiment.
import { UserError } from '../../harness/core/errors.js';
import { extraModelNames } from '../../harness/core/options.js';
import type { LocalModel } from '../engine/local-model.js';
import { qwen25 } from './qwen25.js';
import { tinyLlama } from './tinyllama.js';

const known = { qwen25, tinyllama: tinyLlama };

/**
 * The models listed in EVALBOOK_MODELS (qwen25, tinyllama; separated by commas), in that order; none if unset. Errors: UserError
 * (exit 2) for any other name, (exit 3) for a model that has not been fetched, with the command that fetches it.
 */
export function extraModels(): LocalModel[] {
  return extraModelNames().map((name) => {
    const model = Object.entries(known).find(([key]) => key === name)?.[1];
    if (!model) throw new UserError(`expected MODELS to name ${Object.keys(known).join(' and ')}, got "${name}"`);
    return model();
  });
}
