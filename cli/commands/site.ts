// Writes the site: one HTML file a report, which opens from disk, and an index.
import { copyFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { exit, UserError } from '../../harness/core/errors.js';
import { writeWhole } from '../../harness/core/whole-file.js';
import { findProject, type Project } from '../../harness/project.js';
import { readManifest } from '../../harness/report/manifest.js';
import { siteOf } from '../site/site.js';
import { makeFolder } from '../support/make-folder.js';

export const summary = 'write the reports as pages that open from disk: site [NN …] [--out DIR]';

const usage = `usage: npx evalbook site [NN …] [--out DIR] [--base ADDRESS] [--no-model] [--json]

Writes an HTML file for each report, or for those of these numbers or names, and an index: everything is inside the file, and no request leaves it until the reader asks the model again. Every
answer can be searched, filtered, compared and labelled there; prose, tables and figures need no JavaScript.

  --out DIR        where, default site/ in the notebook's folder
  --base ADDRESS   where the site will be on the web: with it come previews, a sitemap and, if evalbook.json says \`released\`, a feed; default \`url\`
                   of evalbook.json
  --no-model       leaves out model/, the weights with which a reader can ask the embedded model again in the page (100 MB); the reader chooses the files then
  --json           what was written as JSON: sizes, rows, and how many numbers lead to the rows they were counted from
  --help           this text

Exit codes: 0 done, 2 usage.
`;

/** Writes the site; prints each page with its size. */
export async function main(args: string[]): Promise<number> {
  const { values, positionals } = flags(args);
  if (values.help) {
    process.stdout.write(usage);
    return exit.done;
  }
  const project = findProject(process.cwd());
  if (values.base !== undefined && !/^https?:\/\/[^\s"<>]+$/.test(values.base))
    throw new UserError(`expected --base to be an address that begins with https://, got "${values.base}"`);
  const folder = values.out === undefined ? project.file(siteFolder) : resolve(values.out);
  const { files, facts, model } = await siteOf(project, reportNames(project, positionals), values.base);
  for (const [path, content] of files) {
    const file = join(folder, path);
    makeFolder(dirname(file));
    writeWhole(file, content);
  }
  for (const [path, source] of values['no-model'] ? [] : model) {
    makeFolder(dirname(join(folder, path)));
    copyFileSync(source, join(folder, path));
  }
  const written = facts.map(({ file, ...rest }) => {
    const bytes = Buffer.from(files.get(file) ?? '');
    return { file, bytes: bytes.length, gzip: gzipSync(bytes).length, ...rest };
  });
  if (values.json) process.stdout.write(`${JSON.stringify({ folder, files: [...files.keys()], pages: written })}\n`);
  else {
    for (const { file, bytes, rows, tables, prose, marks } of written) {
      const all = [tables, prose, marks];
      const sum = (part: 'numbers' | 'linked') => all.reduce((n, one) => n + one[part], 0);
      const lead = sum('numbers') === 0 ? '' : `, ${sum('linked')} of ${sum('numbers')} numbers lead to rows`;
      process.stdout.write(`${file.padEnd(44)} ${(bytes / 1000).toFixed(0).padStart(5)} kB  ${rows} rows${lead}\n`);
    }
    process.stdout.write(`${join(folder, 'index.html')}\n`);
  }
  return exit.done;
}

/** The default folder, from that of the notebook. */
const siteFolder = 'site';

/** Null for all. Errors: UserError (exit 2) for a number that no report has. */
function reportNames(project: Project, wanted: readonly string[]): string[] | null {
  if (wanted.length === 0) return null;
  const names = Object.keys(readManifest(project).reports);
  return wanted.map((text) => {
    const found = names.find((name) => name === text || name.split('-')[0] === text.padStart(2, '0'));
    if (!found)
      throw new UserError(`expected the number or name of a report, one of ${names.join(', ') || '(none)'}, got "${text}"`);
    return found;
  });
}

function flags(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      options: { out: text, base: text, 'no-model': { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
      allowPositionals: true,
    });
  } catch (error) {
    throw new UserError(`${(error as Error).message.split('\n')[0]}; see --help`);
  }
}
