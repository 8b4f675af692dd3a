// What feed readers and search engines ask a site for. Dates are the notebook's own, never the clock's.
import type { Project } from '../../harness/project.js';
import { citationId } from '../../harness/report/cite.js';
import type { ReportEntry } from '../../harness/report/manifest.js';
import { escaped } from './escape.js';
import { descriptionOf, isChinese } from './report-page.js';

/** Atom (RFC 4287): an entry a report, named by its evidence, so that a changed report is a new entry. */
export function feed(
  project: Project,
  base: string,
  reports: Record<string, ReportEntry>,
  pages: ReadonlyMap<string, string>,
): string {
  const updated = `${project.released}T00:00:00Z`;
  const entries = Object.entries(reports).map(([name, entry]) => {
    const address = `${base}${pages.get(`${name}.md`) ?? ''}`;
    return `<entry>
<title>${escaped(entry.title)}</title>
<id>${escaped(`${address}#${citationId(name, entry)}`)}</id>
<link href="${escaped(address)}"/>
<updated>${updated}</updated>
<summary>${escaped(descriptionOf(entry, isChinese(entry.title)))}</summary>
</entry>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>${escaped(project.title)}</title>
<id>${escaped(base)}</id>
<link href="${escaped(base)}"/>
<link rel="self" href="${escaped(base)}feed.xml"/>
<updated>${updated}</updated>
${project.authors.map((name) => `<author><name>${escaped(name)}</name></author>`).join('\n')}
${entries.join('\n')}
</feed>
`;
}

/** sitemaps.org 0.9: the HTML pages. */
export function sitemap(base: string, files: readonly string[]): string {
  const pages = files
    .filter((file) => file.endsWith('.html'))
    .map((file) => `<url><loc>${escaped(base + (file === 'index.html' ? '' : file))}</loc></url>`);
  return `<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${pages.join('\n')}\n</urlset>\n`;
}
