// What concerns recorded answers themselves: gives older ones their tokens, and lists the choices that were close to a tie.
import { parseArgs } from 'node:util';
import { exit, UserError } from '../../harness/core/errors.js';
import { say } from '../../harness/core/progress.js';
import { visible } from '../../harness/core/quote.js';
import { findProject, type Project } from '../../harness/project.js';
import { type Upgrade, upgradeLine, upgradeRecords } from '../../harness/run/upgrade.js';
import { answerFiles } from '../support/answer-files.js';
import { closeChoices } from '../support/close-choices.js';
import { readableModels } from '../support/readable-models.js';

export const summary = 'answers recorded: give older ones their tokens, list close choices';

const usage = `usage: npx evalbook records upgrade [--model ID] [--dataset NAME] [--json]
       npx evalbook records near [--below GAP] [--model ID] [--json]

upgrade   Gives answers that were recorded without their tokens (version 1) the tokens, and their margins at full precision. They are found from the
          text, and one pass of the model confirms them; where the text does not give them, e.g. as it ends in half a character, the model
          goes on from the last one that is sure, or writes the answer again. An answer itself is never changed: one that the model does not
          say again is named, and stays. Stopped, it goes on where it was with the same command.
near      Lists the answers with a choice so close to a tie that another processor may choose otherwise, and counts them: greedy ones
          by the gap between the two best logits, sampled ones by how near the draw came to another token.

  --model ID      only this model's
  --dataset NAME  only the answers to this dataset
  --below GAP     the largest gap that is close, default 0.0005 (draws: 0.00005)
  --json          as JSON on standard output

Exit codes: 0 done, 2 usage, 3 a model is not here, 4 an answer is not said again.
`;

export async function main(args: string[]): Promise<number> {
  const { values, positionals } = parse(args);
  const [what, ...rest] = positionals;
  if (values.help) process.stdout.write(usage);
  else if (rest.length > 0 || (what !== 'upgrade' && what !== 'near'))
    throw new UserError(`expected \`records upgrade\` or \`records near\`, got "${positionals.join(' ')}". See --help`);
  else {
    const project = findProject(process.cwd());
    return what === 'near' ? near(project, values) : upgrade(project, values);
  }
  return exit.done;
}

function parse(args: string[]) {
  const options = {
    model: { type: 'string' },
    dataset: { type: 'string' },
    below: { type: 'string' },
    json: { type: 'boolean' },
    help: { type: 'boolean' },
  } as const;
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new UserError(`${(error as Error).message.split('\n')[0]} See --help`);
  }
}

type Flags = ReturnType<typeof parse>['values'];

async function upgrade(project: Project, { model: only, dataset, json }: Flags): Promise<number> {
  const models = await readableModels(project, only);
  const done: Upgrade[] = [];
  for (const model of models)
    try {
      await model.check?.();
      for (const name of answerFiles(project, model.id)) {
        if (dataset !== undefined && name !== dataset) continue;
        const from = performance.now();
        const one = await upgradeRecords(project, model, name);
        done.push(one);
        if (one.answers > 0) say(upgradeLine(one, (performance.now() - from) / 1000));
        for (const { key, sample } of one.drift)
          say(
            `${project.at.answers(model.id, name)}: ${visible(sample)}: the model says something else now; the line stays: ${key}`,
          );
      }
    } finally {
      await model.close?.();
    }
  if (dataset !== undefined && done.length === 0)
    throw new UserError(`expected --dataset to be one with answers of a model that is here, got "${dataset}"`);
  if (json) process.stdout.write(`${JSON.stringify(done)}\n`);
  const all = (pick: (one: Upgrade) => number) => done.reduce((total, one) => total + pick(one), 0);
  say(
    `${all(({ answers }) => answers)} answers had no tokens; ${all(({ read, continued, again }) => read + continued + again)} have now`,
  );
  return done.some(({ drift }) => drift.length > 0) ? exit.verification : exit.done;
}

function near(project: Project, { below, model, json }: Flags): number {
  const gap = below === undefined ? undefined : Number(below);
  if (gap !== undefined && !(gap >= 0)) throw new UserError(`expected --below to be a number, 0 or more, got "${below}"`);
  const found = closeChoices(project, gap, model);
  if (json) {
    process.stdout.write(`${JSON.stringify(found)}\n`);
    return exit.done;
  }
  for (const { path, line, sample, trial, margin, kind } of found.close)
    process.stdout.write(`${path}:${line}: ${visible(sample)}, trial ${trial}: ${kind} ${margin}\n`);
  for (const { model, answers, greedy, nearTies, sampled, nearDraws, unknown } of found.models)
    process.stdout.write(
      `${model}: ${nearTies} of ${greedy} greedy answers within ${found.below.margin} of a tie, ${nearDraws} of ${sampled} sampled ones within ${found.below.draw} of another draw` +
        `${unknown > 0 ? ` (${unknown} of ${answers} answers without full margins)` : ''}\n`,
    );
  return exit.done;
}
