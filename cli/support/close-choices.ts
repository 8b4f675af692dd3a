// Choices so close that another processor may choose otherwise, counted and listed from the records.
import { existsSync, readdirSync } from 'node:fs';
import type { Project } from '../../harness/project.js';
import { readRecords } from '../../harness/records/records.js';
import { closest } from '../../models/engine/closest.js';
import { answerFiles } from './answer-files.js';
import { lineNumbers } from './line-numbers.js';

export interface CloseChoice {
  path: string;
  line: number;
  key: string;
  sample: string;
  trial: number;
  kind: 'gap' | 'draw';
  margin: number;
}

export interface CloseChoices {
  below: { margin: number; draw: number };
  close: CloseChoice[];
  models: {
    model: string;
    answers: number;
    greedy: number;
    nearTies: number;
    sampled: number;
    nearDraws: number;
    /** answers whose margins have three decimals, or that lack one */
    unknown: number;
  }[];
}

/** Of all models in the records, or of `only`, whose answers have margins. `gap`: what is close, of ties and draws alike. */
export function closeChoices(project: Project, gap?: number, only?: string): CloseChoices {
  const below = { margin: gap ?? closest.margin, draw: gap ?? closest.draw };
  const found: CloseChoices = { below, close: [], models: [] };
  const home = project.file(project.records);
  const entries = existsSync(home) ? readdirSync(home, { withFileTypes: true }) : [];
  const names = entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort(); // predictions are a file beside them
  for (const model of names.filter(
    (name) => (only ?? name) === name && !project.at.verdicts('', '').startsWith(`${project.at.model(name)}/`),
  )) {
    const count = { model, answers: 0, greedy: 0, nearTies: 0, sampled: 0, nearDraws: 0, unknown: 0 };
    for (const dataset of answerFiles(project, model)) {
      const path = project.at.answers(model, dataset);
      const lines = lineNumbers(project, path);
      for (const record of readRecords(project, model, dataset).first.values()) {
        const { key, sample, trial, decoding, minMargin, minDrawMargin, tokens } = record;
        if (minMargin === undefined) continue;
        const sampled = (decoding.temperature ?? 0) > 0;
        const margin = sampled ? minDrawMargin : minMargin;
        count.answers++;
        if (tokens === undefined) count.unknown++;
        if (margin === undefined) continue; // an older sampled answer: how near its draws came is not known
        count[sampled ? 'sampled' : 'greedy']++;
        if (margin > (sampled ? below.draw : below.margin)) continue;
        count[sampled ? 'nearDraws' : 'nearTies']++;
        found.close.push({ path, line: lines.get(key) ?? 0, key, sample, trial, kind: sampled ? 'draw' : 'gap', margin });
      }
    }
    if (count.answers > 0) found.models.push(count);
  }
  return found;
}
