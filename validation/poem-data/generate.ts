// Generates four of the files in judges/poem/data from three openly licensed packages; the README.md there lists them and says
// how to run this.
import { writeFileSync } from 'node:fs';
import { byCodePoint } from '../../harness/core/canonical.js';
import { lineHash } from '../../judges/poem/known.js';
import { poems, rhymes, schoolPoems, setAside, simplifiedPairs, tang300 } from './sources.js';

/** Number of character pairs kept: more add little (judges/poem/data/README.md). */
const kept = 40_000;

function write(name: string, lines: string[]): void {
  const text = `${lines.join('\n')}\n`;
  writeFileSync(new URL(`../../judges/poem/data/${name}`, import.meta.url), text);
  console.log(`${name}: ${lines.length} lines, ${Buffer.byteLength(text)} bytes`);
}

/** `level` letters: a pair's pointwise mutual information in half nats, a = 0, b = 0.5 … */
function pairs(): string[] {
  const count = new Map<string, Map<string, number>>();
  const left = new Map<string, number>();
  const right = new Map<string, number>();
  const add = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);
  let all = 0;
  for (const lines of poems()) {
    if (setAside(lines)) continue;
    for (const line of lines) {
      const characters = [...line];
      for (let i = 1; i < characters.length; i++) {
        const [a, b] = [characters[i - 1] as string, characters[i] as string];
        const after = count.get(a) ?? new Map<string, number>();
        count.set(a, after);
        add(after, b);
        add(left, a);
        add(right, b);
        all++;
      }
    }
  }
  const information = (a: string, b: string, n: number) => Math.log((n * all) / ((left.get(a) ?? 1) * (right.get(b) ?? 1)));
  const found = [...count].flatMap(([a, after]) =>
    [...after].filter(([, n]) => n > 1).map(([b, n]) => ({ a, b, n, pmi: information(a, b, n) })),
  );
  // a pair's total information: its frequency times its pointwise mutual information
  found.sort((x, y) => y.n * y.pmi - x.n * x.pmi || byCodePoint(x.a + x.b, y.a + y.b));
  const best = found.slice(0, kept);
  const seen = best.reduce((sum, { n }) => sum + n, 0) / all;
  const expected = best.reduce((sum, { a, b }) => sum + ((left.get(a) ?? 0) / all) * ((right.get(b) ?? 0) / all), 0);
  console.log(
    `${all} pairs, ${found.length} kinds seen twice; every other pair: ${Math.log((1 - seen) / (1 - expected)).toFixed(3)} nats`,
  );
  const rows = new Map<string, Map<number, string[]>>();
  for (const { a, b, pmi } of best) {
    const level = Math.min(25, Math.max(0, Math.round(pmi * 2)));
    const row = rows.get(a) ?? new Map<number, string[]>();
    rows.set(a, row);
    row.set(level, [...(row.get(level) ?? []), b]);
  }
  return [...rows]
    .sort(([a], [b]) => byCodePoint(a, b))
    .map(([a, row]) => {
      const levels = [...row]
        .sort(([x], [y]) => x - y)
        .map(([level, ones]) => String.fromCharCode(97 + level) + ones.sort(byCodePoint).join(''));
      return a + levels.join('');
    });
}

/** Character mappings grouped by result, so that the file stays small: 后後 means 後 → 后. */
function simplified(): string[] {
  const rows = new Map<string, string[]>();
  for (const [from, to] of simplifiedPairs()) if (from && to && from !== to) rows.set(to, [...(rows.get(to) ?? []), from]);
  return [...rows].sort(([a], [b]) => byCodePoint(a, b)).map(([to, froms]) => to + froms.sort(byCodePoint).join(''));
}

write(
  'pingshui.txt',
  rhymes().map(([name, characters]) => `${name} ${characters}`),
);
write('simplified.txt', simplified());
const known = new Set(
  [...tang300(), ...schoolPoems()].flatMap((lines) => lines.filter((line) => [...line].length >= 5).map(lineHash)),
);
write('known.txt', [...known].sort(byCodePoint));
write('pairs.txt', pairs());
