// A notebook session: what one script loads, runs and shows, as a value. `weave` turns it into the report.
import { randomUUID } from 'node:crypto';
import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Comparison, compare } from '../analysis/compare.js';
import type { Prediction } from '../analysis/predict.js';
import type { Rates } from '../analysis/rate.js';
import { passRate } from '../analysis/rates.js';
import type { Content, Says } from '../core/content.js';
import { endInOneLine } from '../core/ending.js';
import { printed, UserError } from '../core/errors.js';
import { type Dataset, load } from '../core/load.js';
import { startedScript } from '../core/options.js';
import { isDraft, noOptions, ownRunOptions, type RunOptions } from '../core/run-options.js';
import type { Session } from '../core/session.js';
import { checkTypes } from '../core/type-check.js';
import type { Judge, Model, Row, Sample } from '../core/types.js';
import { findProject, type Project } from '../project.js';
import type { SpeedRecord } from '../records/measurements.js';
import { type Existing, gradeExisting } from '../run/grade-existing.js';
import { type Match, pairwise } from '../run/pairwise.js';
import type { Plan } from '../run/plan.js';
import type { Ran } from '../run/ran.js';
import { run } from '../run/run.js';
import { speed, type TimedModel } from '../run/speed.js';
import { attendedBy } from './attended.js';
import { emptyPage, type Front, type Headline } from './page.js';
import { Registration } from './registration.js';
import { shownAt } from './shown-at.js';
import { reportOf, type Woven, weave } from './weave.js';

export interface Notebook {
  project: Project;
  /** Loads datasets/NAME/data.jsonl; `check` throws FieldError for a field that is not what it needs. */
  load<S extends Sample = Sample>(name: string, check?: (sample: Sample) => void): Promise<Dataset<S>>;
  /** Asks the models for what is not recorded, grades all answers, and returns one row per model, condition, sample and trial. */
  run<S extends Sample>(plan: Plan<S>): Promise<Row[]>;
  /** Grades answers already in the dataset, in its field `output`. */
  gradeExisting(existing: Existing): Promise<Row[]>;
  /** Compares two models' answers to the same samples with a pairwise judge. */
  pairwise(rows: Row[], match: Match): Promise<Row[]>;
  /** The newest speed records of these models, measured if there are none. `runs`: processes per model, default 5. */
  speed(plan: { models: TimedModel[]; runs?: number }): Promise<SpeedRecord[]>;
  /** Puts a text, table, figure or sentence into the report, after the code that called this. */
  show(content: Content): void;
  /**
   * Adds content to the project's front pages and the list of reports; if a script calls it several times, the first call counts.
   */
  front(parts: Front): void;
  /**
   * Adds each model's pass rate to the table of findings, with the difference of two models on the same questions. `what` names the
   * rate where a report has several, e.g. "fence allowed".
   */
  headline(rates: Headline['rates'], difference?: Headline['difference'], what?: string): void;
  /**
   * Predicts something of the numbers that the page shows, in one sentence and in code: `predicts(difference, '>', 0)`. What
   * became of it stands in the script's section "Hypothesis" and at the beginning of the page. It is registered before a model is
   * asked, and the page says so, or that answers were there already.
   */
  hypothesis(sentence: string, prediction: Prediction): void;
  /**
   * Two models in one call: shows the table of pass rates and the comparison's sentence, and makes them the headline. For more
   * control, use `passRate` and `compare`.
   */
  compareModels(
    rows: Row[],
    sides: { judge: Judge; a: Model; b: Model; clusters?: string },
  ): { rates: Rates; difference: Comparison };
  /**
   * Writes the report. The script's last line is `export default await weave();`, which passes it to the command that runs the
   * script.
   */
  weave(): Promise<Woven>;
}

const parameter = 'evalbook';

/**
 * Opens the notebook of the script at `url` (its `import.meta.url`). Flags are the process's own if it was started with this
 * script, otherwise those of the command that runs it. Errors: UserError (exit 2) on wrong flags, or if the script is not in a
 * project.
 */
export function notebook(url: string): Notebook {
  const script = fileURLToPath(url);
  const given = new URL(url).searchParams.get(parameter);
  const isMain = given === null && startedScript() === script;
  if (isMain) endInOneLine();
  const options = given === null ? (isMain ? ownRunOptions() : noOptions) : (JSON.parse(given) as RunOptions);
  const project = findProject(dirname(script));
  let types: Promise<void> | null = null;
  const registration = new Registration(project, script, reportOf(script));
  const beforeAsking = async () => {
    types ??= checkTypes(project, script);
    await types;
    await registration.beforeAsking();
  };
  const heard = attendedBy();
  const { planned, answerer } = heard;
  const session: Session = {
    ...{ project, options, beforeRun: (paths: string[]) => registration.beforeRun(paths), beforeAsking },
    ...(planned ? { planned } : {}),
    ...(answerer ? { answerer } : {}),
  };
  const page = emptyPage();
  let woven = false;
  const kept = async (running: Promise<Ran>): Promise<Row[]> => {
    const ran = await told(running);
    page.ran.push(ran);
    return ran.rows;
  };
  const told = async <T>(work: Promise<T>): Promise<T> => {
    try {
      const done = await work;
      heard.settled?.();
      return done;
    } catch (error) {
      heard.failed?.(error);
      throw error;
    }
  };
  /** Errors: UserError if content names a model, field or side that has no rows, although no flag excluded it. */
  const whole = (content: Content | Says | Prediction | undefined): void => {
    if (planned) return;
    const missing = missingIn(content);
    if (missing && !isDraft(options)) throw new UserError(`${relative(project.folder, script)}: ${missing}`);
  };
  const own: Notebook = {
    project,
    load: async <S extends Sample>(name: string, check?: (sample: Sample) => void) => {
      const dataset = await load<S>(project, name, check).catch((error) => {
        heard.failed?.(error);
        throw error;
      });
      page.inputs.push(dataset.path);
      return dataset;
    },
    run: (plan) => kept(run(session, plan)),
    gradeExisting: async (existing) => (planned ? [] : kept(gradeExisting(session, existing))),
    pairwise: async (rows, match) => (planned ? [] : kept(pairwise(session, rows, match))),
    speed: async (plan) => {
      if (planned) return [];
      const { records, inputs, models } = await told(speed(session, plan));
      page.inputs.push(...inputs);
      page.measured.push(...models);
      return records;
    },
    show(content) {
      whole(content);
      page.shown.push({ line: shownAt(url), content });
    },
    front(parts) {
      whole(parts.says);
      page.fronts.push(parts);
    },
    headline(rates, difference, what) {
      whole(rates.table());
      whole(difference);
      page.headlines.push({ rates, ...(difference ? { difference } : {}), ...(what === undefined ? {} : { what }) });
    },
    hypothesis(sentence, prediction) {
      if (typeof sentence !== 'string' || sentence.trim() === '' || !Array.isArray(prediction?.numbers))
        throw new UserError(
          `${relative(project.folder, script)}: expected hypothesis('…', predicts(…)), got a sentence ${printed(sentence)} and ${printed(prediction)}`,
        );
      whole(prediction);
      page.predictions.push({ line: shownAt(url), sentence: sentence.trim(), prediction });
    },
    compareModels(rows, { judge, a, b, clusters }) {
      const among = clusters === undefined ? {} : { clusters };
      const rates = passRate(rows, { judge, by: ['model'], ...among });
      const difference = compare(rows, { judge, a: a.id, b: b.id, ...among });
      own.show(rates.table());
      own.show(difference.sentence());
      own.headline(rates, difference);
      return { rates, difference };
    },
    weave: async () => {
      if (woven) throw new UserError(`${script}: expected one call of weave(), got a second one`);
      woven = true;
      return weave(session, script, page, registration);
    },
  };
  return own;
}

function missingIn(content: Content | Says | Prediction | undefined): string | undefined {
  if (typeof content !== 'object') return undefined;
  return 'kind' in content && content.kind === 'figure' ? content.table.missing : content.missing;
}

/** The address at which a command imports a script, so that it runs with these flags; `once`: another each time, so that it runs again. */
export function scriptAddress(url: string, options: RunOptions, once = false): string {
  const address = new URL(url);
  address.searchParams.set(parameter, JSON.stringify(options));
  if (once) address.searchParams.set('once', randomUUID());
  return address.href;
}
