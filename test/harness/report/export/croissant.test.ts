// Croissant of every dataset and every report's CSV: what the fields say, held against the data.
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { sha256 } from '../../../../harness/core/canonical.js';
import { load } from '../../../../harness/core/load.js';
import { readCells, readCsv } from '../../../../harness/core/read-csv.js';
import { datasetCroissant, reportCroissant } from '../../../../harness/report/export/croissant.js';
import { fieldsOf } from '../../../../harness/report/export/croissant-fields.js';
import { repository } from '../../../fixtures/projects.js';
import { reports } from '../../../fixtures/reports.js';

interface Field {
  '@id': string;
  dataType?: string;
  isArray?: boolean;
  source?: { extract: { column: string }; transform?: { jsonPath?: string; regex?: string } };
  subField?: Field[];
}
interface Described {
  '@context': Record<string, unknown>;
  conformsTo: string;
  license: string;
  citeAs: string;
  distribution: [{ contentUrl: string; encodingFormat: string; sha256: string }];
  recordSet: [{ description: string; field: Field[] }];
}

const types: Record<string, (value: unknown) => boolean> = {
  'sc:Text': (value) => ['string', 'number'].includes(typeof value),
  'sc:Integer': Number.isInteger,
  'sc:Float': (value) => typeof value === 'number',
  'sc:Boolean': (value) => typeof value === 'boolean',
};

/** Paths of values with their values, down to lists. */
function leaves(value: unknown, path: string): [string, unknown][] {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return [[path, value]];
  return Object.entries(value).flatMap(([name, member]) => leaves(member, `${path}/${name}`));
}

for (const { name } of readdirSync('datasets', { withFileTypes: true }).filter((entry) => entry.isDirectory()))
  test(`${name}: every value is of its field's type, or of a part that is named as not described`, async () => {
    const dataset = await load(repository, name);
    const described = datasetCroissant(repository, dataset) as Described;
    const [file] = described.distribution;
    assert.is(described.conformsTo, 'http://mlcommons.org/croissant/1.1');
    assert.is(described['@context'].conformsTo, 'dct:conformsTo');
    assert.equal([file.contentUrl, file.encodingFormat], ['data.jsonl', 'application/jsonlines']);
    assert.is(file.sha256, sha256(readFileSync(dataset.path)));
    assert.match(described.citeAs, /swhid {7}= \{swh:1:cnt:[0-9a-f]{40}\}/);
    const all = (fields: Field[]): Field[] => fields.flatMap((field) => (field.subField ? all(field.subField) : [field]));
    const fields = new Map(all(described.recordSet[0].field).map((field) => [field['@id'], field]));
    const left = (/JSON: (.+)\.$/.exec(described.recordSet[0].description)?.[1] ?? '').split(', ').filter(Boolean);
    for (const sample of dataset.samples)
      for (const [path, value] of leaves(sample, 'samples')) {
        if (value === null || left.some((one) => `${path}/`.startsWith(`samples/${one.replaceAll('.', '/')}/`))) continue;
        const field = fields.get(path);
        assert.ok(field?.dataType, `${name}: no field for ${path} of ${sample.id}`);
        assert.is(field.isArray === true, Array.isArray(value), path);
        for (const one of [value].flat()) assert.ok(types[field.dataType]?.(one), `${path}: ${one} is no ${field.dataType}`);
        assert.is(field.source?.extract.column, path.split('/')[1]);
      }
    assert.ok(fields.has('samples/id') && fields.has('samples/input'));
  });

for (const report of reports)
  test(`${report.name}: each column of the CSV is a field, and the apostrophe comes off by its regex`, () => {
    const described = reportCroissant(repository, report) as Described;
    const bytes = readFileSync(`reports/${report.name}.csv`);
    assert.is(described.distribution[0].sha256, sha256(bytes));
    const [cells, rows] = [readCells(bytes), readCsv(bytes)];
    const { field } = described.recordSet[0];
    assert.equal(
      field.map(({ source }) => source?.extract.column),
      Object.keys(cells[0] ?? {}),
    );
    for (const { source, dataType } of field) {
      const column = source?.extract.column ?? '';
      const regex = source?.transform?.regex;
      for (const [i, row] of cells.entries()) {
        const cell = row[column] ?? '';
        assert.is(regex ? new RegExp(regex).exec(cell)?.[1] : cell, rows[i]?.[column]);
        if (dataType !== 'sc:Text' && cell !== '') assert.ok(types[dataType ?? '']?.(Number(cell)), `${column}: ${cell}`);
      }
    }
  });

test('values of changing form are named; members are found by a quoted path', () => {
  const { fields, left } = fieldsOf([
    { id: 'a', input: '1', target: { '鸡 兔': 1, deep: { x: [1, 2] } }, mixed: 1, rows: [{}] },
    { id: 'b', input: '2', target: { deep: { x: [] } }, mixed: { y: 1 }, rows: [] },
  ]);
  assert.equal(left, ['mixed', 'rows']);
  const target = fields.find((field) => field['@id'] === 'samples/target');
  assert.equal(
    target?.subField?.map(({ source }) => source),
    [{ fileObject: { '@id': 'data' }, extract: { column: 'target' }, transform: { jsonPath: '$."鸡 兔"' } }, undefined],
  );
  assert.equal(target?.subField?.[1]?.subField?.[0], {
    '@type': 'cr:Field',
    '@id': 'samples/target/deep/x',
    name: 'target/deep/x',
    dataType: 'sc:Integer',
    isArray: true,
    arrayShape: '-1',
    source: { fileObject: { '@id': 'data' }, extract: { column: 'target' }, transform: { jsonPath: '$.deep.x' } },
  });
});

test.run();
