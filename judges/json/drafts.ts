// Which draft of JSON Schema a schema is written in, and ajv's class for it.
import { createRequire } from 'node:module';
import { Ajv, type Options } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type AjvCore from 'ajv/dist/core.js';
import Ajv04 from 'ajv-draft-04';
import { FieldError } from '../../harness/core/errors.js';

type Core = AjvCore.default;

export interface Draft {
  name: 'draft-04' | 'draft-06' | 'draft-07' | '2019-09' | '2020-12';
  /** of its meta-schema */
  uri: string;
  /** ajv for this draft, with its meta-schemas, which a schema may refer to */
  make(options: Options): Core;
}

const draft06 = () => createRequire(import.meta.url)('ajv/dist/refs/json-schema-draft-06.json') as object;

const drafts: Draft[] = [
  { name: '2020-12', uri: 'https://json-schema.org/draft/2020-12/schema', make: (options) => new Ajv2020(options) },
  { name: '2019-09', uri: 'https://json-schema.org/draft/2019-09/schema', make: (options) => new Ajv2019(options) },
  { name: 'draft-07', uri: 'http://json-schema.org/draft-07/schema', make: (options) => new Ajv(options) },
  {
    name: 'draft-06',
    uri: 'http://json-schema.org/draft-06/schema',
    make: (options) => new Ajv(options).addMetaSchema(draft06()),
  },
  { name: 'draft-04', uri: 'http://json-schema.org/draft-04/schema', make: (options) => new Ajv04.default(options) },
];
/** The newest draft, and the newest of those that still have what later ones dropped: lists under `items`; `id`, a boolean `exclusiveMinimum`. */
const unsaid = drafts.filter(({ name }) => name === '2020-12' || name === '2019-09' || name === 'draft-04');

/** One instance for each draft that checks schemas and keeps its compiled meta-schema; no schema is ever added to it. */
const metas = new Map<string, Core>();

/**
 * The draft of a schema: what `$schema` says, else the newest of 2020-12, 2019-09 and draft-04 under which it is a valid schema.
 * Errors: FieldError if `$schema` is none of the five, or if the schema is not valid under its draft.
 */
export function draftOf(schema: object | boolean): Draft {
  const said = typeof schema === 'object' ? (schema as { $schema?: unknown }).$schema : undefined;
  const candidates = said === undefined ? unsaid : drafts.filter(({ uri }) => bare(uri) === bare(said));
  if (candidates.length === 0)
    throw new FieldError('target.schema.$schema', `the address of ${drafts.map(({ name }) => name).join(', ')} or absent`, said);
  const valid = candidates.find((draft) => problem(draft, schema) === null);
  if (valid) return valid;
  const [first] = candidates as [Draft];
  throw new FieldError('target.schema', `a valid JSON Schema, ${first.name} (${problem(first, schema)})`, schema);
}

function bare(uri: unknown): unknown {
  if (typeof uri !== 'string') return uri;
  const plain = uri.replace(/^https:/, 'http:').replace(/#$/, '');
  return plain === 'http://json-schema.org/schema' ? bare((drafts[0] as Draft).uri) : plain;
}

/** What is wrong with the schema under this draft; null if nothing is. */
function problem({ name, uri, make }: Draft, schema: object | boolean): string | null {
  let meta = metas.get(name);
  if (!meta) {
    meta = make({ strict: false, logger: false });
    metas.set(name, meta);
  }
  return meta.validate(uri, schema) ? null : meta.errorsText(meta.errors, { dataVar: 'schema' }).slice(0, 300);
}
