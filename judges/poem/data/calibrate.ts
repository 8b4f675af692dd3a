// Prints the constants of the judge from the poems that are in no table (one in fifty): how real verse and shuffled verse are told apart,
// and how much a real poem repeats itself.
import { seeded, shuffled } from '../../../harness/random.js';
import { loopsOf } from '../loops.js';
import { pairInformation } from '../ngram.js';
import { loadPinyin } from '../sounds-zh.js';
import { tonePattern } from '../tone.js';
import { poems, setAside } from './sources.js';

await loadPinyin();
const aside = [...poems()].filter(setAside);
const random = seeded('calibrate');

function mixed(lines: string[]): string[] {
  const all = shuffled(random, [...lines.join('')]);
  return lines.map((line) => all.splice(0, [...line].length).join(''));
}

function moments(values: number[]): string {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
  return `mean ${mean.toFixed(4)}, sd ${sd.toFixed(4)}`;
}

function quantiles(values: number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  return [0, 0.001, 0.01, 0.05, 0.5].map((q) => `${q}: ${sorted[Math.floor(q * (sorted.length - 1))]?.toFixed(3)}`).join(', ');
}

console.log(`${aside.length} poems set aside`);
for (const [name, change] of [
  ['real', (lines: string[]) => lines],
  ['shuffled', mixed],
] as const) {
  const found = aside.map(change).flatMap((lines) => pairInformation(lines) ?? []);
  const sized = found.filter(({ pairs }) => pairs >= 24 && pairs <= 48);
  console.log(
    `pairs, ${name}: all ${moments(found.map(({ mean }) => mean))}; 24 to 48 pairs (n ${sized.length}) ${moments(sized.map(({ mean }) => mean))}`,
  );
}
const loops = aside.map((lines) => ({ n: lines.join('').length, ...loopsOf([...lines.join('')], lines) }));
for (const [from, to] of [
  [12, 40],
  [40, 150],
  [150, 400],
  [400, 1e9],
] as const) {
  const band = loops.filter(({ n, distinct2 }) => n >= from && n < to && distinct2 !== null);
  console.log(
    `distinct-2, ${from} to ${to} characters (n ${band.length}): ${quantiles(band.map(({ distinct2 }) => distinct2 ?? 0))}; looped ${band.filter(({ looped }) => looped).length}`,
  );
}
const eight = aside
  .filter((lines) => lines.length === 8)
  .map((lines) => tonePattern(lines))
  .filter((one) => one !== null);
console.log(`tone pattern of eight-line poems (n ${eight.length}): ${quantiles(eight.map(({ pattern }) => pattern))}`);
const chance = aside
  .filter((lines) => lines.length === 8)
  .map((lines) => tonePattern(mixed(lines)))
  .filter((one) => one !== null);
console.log(
  `the same shuffled: ${moments(chance.map(({ pattern }) => pattern))}; 0.75 or more: ${chance.filter(({ pattern }) => pattern >= 0.75).length} of ${chance.length}`,
);
