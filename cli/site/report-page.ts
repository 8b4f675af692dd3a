// The page of one report: its Markdown as HTML, with figures inside, numbers that lead to rows, and the rows packed.
import { readFileSync } from 'node:fs';
import { sha256 } from '../../harness/core/canonical.js';
import { visible } from '../../harness/core/quote.js';
import type { Project } from '../../harness/project.js';
import { citationId } from '../../harness/report/cite.js';
import type { ReportEntry } from '../../harness/report/manifest.js';
import type { AskModel } from '../../page/ask/types.js';
import { plainText } from '../../page/evidence.js';
import { rowsOf } from '../../page/rows.js';
import type { Bundle } from './bundle.js';
import type { Printed } from './claims-links.js';
import { documentOf } from './document.js';
import { escaped, textOf } from './escape.js';
import { figureHtml, Palette } from './figure.js';
import { htmlOf } from './markdown.js';
import { type Lines, moreOf } from './more.js';
import { type Coverage, Numbers } from './numbers.js';
import { packed } from './packed.js';
import { proseLinks } from './prose-links.js';
import { tableLinks } from './table-links.js';

/** What all pages of a site share. */
export interface Site {
  project: Project;
  bundle: Bundle;
  lines: Lines;
  /** Markdown page → HTML page, file names */
  pages: Map<string, string>;
  /** absolute address of the site, ending in a slash; '' if it has none */
  base: string;
  /** what prose calls each model, in any report */
  titles: Record<string, string>;
  /** the model that pages may ask again; null if its weights are not here */
  ask: (AskModel & { digest: string }) | null;
}

/** What asking again needs: WebAssembly, a worker made in the page, and the model's files beside it. */
const askAllows = { 'script-src': "'wasm-unsafe-eval'", 'worker-src': 'blob:', 'connect-src': "'self'" };

export interface PageFacts {
  file: string;
  rows: number;
  /** whether an answer can be asked again in the page */
  asks: boolean;
  tables: Coverage;
  prose: Coverage;
  /** marks of figures */
  marks: Coverage;
}

/** Where the page finds what the report wrote; a draft or a page in work has its own. */
export interface Sources {
  markdown: Buffer;
  /** null: no rows */
  csv: Buffer | null;
  /** an SVG by its address in the Markdown */
  drawing(address: string): string;
}

/** What the report's files hold. */
export function sourcesOf(project: Project, name: string, entry: Pick<ReportEntry, 'outputs'>): Sources {
  const { at, file } = project;
  const csv = at.report(name, 'csv');
  return {
    markdown: readFileSync(file(at.report(name, 'md'))),
    csv: entry.outputs.some(({ path }) => path === csv) ? readFileSync(file(csv)) : null,
    drawing: (address) => drawingIn(project, address),
  };
}

export function drawingIn({ file, reports }: Project, address: string): string {
  if (!/^[\w-]+\/[\w-]+\.(light|dark)\.svg$/.test(address)) throw new Error(`expected the address of a figure, got ${address}`);
  return readFileSync(file(`${reports}/${address}`), 'utf8');
}

/** The page of report `name`; `allows`: what its policy allows besides, by directive. Also how many of its numbers lead to rows. */
export function reportPage(
  site: Site,
  name: string,
  entry: ReportEntry,
  sources: Sources,
  allows: Record<string, string> = {},
): { html: string; facts: PageFacts } {
  const { project, bundle, pages, base } = site;
  const csv = sources.csv?.toString('utf8') ?? '';
  const file = pages.get(`${name}.md`) ?? `${name}.html`;
  const facts: PageFacts = { file, rows: 0, asks: false, tables: none(), prose: none(), marks: none() };
  const more = moreOf(project, name, entry, csv, site);
  const rows = csv === '' ? [] : rowsOf(csv, more);
  facts.rows = rows.length;
  const numbers = new Numbers(rows, entry.statistics, site.titles);
  const palette = new Palette();
  const markdown = sources.markdown.toString('utf8');
  const tables = tablesOf(markdown);
  const article = htmlOf(markdown, {
    link: (address) => linkOf(site, address),
    picture: (light, dark, alt) => {
      const drawings = { light: sources.drawing(light), dark: sources.drawing(dark), alt };
      const { html, marks, linked } = figureHtml(drawings, palette, numbers, light);
      facts.marks.numbers += marks;
      facts.marks.linked += linked;
      return html;
    },
    table: (header, cells) => {
      const { links, coverage } = tableLinks(numbers, header, cells, tables);
      facts.tables.numbers += coverage.numbers;
      facts.tables.linked += coverage.linked;
      return links;
    },
    prose: (html) => proseLinks(html, numbers, facts.prose),
  });
  const ask = rows.some(({ digest, decoding }) => digest === site.ask?.digest && decoding) ? site.ask : null;
  if (ask) more.ask = ask;
  facts.asks = ask !== null;
  more.text = sha256(plainText(textOf(article)));
  const zh = isChinese(entry.title);
  const css = `${bundle.css}${palette.css()}`;
  const html = documentOf({
    lang: zh ? 'zh' : 'en',
    title: entry.title,
    description: descriptionOf(entry, zh),
    css,
    script: bundle.report,
    allows: ask ? { ...askAllows, ...allows } : allows,
    body: `<a class="skip" href="#place-answers">${zh ? '转到全部回答' : 'Go to the answers'}</a>
${topOf(site)}
<main>
<article id="article">
${article}</article>
<div id="place-answers"><noscript><p class="end">${noScript(name, entry, zh)}</p></noscript></div>
<footer class="end" id="place-evidence"></footer>
</main>`,
    data: {
      ...(sources.csv ? { rows: packed(sources.csv) } : {}),
      markdown: packed(sources.markdown),
      more: packed(JSON.stringify(more)),
      ...(ask ? { ask: packed(JSON.stringify(bundle.ask)) } : {}),
    },
    site: project.title,
    ...(base ? { address: { page: base + file, picture: `${base}${name}.png`, feed: `${base}feed.xml` } } : {}),
  });
  return { html, facts };
}

/** All tables of a page. */
function tablesOf(markdown: string): Printed[] {
  const tables: Printed[] = [];
  htmlOf(markdown, {
    link: () => null,
    picture: () => '',
    table: (header, rows, to) => {
      tables.push({ header, rows, to });
      return [];
    },
    prose: (html) => html,
  });
  return tables;
}

function none(): Coverage {
  return { numbers: 0, linked: 0 };
}

/** The line above every page. */
export function topOf({ project }: Pick<Site, 'project'>): string {
  return `<header class="top"><a href="index.html">${escaped(visible(project.title))}</a><button type="button" id="language" hidden></button></header>`;
}

/** Between pages of the site, and to the web; other files of the notebook are not in the site. */
export function linkOf({ pages }: Pick<Site, 'pages'>, address: string): string | null {
  if (/^https?:\/\//i.test(address)) return address;
  const [path = '', part] = address.split('#');
  const there = pages.get(path.replace(/\.csv$/, '.md'));
  if (!there) return null;
  if (path.endsWith('.csv')) return `${there}#answers`;
  return part ? `${there}#${part}` : there;
}

/** Whether a title is Chinese: then so is the interface. */
export function isChinese(title: string): boolean {
  return /[\u4e00-\u9fff]/.test(title);
}

/** The finding in one sentence, without emphasis. */
export function descriptionOf({ front, title, rows }: ReportEntry, zh: boolean): string {
  const says = front?.says?.[zh ? 'zh' : 'en'];
  return says
    ? says.replace(/[*_`]/g, '').replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    : `${title} ${rows}`;
}

function noScript(name: string, entry: ReportEntry, zh: boolean): string {
  const { rows } = entry;
  if (rows === 0) return zh ? '此报告没有回答。' : 'This report has no answers.';
  return zh
    ? `${rows} 条回答压缩在本文件中，需要 JavaScript 才能显示；它们也在笔记本的 ${escaped(name)}.csv 中。证据：${citationId(name, entry)}。`
    : `The ${rows} answers are packed into this file, and JavaScript shows them; they are also in ${escaped(name)}.csv of the notebook. Evidence: ${citationId(name, entry)}.`;
}
