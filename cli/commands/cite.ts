// Prints how to cite a report.

import { exit, UserError } from '../../harness/core/errors.js';
import { findProject } from '../../harness/project.js';
import { citation, fileBibtex } from '../../harness/report/cite.js';
import { readManifest } from '../../harness/report/manifest.js';
import { datasetSources, recordSources } from '../../harness/report/sources.js';

export const summary = 'print the citation of a report: cite NN [--json]';

const usage =
  'usage: npx evalbook cite NN [--json]\n\nPrints BibTeX, an APA line and the short id of report NN, e.g. `cite 04`; then BibTeX of each dataset and record\nfile that it rests on, with its SWHID, which `git hash-object FILE` gives as well.\n';

/** Prints BibTeX, APA and id of the report whose name equals or starts with the argument. */
export async function main(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    process.stdout.write(usage);
    return exit.done;
  }
  const wanted = args.filter((arg) => !arg.startsWith('--'));
  const unknown = args.find((arg) => arg.startsWith('--') && arg !== '--json');
  if (unknown) throw new UserError(`expected --json or --help, got "${unknown}"`);
  const project = findProject(process.cwd());
  const { reports } = readManifest(project);
  const names = Object.keys(reports);
  const name = names.find((one) => one === wanted[0] || one.split('-')[0] === wanted[0]);
  const entry = name ? reports[name] : undefined;
  if (!name || !entry || wanted.length !== 1)
    throw new UserError(
      `expected the number of one report, one of ${names.map((one) => one.split('-')[0]).join(', ') || '(none: run `make report`)'}, got "${wanted.join(' ')}"`,
    );
  const { id, bibtex, apa } = citation(project, name, entry);
  const sources = [...datasetSources(project, entry.inputs), ...recordSources(project, entry.inputs)].map((source) => ({
    ...source,
    bibtex: fileBibtex(project, source),
  }));
  process.stdout.write(
    args.includes('--json')
      ? `${JSON.stringify({ id, bibtex, apa, sources })}\n`
      : `${[bibtex, apa, id, ...sources.map((source) => source.bibtex)].join('\n\n')}\n`,
  );
  return exit.done;
}
