// Checks whether the reports can be trusted: (a) they follow from the records, (b) nothing they depend on has changed, (c) another
// program gets the same numbers from their CSVs, (d) the recorded answers are what the models say: read back by those that run here,
// asked again of others.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { exit, UserError } from '../../harness/core/errors.js';
import { say } from '../../harness/core/progress.js';
import { noOptions } from '../../harness/core/run-options.js';
import type { Model } from '../../harness/core/types.js';
import { writeWhole } from '../../harness/core/whole-file.js';
import { findProject, type Project } from '../../harness/project.js';
import type { Fault } from '../../harness/report/fault.js';
import { faults } from '../../harness/report/integrity.js';
import type { Woven } from '../../harness/report/weave.js';
import type { Ran } from '../../harness/run/ran.js';
import type { ReadBack } from '../../harness/run/read-back.js';
import { type Agreement, recheck } from '../../harness/run/recheck.js';
import type { Reads } from '../../harness/run/upgrade.js';
import { computedAnew, type Numbers } from '../support/computed-anew.js';
import { historyFaults, type PredictionOrder, predictionOrders } from '../support/prediction-history.js';
import { canRead, type ReadingDraw, readingLines, readModel } from '../support/read-models.js';
import { readableModels } from '../support/readable-models.js';
import { receiptOf } from '../support/receipt.js';
import { checkReceipt } from '../support/receipt-check.js';
import { refereeMain, refereeUsage } from '../support/referee.js';
import { runAll, scriptsOf } from './report.js';

/** Longer answers, prompt included, are read by --full alone: one of them takes as long as a hundred others. */
const mostTokens = 1000;
const defaultSeconds = 60;

export const summary = 'verify the reports: replay, hashes, and answers read back by their models';

const usage = `usage: npx evalbook verify [--full] [--seconds N] [--seed TEXT] [--sample N] [--no-rerun | --only-reading [--model NAME]]
                           [--receipt FILE] [--json]
       npx evalbook verify --check-receipt FILE

(a) rebuilds every report from the records and compares the bytes, (b) holds every file against its hash, the code and the libraries'
versions too, and every prediction that a report calls older than its answers against git, (c) computes rates, intervals, differences and p
values anew from the CSVs, by a program of its own, (d) has each model that runs here read its recorded answers: one pass over prompt and answer
compares every token with the one that the model chooses. Close choices, and what reading finds wrong, are written again. Other models,
e.g. of servers, are asked again for N answers of each dataset.

  --full          reads all answers, and asks for all; stopped, it goes on where it was with the same command
  --seconds N     draws answers of up to ${mostTokens} tokens, prompt included, for so long, shared by the models; default ${defaultSeconds}
  --seed TEXT     chooses the answers, default "1"
  --sample N      answers per dataset to ask for of models that cannot read, default 3
  --no-rerun      leaves (d) out
  --only-reading  only (d), of the models with a name that are here (\`npx evalbook models\`)
  --model NAME    of this one alone, with --only-reading
  --receipt FILE  also writes what was read, by which machine, and the bound, as an in-toto statement
  --check-receipt FILE   says what a receipt says, and whether the records here are those that were read
  --json          the findings as JSON on standard output, the receipt too
${refereeUsage}
Exit codes: 0 all holds, 4 something does not. A recorded answer that is not what the model says is named, and fails; if the choice was too
close to tell, it is named only. Answers of servers that differ are reported; they fail only where a headline leaves its interval.
`;

interface Findings {
  faults: Fault[];
  numbers: Numbers;
  /** of models that read */
  readings: ReadBack[];
  /** of the others */
  agreements: Agreement[];
  /** models that cannot be asked here, with the numbers of the reports that use them */
  absent: { model: string; reports: string[] }[];
  /** predictions and answers, which is older in git; null where git has no whole history here */
  predictions: PredictionOrder[] | null;
}

interface Found extends Findings {
  woven: Woven[];
}

export async function main(args: string[]): Promise<number> {
  if (args.some((arg) => arg.startsWith('--referee'))) return refereeMain(args);
  const flags = parse(args);
  if (flags.help) {
    process.stdout.write(usage);
    return exit.done;
  }
  const project = findProject(process.cwd());
  if (flags['check-receipt'] !== undefined) return checkReceipt(project, flags['check-receipt']);
  const most = flags.full ? Number.POSITIVE_INFINITY : Number(flags.sample);
  if (!(most >= 1) || (!flags.full && !Number.isInteger(most)))
    throw new UserError(`expected --sample to be a whole number, 1 or more, got "${flags.sample}"`);
  const seconds = flags.full ? null : Number(flags.seconds);
  if (seconds !== null && !(seconds > 0))
    throw new UserError(`expected --seconds to be a number above 0, got "${flags.seconds}"`);
  if (flags['no-rerun'] && (flags['only-reading'] || flags.receipt !== undefined))
    throw new UserError('expected --no-rerun without --only-reading and --receipt: it reads nothing');
  if (flags.model !== undefined && !flags['only-reading'])
    throw new UserError('expected --model NAME with --only-reading: all else that verify does is of all models');
  const draw = { seed: flags.seed, seconds, mostTokens };
  const findings = flags['only-reading'] ? nothingFound() : await replay(project);
  if (flags['only-reading']) await readAll(project, findings, await readableModels(project, flags.model), draw);
  else if (!flags['no-rerun']) await again(project, findings, most, draw);
  const holds =
    findings.faults.length === 0 &&
    findings.readings.every(({ wrong }) => wrong.every(({ nearTie }) => nearTie)) &&
    findings.agreements.every(({ headlines }) => headlines.every(({ within }) => within));
  const { woven, numbers, ...rest } = findings;
  const drawn = { seed: flags.seed, full: seconds === null, mostTokens: seconds === null ? null : mostTokens };
  const receipt = findings.readings.length > 0 ? receiptOf(project, findings.readings, drawn) : null;
  if (flags.receipt !== undefined) {
    if (!receipt) throw new UserError('expected a model here that reads its answers, found none: there is nothing to certify');
    writeWhole(resolve(flags.receipt), `${JSON.stringify(receipt, null, 2)}\n`);
  }
  const { checked, unchecked } = numbers;
  if (flags.json) process.stdout.write(`${JSON.stringify({ holds, ...rest, numbers: { checked, unchecked }, receipt })}\n`);
  else process.stdout.write(text(project, findings, holds, draw, flags['only-reading'] ?? false));
  if (flags.receipt !== undefined) say(flags.receipt);
  return holds ? exit.done : exit.verification;
}

function parse(args: string[]) {
  const options = {
    sample: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    full: { type: 'boolean' },
    seconds: { type: 'string', default: String(defaultSeconds) },
    'no-rerun': { type: 'boolean' },
    'only-reading': { type: 'boolean' },
    model: { type: 'string' },
    receipt: { type: 'string' },
    'check-receipt': { type: 'string' },
    json: { type: 'boolean' },
    help: { type: 'boolean' },
  } as const;
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new UserError(`${(error as Error).message.split('\n')[0]} See --help`);
  }
}

function nothingFound(): Found {
  const numbers = { checked: 0, unchecked: 0, faults: [] };
  return { faults: [], numbers, readings: [], agreements: [], absent: [], predictions: null, woven: [] };
}

/** Checks (a), (b) and (c). */
async function replay(project: Project): Promise<Found> {
  const found = faults(project);
  const { woven, errors } = await runAll(project, { ...noOptions, check: true, quiet: true }, await scriptsOf(project));
  for (const { where, message } of errors) found.push({ where, what: message });
  for (const path of new Set(woven.flatMap(({ stale }) => stale)))
    found.push({ where: path, what: 'is not what the records give' });
  const predictions = predictionOrders(project, woven);
  const numbers = computedAnew(project);
  found.push(...historyFaults(project, predictions ?? []), ...numbers.faults);
  return { ...nothingFound(), faults: found, numbers, predictions, woven };
}

/** Checks (d), and the weights for (b). */
async function again(project: Project, findings: Found, most: number, draw: ReadingDraw): Promise<void> {
  const all = await askable(findings, findings.woven);
  // the objects of one model in several reports read the same files: once is enough
  const reading = new Map([...all.keys()].filter(canRead).map((model) => [model.id, model]));
  await readAll(project, findings, [...reading.values()], draw);
  for (const [model, pages] of all)
    if (!canRead(model))
      await guarded(findings, model, async () => {
        for (const { name, ran } of pages) {
          say(`asking ${model.id} again: ${ran.dataset.name} of ${name}`);
          findings.agreements.push(await recheck(project, name, ran, model, most, draw.seed));
        }
      });
}

async function readAll(project: Project, findings: Found, models: Reads[], draw: ReadingDraw): Promise<void> {
  const seconds = draw.seconds === null ? null : draw.seconds / models.length;
  for (const model of models)
    await guarded(findings, model, async () => {
      findings.readings.push(await readModel(project, model, { ...draw, seconds }));
    });
}

/** Checks the model's files, then does the work; an error for the user becomes a fault. */
async function guarded(findings: Found, model: Model, work: () => Promise<void>): Promise<void> {
  try {
    await model.check?.();
    await work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const fault = { where: model.id, what: error.message };
    // several reports may use the same model
    if (!findings.faults.some(({ what }) => what === fault.what)) findings.faults.push(fault);
  } finally {
    await model.close?.();
  }
}

/** Every model that can be asked here, with what it was asked; the objects of one model in two reports count separately. */
async function askable(findings: Findings, woven: Woven[]): Promise<Map<Model, { name: string; ran: Ran }[]>> {
  const found = new Map<Model, { name: string; ran: Ran }[]>();
  for (const { name, ran: all } of woven)
    for (const ran of all)
      for (const model of ran.models) {
        if (model.isAvailable && !(await model.isAvailable())) lacking(findings.absent, model.id, name.slice(0, 2));
        else found.set(model, [...(found.get(model) ?? []), { name, ran }]);
      }
  return found;
}

function lacking(absent: Findings['absent'], model: string, report: string): void {
  const found = absent.find((one) => one.model === model);
  if (!found) absent.push({ model, reports: [report] });
  else if (!found.reports.includes(report)) found.reports.push(report);
}

function text(project: Project, findings: Findings, holds: boolean, draw: ReadingDraw, onlyReading: boolean): string {
  const { faults, numbers, readings, agreements, absent, predictions } = findings;
  const lines = faults.map(({ where, what }) => `FAULT  ${where}: ${what}`);
  if (!onlyReading && faults.length === 0)
    lines.push('replay: every report follows from the records, byte for byte; every hash holds');
  const left = numbers.unchecked ? `; ${numbers.unchecked} more rest on scores or fields that no CSV holds` : '';
  if (!onlyReading)
    lines.push(
      `numbers: ${numbers.checked} rates and comparisons computed anew from the CSVs${left}`,
      predictionLine(predictions),
    );
  lines.push(...readings.flatMap((found) => readingLines(project, found, draw)));
  for (const { report, model, dataset, asked, of, same, errors, differences, headlines } of agreements) {
    lines.push(
      `${report}: ${model} on ${dataset}: ${same} of ${asked} answers asked again are the same (of ${of})${errors ? `, ${errors} failed` : ''}`,
    );
    for (const { sample, trial, at, unit, recorded, again, margin, verdicts } of differences)
      lines.push(
        `  ${sample}, trial ${trial}: differs at ${unit} ${at}, ${JSON.stringify(recorded)} → ${JSON.stringify(again)}` +
          `${margin === null ? '' : `, smallest margin ${margin}`}${verdicts.length ? `; ${verdicts.join(', ')}` : '; verdicts the same'}`,
      );
    for (const { judge, recorded, low, high, again: now, within } of headlines)
      if (differences.length > 0 || !within)
        lines.push(
          `  ${judge}: ${percent(now)} where ${percent(recorded)} [${percent(low)}–${percent(high)}] is recorded: ${within ? 'within' : 'OUTSIDE'} its interval`,
        );
  }
  for (const { model, reports } of absent)
    lines.push(`${model} cannot be asked here (reports ${reports.join(', ')}): its answers were replayed and graded anew`);
  lines.push(holds ? 'verified' : 'NOT verified');
  return `${lines.join('\n')}\n`;
}

function predictionLine(predictions: PredictionOrder[] | null): string {
  if (predictions === null) return 'predictions: not checked against git, which has no whole history here';
  const of = (order: PredictionOrder['order']) => predictions.filter((one) => one.order === order).length;
  return `predictions: by git ${of('before')} of ${predictions.length} are older than their answers, ${of('after')} are not, ${of('open')} cannot be told`;
}

function percent(rate: number): string {
  return `${(100 * rate).toFixed(1)} %`;
}
