// The body of a report: the script's prose, its code collapsed, and after each piece of code what it showed.
import type { Reading } from '../analysis/reading.js';
import type { Content, Family, Picture } from '../core/content.js';
import { markdown, type Table } from '../core/tables.js';
import { pictureMarkdown } from '../figures/index.js';
import type { Project } from '../project.js';
import type { Output, Outputs } from './output.js';
import type { ShownItem } from './page.js';
import { passages } from './prose.js';
import { withTrust } from './trust.js';

/** Where a report's parts go; the lists are filled along the way. */
export interface Place {
  project: Project;
  outputs: Outputs;
  family: Family;
  draft: boolean;
  name: string;
  figures: Output[];
  /** path of each figure drawn, relative to the reports folder, without theme and extension */
  pictures: Map<Picture, string>;
  /** what readers say of the judges */
  readings: readonly Reading[];
  /** files that shown tables depend on */
  inputs: string[];
  /** adds to a passage of prose what is generated for it */
  completed(prose: string): string;
}

/** Errors: Error if something shown has no place in the script, because the page would lack a result. */
export async function compose(script: string, shown: readonly ShownItem[], place: Place): Promise<string> {
  const parts: string[] = [];
  const open = new Set(shown);
  for (const { kind, from, to, text } of passages(script)) {
    if (kind === 'prose') parts.push(place.completed(text));
    else {
      const code = withoutFrame(text);
      if (code !== '') parts.push(collapsed(code));
      for (const item of shown)
        if (item.line >= from && item.line <= to) {
          parts.push(await rendered(item.content, place));
          open.delete(item);
        }
    }
  }
  const [lost] = open;
  if (lost)
    throw new Error(
      `${open.size} of ${shown.length} shown results have no place in the script, the first from line ${lost.line}`,
    );
  return parts.join('\n\n');
}

/** Code without its imports, the line that opens the notebook, and the one that weaves it. */
function withoutFrame(code: string): string {
  return code
    .replace(/^import\b[^;]*;\n?/gm, '')
    .replace(/^const \{[^}]*\} = notebook\(import\.meta\.url\);\n?/m, '')
    .replace(/\n*(export default )?await weave\(.*$/s, '')
    .trim();
}

function collapsed(code: string): string {
  return `<details><summary>Code</summary>\n\n\`\`\`ts\n${code}\n\`\`\`\n\n</details>`;
}

async function rendered(content: Content, place: Place): Promise<string> {
  if (typeof content === 'string') return content;
  if (!('kind' in content)) return table(content, place);
  if (content.kind === 'lazy text') return content.text(place.family);
  if (content.kind === 'lazy table') return table(content.table(place.family), place);
  return drawn(content, place);
}

function table(content: Table, { project, readings, inputs }: Place): string {
  const whole = withTrust(content, project, readings);
  inputs.push(...(whole.inputs ?? []));
  return markdown(whole);
}

/** Writes both themes of a figure and returns the picture, with its numbers in a table below. */
async function drawn(figure: Picture, place: Place): Promise<string> {
  const { project, outputs, draft, name, figures, pictures } = place;
  const number = `figure-${figures.length / 2 + 1}`;
  const base = `${name}/${number}`;
  pictures.set(figure, base);
  for (const theme of ['light', 'dark'] as const)
    figures.push(outputs.write(`${project.at.figures(name, draft)}/${number}.${theme}.svg`, await figure.svg(theme)));
  return [
    pictureMarkdown(figure, { light: `${base}.light.svg`, dark: `${base}.dark.svg` }),
    `<details><summary>The figure's numbers</summary>\n\n${table(figure.table, place)}\n\n</details>`,
  ].join('\n\n');
}
