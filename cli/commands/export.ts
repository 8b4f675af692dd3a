// Writes a report's provenance or a dataset's description to standard output, in a standard format.
import { exit, UserError } from '../../harness/core/errors.js';
import { load } from '../../harness/core/load.js';
import { findProject } from '../../harness/project.js';
import { readManifest } from '../../harness/report/manifest.js';
import { croissant, inToto } from '../../harness/report/provenance.js';

export const summary = 'export in-toto NN | croissant DATASET, as JSON';

const usage = `usage: npx evalbook export in-toto NN
       npx evalbook export croissant DATASET

Prints JSON: an in-toto statement for report NN, or a Croissant file for a dataset.
`;

export async function main(args: string[]): Promise<number> {
  const [kind, name, ...rest] = args;
  if (args.includes('--help')) {
    process.stdout.write(usage);
    return exit.done;
  }
  const project = findProject(process.cwd());
  if (kind === 'croissant' && name && rest.length === 0) print(croissant(project, await load(project, name)));
  else if (kind === 'in-toto' && name && rest.length === 0) {
    const { reports } = readManifest(project);
    const found = Object.entries(reports).find(([report]) => report === name || report.split('-')[0] === name);
    if (!found) throw new UserError(`expected the number of a report, one of ${Object.keys(reports).join(', ')}, got "${name}"`);
    print(inToto(project, ...found));
  } else throw new UserError(`expected \`in-toto NN\` or \`croissant DATASET\`, got "${args.join(' ')}"`);
  return exit.done;
}

function print(value: object): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}
