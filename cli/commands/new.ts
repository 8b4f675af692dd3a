// Starts an experiment: a script and a dataset with its card, ready to run; in this repository also a test.
import { existsSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { exit, UserError } from '../../harness/core/errors.js';
import { findProject, type Project } from '../../harness/project.js';
import { sketch } from '../support/sketch.js';
import { writeNew } from '../support/write-new.js';

export const summary = 'start an experiment: new NAME';

const usage = `usage: npx evalbook new NAME

Writes experiments/NN-NAME.ts and datasets/NAME/data.jsonl with its card; where test/all.ts runs the tests, test/experiments/NAME.test.ts too.
NAME: small letters, digits and dashes, e.g. my-question.
`;

/** Writes the files of experiment NAME; writes nothing if any of them already exists. */
export async function main(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    process.stdout.write(usage);
    return exit.done;
  }
  const [name = '', ...rest] = args;
  if (rest.length > 0 || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))
    throw new UserError(
      `expected NAME in small letters, digits and dashes, e.g. \`make new NAME=my-question\`, got "${args.join(' ')}"`,
    );
  const project = findProject(process.cwd());
  const number = nextNumber(project);
  const { at, file, folder } = project;
  const experiment = at.experiment(`${number}-${name}`);
  const files = {
    ...sketch(project, number, name),
    ...(existsSync(file('test/all.ts')) ? { [`test/experiments/${name}.test.ts`]: testOf(name, experiment) } : {}),
  };
  const taken = [...Object.keys(files), dirname(at.dataset(name))].find((path) => existsSync(file(path)));
  const same = scripts(project).find((script) => script.replace(/^\d\d-/, '') === `${name}.ts`);
  if (taken || same) throw new UserError(`${taken ?? `${project.experiments}/${same}`} is there already; choose another NAME`);
  writeNew(folder, files);
  for (const path of Object.keys(files)) process.stdout.write(`${path}\n`);
  process.stdout.write(
    `\nRun it:  npx tsx ${experiment} --limit 2   (a draft)\n         make report                                   (all reports)\n`,
  );
  return exit.done;
}

/** The next number after the highest in use, two digits. */
function nextNumber(project: Project): string {
  const used = scripts(project).map((file) => Number(/^(\d\d)-/.exec(file)?.[1] ?? 0));
  const next = Math.max(0, ...used) + 1;
  if (next > 99) throw new UserError('expected a free number from 01 to 99 in experiments/, found none');
  return String(next).padStart(2, '0');
}

/** File names in the experiments folder; empty if the folder does not exist yet. */
function scripts(project: Project): string[] {
  const folder = project.file(project.experiments);
  return existsSync(folder) ? readdirSync(folder) : [];
}

function testOf(name: string, experiment: string): string {
  return `// The draft of ${experiment} comes out, with an answer and a grade for each of two samples.
import { execFileSync } from 'node:child_process';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

test('${name}: two samples are answered and graded', () => {
  const args = ['--import', 'tsx', '${experiment}', '--limit', '2', '--json', '--quiet'];
  const { results } = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
  for (const { scored, unscored } of results) assert.is(scored + unscored, 2);
});

test.run();
`;
}
