// What a model that runs in this process is made of, and what it can do.
import type { Generation, Message, Request } from '../../harness/core/types.js';
import type { TimedModel } from '../../harness/run/speed.js';
import type { Arithmetic } from './folder.js';
import type { Likelihood } from './likelihood.js';

export interface LocalOptions {
  /** also the folder name under records/ */
  id: string;
  /** its name in prose; default: the id */
  title?: string;
  family: string;
  /** absolute path of a folder in the layout of transformers.js, with SHA256SUMS */
  folder: string;
  /** folder whose SHA256SUMS lists what `folder` must hold, if the weights are elsewhere; default: `folder` */
  list?: string;
  /** default portable */
  arithmetic?: Arithmetic;
  /** how many bits the weights have, for tables; default "4-bit weights" */
  weights?: string;
  /** the command that restores a file of the folder, shown in errors */
  restore?: (file: string) => string;
  /** worker processes, which share the cores; 0 answers in this process; default: one for two cores from 8 requests on, else 0 */
  workers?: number;
  /** rows decoded together; default 16, or 1 (fast, in this process); with 1 the last bits of margins are others */
  batch?: number;
  /** ONNX Runtime threads when answering in this process; default: number of cores, at most 4 */
  threads?: number;
  /** memory that may be taken, in bytes; default: what is free. A model that needs more is not loaded; fewer workers start if all do not fit */
  memoryBytes?: number;
}

/** An answer with the log-probability of each of its tokens. */
export interface Trace {
  generation: Generation;
  tokens: { id: number; text: string; logProbability: number }[];
}

export interface LocalModel extends TimedModel {
  /**
   * One answer with its tokens' log-probabilities (natural logarithms, before temperature). `onToken` is called for each token as
   * it is chosen.
   */
  trace(request: Request, onToken?: (token: number) => void): Promise<Trace>;
  /**
   * Reads an answer that was written elsewhere, with `ended`: whether its writer ended it (else it was cut off, and its last token, which
   * may be half of a character, is left out). Errors: RangeError if chat and answer are longer than the context.
   */
  readOther(messages: Message[], answer: { output: string; ended: boolean }): Promise<ReadAnswer>;
  /** How likely the model finds a plain text (no chat template). Errors: RangeError if it is longer than the context. */
  perplexity(text: string): Promise<Likelihood>;
  /**
   * Probability of each reply as the beginning of the answer, 0 to 1. Errors: RangeError if the chat is longer than the context.
   */
  next(messages: Message[], replies: string[]): Promise<number[]>;
  close(): Promise<void>;
}

/** How an answer that was written elsewhere looks to a model. */
export interface ReadAnswer {
  /** of the prompt, by this model's own template and tokenizer */
  promptTokens: number;
  /** for each token that could be read: best logit minus that token's, in nats, 0 where it is the best */
  gaps: number[];
}
