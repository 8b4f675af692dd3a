// Labels given by readers: a store beside the file of answers, one line a label, in FILE.labels.
import { sha256 } from '../core/canonical.js';
import { UserError } from '../core/errors.js';
import { type Keyed, readStore } from './store.js';

export interface Label extends Keyed {
  /** of the answer */
  id: string;
  rater: string;
  /** good, poor or undecided; of a pair: output, other or undecided */
  label: string;
  /** who or what the rater is, in a few words */
  reader?: string;
}

/** The labels' file of a file of answers. */
export function labelsPath(path: string): string {
  return `${path}.labels`;
}

export function labelKey(rater: string, id: string): string {
  return sha256(`${rater}\n${id}`);
}

/** All labels of a file of answers (`path` in `folder`); none if there is no file. Errors: as `readStore`. */
export function readLabels(folder: string, path: string): Label[] {
  return [...readStore<Label>(folder, labelsPath(path)).first.values()];
}

/** The labels of one rater. */
export interface Rater {
  name: string;
  /** '' if it was not described */
  reader: string;
  /** by id of the answer */
  labels: Map<string, string>;
}

/** The two raters who labelled the answers in `path`, in order of their first label. Errors: UserError if they are not two. */
export function twoRaters(labels: readonly Label[], path: string): [Rater, Rater] {
  const names = [...new Set(labels.map(({ rater }) => rater))];
  const raters = names.map((name): Rater => {
    const own = labels.filter(({ rater }) => rater === name);
    const readers = [...new Set(own.flatMap(({ reader }) => (reader ? [reader] : [])))];
    return { name, reader: readers.join('; '), labels: new Map(own.map(({ id, label }) => [id, label])) };
  });
  const [first, second] = raters;
  if (first && second && raters.length === 2) return [first, second];
  throw new UserError(
    `${labelsPath(path)}: expected the labels of two raters, got ${raters.length}: ${names.join(', ') || 'none'}. ` +
      `\`npx evalbook label ${path} --rater NAME\` adds a rater's`,
  );
}
