// The implementation of `validate`: grades labelled data, and writes the judges' results with the data's repository,
// commit, hash and licence.
import type { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { byCodePoint } from '../../harness/core/canonical.js';
import { exit, UserError } from '../../harness/core/errors.js';
import { writeWhole } from '../../harness/core/whole-file.js';
import { findProject, type Project } from '../../harness/project.js';
import { checksByJudge } from '../../validation/checks.js';
import { cards, checkHashes, defaultFolder } from '../../validation/corpora.js';
import { corporaOf } from '../../validation/project-corpora.js';
import { type Proof, toCsv, toJson, toMarkdown, toText } from '../../validation/proof.js';
import type { Check, Corpora } from '../../validation/types.js';

const usage = `usage: npx evalbook validate [--judge NAME] [--json]

Checks the hashes of the corpora, grades them, and writes reports/judge-validation.md and .csv.

  --judge NAME   only this judge, one of ${Object.keys(checksByJudge).join(', ')}; prints, and writes nothing
  --json         the results as JSON, in place of a table
  --help         this text

The corpora are read from EVALBOOK_CORPORA, else from ${defaultFolder}, else they are fetched once into the cache, from the
repositories that validation/corpora.json names.

Exit codes: 0 every pass mark is reached, 1 one is not, 2 usage, 3 a corpus could not be fetched, 4 a corpus has another hash.
`;

/** The command's external dependencies; tests pass their own. */
export interface Setting {
  corpora: Corpora;
  loaders: Record<string, () => Promise<Check[]>>;
  project: Project;
  output: Writable;
  errors: Writable;
}

/**
 * Runs the checks, prints the table, writes the report; returns the exit code. Errors: UserError on wrong usage or bad corpora.
 */
export async function proveJudges(args: string[], given: Partial<Setting> = {}): Promise<number> {
  const setting = { loaders: checksByJudge, output: process.stdout, errors: process.stderr, ...given };
  const { judge, json = false, help } = flags(args);
  if (help) {
    setting.output.write(usage);
    return exit.done;
  }
  if (judge !== undefined && !Object.hasOwn(setting.loaders, judge))
    throw new UserError(`expected --judge to be one of ${Object.keys(setting.loaders).join(', ')}, got "${judge}"`);
  const project = given.project ?? findProject(process.cwd());
  const names = judge === undefined ? Object.keys(setting.loaders) : [judge];
  const checks = (await Promise.all(names.map((name) => loaded(name, setting)))).flat();
  const corpora = given.corpora ?? corporaOf(project.folder);
  const needed = judge === undefined ? Object.keys(cards) : [...new Set(checks.flatMap((check) => check.corpora))];
  const files = await checkHashes(corpora, needed.sort(byCodePoint));
  setting.errors.write(`${files} files of ${needed.length} corpora have the hashes of validation/corpora.json\n`);

  const proofs: Proof[] = [];
  for (const check of checks) {
    setting.errors.write(`${check.judge}: ${check.measure}\n`);
    proofs.push({ check, measured: await check.run(corpora) });
  }
  setting.output.write(json ? toJson(proofs) : toText(proofs));
  const without = names.filter((name) => !checks.some((check) => check.judge === name));
  if (without.length > 0) setting.errors.write(`no report is written: there are no checks of ${without.join(', ')}\n`);
  else if (judge === undefined) write(project, json ? setting.errors : setting.output, proofs);
  return without.length === 0 && proofs.every(({ measured }) => measured.passed) ? exit.done : exit.gate;
}

/** The checks of one judge; empty if they cannot be loaded, so that the others still run. */
async function loaded(name: string, { loaders, errors }: Pick<Setting, 'loaders' | 'errors'>): Promise<Check[]> {
  try {
    return (await loaders[name]?.()) ?? [];
  } catch (error) {
    errors.write(`${name}: its checks cannot be loaded: ${(error as Error).message}\n`);
    return [];
  }
}

function flags(args: string[]): { judge?: string; json?: boolean; help?: boolean } {
  try {
    return parseArgs({ args, options: { judge: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean' } } })
      .values;
  } catch (error) {
    throw new UserError(`${(error as Error).message.split('\n')[0]}; see --help`);
  }
}

function write({ at, file }: Project, output: Writable, proofs: Proof[]): void {
  for (const [path, text] of [
    [at.validation('md'), toMarkdown(proofs)],
    [at.validation('csv'), toCsv(proofs)],
  ] as const) {
    writeWhole(file(path), text);
    output.write(`${path}\n`);
  }
}
