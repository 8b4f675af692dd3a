// Checks whether the reports can be trusted: (a) they follow from the records, (b) nothing they depend on has changed, (c) another
// program gets the same numbers from their CSVs, (d) the models, asked again, still give the same answers.
import { parseArgs } from 'node:util';
import { exit, UserError } from '../../harness/core/errors.js';
import { noOptions } from '../../harness/core/options.js';
import { say } from '../../harness/core/progress.js';
import type { Model } from '../../harness/core/types.js';
import { findProject, type Project } from '../../harness/project.js';
import type { Fault } from '../../harness/report/fault.js';
import { faults } from '../../harness/report/integrity.js';
import type { Woven } from '../../harness/report/weave.js';
import type { Ran } from '../../harness/run/ran.js';
import { type Agreement, recheck } from '../../harness/run/recheck.js';
import { computedAnew, type Numbers } from '../support/computed-anew.js';
import { historyFaults, type PredictionOrder, predictionOrders } from '../support/prediction-history.js';
import { refereeMain, refereeUsage } from '../support/referee.js';
import { runAll, scriptsOf } from './report.js';

export const summary = 'verify the reports: replay, hashes, and the models asked again';

const usage = `usage: npx evalbook verify [--sample N] [--seed TEXT] [--full] [--no-rerun] [--json]

(a) rebuilds every report from the records and compares the bytes, (b) holds every file against its hash, the code and the libraries'
versions too, and every prediction that a report calls older than its answers against git, (c) computes rates, intervals, differences and p
values anew from the CSVs, by a program of its own, (d) asks each model that is here again, for N answers of each dataset chosen by the
seed, and compares.

  --sample N    answers per model and dataset, default 3
  --seed TEXT   chooses them, default "1"
  --full        asks for all answers
  --no-rerun    leaves (d) out
  --json        the findings as JSON on standard output
${refereeUsage}
Exit codes: 0 all holds, 4 something does not. Answers that differ are reported; they fail only where a headline leaves its interval.
`;

interface Findings {
  faults: Fault[];
  numbers: Numbers;
  agreements: Agreement[];
  /** models that cannot be asked here, with the numbers of the reports that use them */
  absent: { model: string; reports: string[] }[];
  /** predictions and answers, which is older in git; null where git has no whole history here */
  predictions: PredictionOrder[] | null;
}

export async function main(args: string[]): Promise<number> {
  if (args.some((arg) => arg.startsWith('--referee'))) return refereeMain(args);
  const flags = parse(args);
  if (flags.help) {
    process.stdout.write(usage);
    return exit.done;
  }
  const most = flags.full ? Number.POSITIVE_INFINITY : Number(flags.sample);
  if (!(most >= 1) || (!flags.full && !Number.isInteger(most)))
    throw new UserError(`expected --sample to be a whole number, 1 or more, got "${flags.sample}"`);
  const project = findProject(process.cwd());
  const { found, woven } = await replay(project);
  const predictions = predictionOrders(project, woven);
  const numbers = computedAnew(project);
  found.push(...historyFaults(project, predictions ?? []), ...numbers.faults);
  const findings: Findings = { faults: found, numbers, agreements: [], absent: [], predictions };
  if (!flags['no-rerun']) await again(project, findings, woven, most, flags.seed);
  const holds =
    findings.faults.length === 0 && findings.agreements.every(({ headlines }) => headlines.every(({ within }) => within));
  const { checked, unchecked } = numbers;
  if (flags.json) process.stdout.write(`${JSON.stringify({ holds, ...findings, numbers: { checked, unchecked } })}\n`);
  else process.stdout.write(text(findings, holds));
  return holds ? exit.done : exit.verification;
}

function parse(args: string[]) {
  const options = {
    sample: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    full: { type: 'boolean' },
    'no-rerun': { type: 'boolean' },
    json: { type: 'boolean' },
    help: { type: 'boolean' },
  } as const;
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new UserError(`${(error as Error).message.split('\n')[0]} See --help`);
  }
}

/** Checks (a) and (b). */
async function replay(project: Project): Promise<{ found: Fault[]; woven: Woven[] }> {
  const found = faults(project);
  const { woven, errors } = await runAll(project, { ...noOptions, check: true, quiet: true }, await scriptsOf(project));
  for (const { where, message } of errors) found.push({ where, what: message });
  for (const path of new Set(woven.flatMap(({ stale }) => stale)))
    found.push({ where: path, what: 'is not what the records give' });
  return { found, woven };
}

/** Checks (d), and the weights for (b). */
async function again(project: Project, findings: Findings, woven: Woven[], most: number, seed: string): Promise<void> {
  for (const [model, pages] of await askable(findings, woven)) {
    try {
      await model.check?.();
      for (const { name, ran } of pages) {
        say(`asking ${model.id} again: ${ran.dataset.name} of ${name}`);
        findings.agreements.push(await recheck(project, name, ran, model, most, seed));
      }
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const fault = { where: model.id, what: error.message };
      // several reports may use the same model
      if (!findings.faults.some(({ what }) => what === fault.what)) findings.faults.push(fault);
    } finally {
      await model.close?.();
    }
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

function text({ faults, numbers, agreements, absent, predictions }: Findings, holds: boolean): string {
  const lines = faults.map(({ where, what }) => `FAULT  ${where}: ${what}`);
  if (faults.length === 0) lines.push('replay: every report follows from the records, byte for byte; every hash holds');
  const left = numbers.unchecked ? `; ${numbers.unchecked} more rest on scores or fields that no CSV holds` : '';
  lines.push(`numbers: ${numbers.checked} rates and comparisons computed anew from the CSVs${left}`);
  lines.push(predictionLine(predictions));
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
