// Where a record stands in its file.
import { readFileSync } from 'node:fs';
import type { Project } from '../../harness/project.js';

/** Key → number of its first line, from 1. The file must be one that can be read as a store. */
export function lineNumbers(project: Project, path: string): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const [i, line] of readFileSync(project.file(path), 'utf8').split('\n').entries()) {
    const key = /^\{"key":"([^"]+)"/.exec(line)?.[1];
    if (key !== undefined && !numbers.has(key)) numbers.set(key, i + 1);
  }
  return numbers;
}
