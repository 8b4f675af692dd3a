// How to cite one report: by its title, its version and the hash of what it rests on.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReportEntry } from './manifest.js';
import { root } from './options.js';

export interface Citation {
  /** e.g. "evalbook:04:1a2b3c4d5e6f": report number and the first 12 digits of its evidence hash */
  id: string;
  bibtex: string;
  apa: string;
}

/** The citation of report `name`; version and year come from CITATION.cff, so that no clock gets in. */
export function citation(name: string, { title, evidence }: Pick<ReportEntry, 'title' | 'evidence'>): Citation {
  const { version, year, address } = project();
  const number = name.split('-')[0] ?? name;
  const id = `evalbook:${number}:${evidence.slice(0, 12)}`;
  const plain = title.replace(/[{}\\]/g, '');
  const bibtex = [
    `@techreport{evalbook-${name}-${evidence.slice(0, 12)},`,
    `  title       = {{${plain}}},`,
    '  author      = {{The evalbook authors}},',
    '  institution = {evalbook},',
    `  number      = {${name}},`,
    `  year        = {${year}},`,
    `  note        = {evalbook ${version}, evidence sha256:${evidence}},`,
    ...(address ? [`  url         = {${address}},`] : []),
    '}',
  ].join('\n');
  const apa = `The evalbook authors. (${year}). ${plain} (evalbook ${version}, report ${name}). evidence sha256:${evidence}`;
  return { id, bibtex, apa };
}

/** Three plain fields of CITATION.cff; a project without that file (a test's, a user's own) gets neutral ones. */
function project(): { version: string; year: string; address: string } {
  let text = '';
  try {
    text = readFileSync(join(root(), 'CITATION.cff'), 'utf8');
  } catch {
    // no such file
  }
  const field = (name: string) => new RegExp(`^${name}: *"?([^"\\n]*)"?$`, 'm').exec(text)?.[1] ?? '';
  return {
    version: field('version') || 'draft',
    year: field('date-released').slice(0, 4) || 'n.d.',
    address: field('repository-code'),
  };
}
