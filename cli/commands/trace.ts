// From a number to its evidence: the record's line, the prompt, the answer and the grades of one sample.
import { exit, UserError } from '../../harness/core/errors.js';
import { visible } from '../../harness/core/quote.js';
import { findProject } from '../../harness/project.js';
import { type Evidence, evidenceIn } from '../support/evidence.js';
import { type Line, rowsOf } from '../support/report-rows.js';

export const summary = 'from a number to its evidence: trace NN [SAMPLE] [MODEL]';

const usage = `usage: npx evalbook trace NN [SAMPLE] [MODEL] [--json]

Lists the rows of report NN: model, sample, trial, judge, verdict. With SAMPLE (and MODEL) it shows where the answer is recorded
(records/MODEL/DATASET.jsonl:LINE; an answer that was given is in datasets/DATASET/data.jsonl:LINE), the prompt, the answer and why the
judge decided so.
`;

export async function main(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    process.stdout.write(usage);
    return exit.done;
  }
  const [number, sample, model, ...rest] = args.filter((arg) => arg !== '--json');
  const project = findProject(process.cwd());
  if (rest.length > 0) throw new UserError(`expected trace NN [SAMPLE] [MODEL], got "${args.join(' ')}"`);
  const { path, lines: all } = rowsOf(project, number);
  const lines = all.filter((line) => (!sample || line.sample === sample) && (!model || line.model === model));
  if (lines.length === 0)
    throw new UserError(`${path}: no row for ${[sample, model].filter(Boolean).join(' of ')}; \`trace ${number}\` lists them`);
  const json = args.includes('--json');
  if (!json && !sample) process.stdout.write(lines.map(listed).join(''));
  else {
    const evidenceOf = evidenceIn(project);
    const found = lines.map((line) => ({ line, evidence: evidenceOf(line) }));
    process.stdout.write(json ? `${JSON.stringify(found.map(whole))}\n` : found.map(shown).join('\n'));
  }
  return exit.done;
}

function listed({ model, sample, trial, judge, score, verdict }: Line): string {
  return `${model}  ${sample}  ${trial}  ${judge}  ${score || 'unscored'}  ${verdict}\n`;
}

interface Found {
  line: Line;
  evidence: Evidence;
}

/** The CSV's row, with prompt and answer exactly as recorded. */
function whole({ line, evidence: { place, input, output } }: Found): Line {
  return { ...line, place, input: input ?? line.input ?? '', output: output ?? line.output ?? '' };
}

function shown(found: Found): string {
  const line = whole(found);
  return [
    `${line.model} on ${line.sample}, trial ${line.trial}: judge ${line.judge} ${line.judge_version} says ${line.verdict} (${line.score || 'unscored'}): ${visible(line.why ?? '')}`,
    `${line.key ? 'recorded' : 'given in the dataset,'} at ${line.place}`,
    `prompt: ${visible(line.input ?? '')}`,
    `answer: ${visible(line.output ?? '')}`,
    '',
  ].join('\n');
}
