// A rubric is a Markdown file: front matter with its settings, then the instructions for the judge model.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { byCodePoint, sha256 } from '../../harness/core/canonical.js';
import { UserError } from '../../harness/core/errors.js';

export type Kind = 'checklist' | 'scale' | 'pairwise';

export interface Rubric {
  id: string;
  version: string;
  language: 'en' | 'zh';
  kind: Kind;
  /** what the judge is shown in addition to the answer */
  sees: ('input' | 'reference')[];
  /** checklist: one yes-or-no question per line, with an id; yes is the good reply */
  questions: { id: string; text: string }[];
  instructions: string;
  /** SHA-256 of the file, part of the key of every verdict */
  hash: string;
}

const folder = fileURLToPath(new URL('rubrics', import.meta.url));

/** Ids of the built-in rubrics. */
export function rubricIds(): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => name.replace(/\.md$/, ''))
    .sort(byCodePoint);
}

/** A rubric by id, or from a path that ends in .md. Errors: UserError (exit 2) if it is unknown or malformed. */
export function rubric(idOrPath: string): Rubric {
  const path = idOrPath.endsWith('.md') ? idOrPath : join(folder, `${idOrPath}.md`);
  let text: string;
  try {
    if (path !== idOrPath && !/^[a-z0-9-]+$/.test(idOrPath)) throw new Error('not an id');
    text = readFileSync(path, 'utf8');
  } catch {
    throw new UserError(`expected a rubric, one of ${rubricIds().join(', ')}, or the path of a Markdown file, got "${idOrPath}"`);
  }
  return parseRubric(text, path);
}

/** Parses the text of a rubric file; `path` is for errors. */
export function parseRubric(text: string, path: string): Rubric {
  const [, head, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  if (head === undefined || body === undefined)
    throw new UserError(`${path}: expected front matter between two lines \`---\`, got none`);
  const fields = new Map(
    head.split('\n').map((line) => {
      const at = line.indexOf(':');
      return [line.slice(0, at).trim(), line.slice(at + 1).trim()] as const;
    }),
  );
  const field = (name: string, allowed?: readonly string[]) => {
    const value = fields.get(name);
    if (!value || (allowed && !allowed.includes(value)))
      throw new UserError(
        `${path}: expected \`${name}\` to be ${allowed ? `one of ${allowed.join(', ')}` : 'given'}, got "${value ?? 'nothing'}"`,
      );
    return value;
  };
  const kind = field('kind', ['checklist', 'scale', 'pairwise']) as Kind;
  const questions = [...body.matchAll(/^- ([a-z-]+): (.+)$/gm)].map(([, id = '', question = '']) => ({ id, text: question }));
  if (kind === 'checklist' && questions.length === 0)
    throw new UserError(`${path}: expected a checklist with lines \`- id: question\`, got none`);
  const sees = (fields.get('sees') ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
  const unknown = sees.find((one) => one !== 'input' && one !== 'reference');
  if (unknown) throw new UserError(`${path}: expected \`sees\` to list input or reference, got "${unknown}"`);
  return {
    id: field('id'),
    version: field('version'),
    language: field('language', ['en', 'zh']) as 'en' | 'zh',
    kind,
    sees: sees as Rubric['sees'],
    questions: kind === 'checklist' ? questions : [],
    instructions: body.trim(),
    hash: sha256(text),
  };
}
