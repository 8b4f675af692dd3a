// A template is a word problem: one number, and a text in each of the ten languages that says the same numbers in digits.

export const languages = ['zh', 'en', 'es', 'fr', 'de', 'pt', 'ru', 'ar', 'ja', 'ko'] as const;

export interface Template {
  /** written as the sum that the texts ask for */
  target: number;
  texts: Record<(typeof languages)[number], string>;
}
