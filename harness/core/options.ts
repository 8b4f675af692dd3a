// The only file that reads the command line and the environment. Everything else takes values.
import { realpathSync } from 'node:fs';
import { availableParallelism, homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UserError } from './errors.js';
import { parseFilter } from './filter.js';

/** Flags of every experiment. `limit` null: all samples; `trials` null: as set in the script; `failUnder` null: no gate. */
export interface RunOptions {
  limit: number | null;
  trials: number | null;
  only: string[];
  /** conditions on samples, as given: "lang=zh,level=3" */
  filter: string[];
  /** exit 1 if a rate of a headline is under so many per cent */
  failUnder: number | null;
  fresh: boolean;
  quiet: boolean;
  json: boolean;
  /** compare with the files on disk instead of writing reports */
  check: boolean;
  /** ask a sample of the questions so many times again, to see whether a server repeats its text; null: do not */
  repeat: number | null;
  /** ask only this part of the questions, and write no report; null: all */
  shard: Shard | null;
}

/** One of several machines: `index` from 1 to `of`. */
export interface Shard {
  index: number;
  of: number;
}

const usage = `usage: npx evalbook report [NN …] [FLAGS]   (all reports, or those of these numbers or names)
       npx tsx experiments/NN-name.ts [FLAGS]

Runs experiments and writes their reports. Answers that are recorded are not asked again.

  --limit N      only the first N samples: a draft under reports/draft/, never over a report
  --filter F=V   only samples with these values: --filter lang=zh,level=3 or --filter id=cage-*; a draft
  --fail-under P exit 1 if a headline's pass rate is under P per cent
  --shard I/N    ask only the I-th of N parts of the questions, and write no report: \`evalbook merge\` joins the parts
  --fresh        ask again, and say how many answers equal the recorded ones
  --repeat N     ask up to 12 recorded questions N times again, and say in the report whether the server repeats its text
  --trials N     answers per sample (sampled decoding only)
  --only MODEL   only this model; may be repeated
  --quiet        no progress, and no word of what is waited for
  --verbose      each request to a server, its status and time, on standard error; keys are left out
  --json         a summary as JSON on standard output
  --check        write nothing: say which files are not what the records give
  --queue URL    workers of this queue answer (npx evalbook work), not this machine; also EVALBOOK_QUEUE
  --help         this text

Exit codes: 0 done, 1 a gate failed, 2 usage, 3 incomplete (run again to continue), 4 verification failed, 130 interrupted.
`;

const flags = {
  limit: { type: 'string' },
  trials: { type: 'string' },
  only: { type: 'string', multiple: true },
  filter: { type: 'string', multiple: true },
  'fail-under': { type: 'string' },
  shard: { type: 'string' },
  fresh: { type: 'boolean' },
  repeat: { type: 'string' },
  quiet: { type: 'boolean' },
  verbose: { type: 'boolean' },
  json: { type: 'boolean' },
  check: { type: 'boolean' },
  queue: { type: 'string' },
  help: { type: 'boolean' },
} as const;

/** Parses run flags; `--help` prints them and ends the process. Errors: UserError (exit 2) on an unknown flag or a bad number. */
export function parseRunOptions(args: string[]): RunOptions {
  const { options, queue } = parseReportArguments(args, false);
  if (queue !== undefined && args.some((arg) => arg.startsWith('--queue')))
    throw new UserError('expected --queue with `npx evalbook report NN`, got it with the script itself');
  return options;
}

/** Parses run flags and the names of reports, given by number or name. Errors: as `parseRunOptions`. */
export function parseReportArguments(args: string[], named = true): ReportArguments {
  const { values, positionals } = parseFlags(args, named);
  if (values.help) {
    process.stdout.write(usage);
    process.exit(0);
  }
  const options = {
    limit: count('--limit', values.limit),
    trials: count('--trials', values.trials),
    only: values.only ?? [],
    filter: checkedFilter(values.filter ?? []),
    failUnder: percent('--fail-under', values['fail-under']),
    fresh: values.fresh ?? false,
    quiet: values.quiet ?? false,
    json: values.json ?? false,
    check: values.check ?? false,
    repeat: count('--repeat', values.repeat),
    shard: shardOf(values.shard),
  };
  const queue = queueAddress(values.queue);
  const other = options.check
    ? '--check'
    : options.repeat
      ? '--repeat'
      : options.failUnder !== null
        ? '--fail-under'
        : values.queue
          ? '--queue'
          : null;
  if (options.shard && other)
    throw new UserError(`expected --shard without ${other}, got both: a shard has only its part, and writes no report`);
  return { options, names: positionals, queue: options.shard ? undefined : queue };
}

export interface ReportArguments {
  options: RunOptions;
  names: string[];
  /** address of the queue; apart from the options, which stand in addresses of scripts, as it may hold a password */
  queue: string | undefined;
}

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

/** The options of a script run without flags. */
export const noOptions: RunOptions = {
  limit: null,
  trials: null,
  only: [],
  filter: [],
  failUnder: null,
  fresh: false,
  quiet: false,
  json: false,
  check: false,
  repeat: null,
  shard: null,
};

/** Whether only a part is run: the result is then a draft, never a report. */
export function isDraft({ limit, trials, only, filter, shard }: RunOptions): boolean {
  return limit !== null || trials !== null || only.length > 0 || filter.length > 0 || shard !== null;
}

function parseFlags(args: string[], allowPositionals: boolean) {
  try {
    return parseArgs({ args, options: flags, strict: true, allowPositionals });
  } catch (error) {
    const [reason] = (error as Error).message.split(/\. |\n/);
    throw new UserError(
      `${reason}. Expected ${Object.keys(flags)
        .map((name) => `--${name}`)
        .join(' ')}; see --help`,
    );
  }
}

function count(flag: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new UserError(`expected ${flag} to be a whole number, 1 or more, got "${text}"`);
  return value;
}

function percent(flag: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const value = text.trim() === '' ? Number.NaN : Number(text.replace(/ ?%$/, ''));
  if (!(value >= 0 && value <= 100))
    throw new UserError(`expected ${flag} to be a number from 0 to 100, in per cent, got "${text}"`);
  return value;
}

/** From "1/3". Errors: UserError (exit 2) for a part that is none, e.g. 4/3. */
function shardOf(text: string | undefined): Shard | null {
  if (text === undefined) return null;
  const [, index, of] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  if (!(shard.index >= 1 && shard.index <= shard.of))
    throw new UserError(`expected --shard I/N with I from 1 to N, e.g. 1/3, 2/3 and 3/3, got "${text}"`);
  return shard;
}

function checkedFilter(texts: string[]): string[] {
  parseFilter(texts);
  return texts;
}

/** The flags that this process was started with. */
export function ownRunOptions(): RunOptions {
  return parseRunOptions(scriptArguments());
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
