// What the page gives to `mountAskAgain`, and what page and worker tell each other.
import type { Decoding } from '../../models/kernel/choose.js';
import type { Message } from '../../models/kernel/texts.js';

/** A file of the model that decides its answers, beside the page. */
export interface ModelFile {
  /** in the model's folder */
  path: string;
  bytes: number;
  sha256: string;
}

export interface AskModel {
  /** its name in prose */
  name: string;
  /** where its files are, relative to the page, with a slash at the end */
  base: string;
  /** all that its digest is made of */
  files: ModelFile[];
}

/** A recorded answer. */
export interface AskRow {
  key: string;
  /** digest of the model */
  model: string;
  messages: Message[];
  decoding: Decoding;
  trial: number;
  output: string;
  finish: string;
  outputTokens: number | null;
  minMargin?: number;
}

/** What went wrong, in code; words.ts has the sentences. `name`, `got`, `wanted` fill them. */
export interface Trouble {
  code:
    | 'simd'
    | 'worker'
    | 'offline'
    | 'absent'
    | 'cut'
    | 'changed'
    | 'kept'
    | 'choose'
    | 'memory'
    | 'held'
    | 'model'
    | 'key'
    | 'context'
    | 'broken';
  name?: string;
  got?: string;
  wanted?: string;
}

/** The browser's MessagePort, also where types are Node's. */
type Port = InstanceType<typeof MessagePort>;

export type ToWorker =
  | { type: 'open'; kernel: Uint8Array; model: AskModel; base: string; picked: File[] | null }
  | { type: 'ask'; id: number; row: AskRow | null; messages: Message[]; decoding: Decoding }
  | { type: 'stop' }
  | { type: 'helper'; port: Port | null }
  | { type: 'help'; port: Port };

export interface Result {
  type: 'done';
  id: number;
  text: string;
  tokens: number;
  finish: string;
  minMargin: number;
  firstMs: number;
  totalMs: number;
  /** bytes of memory of the kernel, and of its helper */
  memory: number;
  /** how many read the prompt: 1 or 2 */
  workers: number;
  same: boolean;
  /** index of the first token that differs; null if none */
  at: number | null;
  recorded: string;
  again: string;
  /** how far apart the two are there, in the kernel; whether that is a near tie */
  gap: number | null;
  near: boolean;
}

export type FromWorker =
  | { type: 'progress'; got: number; total: number }
  | { type: 'help' }
  | { type: 'ready'; cached: number; unkept: boolean }
  | { type: 'prompt'; id: number; tokens: number }
  | { type: 'text'; id: number; text: string; tokens: number }
  | { type: 'trouble'; id: number | null; trouble: Trouble }
  | Result;
