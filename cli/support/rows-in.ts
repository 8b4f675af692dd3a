// The rows that `grade` reads: JSON lines or CSV, packed by gzip or not, each with the line that it begins in.
import { PassThrough, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { FieldError, UserError } from '../../harness/core/errors.js';
import { jsonOf } from '../../harness/core/jsonl.js';
import { bare } from '../../harness/core/read-csv.js';
import { lines } from './lines.js';

/** Longest row, in bytes: an answer that is longer is a mistake, and several at once would fill the memory. */
export const longestRow = 8_000_000;

/** A row as it came in: `read` gives its value. */
export interface RowIn {
  /** from 1; in a CSV the line that the row begins in */
  line: number;
  /** Errors: UserError, also as FieldError, that says what is wrong. */
  read(): unknown;
}

/** The rows in order. Errors: UserError if packed data is damaged. */
export async function* rowsIn(input: Readable, format: 'jsonl' | 'csv'): AsyncGenerator<RowIn> {
  const plain = await unpacked(input);
  if (format === 'csv') yield* csvRows(plain);
  else
    for await (const line of lines(plain, longestRow))
      yield {
        line: line.number,
        read() {
          const value = jsonOf(line);
          if (/\\u(?:0000|d[89a-f])/i.test(line.text)) checkText(value, '');
          return value;
        },
      };
}

/** Errors: FieldError naming the first text that holds a NUL or half of a surrogate pair: neither is text that a model can have written. */
export function checkText(value: unknown, path: string, depth = 0): void {
  if (typeof value === 'string') {
    if (value.includes('\0')) throw new FieldError(path, 'text without a NUL (U+0000)', value);
    if (/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(value))
      throw new FieldError(path, 'text without half of a surrogate pair', value);
  } else if (value !== null && typeof value === 'object' && depth < 100)
    for (const [name, one] of Object.entries(value))
      checkText(one, Array.isArray(value) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`, depth + 1);
}

/** Unpacks gzip, which its first two bytes show. */
async function unpacked(input: Readable): Promise<Readable> {
  const chunks = input[Symbol.asyncIterator]() as AsyncIterator<Buffer | string>;
  const first = await chunks.next();
  const head = first.done ? Buffer.alloc(0) : Buffer.from(first.value as Buffer);
  const whole = async function* () {
    yield head;
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield Buffer.from(next.value as Buffer);
  };
  const { Readable: Stream } = await import('node:stream');
  const bytes = Stream.from(whole(), { objectMode: false });
  if (head[0] !== 0x1f || head[1] !== 0x8b) return bytes;
  const gunzip = createGunzip();
  const out = new PassThrough();
  for (const stream of [bytes, gunzip])
    stream.on('error', (error) => out.destroy(new UserError(`expected whole gzip data, got damaged data (${error.message})`)));
  bytes.pipe(gunzip).pipe(out);
  return out;
}

/**
 * The rows of a CSV with a header. A cell of another column than `id`, `input`, `output` and `finish` is read as JSON where it is JSON, else it
 * is text; an empty cell is absent, but for `output` and `input`. A row with another number of cells than the header is an error.
 */
async function* csvRows(input: Readable): AsyncGenerator<RowIn> {
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    record_delimiter: ['\r\n', '\n'],
    max_record_size: longestRow,
  });
  input.on('error', (error) => parser.destroy(error));
  input.pipe(parser);
  let header: string[] | null = null;
  let line = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      const at = line;
      line = info.lines + 1;
      if (!header) {
        header = record.map((name) => bare(name).trim());
        continue;
      }
      const columns = header;
      yield { line: at, read: () => rowOf(columns, record) };
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    const message = `expected CSV, got text that is none (${(error as Error).message.split('\n')[0]}); no row behind it is read`;
    yield {
      line,
      read() {
        throw new UserError(message);
      },
    };
  }
}

const asText = new Set(['id', 'input', 'output', 'finish']);

function rowOf(columns: string[], cells: string[]): Record<string, unknown> {
  if (cells.length !== columns.length)
    throw new UserError(`expected ${columns.length} cells, as many as the header has, got ${cells.length}`);
  const row: Record<string, unknown> = {};
  for (const [i, name] of columns.entries()) {
    const cell = bare(cells[i] as string);
    if (cell === '' && name !== 'output' && name !== 'input') continue;
    Object.defineProperty(row, name, { value: asText.has(name) ? cell : jsonOr(cell), enumerable: true });
  }
  checkText(row, '');
  return row;
}

function jsonOr(cell: string): unknown {
  if (!/^\s*(?:[[{"\d-]|true|false|null)/.test(cell)) return cell;
  try {
    return JSON.parse(cell);
  } catch {
    return cell;
  }
}
