// Draws answers from a report's rows for readers, once: what was drawn before is kept, and what of it the report no longer has is
// said.
import { drawRows, readable } from '../../harness/analysis/draw.js';
import { UserError } from '../../harness/core/errors.js';
import type { Judge, Row } from '../../harness/core/types.js';
import { writeWhole } from '../../harness/core/whole-file.js';
import type { Project } from '../../harness/project.js';
import { type DrawnAnswer, readDraw } from '../../harness/records/draws.js';
import { readRecords } from '../../harness/records/records.js';
import type { Woven } from '../../harness/report/weave.js';

export interface Drawing {
  count: number;
  seed: string;
  /** by whose verdicts, default the first judge of each dataset */
  judge?: string;
}

/**
 * Draws from each dataset of a report and writes the files; returns a line for each dataset. Errors: UserError if the report has
 * no answers that could be drawn, or none graded by the judge.
 */
export function drawAnswers(project: Project, { name, ran }: Pick<Woven, 'name' | 'ran'>, drawing: Drawing): string[] {
  const datasets = [...new Set(ran.map(({ dataset }) => dataset.name))];
  const lines = datasets.flatMap((dataset) => {
    const own = ran.filter((one) => one.dataset.name === dataset);
    const judges = own.flatMap((one) => one.judges);
    const judge = drawing.judge ? judges.find((one) => one.name === drawing.judge) : judges[0];
    const rows = judge
      ? readable(
          own.flatMap((one) => one.rows),
          judge.name,
        )
      : [];
    if (!judge || rows.length === 0) return [];
    return [kept(project, name, dataset, rows) ?? drawn(project, name, dataset, rows, judge, drawing)];
  });
  if (lines.length > 0) return lines;
  const by = drawing.judge ? ` graded by a judge ${drawing.judge}` : '';
  throw new UserError(`expected a report with recorded answers${by}, got ${name}, which has none`);
}

/** The line for a draw that was made before; null if there is none. */
function kept(project: Project, report: string, dataset: string, rows: Row[]): string | null {
  const before = readDraw(project, report, dataset);
  if (!before) return null;
  const outputs = new Map(rows.map(({ generation }) => [generation.key, generation.output]));
  const gone = before.answers.filter(({ id, output }) => outputs.get(id) !== output).length;
  const path = project.at.drawn(report, dataset);
  const advice = gone ? `. To draw anew, delete it, its .draw.json and its .labels` : '';
  return `${path}: drawn before and kept; ${gone} of ${before.answers.length} answers are no longer in the report${advice}`;
}

function drawn(project: Project, report: string, dataset: string, all: Row[], judge: Judge, drawing: Drawing): string {
  const { count, seed } = drawing;
  const { draw, rows } = drawRows(all, { report, dataset, judge: judge.name, count, seed });
  const promptOf = promptsOf(project, dataset);
  const answers = rows.map((row): DrawnAnswer => {
    const expected = expectedOf(judge, row);
    return {
      id: row.generation.key,
      input: shortened(promptOf(row)),
      ...(expected === null ? {} : { expected }),
      output: row.generation.output,
    };
  });
  const path = project.at.drawn(report, dataset);
  writeWhole(project.file(project.at.draw(report, dataset)), `${JSON.stringify(draw, null, 1)}\n`);
  writeWhole(project.file(path), answers.map((answer) => `${JSON.stringify(answer)}\n`).join(''));
  const parts = draw.strata.filter(({ answers }) => answers > 0);
  return `${path}: ${answers.length} drawn: ${parts.map(({ verdict, answers, drawn }) => `${drawn} of ${answers} ${verdict}`).join(', ')}`;
}

/** What the model was asked, as recorded: a condition's prompt is not the sample's input. */
function promptsOf(project: Project, dataset: string): (row: Row) => string {
  const stores = new Map<string, ReturnType<typeof readRecords>>(); // a file is read once
  return ({ model, sample, generation }) => {
    const store = stores.get(model.id) ?? readRecords(project, model.id, dataset);
    stores.set(model.id, store);
    const messages = store.first.get(generation.key)?.messages ?? [];
    const [first, ...more] = messages;
    if (more.length > 0) return messages.map(({ role, content }) => `${role}: ${content}`).join('\n');
    return first?.content ?? sample.input;
  };
}

function expectedOf(judge: Judge, { sample }: Row): string | null {
  if (judge.expects) return judge.expects(sample);
  return sample.target === undefined ? null : JSON.stringify(sample.target);
}

/** Characters of a longer prompt that a reader sees of its beginning, and of its end. */
const part = 1500;

/** A prompt without its middle, if it is long: what is asked stands at one of its ends. */
function shortened(prompt: string): string {
  const characters = [...prompt];
  const left = characters.length - 2 * part;
  if (left <= part) return prompt;
  return `${characters.slice(0, part).join('')}\n[… ${left} characters are left out here …]\n${characters.slice(-part).join('')}`;
}
