// Markdown of a report as HTML. Of raw HTML only what our own pages write passes: folded parts, small type, pictures; all else stays text.
import { Marked, type Tokens } from 'marked';
import { escaped, textOf } from './escape.js';

/** What a page does with what it finds. */
export interface Hooks {
  /** the address of a link; null: leave its text alone */
  link(address: string): string | null;
  /** HTML of a picture by its light address; null: leave it out, but for its words */
  picture(light: string, dark: string, alt: string): string | null;
  /** addresses of a table's cells by row and column; `to`: the end of the table's own address, with its # */
  table(header: string[], rows: string[][], to: string): (string | null)[][];
  /** HTML of a paragraph or list item whose numbers may become links */
  prose(html: string): string;
}

const picture =
  /^<picture><source media="\(prefers-color-scheme: dark\)" srcset="([^"<>]*)"><img src="([^"<>]*)" alt="([^"<>]*)"><\/picture>$/;

/** HTML of Markdown. What no hook makes is escaped. */
export function htmlOf(markdown: string, hooks: Hooks): string {
  const slugs = new Map<string, number>();
  let tables = 0;
  const marked = new Marked({ gfm: true });
  marked.use({
    extensions: [
      {
        // a picture is one token, so that its parts are not taken for HTML of their own
        name: 'picture',
        level: 'block',
        start: (text: string) => text.indexOf('<picture>'),
        tokenizer(text: string) {
          const raw = /^<picture>[^\n]*?<\/picture>(?=\n|$)/.exec(text)?.[0];
          return raw && picture.test(raw) ? { type: 'picture', raw } : undefined;
        },
        renderer(token) {
          const [, dark = '', light = '', alt = ''] = picture.exec(token.raw) ?? [];
          const words = textOf(alt);
          return `${hooks.picture(textOf(light), textOf(dark), words) ?? `<p>${escaped(words)}</p>`}\n`;
        },
      },
    ],
    // an address in an answer is no link: nobody here chose it
    tokenizer: { url: () => undefined },
    renderer: {
      html: ({ text }) => safe(text),
      text(token) {
        if ('tokens' in token && token.tokens) return this.parser.parseInline(token.tokens);
        return escaped(textOf(token.text.replaceAll('<', '&lt;')));
      },
      heading({ tokens, depth }) {
        const html = this.parser.parseInline(tokens);
        return `<h${depth} id="${slugOf(textOf(html), slugs)}">${html}</h${depth}>\n`;
      },
      paragraph({ tokens }) {
        return `<p>${hooks.prose(this.parser.parseInline(tokens))}</p>\n`;
      },
      listitem(item) {
        return `<li>${hooks.prose(this.parser.parse(item.tokens))}</li>\n`;
      },
      code({ text, lang }) {
        const kind = /^\w+$/.exec(lang ?? '')?.[0];
        return `<pre class="${kind && kind !== 'text' ? 'code' : 'quoted'}" tabindex="0"><code>${escaped(text)}</code></pre>\n`;
      },
      codespan: ({ text }) => `<code>${escaped(text)}</code>`,
      link({ href, tokens }) {
        const html = this.parser.parseInline(tokens);
        const to = hooks.link(href);
        return to === null ? html : `<a href="${escaped(to)}"${/^https?:/.test(to) ? ' rel="noreferrer"' : ''}>${html}</a>`;
      },
      image: ({ text }) => escaped(text),
      table(token: Tokens.Table) {
        const html = (cell: Tokens.TableCell) => this.parser.parseInline(cell.tokens);
        const header = token.header.map((cell) => textOf(html(cell)));
        const rows = token.rows.map((row) => row.map((cell) => textOf(html(cell))));
        const id = `table.${++tables}`; // no heading's: theirs have no point
        const links = hooks.table(header, rows, `#${id}`);
        const side = (i: number) => (token.align[i] === 'right' ? ' class="right"' : '');
        const head = token.header.map((cell, i) => `<th scope="col"${side(i)}>${html(cell)}</th>`).join('');
        const lines = token.rows.map((row, r) => {
          const cells = row.map((cell, c) => {
            const to = links[r]?.[c];
            return `<td${side(c)}>${to ? `<a class="n" href="${escaped(to)}">${html(cell)}</a>` : html(cell)}</td>`;
          });
          return `<tr>${cells.join('')}</tr>`;
        });
        return `<div class="scroll" id="${id}" tabindex="0" role="group" aria-label="${escaped(header.filter(Boolean).join(', '))}"><table><thead><tr>${head}</tr></thead><tbody>\n${lines.join('\n')}</tbody></table></div>\n`;
      },
    },
  });
  return marked.parse(markdown, { async: false });
}

/** Raw HTML that our pages write, as it is; all other as text. */
function safe(html: string): string {
  return html
    .replace(/<!--[\s\S]*?-->/g, '')
    .split(/(<\/?(?:details|summary|sub|br)>)/)
    .map((part, i) => (i % 2 === 1 ? part : escaped(textOf(part.replaceAll('<', '&lt;')))))
    .join('');
}

function slugOf(text: string, seen: Map<string, number>): string {
  const slug =
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '') || 'part';
  const count = seen.get(slug) ?? 0;
  seen.set(slug, count + 1);
  return `${['answers', 'article'].includes(slug) || count > 0 ? `${slug}-${count + 1}` : slug}`;
}
