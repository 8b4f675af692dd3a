// Combines prose and results into reports/NN-name.md with its CSV and figures, its manifest entry and its line in the index.
import { readFile } from 'node:fs/promises';
import { basename, relative, sep } from 'node:path';
import { modelTitles } from '../core/cluster.js';
import { UserError } from '../core/errors.js';
import { isDraft } from '../core/run-options.js';
import type { Session } from '../core/session.js';
import type { Project } from '../project.js';
import type { Ran, Used } from '../run/ran.js';
import { type CodeSet, codeOf } from './code-sets.js';
import { compose, type Place } from './compose.js';
import { csvPieces } from './csv.js';
import { familyOf } from './family.js';
import { footer } from './footer.js';
import { differencesOf, frontOf, headlinesOf } from './front-entry.js';
import { ratesUnder } from './gate.js';
import { checkPredictions, withPredictions } from './hypothesis.js';
import { evidenceOf, type Grounds, input, recordInput, usedSets } from './manifest.js';
import { openingOf, withOpening } from './opening.js';
import { Outputs } from './output.js';
import type { Page } from './page.js';
import { titleOf, typedNumbers } from './prose.js';
import { publish } from './publish.js';
import { readingsOf } from './readings.js';
import { type Registration, type Registrations, writeRegistrations } from './registration.js';
import { filesOf } from './script-files.js';
import { statisticsOf } from './statistics.js';
import { shardSummary, summary } from './summary.js';

/** A finished report, as the script passes it to the command that runs it. */
export interface Woven {
  /** e.g. "04-chickens-and-rabbits" */
  name: string;
  ran: Ran[];
  /** files that differ from what the records produce; only with --check */
  stale: string[];
  /** headline rates under --fail-under, each in one line */
  under: string[];
  /** the script's predictions, and what is registered of them */
  registrations: Registrations;
}

/**
 * Writes the report of `script` (absolute path) from its page; a shard, or a command that only asks for the plan, writes nothing. With --limit, --only or --trials it is a draft in a separate
 * folder, and no published file is touched. Errors: UserError (exit 2) if the script has no title (`// # …`), or has numbers
 * typed into its results, or predicts what it does not show.
 */
export async function weave(session: Session, script: string, page: Page, registration: Registration): Promise<Woven> {
  const { project, options } = session;
  if (session.planned || options.shard) return partOnly(session, reportOf(script), page);
  const text = await readFile(script, 'utf8');
  const path = relative(project.folder, script).split(sep).join('/');
  const name = reportOf(script);
  const title = titleOf(text);
  if (!title) throw new UserError(`${path}: expected a title line \`// # …\`, got none`);
  const [typed] = typedNumbers(text);
  if (typed)
    throw new UserError(
      `${path}:${typed.line}: expected numbers in Results to come from the rows, got "${typed.text}" typed into the prose. ` +
        'Say it with show(`…`), or end the line with <!-- fixed --> if it is no result',
    );
  if (options.filter.length > 0 && page.ran.length > 0 && page.ran.every(({ rows }) => rows.length === 0))
    throw new UserError(`expected --filter ${options.filter.join(',')} to match samples, it matches none`);
  checkPredictions(path, text, page);
  const registrations = registration.of(page.predictions);
  const unwritten = await writeRegistrations(session, registrations);
  const draft = isDraft(options);
  const outputs = new Outputs(session);
  const family = familyOf(page);
  const completed = once(
    (prose) => withOpening(prose, openingOf(page, family, registrations)),
    (prose) => withPredictions(prose, registrations, modelTitles(page.ran.flatMap(({ rows }) => rows))),
  );
  // a draft has only some of the answers that were drawn
  const { readings, inputs } = draft ? { readings: [], inputs: [] } : readingsOf(project, name, page.ran);
  const place: Place = { project, outputs, family, draft, name, readings, figures: [], pictures: new Map(), inputs, completed };
  const body = await compose(text, page.shown, place);
  const csv = page.ran.length > 0 ? outputs.writePieces(project.at.report(name, 'csv', draft), csvPieces(page.ran)) : undefined;
  const sets = codeOf(project, path);
  const entry = describe(project, path, title, { ...page, inputs: [...page.inputs, ...place.inputs], registrations }, sets);
  const evidence = evidenceOf(entry, csv);
  const md = outputs.write(
    project.at.report(name, 'md', draft),
    `${body}\n\n${footer(project, name, { ...entry, evidence }, page.ran)}\n`,
  );
  if (!draft) {
    const differences = differencesOf(page, family);
    const statistics = statisticsOf(page, family);
    const front = frontOf(page, family, place.pictures);
    const found = {
      ...entry,
      evidence,
      outputs: [md, ...(csv ? [csv] : []), ...place.figures],
      headlines: headlinesOf(page),
      ...(differences.length ? { differences } : {}),
      ...(statistics ? { statistics } : {}),
      ...(front ? { front } : {}),
      ...(readings.length ? { readings } : {}),
    };
    await publish(session, outputs, name, found, sets);
  }
  summary(name, md.path, page.ran, options);
  if (options.failUnder !== null && page.headlines.length === 0)
    throw new UserError('expected a headline rate to hold against --fail-under, the script has none: headline(passRate(…))');
  const under = options.failUnder === null ? [] : ratesUnder(page, options.failUnder);
  return { name, ran: page.ran, stale: [...unwritten, ...outputs.stale], under, registrations };
}

/** A part of a report's answers makes no page: what a shard has stored is said, and that is all. */
function partOnly({ options, planned }: Session, name: string, { ran }: Page): Woven {
  if (!planned) shardSummary(name, ran, options);
  return { name, ran, stale: [], under: [], registrations: { all: [], withdrawn: [], unwritten: [] } };
}

/** Passages of prose through all of these, each of which changes one passage at most: the first that it finds its place in. */
function once(...changes: ((prose: string) => string)[]): (prose: string) => string {
  const open = new Set(changes);
  return (prose) => {
    let text = prose;
    for (const change of open) {
      const changed = change(text);
      if (changed !== text) open.delete(change);
      text = changed;
    }
    return text;
  };
}

/** The name of the report that a script (a path) writes. */
export function reportOf(script: string): string {
  return basename(script).replace(/\.[cm]?[jt]s$/, '');
}

/** All keys used, by record file. */
function keysByPath(used: readonly Used[]): Map<string, Set<string>> {
  const keys = new Map<string, Set<string>>();
  for (const { path, keys: more } of used) {
    const all = keys.get(path) ?? new Set();
    keys.set(path, all);
    for (const key of more) all.add(key);
  }
  return keys;
}

function describe(
  project: Project,
  script: string,
  title: string,
  { ran, inputs, measured, registrations }: Pick<Page, 'ran' | 'inputs' | 'measured'> & { registrations: Registrations },
  sets: readonly CodeSet[],
): Omit<Grounds, 'evidence'> {
  const paths = [...filesOf(project, script).files, ...ran.map(({ dataset }) => dataset.path), ...inputs];
  const { all, withdrawn } = registrations;
  const made = [...all.flatMap(({ record, before }) => [record, ...before]), ...withdrawn].map(({ key }) => key);
  const registered: Used[] = made.length > 0 ? [{ path: project.at.hypotheses, keys: made }] : [];
  const used = keysByPath([...ran.flatMap((one) => one.used), ...registered]);
  const asked = [...ran.flatMap(({ models }) => models), ...measured];
  const models = new Map(asked.map(({ id, family, digest, format = '' }) => [id, { id, family, digest, format }]));
  const judges = new Map(ran.flatMap(({ judges }) => judges.map(({ name, version }) => [name, { name, version }])));
  const rows = ran.flatMap((one) => one.rows);
  return {
    title,
    inputs: [
      ...[...new Set(paths)].map((path) => input(project, path)),
      ...[...used].map(([path, keys]) => recordInput(project, path, keys)),
    ],
    code: usedSets(sets),
    models: [...models.values()],
    judges: [...judges.values()],
    rows: rows.length,
    unscored: rows.flatMap(({ grades }) => grades).filter(({ score }) => score === null).length,
    drifted: ran.reduce((sum, one) => sum + one.drifted, 0),
  };
}
