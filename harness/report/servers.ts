// What stands in every report whose models were asked of a server: cost and speed, and whether the server repeats its text.
import { costTable } from '../analysis/cost-table.js';
import { inline } from '../core/quote.js';
import { markdown } from '../core/tables.js';
import type { RepeatRecord } from '../records/repeats.js';
import type { Ran } from '../run/ran.js';

/** Markdown; '' if no model was asked of a server. `again`: the command that measures whether it repeats its text. */
export function servers(ran: readonly Ran[], again: string): string {
  const rows = ran.flatMap((one) => one.rows).filter(({ model }) => model.served !== undefined);
  if (rows.length === 0) return '';
  const ids = [...new Set(rows.map(({ model }) => model.id))];
  const measured = ran.flatMap(({ repeats = [] }) => repeats);
  const lines = ids.map((id) => {
    const own = measured.filter(({ model }) => model === id);
    if (own.length === 0) return `- **${inline(id)}**: whether it repeats its text was not measured; \`${again}\` does.`;
    return own.map(({ record }) => `- **${inline(id)}** ${sentence(record)}`).join('\n');
  });
  return ['## Servers', markdown(costTable(rows)), lines.join('\n')].join('\n\n');
}

function sentence({ dataset, times, answers }: RepeatRecord): string {
  const asked = answers.filter(({ answered }) => answered > 0);
  const [same, all] = [sum(asked.map((one) => one.same)), sum(asked.map(({ answered }) => answered))];
  const steady = asked.filter((one) => one.same === one.answered).length;
  const on = `on ${inline(dataset)}: ${asked.length} recorded questions, asked ${times === 1 ? 'once' : `${times} times`} more, gave the recorded text in ${same} of ${all} answers`;
  if (all === 0) return `gave no answer when it was asked again on ${inline(dataset)}.`;
  return same === all
    ? `repeated its text ${on}.`
    : `does **not** repeat its text ${on}; ${steady} of ${asked.length} questions never changed. Its records cannot be made again word for word.`;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
