// The measurements so far, one JSON line each, so that an interrupted run resumes where it stopped.
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { dirname } from 'node:path';

export interface Measured {
  /** subject, kind, contestant and repeat, joined with `/` */
  key: string;
  /** load average of the minute before the measurement */
  load: number;
  values: Record<string, unknown>;
}

export class Results {
  private readonly byKey = new Map<string, Measured>();

  /** `file`: absolute path of the JSON lines; an incomplete last line is dropped. */
  constructor(private readonly file: string) {
    mkdirSync(dirname(file), { recursive: true });
    if (!existsSync(file)) return;
    const lines = readFileSync(file, 'utf8').split('\n');
    if (lines.pop() !== '') writeFileSync(file, lines.map((line) => `${line}\n`).join('')); // drop it from the file too
    for (const line of lines) {
      const one = JSON.parse(line) as Measured;
      this.byKey.set(one.key, one);
    }
  }

  has(key: string): boolean {
    return this.byKey.has(key);
  }

  /** Runs `measure` and stores its result, unless `key` is already stored. */
  async take(key: string, measure: () => Promise<object>): Promise<void> {
    if (this.has(key)) return;
    const load = Math.round((loadavg()[0] ?? 0) * 100) / 100;
    const one: Measured = { key, load, values: (await measure()) as Record<string, unknown> };
    appendFileSync(this.file, `${JSON.stringify(one)}\n`);
    this.byKey.set(key, one);
  }

  /** All measurements whose key starts with `prefix`, in the order of their repeats. */
  of(prefix: string): Measured[] {
    const repeat = ({ key }: Measured) => Number(key.split('/').at(-1));
    return [...this.byKey.values()].filter(({ key }) => key.startsWith(`${prefix}/`)).sort((a, b) => repeat(a) - repeat(b));
  }

  /** fewest and most repeats of any measurement, except the pilots, which run once */
  get repeats(): { fewest: number; most: number } {
    const counts = new Map<string, number>();
    for (const key of this.byKey.keys()) {
      const name = key.slice(0, key.lastIndexOf('/'));
      if (!name.includes('/pilot/')) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    const all = [...counts.values()];
    return all.length === 0 ? { fewest: 0, most: 0 } : { fewest: Math.min(...all), most: Math.max(...all) };
  }

  get loads(): number[] {
    return [...this.byKey.values()].map(({ load }) => load);
  }

  /** Marks the run as complete: its lines are moved to `kept`, and the next run starts afresh. */
  finish(kept: string): void {
    renameSync(this.file, kept);
  }
}
