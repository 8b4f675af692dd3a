// The flags of a run: of `evalbook report` and of every experiment.
import { parseArgs } from 'node:util';
import { UserError } from './errors.js';
import { parseFilter } from './filter.js';
import { count, percent, type Shard, shardOf } from './flag-values.js';
import { queueAddress, scriptArguments } from './options.js';

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

function checkedFilter(texts: string[]): string[] {
  parseFilter(texts);
  return texts;
}

/** The flags that this process was started with. */
export function ownRunOptions(): RunOptions {
  return parseRunOptions(scriptArguments());
}
