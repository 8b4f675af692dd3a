// The record files of a model that hold answers.
import { existsSync, readdirSync } from 'node:fs';
import type { Project } from '../../harness/project.js';

/** Record files that hold measurements, not answers. */
const notAnswers = ['speed.jsonl', 'repeats.jsonl'];

/** Names of the datasets to which a model has recorded answers, in order. */
export function answerFiles(project: Project, model: string): string[] {
  const home = project.file(project.at.model(model));
  if (!existsSync(home)) return [];
  return readdirSync(home)
    .filter((name) => name.endsWith('.jsonl') && !notAnswers.includes(name))
    .map((name) => name.replace(/\.jsonl$/, ''))
    .sort();
}
