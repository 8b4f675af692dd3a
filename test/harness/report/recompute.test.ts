// A table recomputed from the CSV alone, without our code: anyone can.
import { parse } from 'csv-parse/sync';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Project, sums } from '../../fixtures/project.js';

test('the table of rates follows from the CSV beside the report', async () => {
  const project = new Project().experiment('01-scripted.ts').write('datasets/sums/data.jsonl', sums);
  await project.run('experiments/01-scripted.ts');
  const rows = parse(project.read('reports/01-scripted.csv'), { columns: true, bom: true }) as Record<string, string>[];
  const report = project.read('reports/01-scripted.md');
  project.remove();
  for (const model of ['right', 'careless']) {
    const own = rows.filter((row) => row.model === model);
    const scored = own.filter(({ score }) => score !== '');
    const passed = scored.filter(({ score }) => score === '1').length;
    // Wilson 1927, written out
    const [n, p, z] = [scored.length, passed / scored.length, 1.959964];
    const centre = (p + z ** 2 / (2 * n)) / (1 + z ** 2 / n);
    const half = (z * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n ** 2))) / (1 + z ** 2 / n);
    const line = report.split('\n').find((text) => text.startsWith(`| ${model} |`)) ?? '';
    const cells = line.split('|').map((cell) => cell.trim());
    assert.equal([cells[2], cells[3], cells[5]], [String(passed), String(n), (100 * p).toFixed(1)]);
    assert.match(line, `${(100 * (centre - half)).toFixed(1)}–${(100 * Math.min(1, centre + half)).toFixed(1)}`);
    assert.ok(cells[4]?.startsWith(String(own.length - scored.length)));
  }
});

test.run();
