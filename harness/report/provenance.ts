// Describes a report and a dataset in two standard provenance formats: an in-toto statement and a Croissant file.
import { readFileSync } from 'node:fs';
import { UserError } from '../core/errors.js';
import type { Dataset } from '../core/load.js';
import type { Project } from '../project.js';
import { citation } from './cite.js';
import type { ReportEntry } from './manifest.js';

/**
 * An in-toto Statement v1 whose predicate has the shape of SLSA provenance v1 (slsa.dev/spec/v1.0/provenance): subjects are the
 * report's files, resolved dependencies are its inputs. It claims no SLSA level, and is not signed.
 */
export function inToto(project: Project, name: string, entry: ReportEntry): object {
  const file = ({ path, sha256 }: { path: string; sha256: string }) => ({ name: path, digest: { sha256 } });
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: entry.outputs.map(file),
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: {
        buildType: 'urn:evalbook:replay:1',
        externalParameters: { command: project.commands.report(name) },
        internalParameters: { judges: entry.judges },
        resolvedDependencies: [
          ...entry.inputs.map(file),
          ...(entry.code ?? []).map(({ name, sha256 }) => ({ name: `code ${name}`, digest: { sha256 } })),
          ...entry.models
            .filter(({ digest }) => digest)
            .map(({ id, digest }) => ({ name: `model ${id}`, digest: { sha256: digest } })),
        ],
      },
      runDetails: { builder: { id: 'evalbook' }, metadata: { invocationId: citation(project, name, entry).id } },
    },
  };
}

/**
 * A dataset as Croissant 1.1 (docs.mlcommons.org/croissant): the file with its SHA-256, and its fields as found in the samples.
 */
export function croissant(project: Project, { name, path, sha256, samples }: Dataset): object {
  const fields = [...new Set(samples.flatMap((sample) => Object.keys(sample)))];
  const card = cardOf(project, name);
  const licence = /^\| *licen[cs]e *\| *([^|]+?) *\|/im.exec(card)?.[1] ?? 'see the card';
  return {
    '@context': {
      '@language': 'en',
      '@vocab': 'https://schema.org/',
      sc: 'https://schema.org/',
      cr: 'http://mlcommons.org/croissant/',
      ...croissantTerms,
    },
    '@type': 'sc:Dataset',
    'dct:conformsTo': 'http://mlcommons.org/croissant/1.1',
    name,
    description: firstParagraph(card),
    license: licence,
    distribution: [
      {
        '@type': 'cr:FileObject',
        '@id': 'data',
        name: 'data.jsonl',
        contentUrl: path,
        encodingFormat: 'application/jsonl',
        sha256,
      },
    ],
    recordSet: [
      {
        '@type': 'cr:RecordSet',
        '@id': 'samples',
        key: { '@id': 'samples/id' },
        field: fields.map((field) => ({
          '@type': 'cr:Field',
          '@id': `samples/${field}`,
          name: field,
          dataType: typeOf(samples.map((sample) => sample[field])),
          source: { fileObject: { '@id': 'data' }, extract: { column: field } },
        })),
      },
    ],
  };
}

const croissantTerms = Object.fromEntries(
  ['recordSet', 'field', 'source', 'fileObject', 'extract', 'column', 'key'].map((term) => [term, `cr:${term}`]),
);

function typeOf(values: unknown[]): string {
  const present = values.filter((value) => value !== undefined);
  if (present.every((value) => typeof value === 'string')) return 'sc:Text';
  if (present.every((value) => typeof value === 'number')) return present.every(Number.isInteger) ? 'sc:Integer' : 'sc:Float';
  if (present.every((value) => typeof value === 'boolean')) return 'sc:Boolean';
  return 'sc:Text'; // JSON inside the field
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
