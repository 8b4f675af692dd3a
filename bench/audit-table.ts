// The tables of docs/audit.md, from bench/audit/measured.jsonl: what each case showed, and how often a verdict on so many of its answers is
// wrong. Written by: npx tsx bench/audit-table.ts
import { readFileSync, writeFileSync } from 'node:fs';
import { type Counts, decide } from '../cli/support/audit-verdict.js';
import { integer, seeded } from '../harness/core/random.js';

interface Case {
  /** the model as which it was read */
  as: string;
  case: string;
  /** whether it is the model's own weights, another arithmetic or none */
  same: boolean;
  /** whether the threshold was chosen by it, or it came afterwards */
  use: 'learn' | 'check';
  unscored: number;
  answers: Counts[];
}

const page = 'docs/audit.md';
const [begin, end] = ['<!-- measured -->', '<!-- /measured -->'];
const sizes = [8, 16, 24];
const draws = 400;

/** The section of the page between its markers. */
export function measuredTables(lines: string): string {
  const cases = lines
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Case);
  return [tableOf(cases), `${ratesText()}\n\n${rates(cases)}`].join('\n\n');
}

function tableOf(cases: Case[]): string {
  const rows = cases.map(({ as, case: name, use, answers, unscored }) => {
    const { tokens, shortfall, verdict } = decide(answers);
    const other = answers.reduce((sum, { gaps }) => sum + gaps.length, 0);
    return [
      as,
      name,
      use,
      `${answers.length}${unscored > 0 ? ` (${unscored} unscored)` : ''}`,
      String(tokens),
      (100 * (1 - other / tokens)).toFixed(1),
      `${shortfall.mean.toFixed(4)} (${shortfall.low.toFixed(4)} to ${shortfall.high.toFixed(4)})`,
      verdict,
    ];
  });
  const head = ['read as', 'who answered', 'used to', 'answers', 'tokens', '% best', 'shortfall, nats a token', 'verdict'];
  return markdown(head, rows);
}

function ratesText(): string {
  return `Verdicts on so many answers, ${draws} times drawn from a case's own with replacement: per cent *these weights* / *undecided* / *not these weights*.`;
}

function rates(cases: Case[]): string {
  const rows = cases.map(({ as, case: name, answers }) => [as, name, ...sizes.map((size) => ratesOf(answers, size))]);
  return markdown(['read as', 'who answered', ...sizes.map((size) => `${size} answers`)], rows);
}

function ratesOf(answers: Counts[], size: number): string {
  const random = seeded('audit');
  const counts = { 'these weights': 0, undecided: 0, 'not these weights': 0 };
  for (let i = 0; i < draws; i++) {
    const drawn = Array.from({ length: size }, () => answers[integer(random, 0, answers.length - 1)] as Counts);
    counts[decide(drawn).verdict]++;
  }
  return Object.values(counts)
    .map((count) => ((100 * count) / draws).toFixed(1))
    .join(' / ');
}

function markdown(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** The page with its measured section renewed. */
export function pageWith(text: string, lines: string): string {
  const [before = '', rest = ''] = text.split(begin);
  const [, after = ''] = rest.split(end);
  return `${before}${begin}\n\n${measuredTables(lines)}\n\n${end}${after}`;
}

if (process.argv[1]?.endsWith('audit-table.ts'))
  writeFileSync(page, pageWith(readFileSync(page, 'utf8'), readFileSync('bench/audit/measured.jsonl', 'utf8')));
