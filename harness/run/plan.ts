// The plan of a run, checked before anything is asked: a mistake in a script gives one line, not a stack trace or a wrong table.
import { printed, UserError } from '../core/errors.js';
import type { Dataset } from '../core/load.js';
import type { RunOptions } from '../core/run-options.js';
import type { Decoding, Judge, Message, Model, Sample } from '../core/types.js';
import { isOwnFamily } from './own-family.js';

export interface Plan<S extends Sample> {
  /** each with a unique id */
  models: Model[];
  dataset: Dataset<S>;
  /** the user's message, or all messages; default: the sample's input */
  prompt?: (sample: S) => string | Message[];
  judges: Judge[];
  decoding: Decoding;
  /**
   * wordings or decodings to compare, by name; each row has the name as its `condition`. What a condition omits is taken from the
   * plan.
   */
  conditions?: Record<string, Condition<S>>;
  /** answers per sample, default 1; more than one requires a temperature */
  trials?: number;
  /**
   * An answer that is cut off at `maxNewTokens` and does not loop is asked again with twice the limit, up to this many tokens;
   * default: never. Tokens are short in some scripts and long in others, so one limit is not fair to all.
   */
  extendTo?: number;
  /**
   * Why an answer may pass although it was cut off or loops (one sentence, printed in the report); default: it does not pass,
   * whatever the judge says.
   */
  cutOffMayPass?: string;
}

/** What one condition changes in the plan. */
export interface Condition<S extends Sample> {
  prompt?: Plan<S>['prompt'];
  decoding?: Partial<Decoding>;
  /** the JSON Schema of each sample, to which its answer is held: `decoding.schema`, where samples have their own */
  schema?: (sample: S) => Record<string, unknown>;
}

/** How to ask under one condition. */
export interface Way<S extends Sample> {
  /** '' if the plan has no conditions */
  name: string;
  prompt: (sample: S) => string | Message[];
  decoding: Decoding;
  schema?: (sample: S) => Record<string, unknown>;
}

/** The conditions of a plan, in its order; a single unnamed one if it has none. */
export function waysOf<S extends Sample>({ prompt, decoding, conditions = { '': {} } }: Plan<S>): Way<S>[] {
  return Object.entries(conditions).map(([name, own]) => ({
    name,
    prompt: own.prompt ?? prompt ?? (({ input }) => input),
    decoding: { ...decoding, ...own.decoding },
    ...(own.schema && { schema: own.schema }),
  }));
}

const fields: Record<keyof Plan<Sample>, true> = {
  models: true,
  dataset: true,
  prompt: true,
  judges: true,
  decoding: true,
  conditions: true,
  trials: true,
  extendTo: true,
  cutOffMayPass: true,
};

/** Checks the types of a plan's parts. Errors: UserError naming the first wrong part, what it is, and what to write instead. */
export function checkParts<S extends Sample>(plan: Plan<S>): void {
  for (const name of Object.keys(plan))
    if (!Object.hasOwn(fields, name))
      throw new UserError(`expected a plan of ${Object.keys(fields).join(', ')}, got \`${name}\` in it`);
  const { models, dataset, prompt, judges, decoding } = plan;
  each('models', models, 'model', (model) => typeof model.id === 'string' && typeof model.generate === 'function');
  each('judges', judges, 'judge', (judge) => typeof judge.name === 'string' && typeof judge.grade === 'function');
  if (!isObject(dataset) || !Array.isArray(dataset.samples))
    throw new UserError(`expected \`dataset\` to be a dataset, got ${what(dataset, "await load('…')")}`);
  if (prompt !== undefined && typeof prompt !== 'function')
    throw new UserError(`expected \`prompt\` to be a function of a sample, got ${printed(prompt)}: write ({ input }) => …`);
  if (!isObject(decoding))
    throw new UserError(`expected \`decoding\` to be an object, got ${printed(decoding)}: write { maxNewTokens: 256 }`);
  checkConditions(plan.conditions);
  const { cutOffMayPass: reason } = plan;
  if (reason !== undefined && (typeof reason !== 'string' || reason.trim() === ''))
    throw new UserError(`expected \`cutOffMayPass\` to say why, in a sentence, got ${printed(reason)}`);
  const ids = models.map(({ id }) => id);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined)
    throw new UserError(
      `expected models of different ids, got "${twice}" twice: their answers would be one model's. Give one an \`id\``,
    );
}

const inCondition = ['prompt', 'decoding', 'schema'] satisfies (keyof Condition<Sample>)[] as string[];

function checkConditions(conditions: unknown): void {
  if (conditions === undefined) return;
  if (!isObject(conditions) || Array.isArray(conditions) || Object.keys(conditions).length === 0)
    throw new UserError(
      `expected \`conditions\` to name one or more, got ${printed(conditions)}: write { short: { prompt: … }, long: { … } }`,
    );
  for (const [name, condition] of Object.entries(conditions)) {
    const known = isObject(condition) ? Object.keys(condition).find((key) => !inCondition.includes(key)) : '';
    const { schema } = (known === undefined ? condition : {}) as Record<string, unknown>;
    if (schema !== undefined && typeof schema !== 'function')
      throw new UserError(
        `expected \`conditions.${name}.schema\` to be a function of a sample, got ${printed(schema)}: write ({ target }) => …, or \`decoding: { schema }\` for one schema`,
      );
    if (known === undefined && name !== '') continue;
    throw new UserError(
      `expected \`conditions.${name}\` to be an object with \`prompt\`, \`decoding\` or \`schema\`, got ${known ? `\`${known}\` in it` : printed(condition)}`,
    );
  }
}

/** Checks decoding, trials and judges for the models that are asked; returns the number of trials. Errors: UserError (exit 2). */
export function checkAsked<S extends Sample>(plan: Plan<S>, models: Model[], options: RunOptions): number {
  const { judges, trials = 1 } = plan;
  const wanted = options.trials ?? trials;
  for (const { name, decoding } of waysOf(plan)) {
    const { maxNewTokens, temperature = 0 } = decoding;
    const where = name ? `conditions.${name}.decoding` : 'decoding';
    if (!Number.isInteger(maxNewTokens) || maxNewTokens < 1)
      throw new UserError(`expected \`${where}.maxNewTokens\` to be a whole number, 1 or more, got ${printed(maxNewTokens)}`);
    const { extendTo = maxNewTokens } = plan;
    if (!Number.isInteger(extendTo) || extendTo < maxNewTokens)
      throw new UserError(
        `expected \`extendTo\` to be a whole number, at least ${where}.maxNewTokens (${maxNewTokens}), got ${printed(extendTo)}`,
      );
    if (wanted > 1 && temperature === 0)
      throw new UserError(
        `expected \`${where}.temperature\` above 0 for ${wanted} trials, got ${temperature}: a greedy answer only repeats`,
      );
  }
  for (const judge of judges)
    if (!judge.abstains && models.some((model) => isOwnFamily(judge, model)))
      throw new UserError(
        `judge ${judge.name} is of the family "${[judge.family].flat().join(', ')}", as is a model that it would grade. Choose a judge of another family`,
      );
  return wanted;
}

function each(name: string, list: unknown, kind: string, isOne: (value: Record<string, unknown>) => boolean): void {
  if (!Array.isArray(list)) throw new UserError(`expected \`${name}\` to be a list of ${kind}s, in [ ], got ${what(list)}`);
  for (const [i, value] of list.entries())
    if (!isObject(value) || !isOne(value)) throw new UserError(`expected \`${name}[${i}]\` to be a ${kind}, got ${what(value)}`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object';
}

/** Describes a value of the wrong kind, with what was probably meant. */
function what(value: unknown, instead = 'await before it'): string {
  if (value === undefined) return 'nothing: look at its import';
  if (value instanceof Promise) return `a promise: write ${instead}`;
  if (typeof value === 'function') return `a function: write ${value.name || '…'}()`;
  return isObject(value) ? `an object with ${Object.keys(value).slice(0, 5).join(', ') || 'nothing in it'}` : printed(value);
}
