// Where the answer of a CSV row is recorded, and its exact text there.
import { readFileSync } from 'node:fs';
import { isBlank, jsonOf, type Line, splitLines } from '../../harness/core/jsonl.js';
import type { Project } from '../../harness/project.js';
import type { GenerationRecord } from '../../harness/records/records.js';

export interface Evidence {
  /** file and line, or the file and the problem */
  place: string;
  /** null if no line is found: then only the CSV's own cells are available */
  input: string | null;
  output: string | null;
}

/** Finds the evidence for rows of a report's CSV; given answers, which have no key, are in the dataset. */
export function evidenceIn({ at, file }: Project): (row: Record<string, string>) => Evidence {
  const files = new Map<string, Line[]>(); // cache: many rows come from few files
  const linesOf = (path: string) => {
    const lines = files.get(path) ?? read(file(path));
    files.set(path, lines);
    return lines;
  };
  return ({ model = '', dataset = '', sample = '', key = '' }) => {
    const path = key ? at.answers(model, dataset) : at.dataset(dataset);
    return key ? recorded(path, linesOf(path), key) : inDataset(path, linesOf(path), sample);
  };
}

function recorded(path: string, lines: Line[], key: string): Evidence {
  const line = lines.find(({ text }) => text.startsWith(`{"key":"${key}"`));
  if (!line) return { place: `${path} (not found: run \`make report\`)`, input: null, output: null };
  const { messages, output } = jsonOf(line) as GenerationRecord;
  const [first, ...more] = messages;
  const input = more.length > 0 ? messages.map(({ role, content }) => `${role}: ${content}`).join('\n') : (first?.content ?? '');
  return { place: `${path}:${line.number}`, input, output };
}

function inDataset(path: string, lines: Line[], id: string): Evidence {
  const line = lines.find((one) => !isBlank(one) && (jsonOf(one) as { id?: unknown }).id === id);
  if (!line) return { place: `${path} (not found: the answers come from elsewhere)`, input: null, output: null };
  const { input, output } = jsonOf(line) as Record<string, unknown>;
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return { place: `${path}:${line.number}`, input: text(input), output: text(output) };
}

/** Empty if the file does not exist. */
function read(file: string): Line[] {
  try {
    return splitLines(readFileSync(file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
