// A template is an open-ended prompt in both languages, with its checkable demands.
import type { Demand } from '../../instructions/make/constraint.js';

export interface Template {
  zh: string;
  en: string;
  demands: Demand[];
  /** the Chinese prompt is the article's, word for word */
  article?: boolean;
}

export function template(zh: string, en: string, ...demands: Demand[]): Template {
  return { zh, en, demands };
}
