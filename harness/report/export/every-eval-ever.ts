// A report as records of Every Eval Ever 0.3.0 (evalevalai.com): for each model an aggregate and, beside it, one line for each scored
// answer, at the paths that its datastore prescribes.
import { canonical, sha256 } from '../../core/canonical.js';
import type { Project } from '../../project.js';
import { level } from '../../stats/level.js';
import { citationId } from '../cite.js';
import type { AnswerGroup } from './answers.js';
import { decodingOf } from './decoding.js';
import { instanceOf } from './every-eval-ever-instance.js';
import { apostrophe, type ExportedFile, strictness, type Tool } from './files.js';
import type { Report } from './report-csv.js';
import { type Graded, type GroupScore, scoresOf } from './score.js';

/** Where a model is published, as "owner/name"; undefined if that is not known. */
export type Published = (model: string) => string | undefined;

/** One metric of one model, and the grades that it sums up. */
interface Result {
  /** unique within a record, and so its id too */
  name: string;
  group: AnswerGroup;
  score: GroupScore;
  graded: Graded[];
}

/**
 * The records of a report. The format has no place for an answer without a score: such answers are left out of the lines, and
 * counted and named in the aggregate. A model none of whose answers was scored gets no record.
 */
export function everyEvalEver(
  project: Project,
  report: Report,
  groups: readonly AnswerGroup[],
  tool: Tool,
  published: Published = () => undefined,
): ExportedFile[] {
  const models = [...new Set(groups.map(({ model }) => model))];
  return models.flatMap((model) => {
    const results = groups.filter((group) => group.model === model).flatMap((group) => resultsOf(report, group));
    return results.length === 0 ? [] : recordOf(project, report, model, results, tool, published(model));
  });
}

/**
 * A result for each judge, and each aspect of a judge: the judge is in its name, since readers that tell results apart by the name
 * would take five grades of one answer for five answers.
 */
function resultsOf({ entry }: Report, group: AnswerGroup): Result[] {
  return scoresOf(group.answers, entry.statistics?.rates)
    .filter(({ score }) => score.mean !== null)
    .map((one) => {
      const name = [group.dataset.name, group.condition, one.score.judge].filter(Boolean).join('/');
      return { ...one, group, name };
    });
}

function recordOf(
  project: Project,
  report: Report,
  model: string,
  results: Result[],
  { version, created }: Tool,
  repository: string | undefined,
): ExportedFile[] {
  const { name, entry } = report;
  const about = entry.models.find(({ id }) => id === model);
  const id = repository ?? [about?.family || 'unknown-family', model].map(pathPart).join('/');
  const seconds = String(created.getTime() / 1000);
  const evaluation = `${name}/${id}/${seconds}`;
  const base = ['data', pathPart(name), ...id.split('/'), uuidOf(entry.evidence, model)].join('/');
  const lines = results.flatMap((result) =>
    result.graded.flatMap((graded) => instanceOf(graded, { evaluation, model: id, result: result.name })),
  );
  const samples = lines.map((line) => `${oneLine(line)}\n`).join('');
  const aggregate = {
    schema_version: '0.3.0',
    evaluation_id: evaluation,
    retrieved_timestamp: seconds,
    source_metadata: {
      source_name: project.title,
      source_type: 'evaluation_run',
      source_organization_name: project.authors.join(', '),
      ...(project.url ? { source_organization_url: project.url } : {}),
      evaluator_relationship: 'third_party',
      additional_details: {
        report: name,
        title: entry.title,
        citation: citationId(name, entry),
        evidence: `sha256:${entry.evidence}`,
        texts: `As recorded. ${apostrophe}`,
        scores: strictness,
      },
    },
    eval_library: { name: 'evalbook', version },
    model_info: {
      name: model,
      id,
      additional_details: {
        deployment_type: repository ? 'self_deployed' : 'unknown',
        model_availability: repository ? 'open_weights' : 'unknown',
        format: about?.format ?? '',
        digest: about?.digest ?? '',
      },
    },
    evaluation_results: results.map(resultEntry),
    detailed_evaluation_results: {
      format: 'jsonl',
      file_path: `${base}_samples.jsonl`,
      hash_algorithm: 'sha256',
      checksum: sha256(samples),
      total_rows: lines.length,
    },
  };
  return [
    { path: `${base}.json`, text: `${JSON.stringify(aggregate, null, 2)}\n` },
    { path: `${base}_samples.jsonl`, text: samples },
  ];
}

function resultEntry({ name, group, score, graded }: Result): object {
  const { dataset, answers } = group;
  const { judge, version, n, scored, passed, unscored, questions, mean, binary, interval, clusters, lenient } = score;
  const kind = binary ? 'pass_rate' : 'mean_score';
  const decoding = decodingOf(answers);
  return {
    evaluation_result_id: name,
    evaluation_name: name,
    source_data: {
      dataset_name: dataset.name,
      source_type: 'other',
      additional_details: { path: dataset.path, sha256: dataset.sha256, samples: String(dataset.samples.length) },
    },
    metric_config: {
      evaluation_description: `Judge ${judge}, version ${version}: ${binary ? 'share of the scored answers that pass' : 'mean score of the scored answers'}.`,
      metric_id: `evalbook.${judge}.${kind}`,
      metric_name: `${judge}: ${binary ? 'pass rate' : 'mean score'}`,
      metric_kind: kind,
      metric_unit: 'proportion',
      lower_is_better: false,
      score_type: binary ? 'binary' : 'continuous',
      min_score: 0,
      max_score: 1,
      additional_details: { judge, judge_version: version, ...(group.condition ? { condition: group.condition } : {}) },
    },
    score_details: {
      score: mean,
      details: {
        answers: String(n),
        scored: String(scored),
        passed: String(passed),
        unscored: String(unscored),
        questions: String(questions),
        ...(clusters === undefined ? {} : { clusters }),
        ...(unscored ? { unscored_samples: canonical(unscoredIds(graded)) } : {}),
        ...(lenient === undefined || lenient === null ? {} : { lenient_score: String(lenient) }),
      },
      uncertainty: {
        num_samples: scored,
        ...(interval
          ? {
              confidence_interval: {
                lower: interval.low,
                upper: interval.high,
                confidence_level: level,
                method: interval.method,
              },
            }
          : {}),
      },
    },
    ...(decoding
      ? {
          generation_config: {
            generation_args: {
              temperature: decoding.temperature,
              top_p: decoding.topP,
              top_k: decoding.topK,
              max_tokens: decoding.maxNewTokens,
            },
          },
        }
      : {}),
  };
}

/** JSON without the characters beside a line feed at which readers (Python's `splitlines`) end a line; they are escaped. */
function oneLine(value: object): string {
  return JSON.stringify(value).replace(
    /[\u0085\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A text as a part of a path on any system. */
function pathPart(text: string): string {
  return text.replace(/[^\w.-]+/g, '-').replace(/\.$/, '-');
}

function unscoredIds(graded: readonly Graded[]): string[] {
  return graded.filter(({ grade }) => grade.score === null).map(({ answer }) => answer.sample.id);
}

/** A UUID that is the same for the same evidence and model, with the version and variant of a random one, as the datastore's paths want it. */
function uuidOf(evidence: string, model: string): string {
  const hex = sha256(`${evidence} ${model}`);
  const variant = '89ab'[Number.parseInt(hex[16] as string, 16) % 4];
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `${variant}${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
