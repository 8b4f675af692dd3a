// The answers that a report rests on, in the terminal: filtered, searched, paged.
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { RE2JS } from 're2js';
import { exit, UserError } from '../../harness/core/errors.js';
import { matches, parseFilter, whyNothing } from '../../harness/core/filter.js';
import { pagerCommand } from '../../harness/core/options.js';
import { visible } from '../../harness/core/quote.js';
import { findProject, type Project } from '../../harness/project.js';
import { evidenceIn } from '../support/evidence.js';
import { type Line, rowsOf } from '../support/report-rows.js';

export const summary = 'read the answers of a report: answers NN [--model M] [--failed] [--grep RE] [--filter F=V]';

const usage = `usage: npx evalbook answers NN [FLAGS]

Shows the answers of report NN with their verdicts, in a pager if the output is a terminal (PAGER, default less -R).

  --model TEXT   only models whose name contains TEXT; may be repeated
  --judge NAME   only this judge's verdicts
  --passed, --failed, --unscored
                 only answers of this verdict; several: any of them
  --filter F=V   only samples with these values: --filter lang=zh,level=3 or --filter id=cage-*
  --grep RE      only answers that match this regular expression (RE2)
  --limit N      at most N answers
  --list         one line an answer
  --json         the rows as JSON
  --help         this text
`;

const flags = {
  model: { type: 'string', multiple: true },
  judge: { type: 'string' },
  passed: { type: 'boolean' },
  failed: { type: 'boolean' },
  unscored: { type: 'boolean' },
  filter: { type: 'string', multiple: true },
  grep: { type: 'string' },
  limit: { type: 'string' },
  list: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

type Flags = ReturnType<typeof parse>['values'];

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: flags, strict: true, allowPositionals: true });
  } catch (error) {
    const [reason] = (error as Error).message.split(/\. |\n/);
    throw new UserError(`${reason}. \`answers --help\` lists the flags`);
  }
}

/** Prints the answers that the flags leave, with the file and line of their records. Exit code: 1 if there is none. */
export async function main(args: string[]): Promise<number> {
  const { values, positionals } = parse(args);
  if (values.help) {
    process.stdout.write(usage);
    return exit.done;
  }
  const [number, ...rest] = positionals;
  if (rest.length > 0) throw new UserError(`expected the number of one report, got "${positionals.join(' ')}"`);
  const project = findProject(process.cwd());
  const { report, lines } = rowsOf(project, number);
  const found = answersIn(project, chosen(lines, values), values);
  if (values.json) process.stdout.write(`${JSON.stringify(found)}\n`);
  else if (found.length === 0) process.stderr.write(`${report}: no answer is left by these flags\n`);
  else await page(found.map(values.list ? listed : shown).join(values.list ? '' : '\n'));
  return found.length === 0 ? exit.gate : exit.done;
}

/** Rows by what the CSV says of them. */
function chosen(lines: Line[], { model = [], judge, passed, failed, unscored, filter = [] }: Flags): Line[] {
  const named = (of: 'model' | 'judge') => [...new Set(lines.map((line) => line[of] ?? ''))];
  for (const text of model)
    if (!named('model').some((name) => name.includes(text)))
      throw new UserError(`expected --model to be part of ${named('model').join(', ')}, got "${text}"`);
  if (judge !== undefined && !named('judge').includes(judge))
    throw new UserError(`expected --judge to be one of ${named('judge').join(', ')}, got "${judge}"`);
  const conditions = parseFilter(filter);
  const verdicts = [passed && 'passed', failed && 'failed', unscored && 'unscored'].filter(Boolean);
  const kept = lines.filter((line) => matches(conditions, (field) => cell(line, field)));
  if (kept.length === 0) throw new UserError(whyNothing(lines, conditions, { fieldsOf, inField: cell }));
  return kept.filter(
    (line) =>
      (model.length === 0 || model.some((text) => line.model?.includes(text))) &&
      (judge === undefined || line.judge === judge) &&
      (verdicts.length === 0 || verdicts.includes(verdictOf(line))),
  );
}

/** With the whole text of prompt and answer, as recorded, and where; those that `--grep` finds, at most `--limit`. */
function answersIn(project: Project, lines: Line[], { grep, limit }: Flags): Line[] {
  const pattern = grep === undefined ? null : compiled(grep);
  const most = limit === undefined ? Number.POSITIVE_INFINITY : Number(limit);
  if (!(most >= 1)) throw new UserError(`expected --limit to be a whole number, 1 or more, got "${limit}"`);
  const evidenceOf = evidenceIn(project);
  const found: Line[] = [];
  for (const line of lines) {
    if (found.length >= most) break;
    const { place, input, output } = evidenceOf(line);
    const whole = { ...line, place, input: input ?? line.input ?? '', output: output ?? line.output ?? '' };
    if (!pattern || pattern.matcher(whole.output).find()) found.push(whole);
  }
  return found;
}

/** RE2: what a user types cannot run for ever on what a model wrote. */
function compiled(text: string): RE2JS {
  try {
    return RE2JS.compile(text);
  } catch (error) {
    throw new UserError(`expected --grep to be a regular expression of RE2, got "${text}" (${(error as Error).message})`);
  }
}

function fieldsOf(line: Line): string[] {
  return [
    'id',
    'model',
    'judge',
    'verdict',
    'finish',
    ...Object.keys(line).flatMap((name) => /^sample_(.+)$/.exec(name)?.[1] ?? []),
  ];
}

function cell(line: Line, field: string): string | undefined {
  if (field === 'id') return line.sample;
  return ['model', 'judge', 'verdict', 'finish'].includes(field) ? line[field] : line[`sample_${field}`];
}

function verdictOf({ score = '' }: Line): string {
  return score === '' ? 'unscored' : Number(score) === 1 ? 'passed' : 'failed';
}

function listed(line: Line): string {
  const text = visible(line.output ?? '').replace(/\s+/g, ' ');
  return `${line.model}  ${line.sample}  ${line.judge} ${line.score || 'unscored'} ${line.verdict}  ${[...text].slice(0, 80).join('')}\n`;
}

function shown(line: Line): string {
  const trial = line.trial === '0' ? '' : `, trial ${line.trial}`;
  return [
    `── ${line.model} on ${line.sample}${trial} · ${line.judge}: ${verdictOf(line)}, ${line.verdict}${line.why ? `: ${visible(line.why)}` : ''}`,
    `   ${line.place}${line.finish === 'length' ? ' · cut off at the token limit' : ''}`,
    indented('prompt', line.input ?? ''),
    indented('answer', line.output ?? ''),
    '',
  ].join('\n');
}

function indented(name: string, text: string): string {
  return `${name}:\n${visible(text)
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n')}`;
}

/** Through the pager on a terminal; a reader who quits it early is no error. */
async function page(text: string): Promise<void> {
  const command = process.stdout.isTTY ? pagerCommand() : null;
  if (!command) {
    process.stdout.write(text);
    return;
  }
  const child = spawn(command, { shell: true, stdio: ['pipe', 'inherit', 'inherit'] });
  child.stdin.on('error', () => undefined);
  child.stdin.end(text);
  await new Promise<void>((done) => {
    child.on('close', (code) => {
      if (code === 127) process.stdout.write(text); // the shell found no such pager
      done();
    });
    child.on('error', () => {
      process.stdout.write(text);
      done();
    });
  });
}
