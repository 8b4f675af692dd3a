// The only file that reads the command line and the environment. Everything else takes values.
import { realpathSync } from 'node:fs';
import { availableParallelism, homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { count } from './flag-values.js';

/** The address of the queue: as given by a flag, else EVALBOOK_QUEUE; undefined if neither is. */
export function queueAddress(flag?: string): string | undefined {
  return flag ?? (process.env.EVALBOOK_QUEUE || undefined);
}

/** The password of the queue, if it does not stand in its address: EVALBOOK_QUEUE_PASSWORD. */
export function queuePassword(): string | undefined {
  return process.env.EVALBOOK_QUEUE_PASSWORD || undefined;
}

/** How many cores to use: EVALBOOK_CORES, default all that this process may use. Errors: UserError if it is no whole number. */
export function coresToUse(): number {
  return count('EVALBOOK_CORES', process.env.EVALBOOK_CORES || undefined) ?? availableParallelism();
}

/** The environment of a process that is to use so many cores. */
export function environmentWith(cores: number): NodeJS.ProcessEnv {
  return { ...process.env, EVALBOOK_CORES: String(cores) };
}

/** Absolute path of the script that this process was started with; '' if none. */
export function startedScript(): string {
  const [, script = ''] = process.argv;
  return script && realPath(resolve(script));
}

function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

/** Where downloaded and converted models are kept: EVALBOOK_CACHE, default ~/.cache/evalbook. */
export function cacheFolder(): string {
  return process.env.EVALBOOK_CACHE || join(homedir(), '.cache', 'evalbook');
}

/**
 * Models to ask in addition to those of the scripts: EVALBOOK_MODELS, names separated by commas; `make report MODELS=…` sets it.
 */
export function extraModelNames(): string[] {
  return (process.env.EVALBOOK_MODELS ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
}

/** Where rebuildable artefacts are kept, e.g. the code judge's warm interpreter. */
export function buildFolder(): string {
  return join(cacheFolder(), 'build');
}

/** Where `verify --full` notes what it read, so that it can be interrupted. */
export function readingNotes(): string {
  return join(cacheFolder(), 'reading');
}

/** Where `grade llm` keeps the verdicts of judge models. */
export function keptVerdicts(): string {
  return join(cacheFolder(), 'verdicts');
}

/** Folder of labelled corpora, if set by the user: EVALBOOK_CORPORA. */
export function corporaFolder(): string | undefined {
  return process.env.EVALBOOK_CORPORA || undefined;
}

/** The server to ask where a script names none: OPENAI_BASE_URL, and for Azure AZURE_OPENAI_ENDPOINT. */
export function endpointSettings(): { baseURL: string | undefined; azure: string | undefined } {
  return { baseURL: process.env.OPENAI_BASE_URL || undefined, azure: process.env.AZURE_OPENAI_ENDPOINT || undefined };
}

const keyVariables = new Set(['OPENAI_API_KEY']);

/** The key of a server, from the environment variable of this name. It is used in requests and nowhere else. */
export function apiKeyOf(variable: string): string | undefined {
  keyVariables.add(variable);
  return process.env[variable] || undefined;
}

/** Every key that this process may have sent, to be kept out of what it shows and stores. */
export function apiKeys(): string[] {
  return [...keyVariables].flatMap((name) => process.env[name] || []);
}

/** Whether requests to servers are to be shown: --verbose, of any command. */
export function isVerbose(): boolean {
  return process.argv.slice(2).includes('--verbose');
}

/** Whether only what went wrong is to be said: --quiet, of any command. */
export function isQuiet(): boolean {
  return process.argv.slice(2).includes('--quiet');
}

/** The judge model to use, and its family: EVALBOOK_JUDGE_MODEL and EVALBOOK_JUDGE_FAMILY. */
export function judgeSettings(): { model: string | undefined; family: string | undefined } {
  return { model: process.env.EVALBOOK_JUDGE_MODEL || undefined, family: process.env.EVALBOOK_JUDGE_FAMILY || undefined };
}

/** What shows long output on a terminal: PAGER, default `less -R`; null if it is set to nothing. */
export function pagerCommand(): string | null {
  return (process.env.PAGER ?? 'less -R').trim() || null;
}

/** Arguments of a script that this project runs as a separate process. */
export function scriptArguments(): string[] {
  return process.argv.slice(2);
}
