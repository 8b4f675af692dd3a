// The end of every report: how to reproduce it, what it depends on, how to cite it.

import { markdown } from '../core/tables.js';
import type { Project } from '../project.js';
import type { Ran } from '../run/ran.js';
import { citation } from './cite.js';
import { endings } from './endings.js';
import type { Grounds, ReportEntry } from './manifest.js';
import { servers } from './servers.js';

/** Markdown of the footer of report `name`. */
export function footer(project: Project, name: string, entry: Grounds, ran: Ran[]): string {
  const reproduce = `## How to reproduce this\n\n\`${project.commands.report(name)}\` rebuilds this page from the recorded answers, byte for byte; with \`--fresh\` it asks the models again.`;
  const count = ran.length === 0 ? [] : [trials(entry, ran)];
  const ended = endings(ran);
  const asked = servers(ran, `${project.commands.report(name)} --repeat 3`);
  return [
    ...(ended ? [ended] : []),
    ...(asked ? [asked] : []),
    reproduce,
    '## What it rests on',
    materials(entry, ran),
    ...count,
    covered,
    '## How to cite it',
    `\`\`\`bibtex\n${citation(project, name, entry).bibtex}\n\`\`\``,
  ].join('\n\n');
}

const covered =
  'The evidence hash below covers all of these, code file by file and libraries by version and integrity; the script and what it imports ' +
  'or loads; each record line used; and the CSV.';

function materials(entry: Pick<ReportEntry, 'models' | 'judges' | 'code'>, ran: Ran[]): string {
  const datasets = new Map(ran.map(({ dataset }) => [dataset.name, dataset.sha256]));
  const used = (name: string) => ran.flatMap(({ dataset }) => (dataset.name === name ? dataset.samples : []));
  const rows = [
    ...entry.models.map(({ id, digest, format }) => ['model', id, format, digest.slice(0, 16) || 'none reported']),
    ...[...datasets].map(([name, sha256]) => [
      'dataset',
      name,
      `${new Set(used(name).map(({ id }) => id)).size} samples`, // one run may be of fewer than another
      sha256.slice(0, 16),
    ]),
    ...entry.judges.map(({ name, version }) => ['judge', name, `version ${version}`, '']),
    ...(entry.code ?? []).map(({ name, sha256, count }) => [
      'code',
      name,
      name === 'libraries' ? `${count} packages` : `${count} files`,
      sha256.slice(0, 16),
    ]),
  ];
  return markdown({ columns: ['what', 'name', 'details', 'SHA-256 (first 16 digits)'].map((title) => ({ title })), rows });
}

function trials(entry: Pick<ReportEntry, 'rows' | 'unscored' | 'drifted'>, ran: Ran[]): string {
  const most = Math.max(...ran.map((one) => one.trials));
  const drift = entry.drifted ? ` ${entry.drifted} later answers differ from the recorded ones; the first is used.` : '';
  return `${entry.rows} answers, ${most === 1 ? 'one trial' : `${most} trials`} a sample, ${entry.unscored} grades unscored.${drift}`;
}
