// A notebook folder as one value: where everything is, who the authors are, and how its commands are invoked. It is read once,
// from evalbook.json, and passed in; no other file knows a path.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { printed, UserError } from './core/errors.js';

/** Name of the file that marks a folder as a notebook. */
export const settingsFile = 'evalbook.json';

const text = v.pipe(v.string(), v.trim(), v.nonEmpty());
const folder = v.pipe(v.string(), v.regex(/^(?!\/)(?!.*(^|\/)\.\.?(\/|$))[^\\]+[^\\/]$/));

const shape = v.strictObject({
  title: text,
  authors: v.pipe(v.array(text), v.nonEmpty()),
  licence: text,
  version: v.optional(text, 'draft'),
  released: v.optional(v.pipe(v.string(), v.isoDate())),
  url: v.optional(v.pipe(v.string(), v.url())),
  pages: v.optional(v.array(folder), ['README.md']),
  experiments: v.optional(folder, 'experiments'),
  datasets: v.optional(folder, 'datasets'),
  records: v.optional(folder, 'records'),
  reports: v.optional(folder, 'reports'),
});

/** What each field of evalbook.json must be, for error messages. */
const wanted: Record<string, string> = {
  title: 'a text that is not empty',
  authors: 'a list of one or more names',
  licence: 'a text that is not empty, e.g. "CC-BY-4.0"',
  version: 'a text that is not empty',
  released: 'a date, e.g. "2026-11-24"',
  url: 'an address, e.g. "https://example.org/notebook"',
  pages: 'a list of paths of Markdown files in this folder',
  experiments: 'the path of a folder in this one',
  datasets: 'the path of a folder in this one',
  records: 'the path of a folder in this one',
  reports: 'the path of a folder in this one',
};

export type Settings = v.InferOutput<typeof shape>;

/** All paths are relative to the project folder, with forward slashes, except `folder` and the result of `file`. */
export interface Project extends Settings {
  /** absolute */
  folder: string;
  /** absolute path of a file in the project */
  file(path: string): string;
  at: Paths;
  commands: Commands;
}

export interface Paths {
  experiment(name: string): string;
  dataset(name: string): string;
  card(name: string): string;
  /** a model's answers to a dataset */
  answers(model: string, dataset: string): string;
  /** all of a model's records */
  model(id: string): string;
  speed(model: string): string;
  /** whether a server repeats its text */
  repeats(model: string): string;
  /** a judge's recorded verdicts */
  verdicts(judge: string, dataset: string): string;
  /** what was predicted, and how many answers were recorded by then */
  hypotheses: string;
  /** how reliable the judge models are */
  health: string;
  /** answers of a report to a dataset, drawn for readers to label; the labels are in the same file's `.labels` */
  drawn(report: string, dataset: string): string;
  /** how they were drawn: strata, their sizes, and which answer is of which */
  draw(report: string, dataset: string): string;
  /** the rules by which readers label */
  readingRules: string;
  /** progress of an unfinished `again` */
  again: string;
  /** a report's page or table; a draft has its own folder */
  report(name: string, ending: 'md' | 'csv', draft?: boolean): string;
  /** folder for a report's figures */
  figures(name: string, draft?: boolean): string;
  index: string;
  manifest: string;
  validation(ending: 'md' | 'csv'): string;
  judgeHealth(ending: 'md' | 'csv'): string;
  /** how far judges agree with readers */
  judgeReaders(ending: 'md' | 'csv'): string;
}

/** Commands for the reader to type. */
export interface Commands {
  reportAll: string;
  /** rebuilds one report */
  report(name: string): string;
  evalbook(rest: string): string;
}

/**
 * The project whose folder is `from` or contains it. Errors: UserError (exit 2) if neither `from` nor a parent has an
 * evalbook.json.
 */
export function findProject(from: string): Project {
  for (let at = from; ; at = dirname(at)) {
    const file = join(at, settingsFile);
    const found = read(file);
    if (found !== null) return openProject(at, parseSettings(found, file));
    if (dirname(at) === at)
      throw new UserError(
        `expected ${settingsFile} in ${from} or a folder above, found none. \`npx evalbook init\` starts a notebook here`,
      );
  }
}

/** The project in `folder` (absolute) with these settings. */
export function openProject(folder: string, settings: Settings): Project {
  const { datasets, experiments, records, reports } = settings;
  const home = (draft: boolean) => (draft ? `${reports}/draft` : reports);
  return {
    ...settings,
    folder,
    file: (path) => join(folder, path),
    at: {
      experiment: (name) => `${experiments}/${name}.ts`,
      dataset: (name) => `${datasets}/${name}/data.jsonl`,
      card: (name) => `${datasets}/${name}/README.md`,
      answers: (model, dataset) => `${records}/${model}/${dataset}.jsonl`,
      model: (id) => `${records}/${id}`,
      speed: (model) => `${records}/${model}/speed.jsonl`,
      repeats: (model) => `${records}/${model}/repeats.jsonl`,
      verdicts: (judge, dataset) => `${records}/judges/${judge}/${dataset}.jsonl`,
      hypotheses: `${records}/hypotheses.jsonl`,
      health: `${records}/judges/health.jsonl`,
      drawn: (report, dataset) => `${records}/readers/${report}/${dataset}.jsonl`,
      draw: (report, dataset) => `${records}/readers/${report}/${dataset}.draw.json`,
      readingRules: `${records}/readers/README.md`,
      again: `${records}/again.json`,
      report: (name, ending, draft = false) => `${home(draft)}/${name}.${ending}`,
      figures: (name, draft = false) => `${home(draft)}/${name}`,
      index: `${reports}/README.md`,
      manifest: `${reports}/manifest.json`,
      validation: (ending) => `${reports}/judge-validation.${ending}`,
      judgeHealth: (ending) => `${reports}/judge-health.${ending}`,
      judgeReaders: (ending) => `${reports}/judge-readers.${ending}`,
    },
    commands: {
      reportAll: 'make report',
      report: (name) => `npx evalbook report ${/^\d+/.exec(name)?.[0] ?? name}`,
      evalbook: (rest) => `npx evalbook ${rest}`,
    },
  };
}

/** Parses the text of evalbook.json. Errors: UserError (exit 2) naming the field, the expected value and the actual one. */
export function parseSettings(json: string, file = settingsFile): Settings {
  let value: unknown;
  try {
    value = JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UserError(`${file}: expected JSON, got text that is not (${(error as Error).message})`);
  }
  const parsed = v.safeParse(shape, value);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const field = String(issue.path?.[0]?.key ?? '');
  if (field === '') throw new UserError(`${file}: expected a JSON object, got ${printed(value)}`);
  const got = printed((value as Record<string, unknown>)[field]);
  const known = wanted[field];
  throw new UserError(
    known
      ? `${file}: expected \`${field}\` to be ${known}, got ${got}`
      : `${file}: expected only the fields ${Object.keys(wanted).join(', ')}, got \`${field}\``,
  );
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new UserError(`${file}: cannot read (${code}). Make it readable`);
  }
}
