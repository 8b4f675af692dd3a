// Every report as records of Every Eval Ever: by its own schemas, complete, and with the rates of the CSV.
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { sha256 } from '../../../../harness/core/canonical.js';
import { readCsv } from '../../../../harness/core/read-csv.js';
import { answersOf } from '../../../../harness/report/export/answers.js';
import { everyEvalEver } from '../../../../harness/report/export/every-eval-ever.js';
import { toolOf } from '../../../../harness/report/export/files.js';
import { reportCsv } from '../../../../harness/report/export/report-csv.js';
import { repository } from '../../../fixtures/projects.js';
import { reports } from '../../../fixtures/reports.js';

const ajv = new Ajv({ strict: false, allErrors: true });
const schema = (name: string): ((value: object) => boolean) & { errors?: typeof ajv.errors } =>
  ajv.compile(JSON.parse(readFileSync(`test/fixtures/every-eval-ever/${name}.schema.json`, 'utf8')));
const [aggregate, instance] = [schema('eval'), schema('instance_level_eval')];
const tool = toolOf(repository, '1.2.3', new Date(0));

interface Aggregate {
  evaluation_id: string;
  model_info: { id: string; name: string };
  detailed_evaluation_results: { file_path: string; checksum: string; total_rows: number };
  evaluation_results: {
    evaluation_result_id: string;
    evaluation_name: string;
    source_data: { dataset_name: string };
    metric_config: { additional_details: { judge: string; condition?: string } };
    score_details: { score: number; details: { unscored: string; unscored_samples?: string } };
  }[];
}
interface Instance {
  evaluation_id: string;
  model_id: string;
  evaluation_result_id: string;
  sample_id: string;
  evaluation: { score: number; is_correct: boolean };
}

assert.is(reports.length > 10, true, 'the reports were not found: run the tests from the project folder');

for (const report of reports)
  test(`${report.name}: aggregate and samples meet the schemas, and say what the CSV says`, async () => {
    const files = everyEvalEver(repository, report, await answersOf(repository, report), tool, () => undefined);
    const texts = new Map(files.map(({ path, text }) => [path, text]));
    const rows = readCsv(reportCsv(repository, report).bytes);
    let [lines, unscored] = [0, 0];
    for (const { path, text } of files.filter((file) => file.path.endsWith('.json'))) {
      const record: Aggregate = JSON.parse(text);
      assert.ok(aggregate(record), `${path}: ${ajv.errorsText(aggregate.errors)}`);
      const { file_path, checksum, total_rows } = record.detailed_evaluation_results;
      const samples = texts.get(file_path) ?? '';
      assert.is(file_path, path.replace('.json', '_samples.jsonl'));
      assert.is(checksum, sha256(samples));
      const instances: Instance[] = samples
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      assert.is(instances.length, total_rows);
      for (const one of instances) {
        assert.ok(instance(one), `${one.sample_id}: ${ajv.errorsText(instance.errors)}`);
        assert.equal([one.evaluation_id, one.model_id], [record.evaluation_id, record.model_info.id]);
      }
      const results = record.evaluation_results;
      assert.is(new Set(results.map((one) => one.evaluation_name)).size, results.length);
      for (const { evaluation_result_id, source_data, metric_config, score_details } of results) {
        const { judge, condition = '' } = metric_config.additional_details;
        const own = rows.filter(
          (row) =>
            row.model === record.model_info.name &&
            row.dataset === source_data.dataset_name &&
            (row.condition ?? '') === condition &&
            row.judge === judge,
        );
        const scored = own.filter(({ score }) => score !== '');
        const of = instances.filter((one) => one.evaluation_result_id === evaluation_result_id);
        assert.equal(
          of.map(({ sample_id, evaluation }) => [sample_id, evaluation.score, evaluation.is_correct]),
          scored.map(({ sample, score }) => [sample, Number(score), score === '1']),
        );
        assert.is(score_details.details.unscored, String(own.length - scored.length));
        const total = scored.reduce((sum, { score }) => sum + Number(score), 0);
        assert.ok(Math.abs(score_details.score - total / scored.length) < 1e-12);
        const ids = own.filter(({ score }) => score === '').map(({ sample }) => sample);
        assert.equal(JSON.parse(score_details.details.unscored_samples ?? '[]'), ids);
        lines += scored.length;
        unscored += ids.length;
      }
    }
    assert.is(lines + unscored, rows.length);
  });

test('the schemas refuse a record that lacks what they ask for', async () => {
  const [report] = reports;
  assert.ok(report);
  const [first, second] = everyEvalEver(repository, report, await answersOf(repository, report), tool);
  const { model_info: _, ...without } = JSON.parse(first?.text ?? '');
  assert.not(aggregate(without));
  const line = JSON.parse(second?.text.split('\n')[0] ?? '');
  assert.ok(instance(line));
  assert.not(instance({ ...line, evaluation: { score: null, is_correct: false } }));
});

test.run();
