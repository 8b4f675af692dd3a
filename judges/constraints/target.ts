// What a sample requires: a list of constraints, validated once.
import { FieldError } from '../../harness/core/errors.js';
import type { Sample } from '../../harness/core/types.js';
import { ends } from './ends.js';
import { fieldsOf } from './fields.js';
import { jsonText } from './json.js';
import type { Check, Kind } from './kind.js';
import { languages } from './language.js';
import { length } from './length.js';
import { list } from './lists.js';
import { markup } from './markup.js';
import { options } from './options.js';
import { partition } from './parts.js';
import { signs } from './signs.js';
import { words } from './words.js';

/** The kinds grouped by sort. The verdict is the sort, since a table with forty kinds is too wide to read. */
export const sorts: Record<string, Record<string, Kind>> = {
  length,
  list,
  words,
  'start or end': ends,
  signs,
  markup,
  parts: partition,
  options,
  language: languages,
  JSON: jsonText,
};

const kinds = new Map(
  Object.entries(sorts).flatMap(([sort, kinds]) => Object.entries(kinds).map(([name, read]) => [name, { sort, read }] as const)),
);

export interface Constraint {
  kind: string;
  sort: string;
  check: Check;
}

/** Reads `sample.target`. Errors: FieldError naming the field. */
export function constraintsOf({ target }: Sample): Constraint[] {
  const expected = 'an object such as {"constraints": [{"kind": "sentences_exactly", "n": 2}]}';
  if (target === null || typeof target !== 'object' || Array.isArray(target)) throw new FieldError('target', expected, target);
  const { constraints, ...rest } = target as Record<string, unknown>;
  if (!Array.isArray(constraints) || constraints.length === 0)
    throw new FieldError('target.constraints', 'a list of at least one constraint', constraints);
  const [extra] = Object.keys(rest);
  if (extra !== undefined) throw new FieldError(`target.${extra}`, 'absent (known field: constraints)', rest[extra]);
  return constraints.map((one, i) => constraintOf(one, `target.constraints[${i}]`));
}

function constraintOf(value: unknown, path: string): Constraint {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new FieldError(path, 'an object with `kind`', value);
  const constraint = value as Record<string, unknown>;
  const kind = Object.hasOwn(constraint, 'kind') ? constraint.kind : undefined;
  const known = typeof kind === 'string' ? kinds.get(kind) : undefined;
  if (typeof kind !== 'string' || !known)
    throw new FieldError(`${path}.kind`, 'a kind that judges/constraints/README.md lists', kind);
  const fields = fieldsOf(constraint, path);
  const check = known.read(fields);
  fields.end();
  return { kind, sort: known.sort, check };
}
