// How to cite one report: by title, version and the hash of its evidence; and each file of data that it rests on, by its SWHID.

import type { Project } from '../project.js';
import type { ReportEntry } from './manifest.js';
import { datasetSources, type Source } from './sources.js';

export interface Citation {
  /** e.g. "evalbook:04:1a2b3c4d5e6f": report number and the first 12 digits of its evidence hash */
  id: string;
  bibtex: string;
  apa: string;
}

/** The short id of a report's evidence, as in `Citation`. */
export function citationId(name: string, { evidence }: Pick<ReportEntry, 'evidence'>): string {
  return `evalbook:${/^\d+/.exec(name)?.[0] ?? name}:${evidence.slice(0, 12)}`;
}

/**
 * The citation of report `name`; authors, version and year come from evalbook.json, so that it does not depend on the clock.
 * `swhid` names the report's datasets, as biblatex-software does; several are separated by commas. Errors: UserError if a dataset
 * is gone or changed.
 */
export function citation(project: Project, name: string, entry: Pick<ReportEntry, 'title' | 'evidence' | 'inputs'>): Citation {
  const { title: notebook, authors, version, url } = project;
  const { title, evidence } = entry;
  const swhids = datasetSources(project, entry.inputs).map(({ swhid }) => swhid);
  const bibtex = bibtexEntry(`techreport{evalbook-${name}-${evidence.slice(0, 12)}`, {
    title: `{${plain(title)}}`,
    author: authorsOf(project),
    institution: plain(notebook),
    number: name,
    year: yearOf(project),
    note: `${plain(notebook)} ${version}, evidence sha256:${evidence}`,
    swhid: swhids.join(', '),
    url,
  });
  const apa = `${authors.join(', ')}. (${yearOf(project)}). ${plain(title)} (${notebook} ${version}, report ${name}). evidence sha256:${evidence}`;
  return { id: citationId(name, entry), bibtex, apa };
}

/** BibTeX of one file of the project, under `title`, default its path. */
export function fileBibtex(project: Project, { path, swhid }: Source, title: string = path): string {
  const key = path.replace(/\.\w+$/, '').replace(/[^\w.-]+/g, '-');
  return bibtexEntry(`dataset{evalbook-${key}-${swhid.slice(-40, -28)}`, {
    title: `{${plain(title)}}`,
    author: authorsOf(project),
    year: yearOf(project),
    version: project.version,
    note: `${plain(project.title)} ${project.version}, file ${plain(path)}`,
    swhid,
    url: project.url,
  });
}

function bibtexEntry(opening: string, fields: Record<string, string | undefined>): string {
  const lines = Object.entries(fields)
    .filter(([, value]) => value)
    .map(([field, value]) => `  ${field.padEnd(11)} = {${value}},`);
  return [`@${opening},`, ...lines, '}'].join('\n');
}

function authorsOf({ authors }: Project): string {
  return authors.map((author) => `{${plain(author)}}`).join(' and ');
}

function yearOf({ released }: Project): string {
  return released?.slice(0, 4) ?? 'n.d.';
}

function plain(text: string): string {
  return text.replace(/[{}\\]/g, '');
}
