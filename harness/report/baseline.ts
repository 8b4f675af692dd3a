// The reports of today and of a baseline (a commit, branch or folder) side by side, as a gate compares them.
import { byCodePoint } from '../core/canonical.js';
import { UserError } from '../core/errors.js';
import { readCsv } from '../core/read-csv.js';
import type { Project } from '../project.js';
import { manifestAt, show } from './diff.js';
import type { ReportEntry } from './manifest.js';
import { heldLines, type Sides } from './regression.js';

/** What is held against what. */
export interface Baseline {
  sides: Sides[];
  /** reports of today that the baseline does not have, and the other way round */
  added: string[];
  gone: string[];
}

/**
 * Reads the reports of `wanted` (numbers or names; none: all) that have a headline, of the files here and of `revision`. Errors: UserError
 * (exit 2) for a side without a manifest, a report that is not there or has no headline, or if nothing can be compared.
 */
export function readBaseline(project: Project, revision: string, wanted: readonly string[]): Baseline {
  const [old, now] = [manifestAt(project, revision).reports, manifestAt(project, '.').reports];
  const names = Object.keys(now).sort(byCodePoint);
  const has = Object.keys(old).sort(byCodePoint).join(', ') || 'none';
  const chosen = wanted.length > 0 ? wanted.map((text) => named(names, text)) : names;
  const held = chosen.filter((name) => ratesOf(now[name]).length > 0);
  const without =
    wanted.length > 0 ? chosen.find((name) => !held.includes(name)) : held.length === 0 ? project.at.manifest : undefined;
  if (without !== undefined)
    throw new UserError(
      `${without}: expected a headline, headline(passRate(…)), found none. \`${project.commands.reportAll}\` writes the reports of an older version anew`,
    );
  const lacking = held.find((name) => !old[name] && (wanted.length > 0 || held.every((one) => !old[one])));
  if (lacking !== undefined) throw new UserError(`${revision}: expected the report ${lacking} in the baseline, it has ${has}`);
  const rows = (side: string, name: string) => {
    const path = project.at.report(name, 'csv');
    const file = show(project, side, path);
    if (file === null)
      throw new UserError(`${path}: expected the table of the report at ${side}, found none. Commit it, or rebuild it`);
    try {
      return readCsv(file);
    } catch (error) {
      throw new UserError(
        `${path} at ${side}: expected the table of a report, got another text (${(error as Error).message.split('\n')[0]})`,
      );
    }
  };
  return {
    sides: held
      .filter((name) => old[name])
      .map((name) => ({ name, rates: ratesOf(now[name]), today: rows('.', name), baseline: rows(revision, name) })),
    added: held.filter((name) => !old[name]),
    gone:
      wanted.length > 0
        ? []
        : Object.keys(old)
            .sort(byCodePoint)
            .filter((name) => !now[name]),
  };
}

/** Rates of headlines. */
function ratesOf(entry: ReportEntry | undefined) {
  return (entry?.statistics?.rates ?? []).filter(({ headline }) => headline !== undefined);
}

function named(names: readonly string[], text: string): string {
  const found = names.find((name) => name === text || name.split('-')[0] === text.padStart(2, '0'));
  if (found) return found;
  throw new UserError(`expected the number or name of a report, one of ${names.join(', ') || '(none)'}, got "${text}"`);
}

/** An answer to a golden sample. */
export interface Golden {
  sample: string;
  report: string;
  model: string;
  /** condition and trial, if there are several */
  place: string;
  judge: string;
  verdict: string;
  passed: boolean;
}

/**
 * What the headlines' judges say today of the answers to these samples; one that is unscored has not passed. Errors: UserError (exit 2) for a
 * sample that no headline is of, or a model that answered none.
 */
export function goldenOf(sides: readonly Sides[], ids: readonly string[], only: readonly string[]): Golden[] {
  const all = sides.flatMap((side) =>
    [...new Set(side.rates.flatMap((rates) => heldLines(side, rates, only)))].map((line) => ({ report: side.name, line })),
  );
  const models = [...new Set(sides.flatMap(({ today }) => today.map(({ model = '' }) => model)))];
  const stranger = only.find((id) => !models.includes(id));
  if (stranger !== undefined) throw new UserError(`expected --only to name one of ${models.join(', ')}, got "${stranger}"`);
  return ids.flatMap((id) => {
    const found = all.filter(({ line }) => line.sample === id);
    if (found.length === 0)
      throw new UserError(
        `expected --must to name a sample of ${sides.map(({ name }) => name).join(', ')}, e.g. ${all[0]?.line.sample ?? 'none'}, got "${id}"`,
      );
    return found.map(({ report, line }) => ({
      sample: id,
      report,
      model: line.model ?? '',
      place: [line.condition, line.trial === '0' ? '' : `trial ${line.trial}`].filter(Boolean).join(', '),
      judge: line.judge ?? '',
      verdict: line.verdict ?? '',
      passed: line.score === '1',
    }));
  });
}
