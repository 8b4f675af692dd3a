// The CSV beside a report: one row per model, sample, trial and judge, enough to recompute every table.
import { stringify } from 'csv-stringify/sync';
import { byCodePoint, canonical } from '../core/canonical.js';
import type { Grade, Row } from '../core/types.js';
import type { Ran } from '../run/ran.js';

const columns = [
  'model',
  'model_digest',
  'dataset',
  'sample',
  'condition',
  'trial',
  'judge',
  'judge_version',
  'score',
  'lenient_score',
  'verdict',
  'why',
  'finish',
  'prompt_tokens',
  'output_tokens',
  'min_margin',
  'key',
  'input',
  'output',
  'details',
];

/** Standard fields of a sample, which get no extra column. */
const known = new Set(['id', 'input', 'target', 'tags']);

/**
 * All rows as CSV: UTF-8 with a byte order mark (without it, spreadsheets guess another encoding), LF, columns in a fixed order
 * (`condition` only if a run has conditions), then one column per additional scalar field of the samples. `score` is 0 for a passing
 * answer that was cut off or loops, `lenient_score` is what the judge gave. A cell that a spreadsheet would run as a formula is
 * prefixed with an apostrophe.
 */
export function toCsv(ran: Ran[]): string {
  return [...csvPieces(ran)].join('');
}

/** The same, some thousand rows at a time: a million are more than one text holds. */
export function* csvPieces(ran: Ran[]): Generator<string> {
  const fields = [...new Set(ran.flatMap(({ dataset }) => dataset.samples.flatMap(scalars)))].sort(byCodePoint);
  const conditions = ran.some(({ rows }) => rows.some(({ condition }) => condition !== ''));
  const options = {
    columns: [...columns.filter((column) => conditions || column !== 'condition'), ...fields.map((field) => `sample_${field}`)],
    record_delimiter: '\n',
    escape_formulas: true,
    cast: { boolean: (value: boolean) => String(value) },
  };
  let lines: object[] = [];
  let isFirst = true;
  const piece = () => {
    const text = stringify(lines, { ...options, header: isFirst, bom: isFirst });
    lines = [];
    isFirst = false;
    return text;
  };
  for (const one of ran)
    for (const row of one.rows) {
      for (const grade of row.grades) lines.push(lineOf(one, row, grade, fields));
      if (lines.length >= atOnce) yield piece();
    }
  if (lines.length > 0 || isFirst) yield piece();
}

/** Rows in a piece. */
const atOnce = 5000;

function lineOf({ dataset, judges }: Ran, row: Row, grade: Grade, fields: readonly string[]): object {
  const { model, sample, generation } = row;
  return {
    model: model.id,
    model_digest: model.digest,
    dataset: dataset.name,
    sample: sample.id,
    condition: row.condition,
    trial: row.trial,
    judge: grade.judge,
    judge_version: judges.find(({ name }) => name === grade.judge)?.version ?? '',
    score: grade.score,
    lenient_score: grade.asJudged?.score ?? grade.score,
    verdict: grade.verdict,
    why: grade.why,
    finish: generation.finish,
    prompt_tokens: generation.promptTokens,
    output_tokens: generation.outputTokens,
    min_margin: shortMargin(generation.minMargin),
    key: generation.key,
    input: sample.input,
    output: generation.output,
    details: grade.details ? canonical(grade.details) : '',
    ...Object.fromEntries(fields.map((field) => [`sample_${field}`, sample[field]])),
  };
}

/** Margins have three decimals here: further ones differ between processors. */
function shortMargin(margin: number | undefined): number | undefined {
  return margin === undefined ? undefined : Math.round(margin * 1000) / 1000;
}

function scalars(sample: Record<string, unknown>): string[] {
  return Object.keys(sample).filter(
    (field) => !known.has(field) && ['string', 'number', 'boolean'].includes(typeof sample[field]),
  );
}
