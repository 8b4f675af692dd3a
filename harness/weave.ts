// Puts prose and results together: reports/NN-name.md with its CSV and figures, its manifest entry and its line in the index.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toCsv } from './csv.js';
import { UserError } from './errors.js';
import { pictureMarkdown } from './figures/index.js';
import { footer } from './footer.js';
import { evidenceOf, type FrontEntry, type Grounds, input } from './manifest.js';
import { type Content, currentPage, type Front, finishPage, type Page, type Picture, type ShownItem } from './notebook.js';
import { runOptions } from './options.js';
import { type Output, output } from './output.js';
import { passages, titleOf, typedNumbers } from './prose.js';
import { publish } from './publish.js';
import { summary } from './summary.js';
import { markdown } from './tables.js';

/**
 * Writes the report of the script at `url`. With --limit, --only or --trials it is a draft under reports/draft/ and no published file
 * is touched. Errors: UserError (exit 2) where the script has no title (`// # …`).
 */
export async function weave(url: string): Promise<void> {
  const file = fileURLToPath(url);
  const script = await readFile(file, 'utf8');
  const name = basename(file, '.ts');
  const title = titleOf(script);
  if (!title) throw new UserError(`experiments/${name}.ts: expected a title line \`// # …\`, got none`);
  const [typed] = typedNumbers(script);
  if (typed)
    throw new UserError(
      `experiments/${name}.ts:${typed.line}: expected numbers in Results to come from the rows, got "${typed.text}" typed into the prose. ` +
        'Say it with show(`…`), or end the line with <!-- fixed --> if it is no result',
    );
  const options = runOptions();
  const draft = options.limit !== null || options.trials !== null || options.only.length > 0;
  const folder = draft ? 'reports/draft' : 'reports';
  const page = currentPage();

  const figures: Output[] = [];
  const pictures = new Map<Picture, string>();
  const body = await compose(script, page.shown, { folder, name, figures, pictures });
  const csv = page.ran.length > 0 ? output(`${folder}/${name}.csv`, toCsv(page.ran)) : undefined;
  const entry = describe(name, title, page);
  const evidence = evidenceOf(entry, csv);
  const md = output(`${folder}/${name}.md`, `${body}\n\n${footer(name, { ...entry, evidence }, page.ran)}\n`);
  if (!draft) {
    const outputs = [md, ...(csv ? [csv] : []), ...figures];
    const [front] = page.fronts;
    await publish(name, {
      ...entry,
      evidence,
      outputs,
      headlines: page.headlines.slice(),
      ...(page.differences.length ? { differences: page.differences.flatMap((known) => known()) } : {}),
      ...(front ? { front: frontOf(front, pictures) } : {}),
    });
  }
  summary(name, md.path, page.ran, options);
  finishPage(name);
}

interface Place {
  folder: string;
  name: string;
  figures: Output[];
  /** where each figure that was drawn is, without theme and ending */
  pictures: Map<Picture, string>;
}

async function compose(script: string, shown: ShownItem[], place: Place): Promise<string> {
  const parts: string[] = [];
  for (const { kind, from, to, text } of passages(script)) {
    if (kind === 'prose') parts.push(text);
    else {
      if (!/^await weave\(/.test(text)) parts.push(collapsed(text));
      for (const item of shown) if (item.line >= from && item.line <= to) parts.push(await rendered(item.content, place));
    }
  }
  return parts.join('\n\n');
}

function collapsed(code: string): string {
  return `<details><summary>Code</summary>\n\n\`\`\`ts\n${code.replace(/\n*await weave\(.*$/s, '')}\n\`\`\`\n\n</details>`;
}

async function rendered(content: Content, place: Place): Promise<string> {
  if (typeof content === 'string') return content;
  if (!('kind' in content)) return markdown(content);
  if (content.kind === 'lazy') return content.text();
  return drawn(content, place);
}

/** Writes both themes of a figure and returns the picture, with its numbers in a table below. */
async function drawn(figure: Picture, { folder, name, figures, pictures }: Place): Promise<string> {
  const base = `${name}/figure-${figures.length / 2 + 1}`;
  pictures.set(figure, base);
  for (const theme of ['light', 'dark'] as const) figures.push(output(`${folder}/${base}.${theme}.svg`, await figure.svg(theme)));
  return [
    pictureMarkdown(figure, { light: `${base}.light.svg`, dark: `${base}.dark.svg` }),
    `<details><summary>The figure's numbers</summary>\n\n${markdown(figure.table)}\n\n</details>`,
  ].join('\n\n');
}

/** Sentences are written now, when all p values of the script are known. Errors: Error where the figure was not shown. */
function frontOf({ zh, says, picture }: Front, pictures: Map<Picture, string>): FrontEntry {
  const base = picture && pictures.get(picture);
  if (picture && !base) throw new Error('expected the figure of `front` to be shown in the report, it is not');
  return {
    ...(zh ? { zh } : {}),
    ...(says ? { says: { en: says.brief('en'), zh: says.brief('zh') } } : {}),
    ...(picture && base ? { picture: { alt: picture.alt, light: `${base}.light.svg`, dark: `${base}.dark.svg` } } : {}),
  };
}

function describe(
  name: string,
  title: string,
  { ran, inputs, measured }: Pick<Page, 'ran' | 'inputs' | 'measured'>,
): Omit<Grounds, 'evidence'> {
  const paths = [`experiments/${name}.ts`, ...ran.flatMap(({ dataset, paths }) => [dataset.path, ...paths]), ...inputs];
  const asked = [...ran.flatMap(({ models }) => models), ...measured];
  const models = new Map(asked.map(({ id, family, digest, format = '' }) => [id, { id, family, digest, format }]));
  const judges = new Map(ran.flatMap(({ judges }) => judges.map(({ name, version }) => [name, { name, version }])));
  const rows = ran.flatMap((one) => one.rows);
  return {
    title,
    inputs: [...new Set(paths)].map(input),
    models: [...models.values()],
    judges: [...judges.values()],
    rows: rows.length,
    unscored: rows.flatMap(({ grades }) => grades).filter(({ score }) => score === null).length,
    drifted: ran.reduce((sum, one) => sum + one.drifted, 0),
  };
}
