// A template is a prompt in each of the ten languages, with the words, if any, that its answer is checked by.
import type { Constraint } from '../../instructions/make/constraint.js';

export const languages = ['zh', 'en', 'es', 'fr', 'de', 'pt', 'ru', 'ar', 'ja', 'ko'] as const;

export type Lang = (typeof languages)[number];

export interface Template {
  /** the same demands in every language */
  checks: (lang: Lang, words: string[]) => Constraint[];
  texts: Record<Lang, [prompt: string, ...words: string[]]>;
}
