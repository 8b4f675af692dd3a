// The results of the checks as text, Markdown and CSV, without time, host or path: the same checks on the same data give the same
// bytes.
import { stringify } from 'csv-stringify/sync';
import { cards, corpusHash } from './corpora.js';
import type { Check, Measured } from './types.js';

export interface Proof {
  check: Check;
  measured: Measured;
}

/** The table for the terminal, followed by the failed items. */
export function toText(proofs: Proof[]): string {
  const rows = proofs.map(({ check, measured }) => [
    measured.passed ? 'passed' : 'MISSED',
    check.judge,
    check.measure,
    `n ${measured.n}`,
    `${measured.value} (${check.reaches})`,
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => (row[column] as string).length)));
  const table = rows.map((row) => row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')).join('\n');
  const misses = proofs.flatMap(({ check, measured }) =>
    (measured.misses ?? []).map((miss) => `  ${check.judge}, ${check.measure}: ${miss}`),
  );
  return `${[table, ...(misses.length > 0 ? ['', 'Went wrong:', ...misses] : [])].join('\n')}\n`;
}

/** The measurements as JSON: one object a check. */
export function toJson(proofs: Proof[]): string {
  const rows = proofs.map(({ check, measured }) => {
    const { judge, measure, corpora, reaches } = check;
    return { judge, measure, corpora, reaches, ...measured };
  });
  return `${JSON.stringify(rows, null, 2)}\n`;
}

/** The report: the measurements, then the data they were made on. */
export function toMarkdown(proofs: Proof[]): string {
  const reached = proofs.filter(({ measured }) => measured.passed).length;
  const results = proofs.map(({ check, measured }) =>
    row([
      check.judge,
      check.measure,
      check.corpora.join(', ') || 'made from a seed',
      String(measured.n),
      check.reaches,
      measured.value,
      measured.passed ? 'yes' : '**no**',
    ]),
  );
  const used = new Set(proofs.flatMap(({ check }) => check.corpora));
  const corpora = Object.entries(cards).map(([name, card]) =>
    row([
      name,
      `${card.repository} @ \`${card.commit}\``,
      card.licence,
      card.records,
      `\`${corpusHash(card)}\``,
      card.passMark,
      used.has(name) ? 'yes' : 'no',
    ]),
  );
  const misses = proofs.flatMap(({ check, measured }) =>
    (measured.misses ?? []).map((miss) => `- ${check.judge}, ${check.measure}: ${code(miss)}`),
  );
  const seeded = proofs.filter(({ check }) => check.corpora.length === 0).length;
  return `# What the judges reach on labelled data

${reached} of ${proofs.length} pass marks are reached. ${proofs.length - seeded} of the checks are on the public corpora named below, as they are or changed by a rule (shuffled,
cut, spoilt, answered in our styles); ${seeded} are on cases that are made from a seed. \`make validate\` measures all of them again: it reads the
corpora, checks their hashes, and writes this page and the table beside it.

| judge | measured | on | n | pass mark | reached | passed |
|---|---|---|---:|---|---|---|
${results.join('\n')}
${misses.length > 0 ? `\nSome of the items that went wrong:\n\n${misses.join('\n')}\n` : ''}
## Corpora

None of them is copied into this project. A slice is cut from the upstream file by the rule in \`validation/corpora.json\`; the hash is
that of the slice, and, of a corpus of several files, that of the list of their hashes.

| corpus | repository @ commit | licence | records | SHA-256 | pass mark of its card | used above |
|---|---|---|---|---|---|---|
${corpora.join('\n')}
`;
}

const columns = [
  'judge',
  'measure',
  'corpus',
  'repository',
  'commit',
  'sha256',
  'licence',
  'n',
  'pass_mark',
  'measured',
  'passed',
];

/** One row per check and corpus; a check on generated data has one row without a corpus. */
export function toCsv(proofs: Proof[]): string {
  const rows = proofs.flatMap(({ check, measured }) =>
    (check.corpora.length > 0 ? check.corpora : ['']).map((name) => {
      const card = cards[name];
      return {
        judge: check.judge,
        measure: check.measure,
        corpus: name,
        repository: card?.repository ?? '',
        commit: card?.commit ?? '',
        sha256: card ? corpusHash(card) : '',
        licence: card?.licence ?? '',
        n: measured.n,
        pass_mark: check.reaches,
        measured: measured.value,
        passed: measured.passed ? 'yes' : 'no',
      };
    }),
  );
  return stringify(rows, { header: true, columns, bom: true, record_delimiter: '\n', escape_formulas: true });
}

function row(cells: string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ')).join(' | ')} |`;
}

/** Foreign text as inline code, on one line, at most 200 characters. */
function code(text: string): string {
  const line = text.replace(/[\s\u2028\u2029]+/g, ' ').replaceAll('`', "'");
  return `\`${line.length > 200 ? `${line.slice(0, 199)}…` : line}\``;
}
