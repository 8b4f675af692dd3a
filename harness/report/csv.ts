// The CSV beside a report: one row per model, sample, trial and judge, enough to recompute every table.
import { stringify } from 'csv-stringify/sync';
import { byCodePoint, canonical } from '../core/canonical.js';
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
  const fields = [...new Set(ran.flatMap(({ dataset }) => dataset.samples.flatMap(scalars)))].sort(byCodePoint);
  const conditions = ran.some(({ rows }) => rows.some(({ condition }) => condition !== ''));
  const lines = ran.flatMap(({ rows, dataset, judges }) =>
    rows.flatMap((row) =>
      row.grades.map((grade) => {
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
      }),
    ),
  );
  return stringify(lines, {
    header: true,
    columns: [...columns.filter((column) => conditions || column !== 'condition'), ...fields.map((field) => `sample_${field}`)],
    bom: true,
    record_delimiter: '\n',
    escape_formulas: true,
    cast: { boolean: (value) => String(value) },
  });
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
