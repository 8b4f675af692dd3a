// Grades JSON: is the raw answer JSON that fits the schema and has plausible values? The help a lenient reader would have needed
// is reported beside the score, never counted in it.
import { ofSpoken } from '../../harness/core/thinking.js';
import type { Grade, Judge, Sample } from '../../harness/core/types.js';
import { expects } from './expects.js';
import { implausible } from './plausible.js';
import { maxDepth, type Reading, read } from './read.js';
import { type Scan, scan } from './scan.js';
import { type Schema, schemaOf } from './schema.js';

/**
 * `target`: {"schema": {…}}, JSON Schema 2020-12. Score 1: the answer is JSON and nothing else, fits the schema, and no value is
 * implausible; otherwise 0, with the failure as `verdict`; null if validation does not end within 0.9 s. Errors: FieldError on an
 * invalid target.
 */
export const json: Judge = ofSpoken({
  name: 'json',
  version: '1',
  origin: 'evalbook',
  expects,
  grade({ target }: Sample, { output, finish }): Grade {
    const schema = schemaOf(target);
    const reading = read(output, finish);
    const lints = reading.json ? scan(reading.json.text) : { duplicateKeys: [], lossyNumbers: [], depth: 0 };
    const errors = errorsOf(reading, schema, lints.depth);
    // A repair counts only if it fits the schema: otherwise its content may have been made up by the repair.
    if (reading.tier === 'repaired' && errors && errors.length > 0)
      return graded(output, { ...reading, tier: 'invalid', json: null }, schema, [], lints);
    return graded(output, reading, schema, errors, lints);
  },
});

/** Schema errors; null if validation timed out. */
function errorsOf({ json: found }: Reading, schema: Schema, depth: number): string[] | null {
  if (!found) return [];
  return depth > maxDepth
    ? [`the whole: nests deeper than ${maxDepth}, not checked`]
    : schema.check(found.value, found.text.length);
}

function graded(
  output: string,
  { tier, json: found, ambiguous, cutOff }: Reading,
  schema: Schema,
  errors: string[] | null,
  { duplicateKeys, lossyNumbers, depth }: Scan,
): Grade {
  const doubtful = found && depth <= maxDepth ? implausible(found.value, schema.listed) : [];
  const schemaOk = found !== null && errors?.length === 0;
  const details = {
    tier,
    schemaOk,
    ambiguous,
    errors: errors ?? [],
    implausible: doubtful,
    duplicateKeys,
    lossyNumbers,
    bom: output.startsWith('\uFEFF'),
    nan: tier !== 'strict' && /[:,[]\s*-?(?:NaN|Infinity)\s*[,}\]]/.test(output),
  };
  if (!errors)
    return {
      judge: 'json',
      score: null,
      verdict: 'unscored',
      why: 'the check of the schema does not end in time',
      details,
      transient: true,
    };
  const [score, verdict, why] = decide(errors);
  return { judge: 'json', score, verdict, why, details };

  function decide(errors: string[]): [number, string, string] {
    if (ambiguous) return [0, 'ambiguous', 'several objects that differ, or one and the beginning of another; none is taken'];
    if (cutOff) return [0, 'cut off', 'the token limit came before the object was whole'];
    if (output.trim() === '') return [0, 'empty', 'the answer is empty'];
    if (tier === 'invalid') return [0, 'not JSON', 'no JSON object that can be read, or mended without making up content'];
    if (!schemaOk) return [0, 'schema', `${tier === 'strict' ? 'JSON' : helped[tier]}, but ${errors[0]}`];
    if (tier !== 'strict') return [0, tier, `${helped[tier]}, so not JSON as it stands`];
    if (doubtful.length > 0) return [0, 'implausible', doubtful[0] as string];
    return [1, 'valid', 'JSON as it stands, fits the schema'];
  }
}

const helped: Record<Reading['tier'], string> = {
  strict: 'JSON',
  fenced: 'JSON in a Markdown fence',
  embedded: 'JSON among other text',
  repaired: 'JSON after a repair',
  invalid: 'no JSON',
};
