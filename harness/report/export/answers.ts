// The answers of a report with their grades, as other formats need them: scores and verdicts from its CSV, texts exactly as recorded,
// samples from its datasets.
import { canonical } from '../../core/canonical.js';
import { UserError } from '../../core/errors.js';
import { type Dataset, load } from '../../core/load.js';
import { readCsv } from '../../core/read-csv.js';
import type { Decoding, Generation, Message, Sample } from '../../core/types.js';
import type { Project } from '../../project.js';
import { type GenerationRecord, readRecords } from '../../records/records.js';
import { datasetSources } from '../sources.js';
import { type Report, reportCsv } from './report-csv.js';

export interface GradedAnswer {
  model: string;
  dataset: string;
  condition: string;
  trial: number;
  sample: Sample;
  /** '' for an answer that was given, not asked for */
  key: string;
  messages: Message[];
  /** null for an answer that was given */
  decoding: Decoding | null;
  output: string;
  finish: Generation['finish'];
  /** null if not known */
  promptTokens: number | null;
  outputTokens: number | null;
  error?: string;
  grades: WrittenGrade[];
}

/** A grade as the CSV has it. */
export interface WrittenGrade {
  judge: string;
  version: string;
  /** 0 to 1; null for unscored */
  score: number | null;
  /** what the judge alone gave, where the CSV has it beside the score; null for unscored */
  lenient?: number | null;
  verdict: string;
  why: string;
  /** canonical JSON, or '' */
  details: string;
}

/** Answers that one model gave to one dataset under one condition, in the order of the CSV. */
export interface AnswerGroup {
  model: string;
  dataset: Dataset;
  condition: string;
  answers: GradedAnswer[];
}

type Line = Record<string, string>;

/**
 * All answers of a report, grouped. Errors: UserError if its CSV, a dataset or a recorded answer is not there as the report used
 * it.
 */
export async function answersOf(project: Project, report: Report): Promise<AnswerGroup[]> {
  const { bytes, file } = reportCsv(project, report);
  datasetSources(project, report.entry.inputs); // refuses a dataset that changed
  const groups = new Map<string, AnswerGroup>();
  const open = new Map<string, GradedAnswer>();
  const datasets = new Map<string, Dataset>();
  const records = new Map<string, Map<string, GenerationRecord>>();
  for (const line of readCsv(bytes)) {
    const { model = '', dataset = '', condition = '', sample = '', trial = '', key = '' } = line;
    const place = canonical([model, dataset, condition, sample, trial, key]);
    let answer = open.get(place);
    if (!answer) {
      const data = datasets.get(dataset) ?? (await load(project, dataset));
      datasets.set(dataset, data);
      const shelf = `${model}/${dataset}`;
      const stored = records.get(shelf) ?? (key ? readRecords(project, model, dataset).first : new Map());
      records.set(shelf, stored);
      answer = answerOf(project, line, data, stored, file.path);
      open.set(place, answer);
      const of = canonical([model, dataset, condition]);
      const group = groups.get(of) ?? { model, dataset: data, condition, answers: [] };
      groups.set(of, group);
      group.answers.push(answer);
    }
    answer.grades.push(gradeOf(line));
  }
  return [...groups.values()];
}

function answerOf(
  project: Project,
  line: Line,
  dataset: Dataset,
  records: Map<string, GenerationRecord>,
  csv: string,
): GradedAnswer {
  const { model = '', condition = '', key = '' } = line;
  const stored = dataset.samples.find(({ id }) => id === line.sample);
  if (!stored) throw new UserError(`${csv}: expected samples of ${dataset.path}, got "${line.sample}". Rebuild the report`);
  const sample = asUsed(stored, line);
  const about = { model, dataset: dataset.name, condition, trial: Number(line.trial), sample, key, grades: [] };
  if (!key) {
    const output = typeof sample.output === 'string' ? sample.output : (line.output ?? '');
    const messages: Message[] = [{ role: 'user', content: sample.input }];
    return { ...about, messages, decoding: null, output, finish: 'stop', promptTokens: null, outputTokens: null };
  }
  const record = records.get(key);
  if (!record)
    throw new UserError(
      `${project.at.answers(model, dataset.name)}: expected the answer to ${sample.id} under key ${key.slice(0, 12)}…, found none. ` +
        'Restore the file, or rebuild the report',
    );
  const { messages, decoding, output, finish, promptTokens, outputTokens, error } = record;
  return { ...about, messages, decoding, output, finish, promptTokens, outputTokens, ...(error === undefined ? {} : { error }) };
}

/** The sample with the fields that the script gave it, e.g. from its tags: they are in the CSV alone, as texts. */
function asUsed(sample: Sample, line: Line): Sample {
  const given = Object.entries(line).flatMap(([column, cell]) => {
    const field = /^sample_(.+)$/.exec(column)?.[1];
    return field === undefined || cell === '' || String(sample[field]) === cell ? [] : [[field, cell] as const];
  });
  return { ...sample, ...Object.fromEntries(given) };
}

function gradeOf(line: Line): WrittenGrade {
  const { judge = '', judge_version: version = '', verdict = '', why = '', details = '' } = line;
  const lenient = 'lenient_score' in line ? { lenient: scoreOf(line.lenient_score) } : {};
  return { judge, version, score: scoreOf(line.score), ...lenient, verdict, why, details };
}

function scoreOf(cell = ''): number | null {
  return cell === '' ? null : Number(cell);
}
