// Measures the scale of a language model for perplexity.json: real verse and the same words shuffled, in pieces as long as
// answers. Judges must not import models, so verse-scale.ts passes it in.
import { writeFileSync } from 'node:fs';
import type { Curve } from '../../judges/poem/curves.js';
import { type Gap, gapOf, natsOf, type Reader } from '../../judges/poem/perplexity.js';
import { piecesOf, setsScale, shuffledVerse, sonnets } from '../sonnets.js';
import type { Corpora } from '../types.js';

interface Moments {
  n: number;
  /** nats per character: of the original text, and the increase for shuffled words */
  nats: { mean: number; sd: number };
  gap: { mean: number; sd: number };
}

/** Pieces of one length. */
interface Band {
  lines: number;
  words: number;
  real: Moments;
  shuffled: Moments;
}

/** One model's entry. */
export interface Scale {
  model: string;
  real: Curve;
  shuffled: Curve;
  bands: Band[];
}

type Read = { lines: number; real: Gap; shuffled: Gap };

/** Scores every piece of the sonnets that set the scale, twice; `onPiece` is called after each. */
export async function measure(reader: Reader, corpora: Corpora, onPiece: (done: number, all: number) => void): Promise<Scale> {
  const pieces = (await sonnets(corpora)).filter(setsScale).flatMap((sonnet) => piecesOf(sonnet));
  const gap = async (lines: string[]) => gapOf(lines, (text) => natsOf(reader, text));
  const read: Read[] = [];
  for (const lines of pieces) {
    const real = await gap(lines);
    const shuffled = await gap(shuffledVerse(lines, lines.join('\n')));
    if (real && shuffled) read.push({ lines: lines.length, real, shuffled });
    onPiece(read.length, pieces.length);
  }
  return {
    model: reader.id,
    real: curveOf(read.map(({ real }) => real)),
    shuffled: curveOf(read.map(({ shuffled }) => shuffled)),
    bands: [...new Set(pieces.map(({ length }) => length))].sort((a, b) => a - b).map((lines) => bandOf(lines, read)),
  };
}

/** Writes the scale into perplexity.json under the model's digest. */
export function write(all: Record<string, Scale>): void {
  writeFileSync(new URL('../../judges/poem/data/perplexity.json', import.meta.url), `${JSON.stringify(all, null, 2)}\n`);
}

const fixed = (value: number) => Math.round(value * 1000) / 1000;
const mean = (values: number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;

function moments(values: number[]): { mean: number; sd: number } {
  const centre = mean(values);
  return { mean: fixed(centre), sd: fixed(Math.sqrt(mean(values.map((one) => (one - centre) ** 2)))) };
}

function bandOf(lines: number, read: Read[]): Band {
  const some = read.filter((one) => one.lines === lines);
  const told = (gaps: Gap[]): Moments => ({
    n: gaps.length,
    nats: moments(gaps.map(({ nats }) => nats)),
    gap: moments(gaps.map(({ gap }) => gap)),
  });
  return {
    lines,
    words: fixed(mean(some.map(({ real }) => real.words))),
    real: told(some.map(({ real }) => real)),
    shuffled: told(some.map(({ shuffled }) => shuffled)),
  };
}

/** Mean gap, and a linear fit of its squared deviations over 1 / words: sd² is the slope, floor² what remains at any length. */
function curveOf(gaps: Gap[]): Curve {
  const centre = mean(gaps.map(({ gap }) => gap));
  const x = gaps.map(({ words }) => 1 / words);
  const y = gaps.map(({ gap }) => (gap - centre) ** 2);
  const [mx, my] = [mean(x), mean(y)];
  const slope = mean(x.map((one, i) => (one - mx) * ((y[i] as number) - my))) / mean(x.map((one) => (one - mx) ** 2));
  const sd = Math.sqrt(Math.max(0, slope));
  return { mean: fixed(centre), sd: fixed(sd), floor: fixed(Math.sqrt(Math.max(0, my - sd * sd * mx))) };
}
