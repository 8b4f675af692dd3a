// The article's four measurements, on this machine: one line per way to run a model.
import { markdown } from '../harness/core/tables.js';
import type { ArticleRun } from './one-answer.js';
import { ranged, spread } from './ratios.js';
import type { Results } from './store.js';
import type { Subject } from './subjects.js';

const ways: [string, string][] = [
  ['portable', 'evalbook, portable'],
  ['fast', 'evalbook, fast'],
  ['generate', 'transformers.js `generate()`, fast graph'],
  ['llama-1', 'llama.cpp, 1 thread'],
  ['llama-2', 'llama.cpp, 2 threads'],
];

const measures: [keyof ArticleRun, string][] = [
  ['loadSeconds', 'load, s'],
  ['firstTokenMs', 'first token, ms'],
  ['tokensPerSecond', 'tokens/s'],
  ['peakMemoryMB', 'peak memory, MB'],
];

/** The table of a subject; empty if nothing was measured. */
export function articleTable(results: Results, { name }: Subject): string {
  const rows = ways.flatMap(([way, title]) => {
    const runs = results.of(`${name}/article/${way}`).map(({ values }) => values as unknown as ArticleRun);
    if (runs.length === 0) return [];
    return [[title, String(runs.length), ...measures.map(([field]) => ranged(spread(runs.map((run) => run[field]))))]];
  });
  if (rows.length === 0) return '';
  const right = (title: string) => ({ title, align: 'right' as const });
  return markdown({ columns: [{ title: 'run by' }, right('runs'), ...measures.map(([, title]) => right(title))], rows });
}
