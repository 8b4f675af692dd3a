// Rows of a table that a user brings: CSV, JSON lines, a JSON array or Parquet.
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { UserError } from '../../harness/core/errors.js';
import { at, decoded, isBlank, jsonOf, splitLines } from '../../harness/core/jsonl.js';

/** A row with the place that messages name, e.g. "line 4". */
export interface TableRow {
  place: string;
  cells: Record<string, unknown>;
}

/** File endings that can be read. */
export const endings = ['.csv', '.tsv', '.jsonl', '.ndjson', '.json', '.parquet'];

/**
 * Reads a file's rows. A byte-order mark, CRLF and blank lines are taken out. Cells of CSV are texts; Parquet's whole numbers are numbers where
 * they are exact. Errors: UserError (exit 2) naming file and line.
 */
export async function tableRows(path: string): Promise<TableRow[]> {
  const bytes = read(path);
  const ending = endings.find((one) => path.toLowerCase().endsWith(one));
  if (ending === '.parquet') return parquetRows(path, bytes);
  if (ending === '.csv' || ending === '.tsv') return csvRows(path, bytes, ending === '.tsv' ? '\t' : ',');
  if (ending === '.json') return arrayRows(path, bytes);
  if (ending !== undefined) return lineRows(path, bytes);
  throw new UserError(`expected a file that ends in ${endings.join(', ')}, got "${path}"`);
}

function read(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new UserError(
      `${path}: cannot read (${(error as NodeJS.ErrnoException).code}). Expected a file that ends in ${endings.join(', ')}`,
    );
  }
}

function csvRows(path: string, bytes: Buffer, delimiter: string): TableRow[] {
  const { problem } = decoded(bytes, 1);
  if (problem) throw new UserError(`${path}: ${problem}`);
  try {
    const rows = parse(bytes, { columns: true, bom: true, skip_empty_lines: true, info: true, delimiter }) as {
      record: Record<string, string>;
      info: { lines: number };
    }[];
    return rows.map(({ record, info }) => ({ place: `line ${info.lines}`, cells: record }));
  } catch (error) {
    throw new UserError(`${path}: expected CSV with a line of column names, ${(error as Error).message}`);
  }
}

function lineRows(path: string, bytes: Buffer): TableRow[] {
  return splitLines(bytes)
    .filter((line) => !isBlank(line))
    .map((line) => ({
      place: `line ${line.number}`,
      cells: at(path, line.number, () => checkObject(jsonOf(line))),
    }));
}

function arrayRows(path: string, bytes: Buffer): TableRow[] {
  const [line] = [decoded(bytes, 1)];
  const all = at(path, 1, () => jsonOf(line));
  if (!Array.isArray(all)) throw new UserError(`${path}: expected a JSON array of objects, got another value`);
  return all.map((cells, i) => ({ place: `entry ${i + 1}`, cells: at(path, i + 1, () => checkObject(cells)) }));
}

async function parquetRows(path: string, bytes: Buffer): Promise<TableRow[]> {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  try {
    const rows = await parquetReadObjects({ file, compressors });
    return rows.map((cells, i) => ({ place: `row ${i + 1}`, cells: plain(cells) as Record<string, unknown> }));
  } catch (error) {
    throw new UserError(`${path}: expected a Parquet file, ${(error as Error).message}`);
  }
}

/** Parquet has whole numbers of 64 bits and dates, JSON neither. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date) return value.toISOString();
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
  if (Array.isArray(value)) return value.map(plain);
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]));
  return value;
}

function checkObject(value: unknown): Record<string, unknown> {
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new UserError(`expected a JSON object, got ${JSON.stringify(value).slice(0, 60)}`);
}
