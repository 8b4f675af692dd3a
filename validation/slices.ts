// Extracts the part of a published file that the judges are validated on. Each rule reproduces the bytes of the card's SHA-256,
// so a downloaded file and a local copy are identical.
import { gunzipSync } from 'node:zlib';
import { sha256 } from '../harness/core/canonical.js';

/**
 * whole: all bytes. gunzip: decompressed. first: the first `lines`. even: the JSON lines whose `field` has a SHA-256 with an even
 * first byte. mgsm: the first `lines` of two tables, Chinese and English, merged. sonnets: the poems of a book, as JSON lines.
 * poems: files of a head (title), an empty line and a poem each, as JSON lines.
 * schema-tests: groups of tests of JSON Schema, a test a line; `$schema` is set where a group leaves it to its folder. named: each
 * file's text, by its path.
 */
export type Slice =
  | { rule: 'whole' }
  | { rule: 'gunzip' }
  | { rule: 'first'; lines: number }
  | { rule: 'even'; field: string }
  | { rule: 'mgsm'; lines: number }
  | { rule: 'sonnets' }
  | { rule: 'poems' }
  | { rule: 'schema-tests'; $schema: string }
  | { rule: 'named' };

/**
 * Applies `slice` to the upstream files, in the order of the card's `paths`. Errors: whatever the parser throws for a damaged file.
 */
export function cut(slice: Slice, files: Buffer[], paths: string[] = []): Buffer {
  const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = files;
  switch (slice.rule) {
    case 'whole':
      return first;
    case 'gunzip':
      return gunzipSync(first);
    case 'first':
      return joined(linesOf(first).slice(0, slice.lines));
    case 'even':
      return joined(linesOf(first).filter((line) => even(line, slice.field)));
    case 'mgsm':
      return mgsm(linesOf(first).slice(0, slice.lines), linesOf(second));
    case 'sonnets':
      return sonnets(first.toString('utf8'));
    case 'poems':
      return joined(files.map((file) => poem(file.toString('utf8'))));
    case 'schema-tests':
      return joined(files.flatMap((file) => schemaTests(file, slice.$schema)));
    case 'named':
      return joined(files.map((file, i) => JSON.stringify({ path: paths[i], text: file.toString('utf8') })));
  }
}

function linesOf(bytes: Buffer): string[] {
  return bytes.toString('utf8').split('\n').filter(Boolean);
}

function joined(lines: string[]): Buffer {
  return Buffer.from(lines.map((line) => `${line}\n`).join(''));
}

function even(line: string, field: string): boolean {
  const text = (JSON.parse(line) as Record<string, unknown>)[field];
  return Number.parseInt(sha256(String(text)).slice(0, 2), 16) % 2 === 0;
}

function mgsm(zh: string[], en: string[]): Buffer {
  return joined(
    zh.map((line, i) => {
      const [question = '', answer = ''] = line.trimEnd().split('\t');
      const [english = ''] = (en[i] ?? '').split('\t');
      return spaced({ id: `mgsm-${String(i + 1).padStart(3, '0')}`, zh: question, en: english, answer });
    }),
  );
}

const scheme = 'ABABCDCDEFEFGG';

/** A poem follows each line that is a Roman numeral; poems without 14 lines are skipped. */
function sonnets(book: string): Buffer {
  const poems: string[][] = [];
  const [text = ''] = book.split(/^(?:\*\*\* ?END|End of (?:the )?Project)/m);
  for (const raw of text.split('\n').slice(text.split('\n').findIndex((line) => line.trim() === 'THE SONNETS') + 1)) {
    const line = raw.trim();
    if (/^[IVXLC]+\.?$/.test(line)) poems.push([]);
    else if (line !== '') poems.at(-1)?.push(line);
  }
  return joined(
    poems.flatMap((lines, i) =>
      lines.length === 14 ? [spaced({ id: `sonnet-${String(i + 1).padStart(3, '0')}`, number: i + 1, lines, scheme })] : [],
    ),
  );
}

function poem(text: string): string {
  const [head = '', ...body] = text.replaceAll('\r', '').split('\n\n');
  const title = head.split('\n').find((line) => line.startsWith('title:'));
  const lines = body
    .join('\n\n')
    .trim()
    .split('\n')
    .map((line) => line.trim());
  return spaced({ title: title?.slice(6).trim() ?? '', lines: lines.filter((line, i) => line || lines[i - 1]) });
}

function schemaTests(file: Buffer, $schema: string): string[] {
  type Group = { description: string; schema: object | boolean; tests: { description: string; data: unknown; valid: boolean }[] };
  return (JSON.parse(file.toString('utf8')) as Group[]).flatMap(({ description: group, schema, tests }) => {
    const said = typeof schema === 'object' && !('$schema' in schema) ? { $schema, ...schema } : schema;
    return tests.map(({ description, data, valid }) => JSON.stringify({ group, description, schema: said, data, valid }));
  });
}

/** JSON with a space after each colon and comma, as in the original slices. */
function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${spaced(member)}`);
  return `{${members.join(', ')}}`;
}
