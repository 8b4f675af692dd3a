// The core types on one screen: a sample is sent to a model as a request, the generation is graded, and a row holds all of it.
import type { Project } from '../project.js';

/** One line of a dataset. Datasets add fields of their own, e.g. `lang` or `roles`; a judge documents which it reads. */
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

/** How to decode. Temperature absent or 0: greedy. `seed` is specific to the sample and trial, set by `run`. */
export interface Decoding {
  maxNewTokens: number;
  temperature?: number;
  topP?: number;
  topK?: number;
  seed?: number;
  stop?: string[];
  /**
   * a JSON Schema: only tokens from which JSON of it can come are left to choose from, so that every answer is JSON and fits. An answer that
   * comes to its limit is ended there, and its finish is 'length'. See docs/conditions.md
   */
  schema?: Record<string, unknown>;
}

export interface Request {
  messages: Message[];
  decoding: Decoding;
  trial: number;
}

/** A model's answer. `finish: 'error'` is never an answer: it is reported, and asked again in the next run. */
export interface Generation {
  key: string;
  output: string;
  /** what a server says that the model thought, where it hands that over apart from the answer: no judge reads it */
  reasoning?: string;
  finish: 'stop' | 'length' | 'error';
  /** null if the model does not report it */
  promptTokens: number | null;
  outputTokens: number | null;
  /** how many of `outputTokens` a server says were thought */
  reasoningTokens?: number;
  /** how long a server took, as measured here */
  timing?: Timing;
  /** smallest gap between the two best logits: how close to a tie */
  minMargin?: number;
  /** of sampled text, how close a draw came to another token: the smallest relative change of a weight that would have drawn it */
  minDrawMargin?: number;
  /** every token chosen, in order, the one that ended the answer too, as `packTokens` writes them */
  tokens?: string;
  /** the reason, if `finish` is 'error' */
  error?: string;
  /** true for an error that asking again cannot fix, e.g. a prompt longer than the context: it is recorded like an answer */
  permanent?: boolean;
}

/** How long an answer took, from the request sent; whole milliseconds. */
export interface Timing {
  /** to the first word, said or thought; null if it came in no time that means anything */
  firstTokenMs: number | null;
  totalMs: number;
  /** requests of the same run that were open meanwhile, at most, this one included: above 1 it may have waited for others */
  atOnce: number;
}

/** What a server takes for a million tokens. */
export interface Price {
  in: number;
  out: number;
  /** default "USD" */
  currency?: string;
  /** the day on which the price was looked up, YYYY-MM-DD */
  date: string;
}

/** An answer with its tokens, to be read: see `Model.read`. */
export interface TokenAnswer {
  key: string;
  request: Request;
  /** as `Generation.tokens`, unpacked */
  tokens: readonly number[];
}

/** What reading an answer once says of its tokens. A place is counted from the answer's first token, 0. */
export interface Reading {
  key: string;
  promptTokens: number;
  /** the first place where the model certainly chooses another token, which is `chosen` */
  wrong?: { at: number; given: number; chosen: number };
  /** places before that where the choice is too close for reading to decide */
  near: number[];
  /** smallest margins over the tokens before `wrong`: as those of a `Generation` */
  minMargin: number;
  minDrawMargin?: number;
  /** the answer that the tokens make, one chosen after another; null if it would have ended sooner, or not with the last one */
  says: { output: string; finish: 'stop' | 'length'; outputTokens: number } | null;
}

export interface Model {
  /** also the folder name under records/ */
  id: string;
  /** its name in prose and figures, e.g. "SmolLM2 135M"; default: the id, which tables always show */
  title?: string;
  /** a judge never grades its own family */
  family: string;
  /** SHA-256 over weights, tokenizer, chat template and numeric format; '' if a server reports none */
  digest: string;
  /** the server's name for the model; part of the key if set, because a server's model may have no digest */
  served?: string;
  /** for the money that its answers cost, in the report */
  price?: Price;
  /** how many requests its server takes a minute, from all workers of a queue together */
  limit?: { server: string; perMinute: number };
  /** a short description for tables and footers, e.g. "4-bit weights, float32 arithmetic" */
  format?: string;
  /** false for arithmetic whose text varies with the processor: answers of several machines are then not those of one model */
  portable?: boolean;
  /** false for a request that was never made to this model (a replayed model has only some answers): `run` omits those rows */
  covers?(request: Request): boolean;
  /** whether it can be asked here and now, default true; false if weights or server are absent, or it only replays */
  isAvailable?(): boolean | Promise<boolean>;
  /** Checks every file of the model against its hash. Errors: UserError naming the first that is missing or changed. */
  check?(): Promise<void>;
  /** the tokens of a text, to locate where two answers diverge */
  tokens?(text: string): Promise<string[]>;
  /** how many answers it writes at the same time if so many are asked, for the time that is left; default 1 */
  atOnce?(requests: number): number;
  /** Yields one generation for each request, in any order, with `key` from `requestKey`. */
  generate(requests: Request[]): AsyncIterable<Generation>;
  /**
   * Reads answers that have tokens, each in one pass, instead of writing them again; yields one reading for each, in any order. Absent if it cannot: a
   * server, or a graph of another make. Errors: UserError if the weights are missing or changed.
   */
  read?(answers: TokenAnswer[]): AsyncIterable<Reading>;
  /** The tokens that a text most likely was, for answers recorded without; the last one ends the answer if `finish` is 'stop'. */
  tokensOf?(output: string, finish: Generation['finish']): Promise<number[]>;
  /** Goes on after `tokens`, which begin the answer: yields the whole answers. For those whose text does not give their last tokens. */
  goOn?(answers: TokenAnswer[]): AsyncIterable<Generation>;
  close?(): Promise<void>;
}

/**
 * `score` is 0 to 1, or null for unscored: a third outcome, never counted as 0 and never dropped; `why` then gives the reason.
 */
export interface Grade {
  judge: string;
  score: number | null;
  verdict: string;
  why: string;
  details?: Record<string, unknown>;
  /** what the judge said of a passing answer that does not pass, because it was cut off or loops */
  asJudged?: { score: number; verdict: string };
  /** true for a verdict about the machine rather than the answer, e.g. no isolation here: it is never recorded */
  transient?: boolean;
}

export interface Judge {
  name: string;
  /** changes whenever a grade could change */
  version: string;
  /** set by the judges that come with evalbook: their results on labelled data are shipped with them */
  origin?: 'evalbook';
  /** set if the judge is itself a model, or several */
  family?: string | string[];
  /** true: it leaves answers of its own family ungraded; default: `run` refuses a plan that has a model of its family */
  abstains?: true;
  /** how reliable it is: a line printed below its rates, which are greyed if it is weak; `path`: the record this is based on */
  health?(project: Project): { line: string; weak: boolean; path: string };
  /**
   * what an answer to this sample has to do, in words or as data, for a reader who labels it; default: its target as JSON.
   * Errors: FieldError on an invalid target
   */
  expects?(sample: Sample): string;
  /** true if a verdict is costly or depends on the machine: it is recorded under records/judges/ and replayed */
  recorded?: boolean;
  /** false for a sample that does not ask for what it grades: the row then has no grade of it; default: every sample does */
  applies?(sample: Sample): boolean;
  /** set for an aspect of another judge's grade, which `run` takes from the same row: see `aspect` */
  aspectOf?: { judge: Judge; read(grade: Grade, sample: Sample, generation: Pick<Generation, 'output' | 'finish'>): Grade };
  /** how many answers it can grade at once, default 1; only used for a recorded judge */
  concurrency?: number;
  grade(sample: Sample, generation: Pick<Generation, 'output' | 'finish'>): Grade | Promise<Grade>;
  close?(): Promise<void>;
}

export interface Row {
  model: Model;
  sample: Sample;
  /** name of the run's condition, '' if it has none */
  condition: string;
  trial: number;
  generation: Generation;
  grades: Grade[];
}

/**
 * A model as a judge needs it: it gives the probabilities of a few replies (in-process), or an answer under a JSON schema (a
 * server).
 */
export interface JudgeModel {
  id: string;
  family: string;
  digest: string;
  /**
   * the probability that the model's next tokens are each reply, 0 to 1, not normalised: their sum shows how far it keeps to the
   * menu
   */
  probabilities?(messages: Message[], replies: string[]): Promise<number[]>;
  /** Errors: any Error if there is no complete answer. */
  answer?(messages: Message[], schema: Record<string, unknown>): Promise<JudgeModelAnswer>;
  close?(): Promise<void>;
}

export interface JudgeModelAnswer {
  text: string;
  promptTokens: number | null;
  outputTokens: number | null;
  /** the text as tokens with their natural log-probabilities, if the server gives them */
  tokens?: { text: string; logProbability: number }[];
}
