// A figure: a Vega-Lite specification without colours, its numbers as a table and as a sentence, and its two drawings.
import type { TopLevelSpec } from 'vega-lite';
import { visible } from '../core/quote.js';
import type { Table } from '../core/tables.js';
import { draw } from './draw.js';
import type { Theme } from './theme.js';

export interface Figure {
  kind: 'figure';
  /** Vega-Lite without a theme: readers can open it in any editor */
  spec: TopLevelSpec;
  /** what the figure shows, with its numbers, for readers who cannot see it */
  alt: string;
  table: Table;
  /** The drawing, opaque, as SVG text: the same bytes on every machine. */
  svg(theme: Theme): Promise<string>;
}

/** Options common to all figures. */
export interface FigureOptions {
  /** title of the value axis, with its unit */
  x?: string;
  title?: string;
  /** first words of the alternative text; default: the kind and the axis title */
  alt?: string;
}

export interface Parts {
  spec: Record<string, unknown>;
  table: Table;
  /** one phrase per mark, with its numbers */
  numbers: string[];
  /** e.g. "Bar chart" */
  what: string;
}

/** Assembles a figure. */
export function toFigure({ spec, table, numbers, what }: Parts, { x, title, alt }: FigureOptions): Figure {
  const whole = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    ...(title ? { title } : {}),
    ...spec,
  } as TopLevelSpec;
  const opening = alt ?? [what, title, x].filter(Boolean).join(', ');
  return {
    kind: 'figure',
    spec: whole,
    alt: visible(`${opening}. ${numbers.length ? numbers.join('; ') : 'No data'}.`),
    table,
    svg: (theme) => draw(whole, theme),
  };
}
