// The picture that previews of a link show: the title, and the report's figure where it has one. 1200 by 630 pixels.
import { readFileSync } from 'node:fs';
import { png } from '../../harness/figures/index.js';
import type { Project } from '../../harness/project.js';
import type { ReportEntry } from '../../harness/report/manifest.js';
import { escaped } from './escape.js';

const [width, height, margin] = [1200, 630, 60];

/** PNG with the bundled font: the same on every machine. */
export async function card(project: Project, { title, front }: ReportEntry): Promise<Buffer> {
  const figure = front?.picture ? figureOf(readFileSync(project.file(`${project.reports}/${front.picture.light}`), 'utf8')) : '';
  const room = figure ? 470 : width - 2 * margin;
  const size = 54;
  const lines = wrap(title, room / size);
  const text = lines.map(
    (line, i) =>
      `<text x="${margin}" y="${170 + i * size * 1.2}" font-size="${size}" font-weight="bold" fill="#1f2328">${escaped(line)}</text>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><rect width="${width}" height="${height}" fill="#ffffff"/><rect width="14" height="${height}" fill="#0072b2"/><text x="${margin}" y="88" font-size="28" fill="#59636e">${escaped(project.title)}</text>${text.join('')}${figure}</svg>`;
  return png(svg, { zoom: 1 });
}

/** A drawing scaled into the right part of the card. */
function figureOf(svg: string): string {
  const [, w = '1', h = '1'] = /width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  const scale = Math.min(600 / Number(w), 540 / Number(h));
  const [left, top] = [width - margin / 2 - Number(w) * scale, (height - Number(h) * scale) / 2];
  const inner = svg
    .trim()
    .replace(/^<svg[^>]*>/, '')
    .replace(/<\/svg>$/, '');
  return `<g transform="translate(${left.toFixed(2)},${top.toFixed(2)}) scale(${scale.toFixed(4)})">${inner}</g>`;
}

/** Lines of at most `ems` ems: a Chinese character is one, any other 0.55. */
function wrap(text: string, ems: number): string[] {
  const lines = [''];
  const size = (one: string) =>
    [...one].reduce((sum, character) => sum + ((character.codePointAt(0) ?? 0) > 0x2e7f ? 1 : 0.55), 0);
  for (const word of text.split(/(?<=\s)|(?<=[\u3000-\u9fff\uff00-\uffef])/)) {
    const last = lines.at(-1) ?? '';
    if (size((last + word).trim()) <= ems || last === '') lines[lines.length - 1] = last + word;
    else lines.push(word);
  }
  return lines.slice(0, 6).map((line) => line.trim());
}
