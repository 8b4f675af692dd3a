// The whole theory on one screen: a sample is put to a model as a request, the generation is graded, and a row holds all of it.
import type { Project } from '../project.js';

/** One line of a dataset. Datasets add fields of their own, e.g. `lang` or `roles`; a judge says which it reads. */
export interface Sample {
  id: string;
  input: string;
  target?: unknown;
  tags?: string[];
  [field: string]: unknown;
}

export interface Message {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

/** How to decode. Absent temperature (or 0) is greedy; `seed` is the sample's and trial's own, set by `run`. */
export interface Decoding {
  maxNewTokens: number;
  temperature?: number;
  topP?: number;
  topK?: number;
  seed?: number;
  stop?: string[];
}

export interface Request {
  messages: Message[];
  decoding: Decoding;
  trial: number;
}

/** What a model answered. `finish: 'error'` is never an answer: it is reported and asked again by the next run. */
export interface Generation {
  key: string;
  output: string;
  finish: 'stop' | 'length' | 'error';
  /** null where the model does not say */
  promptTokens: number | null;
  outputTokens: number | null;
  /** smallest gap between the two best logits: how near the text came to a tie */
  minMargin?: number;
  /** why, where `finish` is 'error' */
  error?: string;
  /** true for an error that asking again cannot mend, e.g. a prompt longer than the context: it is recorded like an answer */
  permanent?: boolean;
}

export interface Model {
  /** also the folder name under records/ */
  id: string;
  /** a judge never grades its own family */
  family: string;
  /** SHA-256 over weights, tokenizer, chat template and numeric format; '' where a server reports none */
  digest: string;
  /** what a server calls the model; part of the key where set, as a server's model may have no digest */
  served?: string;
  /** a short line for tables and footers, e.g. "4-bit weights, float32 arithmetic" */
  format?: string;
  /** false for what this model was never asked (a replayed model holds only some answers): `run` leaves those rows out */
  covers?(request: Request): boolean;
  /** whether it can be asked here and now, default true; false where weights or server are absent, or it only replays */
  isAvailable?(): boolean | Promise<boolean>;
  /** Holds every file of the model against its hash. Errors: UserError that names the first that is missing or changed. */
  check?(): Promise<void>;
  /** the tokens of a text, to say where two answers part */
  tokens?(text: string): Promise<string[]>;
  /** Yields one generation for each request, in any order, with `key` from `requestKey`. */
  generate(requests: Request[]): AsyncIterable<Generation>;
  close?(): Promise<void>;
}

/** `score` is 0 to 1, or null for unscored: a third outcome, never 0 and never dropped; `why` then says why. */
export interface Grade {
  judge: string;
  score: number | null;
  verdict: string;
  why: string;
  details?: Record<string, unknown>;
  /** true for a verdict on the machine rather than on the answer, e.g. no isolation here: it is never recorded */
  transient?: boolean;
}

export interface Judge {
  name: string;
  /** changes whenever a grade could */
  version: string;
  /** set by the judges that come with evalbook: what they reached on labelled data is shipped with them */
  origin?: 'evalbook';
  /** set where the judge is itself a model, or several */
  family?: string | string[];
  /** how far it can be trusted: a line that stands below its rates, which are greyed where it is weak; `path`: the record that says so */
  health?(project: Project): { line: string; weak: boolean; path: string };
  /** true where a verdict is costly or depends on the machine: it is recorded under records/judges/ and replayed */
  recorded?: boolean;
  /** how many answers it can grade at once, default 1; only asked of a recorded judge */
  concurrency?: number;
  grade(sample: Sample, generation: Pick<Generation, 'output' | 'finish'>): Grade | Promise<Grade>;
  close?(): Promise<void>;
}

export interface Row {
  model: Model;
  sample: Sample;
  /** which of the run's conditions, '' where it has none */
  condition: string;
  trial: number;
  generation: Generation;
  grades: Grade[];
}

/** A model as a judge needs it: it gives the probabilities of a few replies (in-process), or an answer under a JSON schema (a server). */
export interface JudgeModel {
  id: string;
  family: string;
  digest: string;
  /** the probability that the model's next words are each reply, 0 to 1, not normalised: their sum says how far it keeps to the menu */
  probabilities?(messages: Message[], replies: string[]): Promise<number[]>;
  /** Errors: any Error where there is no whole answer. */
  answer?(messages: Message[], schema: Record<string, unknown>): Promise<JudgeModelAnswer>;
  close?(): Promise<void>;
}

export interface JudgeModelAnswer {
  text: string;
  promptTokens: number | null;
  outputTokens: number | null;
  /** the text in tokens with their natural log-probabilities, where the server gives them */
  tokens?: { text: string; logProbability: number }[];
}
