// The table of how answers ended, whose cells lead to the answers that ended so: by the same rule that the report counted them by.
import { loopOf } from '../../harness/core/loops.js';
import type { Row } from '../../page/rows.js';
import { type CellLink, eachAnswer, type Numbers } from './numbers.js';

/** Links of such a table; null if it is another. */
export function endingLinks(numbers: Numbers, header: readonly string[], rows: readonly (readonly string[])[]): CellLink | null {
  const at = header.indexOf('answers');
  const own = ['answers', 'ended by themselves', 'loop', 'cut off', 'cut off, characters'];
  if (at < 1 || header.slice(at).join() !== own.join()) return null;
  const ends = rows.map((row) => endsOf(numbers, Object.fromEntries(header.slice(0, at).map((name, i) => [name, row[i] ?? '']))));
  return (r, c, text) => {
    const end = ends[r];
    const title = header[c] ?? '';
    if (c < at || !end || !/\d/.test(text)) return undefined;
    if (title === 'cut off, characters') return median(end['cut off']) === text ? numbers.toRows(end['cut off']) : null;
    const found = end[title as keyof Ends] ?? [];
    return String(found.length) === /^\d+/.exec(text)?.[0] ? numbers.toRows(found) : null;
  };
}

interface Ends {
  answers: Row[];
  'ended by themselves': Row[];
  loop: Row[];
  'cut off': Row[];
}

/** Each answer once, whatever judges say of it. */
function endsOf(numbers: Numbers, is: Record<string, string>): Ends {
  const answers = eachAnswer(numbers.like(is)).filter(({ finish }) => finish !== 'error');
  const loop = answers.filter((row) => loopOf(row));
  const cut = answers.filter((row) => row.finish === 'length' && !loop.includes(row));
  return {
    answers,
    'ended by themselves': answers.filter((row) => !loop.includes(row) && !cut.includes(row)),
    loop,
    'cut off': cut,
  };
}

function median(rows: readonly Row[]): string {
  const lengths = rows.map(({ output }) => [...output].length).sort((a, b) => a - b);
  return String(lengths[Math.floor(lengths.length / 2)] ?? '');
}
