// Every report as logs of Inspect, read back without it: each row of the CSV is there, with its score, and unscored is NaN.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readCsv } from '../../../../harness/core/read-csv.js';
import { type AnswerGroup, answersOf, type GradedAnswer } from '../../../../harness/report/export/answers.js';
import { toolOf } from '../../../../harness/report/export/files.js';
import { inspectLogs } from '../../../../harness/report/export/inspect.js';
import { reportCsv } from '../../../../harness/report/export/report-csv.js';
import { repository } from '../../../fixtures/projects.js';
import { reports } from '../../../fixtures/reports.js';

interface Log {
  eval: { model: string; created: string; dataset: { name: string; samples: number }; metadata: { condition: string } };
  results: {
    scores: { name: string; scored_samples: number; unscored_samples: number; metrics: { mean?: { value: number } } }[];
  };
  stats: { model_usage: Record<string, { output_tokens: number }> };
  samples: {
    id: string;
    epoch: number;
    input: unknown;
    output: { completion: string };
    scores: Record<string, { value: number | null; metadata: { verdict: string } }>;
    metadata: Record<string, unknown>;
  }[];
}

const tool = toolOf(repository, '1.2.3', new Date(0));

/** JSON with the one word that Python's reader and writer add to it. */
function read(text: string): Log {
  return JSON.parse(text.replaceAll('"value":NaN', '"value":null'));
}

for (const report of reports)
  test(`${report.name}: each row of the CSV is in a log, with its score`, async () => {
    const groups = await answersOf(repository, report);
    const files = inspectLogs(repository, report, groups, tool);
    assert.is(new Set(files.map(({ path }) => path)).size, groups.length);
    const rows = readCsv(reportCsv(repository, report).bytes);
    let found = 0;
    for (const { path, text } of files) {
      assert.match(path, /^\d{4}-\d\d-\d\dT00-00-00\+00-00_[A-Za-z0-9.-]+_[0-9a-f]{22}\.json$/);
      const { eval: about, results, samples } = read(text);
      assert.is(new Set(samples.map(({ id, epoch }) => `${id} ${epoch}`)).size, samples.length);
      for (const { name, scored_samples, unscored_samples, metrics } of results.scores) {
        const own = rows.filter(
          (row) =>
            row.model === about.model &&
            row.dataset === about.dataset.name &&
            (row.condition ?? '') === about.metadata.condition &&
            row.judge === name,
        );
        const of = samples.filter(({ scores }) => name in scores);
        assert.equal(
          of.map(({ id, output, scores }) => [id, output.completion, scores[name]?.value, scores[name]?.metadata.verdict]),
          own.map(({ sample, output, score, verdict }) => [sample, output, score === '' ? null : Number(score), verdict]),
        );
        const scored = own.filter(({ score }) => score !== '');
        assert.equal([scored_samples, unscored_samples], [scored.length, own.length - scored.length]);
        const mean = scored.reduce((sum, { score }) => sum + Number(score), 0) / scored.length;
        assert.ok(scored.length === 0 ? !metrics.mean : Math.abs((metrics.mean?.value ?? 2) - mean) < 1e-12);
        found += own.length;
      }
    }
    assert.is(found, rows.length);
  });

const sample = { id: 'a', input: '?' };
const base: GradedAnswer = {
  model: 'm',
  dataset: 'poems',
  condition: '',
  trial: 0,
  sample,
  key: 'k',
  messages: [{ role: 'user', content: '?' }],
  decoding: { maxNewTokens: 8 },
  output: 'x',
  finish: 'stop',
  promptTokens: 1,
  outputTokens: 2,
  grades: [{ judge: 'j', version: '1', score: 1, verdict: 'right', why: '', details: '' }],
};
const [report] = reports;
assert.ok(report);

function logOf(answers: GradedAnswer[]): { log: Log; text: string } {
  const dataset = { name: 'poems', path: 'datasets/poems/data.jsonl', sha256: '', samples: [sample] };
  const group: AnswerGroup = { model: 'm', dataset, condition: '', answers };
  const [file] = inspectLogs(repository, report as NonNullable<typeof report>, [group], tool);
  return { log: read(file?.text ?? ''), text: file?.text ?? '' };
}

test('an answer that says NaN or the word for unscored stays a text', () => {
  const hostile = ['"value":NaN', 'NaN', '"unscored"', `unscored ${report.entry.evidence.slice(1)}`];
  const grade = { judge: 'j', version: '1', score: null, verdict: 'unclear', why: hostile.join(), details: '{"value":null}' };
  const { text } = logOf(hostile.map((output, trial) => ({ ...base, trial, output, grades: [grade] })));
  const log: Log = JSON.parse(text.replaceAll(/(?<!\\)"value":NaN/g, '"value":null'));
  assert.equal(
    log.samples.map(({ output }) => output.completion),
    hostile,
  );
  assert.is(text.match(/(?<!\\)"value":NaN/g)?.length, hostile.length);
  assert.equal(
    log.results.scores.map(({ unscored_samples, metrics }) => [unscored_samples, metrics]),
    [[4, {}]],
  );
});

test('a model error has no answer and no tokens; trials, and a sample asked in two ways, are epochs', () => {
  const failed = {
    ...base,
    trial: 1,
    finish: 'error' as const,
    output: '',
    error: 'too long',
    promptTokens: null,
    outputTokens: null,
  };
  const { log, text } = logOf([base, failed, { ...base, key: 'other' }]);
  assert.equal(
    log.samples.map(({ epoch }) => epoch),
    [1, 2, 3],
  );
  assert.equal(log.stats.model_usage, {});
  assert.equal(JSON.parse(text).samples[1].error.message, 'too long');
  assert.equal(JSON.parse(text).samples[1].output.choices, []);
});

test('fields that a script gives its samples are there, as in the CSV', async () => {
  const problems = reports.find(({ name }) => name.startsWith('07-'));
  assert.ok(problems);
  const [file] = inspectLogs(repository, problems, await answersOf(repository, problems), tool);
  const rows = new Map(readCsv(reportCsv(repository, problems).bytes).map((row) => [row.sample, row]));
  for (const { id, metadata } of read(file?.text ?? '').samples) {
    assert.equal([metadata.family, metadata.level], [rows.get(id)?.sample_family, rows.get(id)?.sample_level]);
    assert.type(metadata.steps, 'number');
  }
});

test.run();
