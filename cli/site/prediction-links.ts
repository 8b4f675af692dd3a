// The table of a prediction of several numbers: a line is a sentence in columns, so its numbers lead where those of the sentence would.
import type { CellLink, Numbers } from './numbers.js';
import { linksIn } from './prose-links.js';

export function predictionLinks(
  numbers: Numbers,
  header: readonly string[],
  rows: readonly (readonly string[])[],
): CellLink | null {
  const [what, value, interval, n] = header;
  if (what !== 'number' || value !== 'value' || !interval?.endsWith('interval') || n !== 'n') return null;
  return (r, c) => {
    if (c !== 1 && c !== 3) return undefined;
    const [of = '', size = '', range = '', count = ''] = rows[r] ?? [];
    const [questions = ''] = count.split(',');
    const links = linksIn(`${of}: ${size} (${interval} ${range}; ${count})`, [size, questions], numbers);
    return (c === 1 ? links[0] : links[1]) ?? null;
  };
}
