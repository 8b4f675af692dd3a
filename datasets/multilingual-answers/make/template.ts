// A template is a prompt in each of the ten languages, with the words, if any, used to check its answer.
import type { Constraint } from '../../instructions/make/constraint.js';

export const languages = ['zh', 'en', 'es', 'fr', 'de', 'pt', 'ru', 'ar', 'ja', 'ko'] as const;

export type Lang = (typeof languages)[number];

export interface Template {
  /** the same constraints in every language */
  checks: (lang: Lang, words: string[]) => Constraint[];
  texts: Record<Lang, [prompt: string, ...words: string[]]>;
}
