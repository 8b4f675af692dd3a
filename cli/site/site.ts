// All files of a site: a page a report, an index, pages about the judges, and what search engines and feed readers ask for.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../harness/core/errors.js';
import type { Project } from '../../harness/project.js';
import { type ReportEntry, readManifest } from '../../harness/report/manifest.js';
import { weightsFolder } from '../../models/catalog/smollm2.js';
import { askModel } from '../support/ask-scripts.js';
import { bundle } from './bundle.js';
import { card } from './card.js';
import { documentOf } from './document.js';
import { escaped } from './escape.js';
import { feed, sitemap } from './feed.js';
import { figureHtml, Palette } from './figure.js';
import { htmlOf } from './markdown.js';
import { Lines } from './more.js';
import { Numbers } from './numbers.js';
import { drawingIn, isChinese, linkOf, type PageFacts, reportPage, type Site, sourcesOf, topOf } from './report-page.js';

export interface Built {
  /** contents by path in the site's folder */
  files: Map<string, string | Buffer>;
  facts: PageFacts[];
  /** the files of the model that pages may ask again: where they are, by path in the site's folder; empty if no page does */
  model: Map<string, string>;
}

/** In the site's folder. */
const modelFolder = 'model';

/** The site of a project. `names`: reports to build, default all; `base`: absolute address, default `url` of evalbook.json, '' for none. */
export async function siteOf(project: Project, names: readonly string[] | null, base = project.url ?? ''): Promise<Built> {
  const site = await openSite(project, base);
  const { reports } = readManifest(project);
  const wanted = names ?? Object.keys(reports);
  if (Object.keys(reports).length === 0)
    throw new UserError(`expected reports in ${project.at.manifest}, found none. \`${project.commands.reportAll}\` builds them`);
  const built: Built = { files: new Map(), facts: [], model: new Map() };
  for (const name of wanted) {
    const entry = reports[name] as ReportEntry;
    const { html, facts } = reportPage(site, name, entry, sourcesOf(project, name, entry));
    built.files.set(facts.file, html);
    built.facts.push(facts);
    if (facts.asks) built.model = modelFiles(site);
    if (site.base) built.files.set(`${name}.png`, await card(project, entry));
  }
  for (const [markdown, file] of site.pages) {
    const name = markdown.replace(/\.md$/, '');
    if (!reports[name] && (names === null || file === 'index.html')) built.files.set(file, plainPage(site, markdown, file));
  }
  if (names === null && Object.values(reports).some(({ front }) => front?.zh))
    built.files.set('index.zh.html', chineseIndex(site, reports));
  if (site.base) {
    built.files.set('sitemap.xml', sitemap(site.base, [...built.files.keys()]));
    if (project.released) built.files.set('feed.xml', feed(project, site.base, reports, site.pages));
    built.files.set('robots.txt', `User-agent: *\nAllow: /\nSitemap: ${site.base}sitemap.xml\n`);
  }
  built.files.set('.nojekyll', '');
  return built;
}

/** What all pages share. */
export async function openSite(project: Project, base: string): Promise<Site> {
  const { reports } = readManifest(project);
  const about = [project.at.validation('md'), project.at.judgeHealth('md'), project.at.judgeReaders('md')];
  const others = about.filter((path) => existsSync(project.file(path))).map((path) => path.slice(project.reports.length + 1));
  const pages = new Map(
    [...Object.keys(reports).map((name) => `${name}.md`), ...others].map((path) => [path, path.replace(/\.md$/, '.html')]),
  );
  pages.set('README.md', 'index.html');
  return {
    project,
    bundle: await bundle(),
    lines: new Lines(project),
    titles: Object.fromEntries(
      Object.values(reports).flatMap(({ headlines }) => headlines.flatMap(({ model, title }) => (title ? [[model, title]] : []))),
    ),
    ask: existsSync(join(weightsFolder(), 'SHA256SUMS')) ? askModel(weightsFolder(), 'SmolLM2 135M', `${modelFolder}/`) : null,
    pages,
    base: base && !base.endsWith('/') ? `${base}/` : base,
  };
}

function modelFiles({ ask }: Site): Map<string, string> {
  return new Map((ask?.files ?? []).map(({ path }) => [`${modelFolder}/${path}`, join(weightsFolder(), path)]));
}

/** A page of the site by its file name, or a file of the model; null if there is none. */
export async function pageOf(project: Project, file: string): Promise<string | Buffer | null> {
  const site = await openSite(project, '');
  const own = modelFiles(site).get(file);
  if (own !== undefined) return readFileSync(own);
  const [markdown] = [...site.pages].find(([, page]) => page === (file || 'index.html')) ?? [];
  if (markdown === undefined) return null;
  const name = markdown.replace(/\.md$/, '');
  const entry = readManifest(project).reports[name];
  return entry
    ? reportPage(site, name, entry, sourcesOf(project, name, entry)).html
    : plainPage(site, markdown, file || 'index.html');
}

/** A page without rows: the list of reports, or what is known of the judges. */
function plainPage(site: Site, markdown: string, file: string): string {
  const { project, bundle: shared, base } = site;
  const path = project.file(`${project.reports}/${markdown}`);
  const text = existsSync(path) ? readFileSync(path, 'utf8') : `# ${project.title}\n`;
  const isIndex = file === 'index.html';
  const palette = new Palette();
  const numbers = new Numbers([], undefined, {});
  const article = htmlOf(text, {
    link: (address) => linkOf(site, address),
    picture: (light, dark, alt) =>
      figureHtml({ light: drawingIn(project, light), dark: drawingIn(project, dark), alt }, palette, numbers, light).html,
    table: (_, rows) => rows.map((row) => row.map(() => null)),
    prose: (html) => html,
  });
  const title = isIndex ? project.title : (/^# (.+)$/m.exec(text)?.[1] ?? file);
  return documentOf({
    lang: isChinese(title) ? 'zh' : 'en',
    title,
    description: isIndex ? `${project.title}: reports that can be cited` : title,
    css: `${shared.css}${palette.css()}`,
    script: '',
    body: `${topOf(site)}\n<main>\n<article id="article">\n${isIndex ? article.replace(/<h1[^>]*>.*?<\/h1>/, `<h1>${escaped(title)}</h1>`) : article}</article>\n</main>`,
    site: project.title,
    ...(base ? { address: { page: base + file, feed: `${base}feed.xml` } } : {}),
  });
}

/** The reports that tell their finding in Chinese. */
function chineseIndex(site: Site, reports: Record<string, ReportEntry>): string {
  const { project, bundle: shared, base, pages } = site;
  const items = Object.entries(reports).flatMap(([name, { front, title, rows }]) => {
    if (!front?.zh) return [];
    const says = front.says?.zh ?? '';
    const text = htmlOf(says, {
      link: () => null,
      picture: () => null,
      table: (_, cells) => cells.map((row) => row.map(() => null)),
      prose: (html) => html,
    });
    return [
      `<li><a href="${escaped(pages.get(`${name}.md`) ?? '')}">${escaped(front.zh)}</a> <span lang="en">${escaped(title)}</span>，${rows} 条回答。${text}</li>`,
    ];
  });
  return documentOf({
    lang: 'zh',
    title: project.title,
    description: `${project.title}：可引用的报告`,
    css: shared.css,
    script: '',
    body: `${topOf(site)}\n<main>\n<article id="article">\n<h1>${escaped(project.title)}</h1>\n<ul class="list">${items.join('\n')}</ul></article>\n</main>`,
    site: project.title,
    ...(base ? { address: { page: `${base}index.zh.html`, feed: `${base}feed.xml` } } : {}),
  });
}
