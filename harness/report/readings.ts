// What two readers say of a report's judges: read from the labels of the answers drawn from it, for the lines below its rates and
// for the page that lists all.
import { existsSync } from 'node:fs';
import { type Reading, readingOf } from '../analysis/reading.js';
import { UserError } from '../core/errors.js';
import { inline } from '../core/quote.js';
import type { Row } from '../core/types.js';
import type { Project } from '../project.js';
import { readDraw } from '../records/draws.js';
import { labelsPath, readLabels, twoRaters } from '../records/labels.js';
import type { Ran } from '../run/ran.js';
import type { Estimate } from '../stats/stratified.js';

export interface Readings {
  readings: Reading[];
  /** the files that they rest on, relative to the project folder */
  inputs: string[];
}

/**
 * The readings of report `name`: one for each judge of each dataset whose answers were drawn and labelled; none before the first
 * label. Errors: UserError if a file has the labels of one rater or of more than two, or labels of other answers.
 */
export function readingsOf(project: Project, name: string, ran: readonly Ran[]): Readings {
  const found: Readings = { readings: [], inputs: [] };
  for (const dataset of new Set(ran.map((one) => one.dataset.name))) {
    const drawn = readDraw(project, name, dataset);
    const path = project.at.drawn(name, dataset);
    const labels = drawn ? readLabels(project.folder, path) : [];
    if (!drawn || labels.length === 0) continue;
    const ids = new Set(drawn.answers.map(({ id }) => id));
    const stranger = labels.find(({ id }) => !ids.has(id));
    if (stranger)
      throw new UserError(`${labelsPath(path)}: expected labels of the answers in ${path}, got one of "${stranger.id}"`);
    const raters = twoRaters(labels, path);
    const own = ran.filter((one) => one.dataset.name === dataset);
    const { rows, unseen } = drawnFrom(
      own.flatMap((one) => one.rows),
      ids,
    );
    // readers say whether the whole does what was asked, so they say nothing of an aspect, or of a judge that grades a part of the answers
    const judges = own.flatMap((one) => one.judges).filter(({ aspectOf, abstains }) => aspectOf === undefined && !abstains);
    for (const judge of new Set(judges.map(({ name }) => name)))
      found.readings.push({ ...readingOf(rows, judge, drawn, raters), ...(unseen > 0 && { unseen }) });
    found.inputs.push(path, labelsPath(path), project.at.draw(name, dataset));
  }
  const rules = project.at.readingRules;
  if (found.inputs.length > 0 && existsSync(project.file(rules))) found.inputs.push(rules);
  return found;
}

/**
 * The rows of the models and conditions from which answers were drawn: of the answers of others, added after the draw, readers saw
 * nothing. `unseen`: how many these are.
 */
function drawnFrom(rows: Row[], drawn: ReadonlySet<string>): { rows: Row[]; unseen: number } {
  const seen = rows.filter(({ generation }) => drawn.has(generation.key));
  const models = new Set(seen.map(({ model }) => model.id));
  const conditions = new Set(seen.map(({ condition }) => condition));
  const alike = rows.filter(({ model, condition }) => models.has(model.id) && conditions.has(condition));
  const keys = new Set(alike.map(({ generation }) => generation.key));
  const asked = rows.filter(({ model }) => !model.covers); // an answer printed elsewhere can be drawn from no model
  const others = new Set(asked.map(({ generation }) => generation.key).filter((key) => key !== '' && !keys.has(key)));
  return seen.length === 0 ? { rows, unseen: 0 } : { rows: alike, unseen: others.size };
}

/**
 * The line that stands below a rate by `judge`; '' if no reader read answers that it graded. `page`: address of the page that
 * lists all, from the report.
 */
export function readersLine(readings: readonly Reading[], judge: string, page: string): string {
  const own = readings.filter((reading) => reading.judge === judge);
  if (own.length === 0) return '';
  const parts = own.map((reading) => `${own.length > 1 ? `${inline(reading.dataset)}: ` : ''}${found(reading)}`);
  return `Readers ([how](${page})): ${parts.join('. ')}; ${readBy(own)}.`;
}

function found(reading: Reading): string {
  const { passed, failed, agreement, unsettled, gone, moved, unread, unseen } = reading;
  const n = passed.read + failed.read;
  const notes = [
    unsettled ? `on ${unsettled} more the readers differ or cannot tell` : '',
    unread ? `${unread} are not read by both` : '',
    gone ? `${gone} drawn answers are no longer in the report` : '',
    moved ? `${moved} got another verdict since they were drawn` : '',
    unseen ? `nothing is said of the ${unseen} answers of other models or conditions` : '',
  ].filter(Boolean);
  return [
    `${alikeOf(reading)} of ${n} alike${agreement ? ` (${percents(agreement)} of all${unseen ? ' they were drawn from' : ''})` : ''}`,
    `of ${counted(passed.read, 'pass', 'passes')} ${passed.read - passed.good} should not have passed`,
    `of ${counted(failed.read, 'fail', 'fails')} ${failed.good} should have`,
    ...notes,
  ].join('; ');
}

/** Answers on which judge and readers say the same. */
export function alikeOf({ passed, failed }: Reading): number {
  return passed.good + failed.read - failed.good;
}

/** Who read, in their own words. */
export function readBy(readings: readonly Reading[]): string {
  const who = [...new Set(readings.flatMap(({ raters }) => raters.readers))];
  if (who.length === 1 && who[0]) return `read twice, each time by ${inline(who[0])}`;
  return `read by ${who.map((one) => (one ? inline(one) : 'a reader who is not described')).join(' and by ')}`;
}

function counted(n: number, one: string, more: string): string {
  return `${n} ${n === 1 ? one : more}`;
}

/** "93 % [85–97]", in whole percent. */
export function percents({ value, low, high }: Estimate): string {
  const percent = (share: number) => (100 * share).toFixed(0);
  return `${percent(value)} % [${percent(low)}–${percent(high)}]`;
}
