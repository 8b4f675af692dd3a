// Rates as the lines of a figure: axis label, colour, and the numbers in words.

import { nearestFirst } from '../analysis/fields.js';
import { isSingle, percent, type Rate, type Rates, singleText } from '../analysis/rate.js';
import { UserError } from '../core/errors.js';
import { visible } from '../core/quote.js';
import { levelText } from '../stats/level.js';

export interface Line {
  /** axis label, with line breaks */
  row: string;
  /** the same on a single line */
  label: string;
  /** what sets the colour; '' if there is only one series */
  series: string;
  /** per cent, 0 to 100; null if nothing was scored, or a single answer */
  rate: number | null;
  low: number;
  high: number;
  /** passed/scored, or what else there is to say */
  count: string;
  words: string;
}

/**
 * One line per group; `across` is the field that sets the colour, the others form the axis label. Errors: UserError (exit 2) if
 * `across` is not one of the fields.
 */
export function linesOf({ groups, by, measure, titles }: Rates, across: string | undefined): Line[] {
  if (across !== undefined && !by.includes(across))
    throw new UserError(
      `expected \`between\` to be a field that the rates are grouped by, one of ${nearestFirst(across, by).join(', ')}, got "${across}"`,
    );
  const others = by.filter((field) => field !== across);
  const named = (one: Rate, field: string) => {
    const value = one.group[field] ?? '';
    return visible(field === 'model' ? (titles[value] ?? value) : value);
  };
  return groups.map((one) => {
    const row = others.map((field) => named(one, field)).join(' · ');
    const series = across ? named(one, across) : '';
    const place = [row, series].filter(Boolean).join(', ');
    return {
      row: wrapped(row),
      label: row,
      series,
      rate: one.rate === null || isSingle(one) ? null : 100 * one.rate,
      low: 100 * one.low,
      high: 100 * one.high,
      count: countOf(one, measure),
      words: `${place ? `${place}: ` : ''}${isSingle(one) ? singleText(one, measure) : inWords(one)}`,
    };
  });
}

function countOf(one: Rate, measure: Rates['measure']): string {
  if (one.rate === null) return 'not scored';
  if (isSingle(one)) return singleText(one, measure).replace(/,.*/, ''); // there is little room beside a bar
  return measure === 'pass rate' ? `${one.passed}/${one.scored}` : `n = ${one.scored}`;
}

function inWords({ rate, low, high, scored, unscored }: Rate): string {
  if (rate === null) return `not scored, ${unscored} unscored`;
  const left = unscored ? `, ${unscored} unscored` : '';
  return `${percent(rate)} % (${levelText} interval ${percent(low)} to ${percent(high)}, n = ${scored}${left})`;
}

/** Breaks a label after a separator if it would exceed `longest` characters (a Chinese one counts as two). */
export function wrapped(label: string, longest = 20): string {
  const pieces = label.split(/(?<=[-_/ ·，、])/);
  const lines: string[] = [];
  for (const piece of pieces) {
    const last = lines.at(-1);
    if (last !== undefined && sizeOf(last + piece) <= longest) lines[lines.length - 1] = last + piece;
    else lines.push(piece);
  }
  return lines.map((line) => line.trim()).join('\n');
}

function sizeOf(text: string): number {
  return [...text].reduce((sum, character) => sum + ((character.codePointAt(0) as number) > 0x2e7f ? 2 : 1), 0);
}

const lineHeight = 16;

/**
 * Axis settings that show wrapped labels on several lines. Vega puts the first line at the tick: `moved` shifts the block by its
 * lines.
 */
export function splitLabel(moved: 'labelOffset' | 'labelPadding') {
  const start = moved === 'labelPadding' ? 8 : 0;
  const step = moved === 'labelPadding' ? lineHeight : -lineHeight / 2;
  return {
    labelExpr: "split(datum.label, '\\n')",
    labelLineHeight: lineHeight,
    labelPadding: 8,
    [moved]: {
      condition: [2, 3, 4].map((lines) => ({
        test: `length(split(datum.value, '\\n')) === ${lines}`,
        value: start + (lines - 1) * step,
      })),
      value: start,
    },
  };
}

/** Distinct values in order of appearance: Vega must not sort them. */
export function inOrder<T>(values: T[]): T[] {
  return [...new Set(values)];
}
