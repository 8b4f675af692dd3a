// The template of an experiment: a script, and a dataset with its card, ready to run.
import type { Project } from '../../harness/project.js';

/** The files of experiment NUMBER-NAME by path. `name`: small letters, digits and dashes. */
export function sketch({ at }: Project, number: string, name: string): Record<string, string> {
  return {
    [at.experiment(`${number}-${name}`)]: script(name),
    [at.dataset(name)]: data,
    [at.card(name)]: card(name),
  };
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

import { notebook, passRate, predicts, quote } from 'evalbook';
import { math } from 'evalbook/judges';
import { smollm2 } from 'evalbook/models';

const { load, run, headline, hypothesis, show, weave } = notebook(import.meta.url);

// ## Hypothesis
//
// Say here why you expect what is predicted in code below. It is registered before the first answer is asked for.

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
hypothesis('It solves more than half of them.', predicts(solved, '>', 0.5));

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
