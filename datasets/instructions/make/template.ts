// A template is a task in both languages, with its demands.
import type { Demand } from './constraint.js';

export interface Template {
  id: string;
  zh: string;
  en: string;
  demands: Demand[];
}

export function template(id: string, zh: string, en: string, ...demands: Demand[]): Template {
  return { id, zh, en, demands };
}
