// Vega-Lite to SVG without a browser or canvas. Vega is loaded only when something is drawn: loading takes a tenth of a second.
import type { TopLevelSpec } from 'vega-lite';
import { visible } from '../core/quote.js';
import { configOf, type Theme } from './theme.js';

interface TextMetrics {
  width(item: { fontSize?: number }, text: unknown): number;
}

let queue: Promise<unknown> = Promise.resolve();

/** Draws one figure at a time: Vega numbers the definitions in an SVG with a global counter, which is reset before each. */
export function draw(spec: TopLevelSpec, theme: Theme): Promise<string> {
  const drawing = queue.then(() => drawNow(spec, theme));
  queue = drawing.catch(() => undefined);
  return drawing;
}

async function drawNow(spec: TopLevelSpec, theme: Theme): Promise<string> {
  const [vega, { compile }] = await Promise.all([import('vega'), import('vega-lite')]);
  // Without a canvas Vega assumes 0.8 em for every character and clips Chinese; with one, drawings would depend on the fonts
  // installed.
  const { textMetrics } = vega as unknown as { textMetrics: TextMetrics }; // exported, but missing in its types
  textMetrics.width = (item, text) => textWidth(String(text), item.fontSize ?? 11);
  const view = new vega.View(vega.parse(compile(spec, { config: configOf(theme) }).spec), { renderer: 'none' });
  await view.runAsync();
  vega.resetSVGDefIds();
  const svg = await view.toSVG();
  view.finalize();
  return `${visible(svg)}\n`; // titles can come from data too
}

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\ud83c-\ud87f][\udc00-\udfff]/g;

/** Estimated width of a line: 1 em for a Chinese, Japanese or Korean character and for emoji, 0.58 em for any other. */
export function textWidth(text: string, fontSize: number): number {
  const rest = text.replace(wide, '');
  const wideCount = text.match(wide)?.length ?? 0;
  return fontSize * (wideCount + 0.58 * [...rest].length);
}
