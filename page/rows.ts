// The rows of a report: one a model, condition, sample, trial and judge, as in its CSV.

import type { Decoding } from '../models/kernel/choose.js';
import { readCsv } from './csv.js';
import type { More, Said } from './data.js';

export type Outcome = 'passed' | 'failed' | 'unscored';

export interface Row {
  /** record of the CSV, from 1, the header not counted */
  line: number;
  model: string;
  digest: string;
  dataset: string;
  sample: string;
  condition: string;
  trial: string;
  judge: string;
  judgeVersion: string;
  /** null: unscored */
  score: number | null;
  lenient: string;
  outcome: Outcome;
  verdict: string;
  why: string;
  finish: string;
  promptTokens: string;
  outputTokens: string;
  /** NaN if none is recorded */
  margin: number;
  key: string;
  input: string;
  prompt: Said[];
  /** null where no record is known */
  decoding: Decoding | null;
  output: string;
  details: string;
  target: string;
  tags: string[];
  /** scalar fields of the sample */
  fields: Record<string, string>;
  /** "records/….jsonl:12"; '' if it is not known */
  place: string;
}

/** The rows of a CSV (text) with what the page knows besides. */
export function rowsOf(csv: string, more: More): Row[] {
  return readCsv(csv).map((cell, i) => {
    const of = (column: string) => cell[column] ?? '';
    const { input = of('input'), output = of('output') } = more.exact[i] ?? {};
    const [file, line] = more.places[i] ?? [-1, 0];
    const said = more.prompts[more.prompt[i] ?? -1];
    const facts = more.samples[of('dataset')]?.[of('sample')] ?? {};
    const fields = Object.entries(cell).filter(([column]) => column.startsWith('sample_'));
    return {
      line: i + 1,
      model: of('model'),
      digest: of('model_digest'),
      dataset: of('dataset'),
      sample: of('sample'),
      condition: of('condition'),
      trial: of('trial'),
      judge: of('judge'),
      judgeVersion: of('judge_version'),
      score: of('score') === '' ? null : Number(of('score')),
      lenient: of('lenient_score'),
      outcome: outcomeOf(of('score')),
      verdict: of('verdict'),
      why: of('why'),
      finish: of('finish'),
      promptTokens: of('prompt_tokens'),
      outputTokens: of('output_tokens'),
      margin: of('min_margin') === '' ? Number.NaN : Number(of('min_margin')),
      key: of('key'),
      input,
      prompt: said ?? [{ role: 'user', content: input }],
      decoding: more.decodings[more.decoding[i] ?? -1] ?? null,
      output,
      details: of('details'),
      target: facts.target ?? '',
      tags: facts.tags ?? [],
      fields: Object.fromEntries(fields.map(([column, value]) => [column.slice('sample_'.length), value])),
      place: file < 0 ? '' : `${more.files[file]}:${line}`,
    };
  });
}

export function outcomeOf(score: string): Outcome {
  return score === '' ? 'unscored' : Number(score) === 1 ? 'passed' : 'failed';
}

/** What all models were asked alike: rows with the same text stand side by side. */
export function questionOf({ dataset, sample, condition, trial }: Row): string {
  return JSON.stringify([dataset, sample, condition, trial]);
}

/** Names an answer: unique among the answers of a report. */
export function answerId({ dataset, sample, condition, trial, model }: Row): string {
  return [dataset, sample, condition, trial === '0' ? '' : `trial ${trial}`, model].filter(Boolean).join(' / ');
}
