// PNG for places that accept no SVG (articles, office programs), with a bundled font, so that every machine draws the same
// pixels.
import { fileURLToPath } from 'node:url';

const pinned = fileURLToPath(new URL('./font/evalbook-sans-sc.otf', import.meta.url));

/**
 * A drawing as PNG bytes at `zoom` times its size. The bundled font covers Latin and the 6,763 characters of GB 2312; for other
 * characters pass a font file and its family name as `family`.
 */
export async function png(svg: string, { zoom = 2, font = pinned, family = 'Evalbook Sans SC' } = {}): Promise<Buffer> {
  const { Resvg } = await import('@resvg/resvg-js');
  const fonts = { loadSystemFonts: false, fontFiles: [font], defaultFontFamily: family, sansSerifFamily: family };
  return new Resvg(svg, { fitTo: { mode: 'zoom', value: zoom }, font: fonts }).render().asPng();
}
