// Colours, fonts and sizes. Backgrounds are opaque, so that a drawing stays readable if a page picks the wrong one of the two.
import type { Config } from 'vega-lite';

export type Theme = 'light' | 'dark';

/**
 * Fonts that a reader may have; an SVG inside an image cannot load others. Single quotes: the list is inside a double-quoted
 * attribute.
 */
const fonts = "'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif";

/**
 * Plot width in pixels. With labels the figure is about 520 wide, which a phone shows at two thirds, so that 14 pixels stay about
 * 10.
 */
export const plotWidth = 300;

const palettes = {
  light: {
    background: '#ffffff',
    text: '#1f2328',
    faint: '#59636e',
    grid: '#d1d9e0',
    // after Okabe and Ito 2008, distinguishable with colour blindness; darkened to a contrast of at least 3 to 1
    category: ['#0072b2', '#d55e00', '#00815f', '#b0508a', '#8a6d00', '#4a5560'],
    ramp: ['#e8f1f8', '#0b4a77'],
    weak: '#1f2328',
    strong: '#ffffff',
  },
  dark: {
    background: '#0d1117',
    text: '#f0f6fc',
    faint: '#9198a1',
    grid: '#2f353d',
    category: ['#56b4e9', '#f0883e', '#2dc39a', '#e58bbf', '#e3c73c', '#c0c8d0'],
    ramp: ['#16222e', '#7cc4f2'],
    weak: '#f0f6fc',
    strong: '#0d1117',
  },
};

/** The Vega-Lite configuration of a theme. */
export function configOf(theme: Theme): Config {
  const { background, text, faint, grid, category, ramp, weak, strong } = palettes[theme];
  return {
    background,
    font: fonts,
    padding: 10,
    view: { stroke: null },
    title: { anchor: 'start', frame: 'group', color: text, fontSize: 16, offset: 12 },
    axis: {
      labelColor: text,
      titleColor: text,
      labelFontSize: 14,
      titleFontSize: 14,
      titleFontWeight: 'normal',
      domainColor: faint,
      tickColor: faint,
      gridColor: grid,
      labelLimit: 0,
      titleLimit: 0,
      titlePadding: 10,
    },
    header: { labelColor: text, labelFontSize: 14, labelLimit: 0, titleColor: text },
    legend: {
      labelColor: text,
      titleColor: text,
      labelFontSize: 14,
      labelLimit: 0,
      orient: 'top',
      columns: 2,
      symbolSize: 120,
      symbolOpacity: 1,
    },
    range: { category, heatmap: ramp },
    // Bars are pale and outlined, so that the interval remains visible across them.
    bar: { fill: category[0], stroke: category[0], fillOpacity: 0.5, strokeWidth: 1.5 },
    point: { size: 110, filled: true, opacity: 1 },
    style: {
      whisker: { color: text, strokeWidth: 1.5 },
      beside: { color: text, fontSize: 13 },
      link: { color: faint, strokeWidth: 2 },
      weak: { color: weak, fontSize: 14 },
      strong: { color: strong, fontSize: 14 },
    },
  };
}
