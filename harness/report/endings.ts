// How a report's answers ended: by themselves, in a loop, or at the token limit. Stands in every report, because none of the last two
// passes, and because a limit in tokens is shorter in some scripts than in others.
import { clustered, fieldOf } from '../core/cluster.js';
import { loopOf } from '../core/loops.js';
import { inline } from '../core/quote.js';
import { markdown, type Table } from '../core/tables.js';
import type { Row } from '../core/types.js';
import type { Ran } from '../run/ran.js';

/** The share of answers cut off without a loop above which a limit is called short, 0 to 1. */
const fairShare = 0.05;

/** Markdown: the policy, and a table by model and language; '' if no answer has an end to speak of (answers given with a dataset). */
export function endings(ran: readonly Ran[]): string {
  const asked = ran.filter(({ models }) => models.length > 0);
  const rows = asked.flatMap((one) => one.rows).filter(({ generation }) => generation.finish !== 'error');
  if (rows.length === 0) return '';
  const reasons = [...new Set(asked.flatMap(({ cutOffMayPass }) => cutOffMayPass ?? []))];
  const strict = asked.some(({ cutOffMayPass }) => cutOffMayPass === undefined);
  return [
    '## How the answers ended',
    [
      ...(strict ? ['An answer that was cut off at its token limit, or loops, does not pass.'] : []),
      ...reasons.map((reason) => `${strict ? 'But where' : 'Here'} it may: ${inline(reason)}`),
    ].join(' '),
    markdown(table(rows)),
  ].join('\n\n');
}

function table(rows: Row[]): Table {
  const withLanguage = rows.some(({ sample }) => typeof sample.lang === 'string');
  const by = ['model', ...(withLanguage ? ['lang'] : [])];
  const groups = clustered(rows, (row) => JSON.stringify(by.map((field) => fieldOf(row, field))));
  const right = (title: string) => ({ title, align: 'right' as const });
  const lines = groups.map((members) => {
    const loops = members.filter(({ generation }) => loopOf(generation));
    const cut = members.filter(({ generation }) => generation.finish === 'length' && !loopOf(generation));
    return { of: members[0] as Row, n: members.length, loops: loops.length, cut };
  });
  const short = lines.some(({ n, cut }) => cut.length > fairShare * n);
  return {
    columns: [
      ...by.map((title) => ({ title })),
      ...['answers', 'ended by themselves', 'loop', 'cut off', 'cut off, characters'].map(right),
    ],
    rows: lines.map(({ of, n, loops, cut }) => [
      ...by.map((field) => inline(fieldOf(of, field))),
      String(n),
      String(n - loops - cut.length),
      String(loops),
      `${cut.length} (${((100 * cut.length) / n).toFixed(0)} %)`,
      characters(cut),
    ]),
    caption:
      `Cut off: at the highest limit, without a loop; its characters are the median of what was written until then.` +
      (short ? ` Above ${100 * fairShare} % the limit is short for these answers, and their rate a lower bound.` : ''),
  };
}

function characters(rows: Row[]): string {
  const lengths = rows.map(({ generation }) => [...generation.output].length).sort((a, b) => a - b);
  return lengths.length === 0 ? '–' : String(lengths[Math.floor(lengths.length / 2)]);
}
