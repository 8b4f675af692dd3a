// A task: what is asked for in both languages, and with which demands.
import type { Demand } from './constraint.js';

export interface Task {
  id: string;
  zh: string;
  en: string;
  demands: Demand[];
}

export function task(id: string, zh: string, en: string, ...demands: Demand[]): Task {
  return { id, zh, en, demands };
}
