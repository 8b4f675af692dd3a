// Labels answers by hand, one at a time, with a single key each, and blind: no names, no scores, a different order for each
// rater.
import { existsSync, writeFileSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { sha256 } from '../../harness/core/canonical.js';
import { exit, UserError } from '../../harness/core/errors.js';
import { readLines } from '../../harness/core/jsonl.js';
import { visible } from '../../harness/core/quote.js';
import { seeded, shuffled } from '../../harness/core/random.js';
import { members, text } from '../../harness/core/shape.js';
import { Appender, type Keyed, readStore } from '../../harness/records/store.js';
import { kappa } from '../../harness/stats/index.js';

export const summary = 'label answers by hand: label FILE.jsonl --rater NAME';

const usage = `usage: npx evalbook label FILE.jsonl --rater NAME
       npx evalbook label FILE.jsonl --kappa

Shows the answers of FILE one by one and takes a key for each; every label is kept at once in FILE.labels, so it can be stopped at any time.
FILE holds one JSON object a line: {"id", "input", "output"}, or a pair with "other" as well. Nothing else in it is shown.

  keys         single answers: g good, p poor; pairs: 1 the first, 2 the second; s skip, q stop
  --rater      who labels; two raters see the answers in different orders, and pairs in different places
  --kappa      how far two raters agree; writes what both said alike to FILE.agreed.jsonl, for \`calibrate --labels\`
  --help       this text

Exit codes: 0 done, 2 usage, 3 not all is labelled: run the same command to continue.
`;

const answerShape = members({ id: text, input: text, output: text, other: v.exactOptional(text) });

type Answer = v.InferOutput<typeof answerShape>;

interface Label extends Keyed {
  id: string;
  rater: string;
  label: string;
}

/** The command's external dependencies; tests pass their own. */
export interface Setting {
  keys: AsyncIterable<string>;
  output: Writable;
}

/** Labels, or counts labels; returns the exit code. Errors: UserError on wrong usage or a file that cannot be used. */
export async function main(args: string[], given: Partial<Setting> = {}): Promise<number> {
  const { output = process.stdout } = given;
  const { values, positionals } = flags(args);
  if (values.help) {
    output.write(usage);
    return exit.done;
  }
  const [path, ...more] = positionals;
  if (!path || more.length > 0) throw new UserError(`expected one file, got "${positionals.join(' ')}"; see --help`);
  const answers = readLines(path, answerShape);
  if (values.kappa) return agreement(path, answers, output);
  if (!values.rater || !/^[\w.-]{1,40}$/.test(values.rater))
    throw new UserError(`expected --rater to be a name of letters and digits, got "${values.rater ?? 'nothing'}"`);
  return label(path, answers, values.rater, given.keys ?? pressed(), output);
}

async function label(
  path: string,
  answers: Answer[],
  rater: string,
  keys: AsyncIterable<string>,
  output: Writable,
): Promise<number> {
  const store = `${path}.labels`;
  const contents = readStore<Label>('', store);
  const open = shuffled(seeded(`label ${rater}`), answers).filter(({ id }) => !contents.first.has(keyOf(rater, id)));
  const appender = new Appender<Label>('', store, contents);
  const next = keys[Symbol.asyncIterator]();
  let left = open.length;
  try {
    for (const answer of open) {
      const turned = answer.other !== undefined && seeded(`label ${rater} ${answer.id}`)() < 0.5;
      output.write(shown(answer, turned, answers.length - left + 1, answers.length));
      const menu: Record<string, string> =
        answer.other === undefined
          ? { g: 'good', p: 'poor' }
          : turned
            ? { 1: 'other', 2: 'output' }
            : { 1: 'output', 2: 'other' };
      const choice = await choose(next, { ...menu, s: 'skip', q: 'stop' });
      if (choice === 'stop') break;
      if (choice === 'skip') continue;
      appender.append({ key: keyOf(rater, answer.id), id: answer.id, rater, label: choice });
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

function shown({ input, output, other }: Answer, turned: boolean, place: number, total: number): string {
  const line = '─'.repeat(60);
  const parts =
    other === undefined
      ? [visible(output), 'g good   p poor   s skip   q stop']
      : [
          `1:\n${visible(turned ? other : output)}`,
          `2:\n${visible(turned ? output : other)}`,
          '1 first   2 second   s skip   q stop',
        ];
  return `\n${line}\n${place}/${total}\n\n${[visible(input), ...parts].join(`\n${line}\n`)}\n`;
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

function agreement(path: string, answers: Answer[], output: Writable): number {
  const labels = existsSync(`${path}.labels`) ? [...readStore<Label>('', `${path}.labels`).first.values()] : [];
  const raters = [...new Set(labels.map(({ rater }) => rater))];
  const [a, b] = raters;
  if (a === undefined || b === undefined || raters.length > 2)
    throw new UserError(
      `${path}.labels: expected the labels of two raters, got ${raters.length}: ${raters.join(', ') || 'none'}`,
    );
  const of = (rater: string) => new Map(labels.filter((one) => one.rater === rater).map(({ id, label }) => [id, label]));
  const [left, right] = [of(a), of(b)];
  const both = answers.filter(({ id }) => left.has(id) && right.has(id));
  if (both.length === 0) throw new UserError(`${path}.labels: expected answers that both raters labelled, got none`);
  const names = ['good', 'poor', 'output', 'other'];
  const number = (label: string | undefined) => names.indexOf(label ?? '');
  const { value, low, high } = kappa(both.map(({ id }) => [number(left.get(id)), number(right.get(id))]));
  const agreed = both.filter(({ id }) => left.get(id) === right.get(id));
  const lines = agreed.map(({ id, input, output, other }) => JSON.stringify({ id, input, output, other, label: left.get(id) }));
  writeFileSync(`${path}.agreed.jsonl`, lines.map((line) => `${line}\n`).join(''));
  const range = Number.isFinite(low) ? ` [${low.toFixed(2)}–${high.toFixed(2)}]` : '';
  output.write(
    `${a} and ${b} labelled ${both.length} alike in ${agreed.length}: κ ${Number.isNaN(value) ? 'not defined, one label only' : value.toFixed(2) + range}\n`,
  );
  output.write(`${path}.agreed.jsonl\n`);
  return exit.done;
}

function keyOf(rater: string, id: string): string {
  return sha256(`${rater}\n${id}`);
}

function flags(args: string[]) {
  try {
    const options = { rater: { type: 'string' }, kappa: { type: 'boolean' }, help: { type: 'boolean' } } as const;
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new UserError(`${(error as Error).message.split('\n')[0]}; see --help`);
  }
}
