// What a page holds besides its text: the builder writes it, the script of the page reads it. Types alone.

import type { Decoding } from '../models/kernel/choose.js';
import type { AskModel } from './ask/types.js';

export interface Said {
  role: string;
  content: string;
}

/** Of a sample in its dataset, what the CSV does not say. */
export interface SampleFacts {
  /** what the judge compares with, as JSON */
  target?: string;
  tags?: string[];
}

export interface More {
  /** e.g. "07-word-problems" */
  name: string;
  title: string;
  /** citation id, e.g. "evalbook:07:1a2b3c4d5e6f" */
  id: string;
  bibtex: string;
  apa: string;
  /** what the evidence id is the SHA-256 of: canonical JSON of inputs, code, models, judges and the CSV's SHA-256 */
  grounds: string;
  /** SHA-256 of the Markdown page, from the manifest */
  markdown: string;
  /** SHA-256 of the article's text, white space collapsed */
  text: string;
  /** what prose calls each model */
  titles: Record<string, string>;
  /** record files and datasets */
  files: string[];
  /** for each row of the CSV: index into `files`, or -1, and line from 1 */
  places: [number, number][];
  /** distinct prompts that are not the sample's text alone */
  prompts: Said[][];
  /** for each row of the CSV: index into `prompts`, or -1 where the prompt is its cell `input` */
  prompt: number[];
  /** texts that a CSV cannot hold, by row from 0: halves of surrogate pairs, a leading apostrophe */
  exact: Record<string, { input?: string; output?: string }>;
  /** distinct decodings of recorded answers */
  decodings: Decoding[];
  /** for each row of the CSV: index into `decodings`, or -1 where no record is known */
  decoding: number[];
  /** the model that can be asked again in the page, if a row is of it */
  ask?: AskModel & { digest: string };
  /** dataset → sample → facts */
  samples: Record<string, Record<string, SampleFacts>>;
}

/** One row that differs between two versions of a report. */
export interface Changed {
  report: string;
  model: string;
  dataset: string;
  judge: string;
  sample: string;
  before: SideOfRow | null;
  after: SideOfRow | null;
}

export interface SideOfRow {
  score: string;
  verdict: string;
  why: string;
  output: string;
}

export interface DiffData {
  before: string;
  after: string;
  changed: Changed[];
}
