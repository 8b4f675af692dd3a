// A report as logs of Inspect (inspect.aisi.org.uk, `inspect_ai.log`, log version 2): one for each model, dataset and condition, since a
// log is of one model and one task.
import { sha256 } from '../../core/canonical.js';
import type { Project } from '../../project.js';
import { level } from '../../stats/level.js';
import { citationId } from '../cite.js';
import type { AnswerGroup, GradedAnswer, WrittenGrade } from './answers.js';
import { decodingOf } from './decoding.js';
import { apostrophe, type ExportedFile, strictness, type Tool } from './files.js';
import type { Report } from './report-csv.js';
import { type GroupScore, scoresOf } from './score.js';

/**
 * The logs of a report, named as `inspect view` finds them. An unscored answer has the value NaN, which is how Inspect writes
 * *unscored*: it enters no mean.
 */
export function inspectLogs(project: Project, report: Report, groups: readonly AnswerGroup[], tool: Tool): ExportedFile[] {
  return groups.map((group) => {
    const id = sha256(JSON.stringify([report.entry.evidence, group.model, group.dataset.name, group.condition])).slice(0, 22);
    // no text of the log can be this one: it holds a hash of all of them
    const unscored = `unscored ${report.entry.evidence}`;
    const text = JSON.stringify(logOf(project, report, group, tool, { id, unscored }));
    return { path: `${fileName(report, group, tool)}_${id}.json`, text: `${text.replaceAll(JSON.stringify(unscored), 'NaN')}\n` };
  });
}

function fileName({ name }: Report, { model, dataset, condition }: AnswerGroup, { created }: Tool): string {
  const task = [name, ...(name.endsWith(dataset.name) ? [] : [dataset.name]), condition, model].filter(Boolean).join('-');
  return `${timeOf(created).replaceAll(':', '-')}_${task.replace(/[^A-Za-z0-9.-]+/g, '-')}`;
}

function timeOf(created: Date): string {
  return created.toISOString().replace(/\.\d+Z$/, '+00:00');
}

interface Marks {
  id: string;
  /** stands for NaN, which JSON does not have */
  unscored: string;
}

function logOf(
  project: Project,
  report: Report,
  group: AnswerGroup,
  { version, created }: Tool,
  { id, unscored }: Marks,
): object {
  const { name, entry } = report;
  const { model, dataset, condition, answers } = group;
  const scores = scoresOf(answers, entry.statistics?.rates);
  const config = configOf(answers);
  const usage = usageOf(answers);
  const samples = [...new Set(answers.map(({ sample }) => sample.id))];
  const epochs = epochsOf(answers);
  const trials = epochs.reduce((most, epoch) => Math.max(most, epoch), 1);
  const { digest = '', format = '' } = entry.models.find((one) => one.id === model) ?? {};
  return {
    version: 2,
    status: 'success',
    eval: {
      run_id: sha256(entry.evidence).slice(0, 22),
      eval_id: id,
      task_id: sha256(JSON.stringify([name, dataset.name, condition])).slice(0, 22),
      created: timeOf(created),
      task: [name, dataset.name, condition].filter(Boolean).join('/'),
      task_display_name: entry.title,
      task_file: entry.inputs[0]?.path,
      dataset: { name: dataset.name, location: dataset.path, samples: samples.length, sample_ids: samples, shuffled: false },
      model,
      model_args: { digest, format },
      model_generate_config: config,
      config: { epochs: trials, ...(trials > 1 ? { epochs_reducer: ['mean'] } : {}) },
      packages: { evalbook: version },
      metadata: {
        notebook: project.title,
        report: name,
        citation: citationId(name, entry),
        evidence: `sha256:${entry.evidence}`,
        dataset_sha256: dataset.sha256,
        condition,
        times: 'not recorded: `created` is the date of the notebook, or of this export',
        texts: `As recorded. ${apostrophe}`,
        scores: strictness,
      },
      scorers: scores.map(({ score: { judge, version } }) => ({
        name: judge,
        options: {},
        metrics: [{ name: 'mean' }],
        metadata: { version },
      })),
    },
    plan: { name: 'plan', steps: [{ solver: 'generate', params: {} }], config },
    results: {
      total_samples: answers.length,
      completed_samples: answers.filter(({ finish }) => finish !== 'error').length,
      scores: scores.map(({ score }) => resultOf(score, trials)),
    },
    stats: { started_at: '', completed_at: '', model_usage: usage ? { [model]: usage } : {} },
    samples: answers.map((answer, i) => sampleOf(answer, epochs[i] as number, unscored)),
  };
}

/** Inspect knows a sample by its id and epoch: the trial, from 1, and on from there where a script asked a sample in two ways. */
function epochsOf(answers: readonly GradedAnswer[]): number[] {
  const seen = new Map<string, number>();
  return answers.map(({ sample }) => {
    const epoch = (seen.get(sample.id) ?? 0) + 1;
    seen.set(sample.id, epoch);
    return epoch;
  });
}

function resultOf(
  { judge, version, scored, passed, unscored, questions, mean, binary, interval, clusters, lenient }: GroupScore,
  trials: number,
): object {
  return {
    name: judge,
    scorer: judge,
    ...(trials > 1 ? { reducer: 'mean' } : {}),
    scored_samples: scored,
    unscored_samples: unscored,
    params: {},
    metrics: mean === null ? {} : { mean: { name: 'mean', value: mean, params: {} } },
    metadata: {
      judge_version: version,
      measure: binary ? 'pass rate' : 'mean score',
      passed,
      questions,
      ...(clusters === undefined ? {} : { clusters }),
      ...(lenient === undefined ? {} : { lenient_mean: lenient }),
      ...(interval ? { interval: { level, low: interval.low, high: interval.high, method: interval.method } } : {}),
    },
  };
}

const stopReasons = { stop: 'stop', length: 'max_tokens', error: 'unknown' } as const;

function sampleOf(answer: GradedAnswer, epoch: number, unscored: string): object {
  const { model, sample, trial, messages, output, finish, error, decoding, key } = answer;
  const { id, input: _, target, ...fields } = sample;
  const usage = usageOf([answer]);
  const reply = { role: 'assistant', content: output, source: 'generate', model };
  return {
    id,
    epoch,
    input: messages.length === 1 && messages[0]?.role === 'user' ? messages[0].content : messages,
    target: textOf(target),
    messages: finish === 'error' ? messages : [...messages, reply],
    output: {
      model,
      choices: finish === 'error' ? [] : [{ message: reply, stop_reason: stopReasons[finish] }],
      completion: finish === 'error' ? '' : output,
      ...(usage ? { usage } : {}),
      ...(error === undefined ? {} : { error }),
    },
    scores: Object.fromEntries(answer.grades.map((grade) => [grade.judge, scoreOf(grade, unscored)])),
    metadata: { ...fields, trial, record_key: key, ...(decoding?.seed === undefined ? {} : { seed: decoding.seed }) },
    model_usage: usage ? { [model]: usage } : {},
    ...(finish === 'error' ? { error: { message: error ?? 'no answer', traceback: '', traceback_ansi: '' } } : {}),
  };
}

function scoreOf({ score, lenient, verdict, why, version, details }: WrittenGrade, unscored: string): object {
  return {
    value: score ?? unscored,
    explanation: why,
    ...(score === null ? { reason: verdict } : {}),
    metadata: {
      verdict,
      judge_version: version,
      ...(lenient === undefined ? {} : { lenient_score: lenient }),
      ...(details ? { details: JSON.parse(details) } : {}),
    },
  };
}

function textOf(target: unknown): string {
  return typeof target === 'string' ? target : target === undefined ? '' : JSON.stringify(target);
}

/** Tokens read and written; null if any is not known. */
function usageOf(answers: readonly GradedAnswer[]): object | null {
  let [input, output] = [0, 0];
  for (const { promptTokens, outputTokens } of answers) {
    if (promptTokens === null || outputTokens === null) return null;
    input += promptTokens;
    output += outputTokens;
  }
  return { input_tokens: input, output_tokens: output, total_tokens: input + output };
}

function configOf(answers: readonly GradedAnswer[]): object {
  const decoding = decodingOf(answers);
  if (!decoding) return {};
  const { maxNewTokens, temperature, topP, topK, stop } = decoding;
  return { max_tokens: maxNewTokens, temperature, top_p: topP, top_k: topK, stop_seqs: stop };
}
