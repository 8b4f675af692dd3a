// A table that a user has becomes a dataset with its card.
import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { sha256 } from '../../harness/core/canonical.js';
import { exit, UserError } from '../../harness/core/errors.js';
import { findProject } from '../../harness/project.js';
import { endings, type TableRow, tableRows } from '../support/table-rows.js';
import { writeNew } from '../support/write-new.js';

export const summary = 'make a dataset of a table: import FILE.csv|.jsonl|.parquet --as NAME';

const usage = `usage: npx evalbook import FILE --as NAME [--input COLUMN] [--target COLUMN] [--id COLUMN] [--json]

Writes datasets/NAME/data.jsonl and its card from FILE (${endings.join(', ')}). Nothing is written where a row does not fit.

  --input COLUMN   the prompt; default: a column named input, question, prompt, instruction or problem
  --target COLUMN  what a judge compares with; default: target, answer, label, expected or gold; a cell that is JSON becomes its value
  --id COLUMN      default: id, or NAME-1, NAME-2, … in the order of the file
  --json           what was written, as JSON

All other columns are kept as fields of the samples.
`;

const flags = {
  as: { type: 'string' },
  input: { type: 'string' },
  target: { type: 'string' },
  id: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

const usual = {
  input: ['input', 'question', 'prompt', 'instruction', 'problem'],
  target: ['target', 'answer', 'label', 'expected', 'gold'],
  id: ['id'],
};

export async function main(args: string[]): Promise<number> {
  const { values, positionals } = parse(args);
  if (values.help) {
    process.stdout.write(usage);
    return exit.done;
  }
  const [file = '', ...rest] = positionals;
  const name = values.as ?? '';
  if (!file || rest.length > 0 || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))
    throw new UserError(
      `expected import FILE --as NAME, NAME in small letters, digits and dashes, got "${args.join(' ')}"; see --help`,
    );
  const project = findProject(process.cwd());
  const { at } = project;
  const folder = dirname(at.dataset(name));
  if (existsSync(project.file(folder))) throw new UserError(`${folder} is there already; choose another name with --as`);
  const samples = samplesOf(file, name, await tableRows(file), values);
  const data = samples.map((sample) => `${JSON.stringify(sample)}\n`).join('');
  const fields = [...new Set(samples.flatMap(Object.keys))];
  writeNew(project.folder, { [at.dataset(name)]: data, [at.card(name)]: cardOf(name, file, fields, samples.length, data) });
  if (values.json) process.stdout.write(`${JSON.stringify({ path: at.dataset(name), samples: samples.length, fields })}\n`);
  else
    process.stdout.write(
      `${at.dataset(name)}: ${samples.length} samples, fields ${fields.join(', ')}\n${at.card(name)}: say where it comes from, and its licence\n\n` +
        `In a script:  const samples = await load('${name}');\n`,
    );
  return exit.done;
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: flags, strict: true, allowPositionals: true });
  } catch (error) {
    const [reason] = (error as Error).message.split(/\. |\n/);
    throw new UserError(`${reason}. \`import --help\` lists the flags`);
  }
}

type Wanted = Partial<Record<keyof typeof usual, string>>;

/** One sample a row. Errors: UserError (exit 2) that names the row: no input, an id twice. */
function samplesOf(file: string, name: string, rows: TableRow[], wanted: Wanted): Record<string, unknown>[] {
  if (rows.length === 0) throw new UserError(`${file}: expected at least one row, got none`);
  const columns = [...new Set(rows.flatMap(({ cells }) => Object.keys(cells)))];
  const column = (role: keyof typeof usual) => columnFor(role, columns, wanted[role], file);
  const [input, target, id] = [column('input'), column('target'), column('id')];
  if (input === undefined)
    throw new UserError(`${file}: expected a column with the prompts, one of ${columns.join(', ')}. Name it with --input`);
  const seen = new Map<string, string>();
  return rows.map(({ place, cells }, i) => {
    const prompt = cells[input];
    if (typeof prompt !== 'string' || prompt.trim() === '')
      throw new UserError(`${file}: ${place}: expected a text in "${input}", got ${JSON.stringify(prompt) ?? 'nothing'}`);
    const own = id === undefined ? `${name}-${i + 1}` : String(cells[id] ?? '').trim();
    const before = seen.get(own);
    if (own === '' || before !== undefined)
      throw new UserError(
        `${file}: ${place}: expected an id of its own in "${id}", got "${own}"${before ? `, as in ${before}` : ''}`,
      );
    seen.set(own, place);
    const others = Object.entries(cells).filter(
      ([field, value]) => ![input, target, id, 'id', 'input', 'target'].includes(field) && value !== null && value !== '',
    );
    const given = target === undefined ? undefined : cells[target];
    return {
      id: own,
      ...Object.fromEntries(others),
      input: prompt,
      ...(given === undefined || given === null || given === '' ? {} : { target: asValue(given) }),
    };
  });
}

function columnFor(role: keyof typeof usual, columns: string[], named: string | undefined, file: string): string | undefined {
  if (named !== undefined && !columns.includes(named))
    throw new UserError(`${file}: expected --${role} to be a column, one of ${columns.join(', ')}, got "${named}"`);
  return named ?? usual[role].flatMap((name) => columns.find((column) => column.toLowerCase() === name) ?? [])[0];
}

/** A cell of CSV that is JSON (a number, a list, an object) as its value; any other text as it is. */
function asValue(cell: unknown): unknown {
  if (typeof cell !== 'string') return cell;
  try {
    return JSON.parse(cell);
  } catch {
    return cell;
  }
}

function cardOf(name: string, file: string, fields: string[], samples: number, data: string): string {
  const words = name.replaceAll('-', ' ');
  return `# ${words[0]?.toUpperCase()}${words.slice(1)}

Say in one sentence what this dataset is.

| | |
|---|---|
| samples | ${samples} |
| fields | ${fields.map((field) => `\`${field}\``).join(', ')} |
| provenance | imported from ${basename(file).replaceAll('|', '&#124;')}; say where that comes from |
| licence | say which |
| intended use | say for which question |
| not for | say for which not |
| known flaws | say which, or that none is known |
| SHA-256 of data.jsonl | \`${sha256(data)}\` |
`;
}
