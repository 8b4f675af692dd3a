// A template is a word problem: one number, and a text in each of the ten languages with the same numbers in digits.

export const languages = ['zh', 'en', 'es', 'fr', 'de', 'pt', 'ru', 'ar', 'ja', 'ko'] as const;

export interface Template {
  /** written as the calculation that the texts ask for */
  target: number;
  texts: Record<(typeof languages)[number], string>;
}
