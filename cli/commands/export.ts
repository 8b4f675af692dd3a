// Writes a report or a dataset in a format that other tools open.
import { dirname, join } from 'node:path';
import { exit, UserError } from '../../harness/core/errors.js';
import { load } from '../../harness/core/load.js';
import { writeWhole } from '../../harness/core/whole-file.js';
import { findProject, type Project } from '../../harness/project.js';
import { type AnswerGroup, answersOf } from '../../harness/report/export/answers.js';
import { datasetCroissant, reportCroissant } from '../../harness/report/export/croissant.js';
import { everyEvalEver } from '../../harness/report/export/every-eval-ever.js';
import { type ExportedFile, toolOf } from '../../harness/report/export/files.js';
import { inspectLogs } from '../../harness/report/export/inspect.js';
import { findReport } from '../../harness/report/export/report-csv.js';
import { inToto } from '../../harness/report/provenance.js';
import { makeFolder } from '../support/make-folder.js';
import { ownVersion } from '../support/own-package.js';
import { publishedAs } from '../support/published-model.js';

export const summary = 'export a report or dataset: croissant, every-eval-ever, in-toto, inspect';

const usage = `usage: npx evalbook export croissant DATASET        prints a description of the dataset; save it beside the data
       npx evalbook export croissant NN             the same of report NN's CSV
       npx evalbook export in-toto NN               prints an in-toto statement for report NN
       npx evalbook export every-eval-ever NN DIR   writes an aggregate and a samples file for each model of report NN
       npx evalbook export inspect NN DIR           writes a log of Inspect for each model and dataset of report NN

Formats: Croissant 1.1, in-toto Statement v1, Every Eval Ever 0.3.0, Inspect log version 2. Files written to DIR are listed.

  --json   the list as JSON
`;

const formats: Record<
  string,
  { takes: number; run(project: Project, name: string, folder: string, json: boolean): Promise<void> | void }
> = {
  croissant: {
    takes: 1,
    run: async (project, name) =>
      print(
        /^\d/.test(name)
          ? reportCroissant(project, findReport(project, name))
          : datasetCroissant(project, await load(project, name)),
      ),
  },
  'in-toto': {
    takes: 1,
    run: (project, number) => {
      const { name, entry } = findReport(project, number);
      print(inToto(project, name, entry));
    },
  },
  'every-eval-ever': {
    takes: 2,
    run: async (project, number, folder, json) => {
      const report = findReport(project, number);
      const groups = await answersOf(project, report);
      write(folder, everyEvalEver(project, report, groups, toolOf(project, ownVersion(), new Date()), publishedAs), json);
      noteUnscored(groups);
    },
  },
  inspect: {
    takes: 2,
    run: async (project, number, folder, json) => {
      const report = findReport(project, number);
      write(
        folder,
        inspectLogs(project, report, await answersOf(project, report), toolOf(project, ownVersion(), new Date())),
        json,
      );
    },
  },
};

export async function main(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    process.stdout.write(usage);
    return exit.done;
  }
  const words = args.filter((one) => one !== '--json');
  const [kind = '', name = '', folder = ''] = words;
  const format = Object.hasOwn(formats, kind) ? formats[kind] : undefined;
  if (!format) throw new UserError(`expected a format, one of ${Object.keys(formats).join(', ')}, got "${kind}". See --help`);
  if (words.length !== 1 + format.takes || words.includes(''))
    throw new UserError(
      `expected \`${kind} ${kind === 'croissant' ? 'DATASET or NN' : 'NN'}${format.takes === 2 ? ' DIR' : ''}\`, got "${args.join(' ')}". See --help`,
    );
  await format.run(findProject(process.cwd()), name, folder, words.length < args.length);
  return exit.done;
}

function print(value: object): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

function write(folder: string, files: ExportedFile[], json: boolean): void {
  const written = files.map(({ path, text }) => {
    const file = join(folder, path);
    makeFolder(dirname(file));
    writeWhole(file, text);
    return file;
  });
  process.stdout.write(json ? `${JSON.stringify(written)}\n` : written.map((file) => `${file}\n`).join(''));
}

/** Every Eval Ever has no score for *unscored*: what is left out is said. */
function noteUnscored(groups: readonly AnswerGroup[]): void {
  const grades = groups.flatMap(({ answers }) => answers.flatMap((answer) => answer.grades));
  const unscored = grades.filter(({ score }) => score === null).length;
  if (unscored > 0)
    process.stderr.write(
      `${unscored} of ${grades.length} grades are unscored: counted in the aggregates, left out of the samples\n`,
    );
}
