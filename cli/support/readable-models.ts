// The named models that are here and whose answers can be read.
import { exit, UserError } from '../../harness/core/errors.js';
import type { Project } from '../../harness/project.js';
import type { Reads } from '../../harness/run/upgrade.js';
import { hubModel, hubModels, statusOf } from '../../models/catalog/hub.js';
import { smollm2 } from '../../models/catalog/smollm2.js';
import { answerFiles } from './answer-files.js';

/** Those with recorded answers, or `only` that one. Errors: UserError (exit 3) if none is here, (exit 2) for an unknown `only`. */
export async function readableModels(project: Project, only?: string): Promise<Reads[]> {
  const embedded = smollm2();
  const known = [embedded.id, ...hubModels.map(({ name }) => name)];
  if (only !== undefined && !known.includes(only))
    throw new UserError(`expected --model to be one of ${known.join(', ')}, got "${only}"`);
  const here = [
    ...((await embedded.isAvailable?.()) ? [embedded] : []),
    ...hubModels.filter((model) => statusOf(model).isAvailable).map(({ name }) => hubModel(name)),
  ];
  const found = here.filter(({ id }) => (only ?? id) === id && (only !== undefined || answerFiles(project, id).length > 0));
  if (found.length === 0)
    throw new UserError(
      only === undefined
        ? 'expected a model here with recorded answers, found none. `npx evalbook models` lists how to get them'
        : `${only}: expected its weights, found none. \`npx evalbook models\` says how to get them`,
      exit.incomplete,
    );
  return found.filter((model): model is typeof model & Reads => model.read !== undefined);
}
