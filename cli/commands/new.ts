// Starts an experiment: a script, a dataset with its card, and a test, all of which run as they are.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { exit, UserError } from '../../harness/core/errors.js';
import { findProject, type Project } from '../../harness/project.js';

export const summary = 'start an experiment: new NAME';

const usage = `usage: npx evalbook new NAME

Writes experiments/NN-NAME.ts, datasets/NAME/data.jsonl with its card, and test/experiments/NAME.test.ts.
NAME: small letters, digits and dashes, e.g. my-question.
`;

/** Writes the files of experiment NAME; nothing is written if any of them is there already. */
export async function main(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    process.stdout.write(usage);
    return exit.done;
  }
  const [name = '', ...rest] = args;
  if (rest.length > 0 || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))
    throw new UserError(
      `expected NAME in small letters, digits and dashes, e.g. \`make new NAME=my-question\`, got "${args.join(' ')}"`,
    );
  const project = findProject(process.cwd());
  const number = nextNumber(project);
  const files = {
    [`experiments/${number}-${name}.ts`]: script(name),
    [`datasets/${name}/data.jsonl`]: data,
    [`datasets/${name}/README.md`]: card(name),
    [`test/experiments/${name}.test.ts`]: testOf(name, number),
  };
  const taken = [...Object.keys(files), `datasets/${name}`].find((path) => existsSync(project.file(path)));
  const same = readdirSync(project.file(project.experiments)).find((file) => file.replace(/^\d\d-/, '') === `${name}.ts`);
  if (taken || same) throw new UserError(`${taken ?? `experiments/${same}`} is there already; choose another NAME`);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(project.file(path)), { recursive: true });
    writeFileSync(project.file(path), text);
    process.stdout.write(`${path}\n`);
  }
  process.stdout.write(
    `\nRun it:  npx tsx experiments/${number}-${name}.ts --limit 2   (a draft)\n         make report                                   (all reports)\n`,
  );
  return exit.done;
}

/** One after the highest number in use, two digits. */
function nextNumber(project: Project): string {
  const used = readdirSync(project.file(project.experiments)).map((file) => Number(/^(\d\d)-/.exec(file)?.[1] ?? 0));
  const next = Math.max(0, ...used) + 1;
  if (next > 99) throw new UserError('expected a free number from 01 to 99 in experiments/, found none');
  return String(next).padStart(2, '0');
}

const data = [
  { id: 'apples', input: 'Ann has 3 apples and buys 4 more. How many apples has she now?', target: 7 },
  { id: 'pens', input: 'A box holds 12 pens. Five pens are taken out. How many pens are left in the box?', target: 7 },
  { id: 'seats', input: 'A hall has 6 rows of 8 seats. How many seats are there?', target: 48 },
  { id: 'coins', input: 'Ben shares 20 coins equally among 4 friends. How many coins does each get?', target: 5 },
]
  .map((sample) => `${JSON.stringify(sample)}\n`)
  .join('');

function script(name: string): string {
  return `// # ${name.slice(0, 1).toUpperCase()}${name.slice(1).replaceAll('-', ' ')}?
//
// Say here what you ask, and why one answer would not settle it.

import { notebook, passRate, quote } from 'evalbook';
import { math } from 'evalbook/judges';
import { smollm2 } from 'evalbook/models';

const { load, run, headline, show, weave } = notebook(import.meta.url);

// ## Materials
//
// Say where the samples come from. They are in datasets/${name}.

const samples = await load('${name}');

const rows = await run({
  models: [smollm2()],
  dataset: samples,
  prompt: ({ input }) => input,
  judges: [math],
  decoding: { maxNewTokens: 200 },
});

// ## Results

const solved = passRate(rows, { judge: math, by: ['model'] });
headline(solved);
show(solved.table());

// One answer, as it came:

for (const row of rows.slice(0, 1)) show(quote(row));

// ## Limitations
//
// Say what these samples cannot show.

export default await weave();
`;
}

function card(name: string): string {
  return `# ${name}

Four small word problems, to start from. Replace them with your own.

| | |
|---|---|
| samples | 4, English |
| fields | \`id\` (unique), \`input\` (the prompt), \`target\` (what the judge expects) |
| made by | say who, how, and when the first version was made |
| licence | say which |
| use | say what it is for, and what it is not for |
| known flaws | say them |

One row: \`${data.split('\n')[0]}\`
`;
}

function testOf(name: string, number: string): string {
  return `// The draft of experiment ${number} comes out, with an answer and a grade for each of two samples.
import { execFileSync } from 'node:child_process';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

test('${name}: two samples are answered and graded', () => {
  const args = ['--import', 'tsx', 'experiments/${number}-${name}.ts', '--limit', '2', '--json', '--quiet'];
  const { results } = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
  for (const { scored, unscored } of results) assert.is(scored + unscored, 2);
});

test.run();
`;
}
