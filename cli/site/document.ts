// An HTML document that runs and shows only what its own policy names by hash.
import { createHash } from 'node:crypto';
import { escaped } from './escape.js';

export interface Parts {
  lang: 'en' | 'zh';
  title: string;
  /** one sentence for previews */
  description: string;
  /** HTML of the body */
  body: string;
  css: string;
  /** '' for a page without */
  script: string;
  /** data by id of its element, packed */
  data?: Record<string, string>;
  /** absolute addresses for previews; absent where the site has none */
  address?: { page: string; picture?: string; feed: string };
  /** the notebook's title */
  site: string;
  /** what else the policy has to allow, by directive, e.g. { 'connect-src': "'self'" } */
  allows?: Record<string, string>;
}

/** The whole document. The policy is first of all, so that nothing runs before it. */
export function documentOf(parts: Parts): string {
  const { lang, title, description, body, css, script, data = {}, address, site } = parts;
  const meta = (property: string, content: string | undefined) =>
    content === undefined ? '' : `<meta property="${property}" content="${escaped(content)}">\n`;
  return `<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy(parts))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(title === site ? title : `${title} · ${site}`)}</title>
<meta name="description" content="${escaped(description)}">
${meta('og:type', 'article')}${meta('og:title', title)}${meta('og:description', description)}${meta('og:site_name', site)}${meta('og:url', address?.page)}${meta('og:image', address?.picture)}${address?.picture ? '<meta name="twitter:card" content="summary_large_image">\n' : ''}${address ? `<link rel="canonical" href="${escaped(address.page)}">\n<link rel="alternate" type="application/atom+xml" href="${escaped(address.feed)}">\n` : ''}<link rel="icon" href="data:,">
<style>${css}</style>
</head>
<body>
${body}
${Object.entries(data)
  .map(([id, text]) => `<script type="application/octet-stream" id="${id}">${text}</script>\n`)
  .join('')}${script === '' ? '' : `<script type="module">${script}</script>\n`}</body>
</html>
`;
}

/** The policy of a page: its own style and script by hash, pictures inside the page, and what `allows` adds. No request leaves it. */
export function policy({ css, script, allows = {} }: Pick<Parts, 'css' | 'script' | 'allows'>): string {
  const directives: Record<string, string> = {
    'default-src': "'none'",
    'script-src': script === '' ? "'none'" : hash(script),
    'style-src': hash(css),
    'img-src': 'data:',
    'base-uri': "'none'",
    'form-action': "'none'",
  };
  for (const [name, more] of Object.entries(allows)) {
    const own = directives[name] ?? '';
    directives[name] = `${own === "'none'" ? '' : own} ${more}`.trim();
  }
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}

function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
