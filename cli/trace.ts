// From a number to what it rests on: the record's line, the prompt, the answer and the grades of one sample.
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { exit, UserError } from '../harness/errors.js';
import { readManifest } from '../harness/manifest.js';
import { findProject, type Project } from '../harness/project.js';
import { visible } from '../harness/quote.js';

export const summary = 'from a number to its evidence: trace NN [SAMPLE] [MODEL]';

const usage = `usage: npx evalbook trace NN [SAMPLE] [MODEL] [--json]

Lists the rows of report NN: model, sample, trial, judge, verdict. With SAMPLE (and MODEL) it shows where the answer is recorded
(records/MODEL/DATASET.jsonl:LINE), the prompt, the answer and why the judge decided so.
`;

type Line = Record<string, string>;

export async function main(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    process.stdout.write(usage);
    return exit.done;
  }
  const [number, sample, model, ...rest] = args.filter((arg) => arg !== '--json');
  const project = findProject(process.cwd());
  const names = Object.keys(readManifest(project).reports);
  const report = names.find((name) => name === number || name.split('-')[0] === number);
  if (!report || rest.length > 0)
    throw new UserError(`expected the number of a report, one of ${names.join(', ')}, got "${args.join(' ')}"`);
  const lines = (
    parse(readFileSync(project.file(project.at.report(report, 'csv'))), { columns: true, bom: true }) as Line[]
  ).filter((line) => (!sample || line.sample === sample) && (!model || line.model === model));
  if (lines.length === 0)
    throw new UserError(
      `${project.at.report(report, 'csv')}: no row for ${[sample, model].filter(Boolean).join(' of ')}; \`trace ${number}\` lists them`,
    );
  if (args.includes('--json')) process.stdout.write(`${JSON.stringify(lines)}\n`);
  else process.stdout.write(sample ? lines.map((line) => shown(project, line)).join('\n') : lines.map(listed).join(''));
  return exit.done;
}

function listed({ model, sample, trial, judge, score, verdict }: Line): string {
  return `${model}  ${sample}  ${trial}  ${judge}  ${score || 'unscored'}  ${verdict}\n`;
}

function shown(project: Project, line: Line): string {
  return [
    `${line.model} on ${line.sample}, trial ${line.trial}: judge ${line.judge} ${line.judge_version} says ${line.verdict} (${line.score || 'unscored'}): ${visible(line.why ?? '')}`,
    `recorded at ${placeOf(project, line)}`,
    `prompt: ${visible(line.input ?? '')}`,
    `answer: ${visible(line.output ?? '')}`,
    '',
  ].join('\n');
}

/** File and line of the record with the row's key. */
function placeOf(project: Project, { model = '', dataset = '', key = '' }: Line): string {
  const path = project.at.answers(model, dataset);
  const at = readFileSync(project.file(path), 'utf8')
    .split('\n')
    .findIndex((text) => text.startsWith(`{"key":"${key}"`));
  return at < 0 ? `${path} (not found: run \`make report\`)` : `${path}:${at + 1}`;
}
