// Describes data files as Croissant 1.1 (docs.mlcommons.org/croissant), so that loaders and dataset searches can read them: a dataset,
// or the CSV of a report.
import { readFileSync } from 'node:fs';
import { UserError } from '../../core/errors.js';
import type { Dataset } from '../../core/load.js';
import { readCells } from '../../core/read-csv.js';
import { contentSwhid } from '../../core/swhid.js';
import type { Project } from '../../project.js';
import { citation, fileBibtex } from '../cite.js';
import { columnField, fieldsOf } from './croissant-fields.js';
import { apostrophe, strictness } from './files.js';
import { type Report, reportCsv } from './report-csv.js';

/** The context that the specification prescribes, word for word; validators compare it. */
const context = {
  '@language': 'en',
  '@vocab': 'https://schema.org/',
  arrayShape: 'cr:arrayShape',
  citeAs: 'cr:citeAs',
  column: 'cr:column',
  conformsTo: 'dct:conformsTo',
  containedIn: 'cr:containedIn',
  cr: 'http://mlcommons.org/croissant/',
  rai: 'http://mlcommons.org/croissant/RAI/',
  data: { '@id': 'cr:data', '@type': '@json' },
  dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
  dct: 'http://purl.org/dc/terms/',
  description: { '@container': '@language' },
  equivalentProperty: 'cr:equivalentProperty',
  examples: { '@id': 'cr:examples', '@type': '@json' },
  extract: 'cr:extract',
  field: 'cr:field',
  fileProperty: 'cr:fileProperty',
  fileObject: 'cr:fileObject',
  fileSet: 'cr:fileSet',
  format: 'cr:format',
  includes: 'cr:includes',
  isArray: 'cr:isArray',
  isLiveDataset: 'cr:isLiveDataset',
  jsonPath: 'cr:jsonPath',
  key: 'cr:key',
  md5: 'cr:md5',
  name: { '@container': '@language' },
  parentField: 'cr:parentField',
  path: 'cr:path',
  recordSet: 'cr:recordSet',
  references: 'cr:references',
  regex: 'cr:regex',
  repeated: 'cr:repeated',
  replace: 'cr:replace',
  samplingRate: 'cr:samplingRate',
  sc: 'https://schema.org/',
  separator: 'cr:separator',
  source: 'cr:source',
  subField: 'cr:subField',
  transform: 'cr:transform',
};

/** What `licence` in a card may say, and the address that stands for it. */
const licences: Record<string, string> = {
  'CC BY 4.0': 'https://creativecommons.org/licenses/by/4.0/',
  'CC0-1.0': 'https://creativecommons.org/publicdomain/zero/1.0/',
};

/**
 * A dataset: its file with its SHA-256, and its fields as found in the samples. `contentUrl` is relative: the description belongs
 * beside the data. Errors: UserError if the dataset has no card.
 */
export function datasetCroissant(project: Project, { name, path, samples, sha256 }: Dataset): object {
  const card = cardOf(project, name);
  const [, said] = /^\| *licen[cs]e *\| *([^|]+?) *\|/im.exec(card) ?? [];
  const [, title] = /^# (.+)$/m.exec(card) ?? [];
  const swhid = contentSwhid(readFileSync(project.file(path)));
  const { fields, left } = fieldsOf(samples);
  return described(project, {
    name,
    description: firstParagraph(card),
    license: licences[said ?? ''] ?? said ?? project.licence,
    citeAs: fileBibtex(project, { path, swhid }, title),
    file: { name: 'data.jsonl', encodingFormat: 'application/jsonlines', sha256, sameAs: swhid },
    records: {
      name: 'samples',
      description: `One sample a line.${left.length ? ` In the file, but not described, since Croissant has no type for such JSON: ${left.join(', ')}.` : ''}`,
      key: { '@id': 'samples/id' },
      field: fields,
    },
  });
}

/**
 * The CSV of a report, one row for each answer and judge. Where a cell may begin with the apostrophe that keeps spreadsheets from
 * running it, its field says how to take it off. Errors: UserError if the report has no CSV, or not the one in its manifest.
 */
export function reportCroissant(project: Project, report: Report): object {
  const { name, entry } = report;
  const { bytes, file } = reportCsv(project, report);
  const rows = readCells(bytes);
  return described(project, {
    name,
    description: `${entry.title} The answers of report ${name}, one row for each answer and judge; an empty score is unscored, not 0. ${strictness} ${apostrophe}`,
    license: licences[project.licence] ?? project.licence,
    citeAs: citation(project, name, entry).bibtex,
    file: { name: `${name}.csv`, encodingFormat: 'text/csv', sha256: file.sha256, sameAs: contentSwhid(bytes) },
    records: {
      name: 'rows',
      description: 'One row for each model, sample, condition, trial and judge.',
      field: Object.keys(rows[0] ?? {}).map((column) =>
        columnField(
          column,
          rows.map((row) => row[column] ?? ''),
        ),
      ),
    },
  });
}

interface Described {
  name: string;
  description: string;
  license: string;
  citeAs: string;
  file: { name: string; encodingFormat: string; sha256: string; sameAs: string };
  records: { name: string } & Record<string, unknown>;
}

function described(project: Project, { file, records, ...about }: Described): object {
  const { authors, released, url, version } = project;
  return {
    '@context': context,
    '@type': 'sc:Dataset',
    conformsTo: 'http://mlcommons.org/croissant/1.1',
    ...about,
    creator: authors.map((name) => ({ '@type': 'sc:Organization', name })),
    ...(released ? { datePublished: released } : {}),
    ...(url ? { url } : {}),
    version,
    distribution: [{ '@type': 'cr:FileObject', '@id': 'data', ...file, contentUrl: file.name }],
    recordSet: [{ '@type': 'cr:RecordSet', '@id': records.name, ...records }],
  };
}

function cardOf({ at, file }: Project, name: string): string {
  try {
    return readFileSync(file(at.card(name)), 'utf8');
  } catch {
    throw new UserError(
      `${at.card(name)}: expected the dataset's card, found no such file. Write one: its first paragraph describes the data`,
    );
  }
}

function firstParagraph(card: string): string {
  const [, paragraph = ''] = card.split(/\n\s*\n/);
  return paragraph.replace(/\s+/g, ' ').trim();
}
