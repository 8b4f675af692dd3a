// Labels answers, one at a time, with a single key each, and blind: no names, no scores, a different order for each rater. Draws
// them from a report first, if asked to.
import { writeFileSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { exit, UserError } from '../../harness/core/errors.js';
import { readLines } from '../../harness/core/jsonl.js';
import { visible } from '../../harness/core/quote.js';
import { seeded, shuffled } from '../../harness/core/random.js';
import { noOptions } from '../../harness/core/run-options.js';
import { findProject } from '../../harness/project.js';
import { type Label, labelKey, labelsPath, readLabels, twoRaters } from '../../harness/records/labels.js';
import { Appender, readStore } from '../../harness/records/store.js';
import { kappa } from '../../harness/stats/index.js';
import { drawAnswers } from '../support/draw-answers.js';
import { importLabels } from '../support/label-lines.js';
import { type Answer, answerShape, menuOf } from '../support/label-menu.js';
import { named, runAll, scriptsOf } from './report.js';

export const summary = 'label answers by hand: label FILE.jsonl --rater NAME';

const usage = `usage: npx evalbook label --draw NN[,NN …] [--count N] [--seed TEXT] [--judge NAME]
       npx evalbook label FILE.jsonl --rater NAME [--reader TEXT] [--print | --from LABELS.jsonl]
       npx evalbook label FILE.jsonl --kappa

Shows the answers of FILE one by one and takes a key for each; every label is kept at once in FILE.labels, so it can be stopped at any time.
FILE holds one JSON object a line: {"id", "input", "output"}, perhaps "expected" (what the answer has to do), or a pair with "other" as
well. Nothing else in it is shown.

  keys         single answers: g good, p poor; pairs: 1 the first, 2 the second; s cannot be decided, q stop
  --rater      who labels; two raters see the answers in different orders, and pairs in different places
  --reader     who or what the rater is, in a few words, e.g. "a language model that reads by written rules"; kept with the labels
  --print      prints the answers that the rater has not labelled, in the rater's order, as JSON lines, for a reader that is a program
  --from       takes the labels from JSON lines {"id", "label"}, the label a key as above or good, poor, undecided, as a page of \`site\` saves it; of a pair, 1 is "output" and 2 is "other"
  --kappa      how far two raters agree; writes what both said alike to FILE.agreed.jsonl, for \`calibrate --labels\`
  --json       with --kappa, as one JSON object
  --draw       draws answers of these reports for readers, as many passed as failed where there are so many, from all models and
               languages; one file a dataset under records/readers/, once: a draw is kept
  --count      how many a dataset, default 40
  --seed       chooses them, default "1"
  --judge      by whose verdicts, default each dataset's first judge
  --help       this text

What readers label in a file made by --draw stands below the rates of its report from the next \`report\` on, and in reports/judge-readers.md.

Exit codes: 0 done, 2 usage, 3 not all is labelled: run the same command to continue.
`;

/** The command's external dependencies; tests pass their own. */
export interface Setting {
  keys: AsyncIterable<string>;
  output: Writable;
}

/** Labels, draws or counts labels; returns the exit code. Errors: UserError on wrong usage or a file that cannot be used. */
export async function main(args: string[], given: Partial<Setting> = {}): Promise<number> {
  const { output = process.stdout } = given;
  const { values, positionals } = flags(args);
  if (values.help) {
    output.write(usage);
    return exit.done;
  }
  if (values.draw !== undefined) return draw(values.draw, values, positionals, output);
  const [path, ...more] = positionals;
  if (!path || more.length > 0) throw new UserError(`expected one file, got "${positionals.join(' ')}"; see --help`);
  const answers = readLines(path, answerShape);
  if (values.kappa) return agreement(path, answers, values.json ?? false, output);
  const { rater, reader, from } = values;
  if (!rater || !/^[\w.-]{1,40}$/.test(rater))
    throw new UserError(`expected --rater to be a name of letters and digits, got "${rater ?? 'nothing'}"`);
  if (reader !== undefined && (reader.trim() === '' || reader.length > 200))
    throw new UserError(`expected --reader to describe the rater in 1 to 200 characters, got "${reader.slice(0, 60)}"`);
  if (values.print) return print(path, answers, rater, output);
  if (from !== undefined) return importLabels(path, answers, { rater, reader, from }, output);
  return label(path, answers, { rater, reader }, given.keys ?? pressed(), output);
}

/** Draws answers from reports as they are: their scripts run on the records, and write nothing. */
async function draw(
  list: string,
  { count, seed, judge }: { count: string; seed: string; judge?: string | undefined },
  positionals: string[],
  output: Writable,
): Promise<number> {
  const most = Number(count);
  if (!Number.isInteger(most) || most < 1)
    throw new UserError(`expected --count to be a whole number, 1 or more, got "${count}"`);
  if (positionals.length > 0) throw new UserError(`expected --draw NN,NN, and no file, got "${positionals.join(' ')}"`);
  const project = findProject(process.cwd());
  const names = named(project, await scriptsOf(project), list.split(',').filter(Boolean));
  if (names.length === 0) throw new UserError('expected --draw to name a report, got nothing');
  const { woven, errors } = await runAll(project, { ...noOptions, check: true, quiet: true }, names);
  for (const { where, message } of errors) throw new UserError(`${where}: ${message}`);
  for (const report of woven)
    for (const line of drawAnswers(project, report, { count: most, seed, ...(judge ? { judge } : {}) }))
      output.write(`${line}\n`);
  return exit.done;
}

/** The answers that the rater has not labelled, in the rater's order. */
function openOf(path: string, answers: Answer[], rater: string): Answer[] {
  const { first } = readStore<Label>('', labelsPath(path));
  return shuffled(seeded(`label ${rater}`), answers).filter(({ id }) => !first.has(labelKey(rater, id)));
}

function print(path: string, answers: Answer[], rater: string, output: Writable): number {
  for (const { id, input, expected, output: text, other } of openOf(path, answers, rater))
    output.write(`${JSON.stringify({ id, input, expected, output: text, other })}\n`);
  return exit.done;
}

async function label(
  path: string,
  answers: Answer[],
  { rater, reader }: { rater: string; reader?: string | undefined },
  keys: AsyncIterable<string>,
  output: Writable,
): Promise<number> {
  const open = openOf(path, answers, rater);
  const appender = new Appender<Label>('', labelsPath(path), readStore<Label>('', labelsPath(path)));
  const next = keys[Symbol.asyncIterator]();
  let left = open.length;
  try {
    for (const answer of open) {
      const turned = answer.other !== undefined && seeded(`label ${rater} ${answer.id}`)() < 0.5;
      output.write(shown(answer, turned, answers.length - left + 1, answers.length));
      const choice = await choose(next, { ...menuOf(answer, turned), q: 'stop' });
      if (choice === 'stop') break;
      const { id } = answer;
      appender.append({ key: labelKey(rater, id), id, rater, label: choice, ...(reader ? { reader } : {}) });
      left--;
    }
  } finally {
    appender.close();
    await next.return?.();
  }
  output.write(`\n${answers.length - left}/${answers.length} labelled${left ? '; run the same command to continue' : ''}\n`);
  return left ? exit.incomplete : exit.done;
}

/** The first key that is on the menu; others are ignored. End of input stops. */
async function choose(keys: AsyncIterator<string>, menu: Record<string, string>): Promise<string> {
  for (;;) {
    const { value, done } = await keys.next();
    if (done || value === '\u0003') return 'stop'; // Ctrl-C in raw mode
    if (Object.hasOwn(menu, value)) return menu[value] as string;
  }
}

function shown({ input, expected, output, other }: Answer, turned: boolean, place: number, total: number): string {
  const line = '─'.repeat(60);
  const parts =
    other === undefined
      ? [visible(output), 'g good   p poor   s cannot be decided   q stop']
      : [
          `1:\n${visible(turned ? other : output)}`,
          `2:\n${visible(turned ? output : other)}`,
          '1 first   2 second   s cannot be decided   q stop',
        ];
  return `\n${line}\n${place}/${total}\n\n${[input, ...(expected === undefined ? [] : [expected])].map(visible).concat(parts).join(`\n${line}\n`)}\n`;
}

/** Keys from the terminal, one at a time; characters from a pipe. */
async function* pressed(): AsyncGenerator<string> {
  const { stdin } = process;
  if (stdin.isTTY) stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  try {
    for await (const text of stdin) yield* text as string;
  } finally {
    if (stdin.isTTY) stdin.setRawMode(false);
  }
}

function agreement(path: string, answers: Answer[], json: boolean, output: Writable): number {
  const [a, b] = twoRaters(readLabels('', path), path);
  const decided = (label: string | undefined) => label !== undefined && label !== 'undecided';
  const [left, right] = [a.labels, b.labels];
  const labelled = answers.filter(({ id }) => left.has(id) && right.has(id));
  const both = labelled.filter(({ id }) => decided(left.get(id)) && decided(right.get(id)));
  if (both.length === 0) throw new UserError(`${labelsPath(path)}: expected answers that both raters labelled, got none`);
  const names = ['good', 'poor', 'output', 'other'];
  const number = (label: string | undefined) => names.indexOf(label ?? '');
  const { value, low, high } = kappa(both.map(({ id }) => [number(left.get(id)), number(right.get(id))]));
  const agreed = both.filter(({ id }) => left.get(id) === right.get(id));
  const lines = agreed.map(({ id, input, output, other }) => JSON.stringify({ id, input, output, other, label: left.get(id) }));
  writeFileSync(`${path}.agreed.jsonl`, lines.map((line) => `${line}\n`).join(''));
  const open = labelled.length - both.length;
  if (json) {
    const finite = (number: number) => (Number.isFinite(number) ? number : null);
    const facts = { raters: [a.name, b.name], n: both.length, alike: agreed.length, undecided: open };
    const interval = { kappa: finite(value), low: finite(low), high: finite(high) };
    output.write(`${JSON.stringify({ ...facts, ...interval, file: `${path}.agreed.jsonl` })}\n`);
    return exit.done;
  }
  const range = Number.isFinite(low) ? ` [${low.toFixed(2)}–${high.toFixed(2)}]` : '';
  output.write(
    `${a.name} and ${b.name} labelled ${both.length} alike in ${agreed.length}: κ ${Number.isNaN(value) ? 'not defined, one label only' : value.toFixed(2) + range}\n`,
  );
  if (open > 0) output.write(`${open} more could not be decided by one or both\n`);
  output.write(`${path}.agreed.jsonl\n`);
  return exit.done;
}

function flags(args: string[]) {
  try {
    const options = {
      rater: { type: 'string' },
      reader: { type: 'string' },
      print: { type: 'boolean' },
      from: { type: 'string' },
      kappa: { type: 'boolean' },
      json: { type: 'boolean' },
      draw: { type: 'string' },
      count: { type: 'string', default: '40' },
      seed: { type: 'string', default: '1' },
      judge: { type: 'string' },
      help: { type: 'boolean' },
    } as const;
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new UserError(`${(error as Error).message.split('\n')[0]}; see --help`);
  }
}
