// An open prompt in both languages, with the demands that can be checked.
import type { Demand } from '../../instructions/make/constraint.js';

export interface Prompt {
  zh: string;
  en: string;
  demands: Demand[];
  /** the Chinese prompt is the article's, word for word */
  article?: boolean;
}

export function prompt(zh: string, en: string, ...demands: Demand[]): Prompt {
  return { zh, en, demands };
}
