// The fields of JSON lines and of a CSV as Croissant describes them: name, type, and where the value is found.
import { bare } from '../../core/read-csv.js';
import type { Sample } from '../../core/types.js';

export interface CroissantField {
  '@type': 'cr:Field';
  '@id': string;
  name: string;
  dataType?: string;
  isArray?: true;
  arrayShape?: '-1';
  source?: object;
  subField?: CroissantField[];
}

/** An object with more members than this is taken for data of its own form, such as a JSON Schema, not for a structure. */
const mostMembers = 12;

/** Fields of samples, and the paths of those left out: Croissant has no type for a value that is now a text, now an object. */
export function fieldsOf(samples: readonly Sample[]): { fields: CroissantField[]; left: string[] } {
  const left: string[] = [];
  return { fields: membersOf(samples, ['samples'], left), left };
}

function membersOf(objects: readonly object[], above: string[], left: string[]): CroissantField[] {
  const names = [...new Set(objects.flatMap((one) => Object.keys(one)))];
  return names.flatMap((name) => {
    const values = objects
      .map((one) => (one as Record<string, unknown>)[name])
      .filter((value) => value !== undefined && value !== null);
    return fieldOf([...above, name], values, left);
  });
}

function fieldOf(path: string[], values: readonly unknown[], left: string[]): CroissantField[] {
  const about = { '@type': 'cr:Field' as const, '@id': path.join('/'), name: path.slice(1).join('/') };
  const source = sourceOf(path);
  const dataType = typeOf(values);
  if (dataType) return [{ ...about, dataType, source }];
  if (values.every(Array.isArray)) {
    const elements = typeOf(values.flat());
    if (elements) return [{ ...about, dataType: elements, isArray: true, arrayShape: '-1', source }];
  }
  const objects = values.filter((value) => typeof value === 'object' && !Array.isArray(value)) as object[];
  const members = new Set(objects.flatMap((one) => Object.keys(one)));
  if (objects.length === values.length && members.size <= mostMembers) {
    const subField = membersOf(objects, path, left);
    if (subField.length > 0) return [{ ...about, subField }];
  }
  left.push(path.slice(1).join('.'));
  return [];
}

/** The column is the outermost member; what lies within is found by a JSON path. */
function sourceOf([, column = '', ...within]: string[]): object {
  const jsonPath = ['$', ...within.map((name) => (/^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name)))].join('.');
  return {
    fileObject: { '@id': 'data' },
    extract: { column },
    ...(within.length ? { transform: { jsonPath } } : {}),
  };
}

/** The type of values that have one; null for none, or for objects and lists. */
function typeOf(values: readonly unknown[]): string | null {
  if (values.length === 0) return null;
  if (values.every((value) => typeof value === 'number')) return values.every(Number.isInteger) ? 'sc:Integer' : 'sc:Float';
  if (values.every((value) => typeof value === 'boolean')) return 'sc:Boolean';
  return values.every((value) => ['string', 'number'].includes(typeof value)) ? 'sc:Text' : null;
}

const numbers: Record<string, string> = {
  trial: 'sc:Integer',
  score: 'sc:Float',
  lenient_score: 'sc:Float',
  prompt_tokens: 'sc:Integer',
  output_tokens: 'sc:Integer',
  min_margin: 'sc:Float',
};

/** A column of a report's CSV; `cells` are those of the file, with the apostrophe before what a spreadsheet would run. */
export function columnField(column: string, cells: readonly string[]): CroissantField {
  const escaped = cells.some((cell) => bare(cell) !== cell);
  return {
    '@type': 'cr:Field',
    '@id': `rows/${column}`,
    name: column,
    dataType: numbers[column] ?? 'sc:Text',
    source: {
      fileObject: { '@id': 'data' },
      extract: { column },
      ...(escaped ? { transform: { regex: withoutApostrophe } } : {}),
    },
  };
}

/** Its one group is the cell without the apostrophe, as `bare` in core/read-csv.ts reads it. */
const withoutApostrophe = "^(?:'(?=[=+\\-@\\t\\r＝＋－＠]))?([\\s\\S]*)$";
