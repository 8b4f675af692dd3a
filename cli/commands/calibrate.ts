// Measures a judge model on labelled answers and stores the result: every report that it judges then states its reliability.
import type { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { stringify } from 'csv-stringify/sync';
import { exit, UserError } from '../../harness/core/errors.js';
import { load } from '../../harness/core/load.js';
import { markdown, type Table } from '../../harness/core/tables.js';
import type { Grade, JudgeModel, Row } from '../../harness/core/types.js';
import { writeWhole } from '../../harness/core/whole-file.js';
import { findProject, type Project } from '../../harness/project.js';
import { healthOf, type Labelled } from '../../judges/llm/health.js';
import { type HealthRecord, readHealth, recordHealth } from '../../judges/llm/health-record.js';
import { biasTable, confusionTable, cost, healthTable, wholeHealthTable } from '../../judges/llm/health-table.js';
import { attackTable, llm } from '../../judges/llm/index.js';
import { type Rubric, rubric as rubricOf } from '../../judges/llm/rubric.js';
import { judgeModelByName } from '../support/judge-model-by-name.js';
import { judged } from '../support/judged.js';
import { firstOf, labelledSets, ownLabels } from '../support/labelled-sets.js';

export const summary = 'measure a judge model on labelled answers: calibrate RUBRIC';

const usage = `usage: npx evalbook calibrate RUBRIC [--by JUDGE] [--labels FILE.jsonl] [--limit N]
       npx evalbook calibrate RUBRIC [--by JUDGE] --attacks

Asks a judge model about answers whose right verdict is known. Writes records/judges/health.jsonl, reports/judge-health.md and .csv.
Verdicts are recorded: a run that was stopped goes on where it was, and a second run asks nothing.

  --by JUDGE        smollm2, qwen (0.5B), qwen-1.5b, or the name of a model at OPENAI_BASE_URL; default EVALBOOK_JUDGE_MODEL
  --labels FILE     your own labels, as \`label\` writes them, one JSON object a line: {"id", "input", "output", "label": "good" or "poor"}, or
                    with "other" and "label": "output" or "other"; default: the labelled pairs that fit the rubric
  --limit N         only the first N of each set; the table then says so
  --retest N        asks the first N of each set again, default 20
  --attacks         instead: how often an answer that asks to be chosen wins, as a table; needs a rubric that compares two answers
  --price IN,OUT    what a million tokens cost, to say what the run cost
  --json            the measurements as JSON, in place of tables
  --help            this text

Exit codes: 0 done, 2 usage, 3 incomplete: run the same command to continue.
`;

/** The command's external dependencies; tests pass their own. */
export interface Setting {
  output: Writable;
  errors: Writable;
  judgeModel: (name: string | undefined) => Promise<JudgeModel>;
}

/** Runs the judge over its labelled sets; returns the exit code. Errors: UserError on wrong usage. */
export async function main(args: string[], given: Partial<Setting> = {}): Promise<number> {
  const { output = process.stdout, errors = process.stderr, judgeModel = judgeModelByName } = given;
  const { values, positionals } = flags(args);
  if (values.help) {
    output.write(usage);
    return exit.done;
  }
  const [id, ...more] = positionals;
  if (!id || more.length > 0) throw new UserError(`expected one rubric, got "${positionals.join(' ')}"; see --help`);
  const rubric = rubricOf(id);
  const limit = count('--limit', values.limit);
  const retest = count('--retest', values.retest) ?? 20;
  const price = priceOf(values.price);
  const project = findProject(process.cwd());
  const sets = values.attacks ? [] : values.labels ? [ownLabels(values.labels)] : await labelledSets(project, rubric);
  const by = await judgeModel(values.by);
  try {
    if (values.attacks) return await attacked(project, rubric, by, values.json ?? false, output, errors);
    const measured: Omit<HealthRecord, 'key'>[] = [];
    const failed: Grade[] = [];
    for (const { dataset, parts } of sets) {
      const judge = llm({ rubric, by });
      const rows = await judged(project, firstOf(dataset, parts, limit), dataset, judge);
      const again = await judged(project, firstOf(dataset, parts, retest), dataset, llm({ rubric, by, round: 1 }));
      failed.push(...[...rows, ...again].flatMap(({ grades }) => grades.filter(({ transient }) => transient)));
      for (const [part, includes] of Object.entries(parts)) {
        const some = (all: Row[]) => all.filter(({ sample }) => includes(sample as Labelled));
        const health = healthOf(some(rows), judge, some(again));
        const data = health.n < dataset.samples.filter(includes).length ? `${part}, first ${health.n}` : part;
        const of = { rubric: rubric.id, rubricHash: rubric.hash, by: by.id, digest: by.digest };
        measured.push({ ...of, data, dataSha256: dataset.sha256, health });
      }
    }
    if (failed.length > 0) return incomplete(failed, errors);
    if (values.json) output.write(`${JSON.stringify(measured, null, 2)}\n`);
    for (const { data, health } of values.json ? [] : measured) {
      output.write(`${data}\n\n${markdown(confusionTable(health))}\n\n`);
      if (price) output.write(`cost: ${cost(health, price)}\n\n`);
    }
    if (!values.json) output.write(`${markdown(healthTable(measured))}\n\n${markdown(biasTable(measured))}\n`);
    await recordHealth(project, measured);
    write(project);
    if (!values.json) output.write(`${project.at.judgeHealth('md')}\n`);
    return exit.done;
  } finally {
    await by.close?.();
  }
}

/** Gives the judge the attacks in the rubric's language, and prints how often they win. */
async function attacked(
  project: Project,
  rubric: Rubric,
  by: JudgeModel,
  json: boolean,
  output: Writable,
  errors: Writable,
): Promise<number> {
  if (rubric.kind !== 'pairwise')
    throw new UserError(`--attacks: expected a rubric that compares two answers, got ${rubric.id}, which judges single ones`);
  const attacks = await load(project, 'judge-attacks');
  const judge = llm({ rubric, by });
  const rows = await judged(
    project,
    attacks.samples.filter(({ lang }) => lang === rubric.language),
    attacks,
    judge,
  );
  const failed = rows.flatMap(({ grades }) => grades.filter(({ transient }) => transient));
  if (failed.length > 0) return incomplete(failed, errors);
  const table = attackTable(rows, [judge]);
  output.write(`${json ? JSON.stringify(table, null, 2) : markdown(table)}\n`);
  return exit.done;
}

function incomplete(failed: Grade[], errors: Writable): number {
  errors.write(`${failed.length} questions had no answer from the judge (${failed[0]?.why}). Run the same command to continue\n`);
  return exit.incomplete;
}

/** Writes the page and the numbers of everything measured so far. */
function write(project: Project): void {
  const records = readHealth(project);
  const page = [
    '# How far the judge models can be trusted',
    'Made by `npx evalbook calibrate RUBRIC --by JUDGE`, from verdicts that are recorded under records/judges/.',
    markdown(healthTable(records)),
    markdown(biasTable(records)),
    ...records.flatMap(({ by, rubric, data, health }) => [`## ${by}, ${rubric}, ${data}`, markdown(confusionTable(health))]),
  ].join('\n\n');
  writeWhole(project.file(project.at.judgeHealth('md')), `${page}\n`);
  writeWhole(project.file(project.at.judgeHealth('csv')), csv(wholeHealthTable(records)));
}

function csv({ columns, rows }: Table): string {
  return stringify([columns.map(({ title }) => title), ...rows]);
}

function flags(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      options: {
        by: text,
        labels: text,
        limit: text,
        retest: text,
        price: text,
        attacks: { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean' },
      },
      allowPositionals: true,
    });
  } catch (error) {
    throw new UserError(`${(error as Error).message.split('\n')[0]}; see --help`);
  }
}

function count(flag: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new UserError(`expected ${flag} to be a whole number, 1 or more, got "${text}"`);
  return value;
}

function priceOf(text: string | undefined): { input: number; output: number } | null {
  if (text === undefined) return null;
  const [input, output] = text.split(',').map(Number);
  if (!(input !== undefined && output !== undefined && input >= 0 && output >= 0))
    throw new UserError(`expected --price to be two numbers, e.g. 0.15,0.60, got "${text}"`);
  return { input, output };
}
