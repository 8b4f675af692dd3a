// A page that compares two versions of the reports: which numbers moved and why, and each answer that turned.
import type { Project } from '../../harness/project.js';
import { type Move, placeOf, rowsAt, text } from '../../harness/report/diff.js';
import type { Changed, DiffData, SideOfRow } from '../../page/data.js';
import { bundle } from './bundle.js';
import { documentOf } from './document.js';
import { escaped } from './escape.js';
import { packed } from './packed.js';

/** HTML of what `moves` found between two sides. */
export async function diffPage(project: Project, before: string, after: string, moved: readonly Move[]): Promise<string> {
  const { css, diff } = await bundle();
  const title = `${before} → ${after === '.' ? 'the files here' : after}`;
  const lines = moved.map(({ report, number, before: was, after: is, why, turns }) =>
    [report, number, text(was), text(is), why.join('; '), String(turns.length)]
      .map((cell) => `<td>${escaped(cell)}</td>`)
      .join(''),
  );
  const head = ['report', 'model, dataset, judge', 'before', 'after', 'why', 'answers that turned'];
  const table = `<div class="scroll" tabindex="0" role="group" aria-label="What moved"><table><thead><tr>${head.map((cell) => `<th scope="col">${cell}</th>`).join('')}</tr></thead><tbody>\n${lines.map((line) => `<tr>${line}</tr>`).join('\n')}</tbody></table></div>`;
  const data: DiffData = { before, after, changed: changedRows(project, before, after, moved) };
  return documentOf({
    lang: 'en',
    title,
    description: `${moved.length} numbers moved`,
    css,
    script: diff,
    body: `<main>\n<article id="article">\n<h1>${escaped(title)}</h1>\n<p>${moved.length === 0 ? 'No number moved.' : `${moved.length} numbers moved, ${data.changed.length} answers turned: passed, scored and unscored of each model, dataset and judge.`}</p>\n${moved.length === 0 ? '' : table}</article>\n<div id="place-answers"><noscript><p class="end">The answers that turned are packed into this file, and JavaScript shows them.</p></noscript></div>\n</main>`,
    data: { changed: packed(JSON.stringify(data)) },
    site: project.title,
  });
}

function changedRows(project: Project, before: string, after: string, moved: readonly Move[]): Changed[] {
  const found: Changed[] = [];
  for (const report of new Set(moved.map((move) => move.report))) {
    const [old, now] = [before, after].map((side) => new Map(rowsAt(project, side, report).map((row) => [nameOf(row), row])));
    for (const { number, turns } of moved.filter((move) => move.report === report))
      for (const { sample } of turns) {
        const [was, is] = [old, now].map((rows) => rows?.get(JSON.stringify([number, sample])));
        const { model = '', dataset = '', judge = '' } = is ?? was ?? {};
        found.push({ report, model, dataset, judge, sample, before: sideOf(was), after: sideOf(is) });
      }
  }
  return found;
}

/** The number of a row, as `Move` names it, and its place among those behind it. */
function nameOf(row: Record<string, string>): string {
  return JSON.stringify([`${row.model}, ${row.dataset}, ${row.judge}`, placeOf(row)]);
}

function sideOf(row: Record<string, string> | undefined): SideOfRow | null {
  if (!row) return null;
  const { score = '', verdict = '', why = '', output = '' } = row;
  return { score, verdict, why, output };
}
