// What a sample requires of a poem, validated once.
import { FieldError } from '../../harness/core/errors.js';
import type { Sample } from '../../harness/core/types.js';

/** Forms with rules. `free` requires only that it is a poem. */
export const forms = ['free', '绝句', '律诗', 'couplet', 'limerick', 'haiku'] as const;
export type FormName = (typeof forms)[number];

export interface Target {
  language: 'zh' | 'en';
  /** words of which some should occur; empty if none are given */
  topic: string[];
  lines: number | null;
  charactersPerLine: number | null;
  form: FormName | null;
  /** true if the poem must rhyme; false and null require nothing */
  rhyme: boolean | null;
}

const fields = ['language', 'topic', 'lines', 'charactersPerLine', 'form', 'rhyme'];

function count(value: unknown, field: string): number | null {
  if (value === undefined || value === null) return null;
  if (Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 1000) return value as number;
  throw new FieldError(field, 'a whole number from 1 to 1000', value);
}

/** Reads `sample.target`. Errors: FieldError naming the field. */
export function targetOf({ target }: Sample): Target {
  if (typeof target !== 'object' || target === null || Array.isArray(target))
    throw new FieldError('target', 'an object such as {"language": "zh"}', target);
  const { language, topic, lines, charactersPerLine, form, rhyme } = target as Record<string, unknown>;
  const unknown = Object.keys(target).find((key) => !fields.includes(key));
  if (unknown !== undefined) throw new FieldError(`target.${unknown}`, `absent (known fields: ${fields.join(', ')})`, unknown);
  if (language !== 'zh' && language !== 'en') throw new FieldError('target.language', '"zh" or "en"', language);
  const isWord = (word: unknown) => typeof word === 'string' && word.trim() !== '';
  if (topic !== undefined && !(Array.isArray(topic) && topic.length > 0 && topic.every(isWord)))
    throw new FieldError('target.topic', 'a list of words, at least one', topic);
  if (form !== undefined && form !== null && !forms.includes(form as FormName))
    throw new FieldError('target.form', `one of ${forms.join(', ')}`, form);
  if (rhyme !== undefined && rhyme !== null && typeof rhyme !== 'boolean')
    throw new FieldError('target.rhyme', 'true or false', rhyme);
  return {
    language,
    topic: (topic as string[] | undefined) ?? [],
    lines: count(lines, 'target.lines'),
    charactersPerLine: count(charactersPerLine, 'target.charactersPerLine'),
    form: (form as FormName | undefined) ?? null,
    rhyme: (rhyme as boolean | undefined) ?? null,
  };
}
