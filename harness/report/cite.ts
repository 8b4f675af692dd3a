// How to cite one report: by title, version and the hash of its evidence.

import type { Project } from '../project.js';
import type { ReportEntry } from './manifest.js';

export interface Citation {
  /** e.g. "evalbook:04:1a2b3c4d5e6f": report number and the first 12 digits of its evidence hash */
  id: string;
  bibtex: string;
  apa: string;
}

/** The citation of report `name`; authors, version and year come from evalbook.json, so that it does not depend on the clock. */
export function citation(
  { title: notebook, authors, version, released, url }: Project,
  name: string,
  { title, evidence }: Pick<ReportEntry, 'title' | 'evidence'>,
): Citation {
  const year = released?.slice(0, 4) ?? 'n.d.';
  const short = evidence.slice(0, 12);
  const number = /^\d+/.exec(name)?.[0] ?? name;
  const plain = (text: string) => text.replace(/[{}\\]/g, '');
  const bibtex = [
    `@techreport{evalbook-${name}-${short},`,
    `  title       = {{${plain(title)}}},`,
    `  author      = {${authors.map((author) => `{${plain(author)}}`).join(' and ')}},`,
    `  institution = {${plain(notebook)}},`,
    `  number      = {${name}},`,
    `  year        = {${year}},`,
    `  note        = {${plain(notebook)} ${version}, evidence sha256:${evidence}},`,
    ...(url ? [`  url         = {${url}},`] : []),
    '}',
  ].join('\n');
  const apa = `${authors.join(', ')}. (${year}). ${plain(title)} (${notebook} ${version}, report ${name}). evidence sha256:${evidence}`;
  return { id: `evalbook:${number}:${short}`, bibtex, apa };
}
