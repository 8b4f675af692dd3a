// Measures the constants of neighbours.ts and loops.ts on held-out poems (one in fifty), real and with shuffled characters.
import { seeded, shuffled } from '../../harness/core/random.js';
import { leastDistinct2, loopsOf } from '../../judges/poem/loops.js';
import { naturalness } from '../../judges/poem/neighbours.js';
import { poems, setAside } from './sources.js';

type Band = { real: number[]; shuffled: number[]; distinct2: number[]; flagged: number };
const bands = new Map<number, Band>();
const edges = [8, 16, 24, 32, 48, 64, 96, 128, 256, 512, 1024];

function moments(values: number[]): string {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
  const sd = Math.sqrt(values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / values.length);
  return `${mean.toFixed(3)} ± ${sd.toFixed(3)}`;
}

/** The poem's characters shuffled, with the same line lengths. */
function mixed(lines: string[], seed: string): string[] {
  const characters = shuffled(seeded(seed), [...lines.join('')]);
  return lines.map((line) => characters.splice(0, [...line].length).join(''));
}

for (const lines of poems()) {
  if (!setAside(lines)) continue;
  const real = naturalness(lines);
  const fake = naturalness(mixed(lines, lines.join('')));
  if (!real || !fake) continue;
  const edge = edges.findLast((one) => real.pairs >= one) ?? 8;
  const band = bands.get(edge) ?? { real: [], shuffled: [], distinct2: [], flagged: 0 };
  bands.set(edge, band);
  band.real.push(real.mean);
  band.shuffled.push(fake.mean);
  const units = lines.map((line) => [...line]);
  const loops = loopsOf(units, units, 'zh');
  band.distinct2.push(loops.distinct2 ?? 1);
  if (loops.found) band.flagged++;
}

console.log('pairs from | poems | real nats | shuffled nats | distinct-2 at 0.1 %, 1 % | least allowed | flagged as loops');
for (const [edge, { real, shuffled, distinct2, flagged }] of [...bands].sort(([a], [b]) => a - b)) {
  const low = distinct2.sort((a, b) => a - b);
  const at = (share: number) => (low[Math.floor(low.length * share)] ?? 0).toFixed(3);
  console.log(
    [edge, real.length, moments(real), moments(shuffled), `${at(0.001)}, ${at(0.01)}`, leastDistinct2(edge), flagged].join(' | '),
  );
}
