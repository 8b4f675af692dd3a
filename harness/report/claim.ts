// One claim of a ledger as read from its dataset, a finding on it, and what makes a finding unsound.
import { FieldError, UserError } from '../core/errors.js';
import type { Sample } from '../core/types.js';

export const verdicts = ['reproduced', 'contradicted', 'not decidable', 'not testable here'] as const;
export type Verdict = (typeof verdicts)[number];

/** A page or file, by its path relative to the project folder. */
export interface Link {
  title: string;
  path: string;
}

/** What a finding rests on. */
export interface Evidence extends Link {
  /** what it is evidence about, in the words of the claim's `thing` */
  of: string;
}

/** The finding for one claim about one subject. */
export interface Finding {
  verdict: Verdict;
  /** one phrase: the numbers, and where they come from */
  why: string;
  /** at least one; for a verdict that decides, all about exactly the thing claimed */
  evidence: Evidence[];
}

/** What is claimed of one subject. */
export interface Said {
  claim: string;
  words: string[];
  thing: string | null;
  decides: string;
}

export interface Claim<Subject extends string> {
  id: string;
  about: string;
  of: Record<Subject, Said | null>;
}

/** Errors: UserError naming the file, the field and the claim. */
export function claimOf<Subject extends string>(path: string, sample: Sample, fields: Subject[]): Claim<Subject> {
  const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
  const member = (name: string, field: Subject) => (sample[name] as Record<string, unknown> | undefined)?.[field];
  const expect = (holds: boolean, field: string, expected: string, got: unknown) => {
    if (!holds) throw new UserError(`${path}: ${new FieldError(field, expected, got).message} in ${sample.id}`);
  };
  const said = (field: Subject): Said | null => {
    const claim = sample[field];
    if (claim === null) return null;
    const [words, thing, decides] = ['words', 'thing', 'decides'].map((name) => member(name, field));
    expect(isText(claim), field, 'a text, or null', claim);
    expect(Array.isArray(words) && words.length > 0 && words.every(isText), `words.${field}`, 'a list of passages', words);
    expect(thing === null || isText(thing), `thing.${field}`, 'a text, or null', thing);
    expect(isText(decides), `decides.${field}`, 'a text', decides);
    return { claim, words, thing, decides } as Said;
  };
  expect(isText(sample.about), 'about', 'a text', sample.about);
  const of = Object.fromEntries(fields.map((field) => [field, said(field)])) as Claim<Subject>['of'];
  return { id: sample.id, about: String(sample.about), of };
}

/** What was expected of a finding instead, and what was found; undefined if nothing is wrong. */
export function faultOf(said: Said | null, finding: Finding | null): string | undefined {
  if (!said) return finding ? `no finding, as the claim does not speak of it, got "${finding.verdict}"` : undefined;
  if (!finding) return 'a finding, as the claim speaks of it, got none';
  const { verdict, evidence } = finding;
  if (evidence.length === 0) return `evidence for the verdict "${verdict}", got none`;
  if (verdict !== 'reproduced' && verdict !== 'contradicted') return undefined;
  if (said.thing === null) return `a verdict that stays open, as the source does not say exactly what it means, got "${verdict}"`;
  const other = evidence.find(({ of }) => of !== said.thing);
  return other && `evidence about ${said.thing} for the verdict "${verdict}", got some about ${other.of}`;
}
