// What became of a script's predictions: the section "Hypothesis" of its page, and a sentence for its beginning.

import type { Outcome, Prediction } from '../analysis/predict.js';
import { signed } from '../analysis/sentence.js';
import { canonical } from '../core/canonical.js';
import type { Content } from '../core/content.js';
import { UserError } from '../core/errors.js';
import { type Estimate, type Estimates, nameOf } from '../core/estimate.js';
import { inline } from '../core/quote.js';
import { markdown } from '../core/tables.js';
import type { PredictionRecord } from '../records/hypotheses.js';
import { levelText } from '../stats/level.js';
import type { Page } from './page.js';
import { checkSection, hasHypothesis, hypothesisHeading } from './prediction-calls.js';
import type { Registered, Registrations } from './registration.js';

/**
 * Errors: UserError (exit 2) if a prediction is about a number that the page does not show, or stands there twice; if the script
 * predicts something and has no section "Hypothesis" to say it in, or has one and predicts nothing.
 */
export function checkPredictions(path: string, script: string, page: Page): void {
  const { predictions } = page;
  checkSection(path, script, predictions.length);
  const [first] = predictions;
  if (first && !hasHypothesis(script))
    throw new UserError(
      `${path}:${first.line}: expected a section \`// ## Hypothesis\` that says why this is predicted, got none`,
    );
  const shown = shownNames(page);
  for (const [i, { line, sentence, prediction }] of predictions.entries()) {
    const twice = predictions.findIndex((one) => one.sentence === sentence);
    if (twice !== i) throw new UserError(`${path}:${line}: expected each prediction once, got “${sentence}” again`);
    const hidden = prediction.numbers.find(({ name, estimate }) => !shown.has(name) && !isDerived(estimate, shown));
    if (hidden)
      throw new UserError(
        `${path}:${line}: expected a prediction about what the page shows, got one about ${labelOf(hidden.estimate)}, which is never shown. Show what it is about, e.g. show(difference.sentence())`,
      );
  }
}

/** Names of all numbers that the page, or its headline, shows. */
function shownNames({ shown, headlines, fronts }: Page): Set<string> {
  const all = [
    ...shown.map(({ content }) => estimatesOf(content)),
    ...headlines.flatMap(({ rates, difference }) => [rates.estimates, difference?.estimates]),
    ...fronts.slice(0, 1).map(({ says }) => says?.estimates),
  ];
  return new Set(all.flatMap((some) => (some ? some.all.map((one) => nameOf(some, one)) : [])));
}

function estimatesOf(content: Content): Estimates | undefined {
  if (typeof content === 'string') return undefined;
  return 'kind' in content && content.kind === 'figure' ? content.table.estimates : content.estimates;
}

function isDerived({ from = [] }: Estimate, shown: Set<string>): boolean {
  return from.length > 0 && from.every((name) => shown.has(name));
}

/** What prose calls the models, by id. */
type Titles = Record<string, string>;

/** The prose with the predictions at the end of its section "Hypothesis", if it has one. */
export function withPredictions(prose: string, registrations: Registrations, titles: Titles = {}): string {
  const found = hypothesisHeading.exec(prose);
  if (!found) return prose;
  const below = found.index + found[0].length;
  const next = prose.slice(below).search(/^#{1,2} /m);
  const end = next < 0 ? prose.length : below + next;
  const [section, rest] = [prose.slice(0, end).trimEnd(), prose.slice(end)];
  return [section, sectionOf(registrations, titles), rest].filter(Boolean).join('\n\n');
}

function sectionOf({ all, withdrawn }: Registrations, titles: Titles): string {
  const lines = [...all.map((one) => lineOf(one, titles)), ...withdrawn.map((one) => `- No longer predicted: ${told(one)}.`)];
  const long = all.filter(({ item }) => item.prediction.numbers.length > most);
  return [lines.join('\n'), ...long.map(({ item }) => numbersOf(item.sentence, item.prediction, titles))].join('\n\n');
}

/** Numbers of one prediction that stand in its line. */
const most = 4;

const outcomes: Record<Outcome, string> = { held: 'Held', failed: 'Failed', undecided: 'Undecided' };

function lineOf({ item: { sentence, prediction }, record, before }: Registered, titles: Titles): string {
  const { numbers, said, outcome, missing } = prediction;
  const [first, ...more] = numbers;
  const count = (wanted: Outcome) => numbers.filter((number) => number.outcome === wanted).length;
  const evidence = !first
    ? `Nothing to decide it by${missing ? `: ${missing}` : ''}. `
    : numbers.length > most
      ? `Of ${numbers.length} numbers ${count('held')} are so, ${count('failed')} are not, ${count('undecided')} are undecided. `
      : more.length === 0
        ? `${numberText(first.estimate, titles)}. `
        : '';
  const line = `- **${outcomes[outcome]}**: ${sentence} ${evidence}Predicted: ${more.length === 0 ? '' : 'each '}${predictedText(said)}. ${registeredText(record, before)}.`;
  const below = more.length > 0 && numbers.length <= most ? numbers : [];
  return [line, ...below.map((one) => `  - ${one.outcome}: ${numberText(one.estimate, titles)}`)].join('\n');
}

/** The numbers of a prediction that has too many for a line, as a table. */
function numbersOf(sentence: string, { numbers }: Prediction, titles: Titles): string {
  const table = markdown({
    columns: [
      { title: 'number' },
      { title: 'value', align: 'right' },
      { title: `${levelText} interval`, align: 'right' },
      { title: 'n', align: 'right' },
      { title: 'outcome' },
    ],
    rows: numbers.map(({ estimate, outcome }) => {
      const { value, low, high } = textsOf(estimate);
      return [labelOf(estimate, titles), value, `${low} to ${high}`, countText(estimate), outcome];
    }),
  });
  return `<details><summary>${numbers.length} numbers: ${inline(sentence)}</summary>\n\n${table}\n\n</details>`;
}

function numberText(estimate: Estimate, titles: Titles): string {
  const { value, low, high } = textsOf(estimate);
  if (estimate.value === null) return `${labelOf(estimate, titles)}: nothing scored`;
  return `${labelOf(estimate, titles)}: ${value} (${levelText} interval ${low} to ${high}; ${countText(estimate)})`;
}

function textsOf({ value, low, high, sides }: Estimate): Record<'value' | 'low' | 'high', string> {
  const text = (end: number) => (Number.isFinite(end) ? signed(end) : end > 0 ? '∞' : '−∞');
  return {
    value: value === null ? '–' : sides ? `${signed(value)} points` : `${signed(value)} %`,
    low: text(low),
    high: text(high),
  };
}

function labelOf({ group, sides }: Estimate, titles: Titles = {}): string {
  const named = (value: string) => inline(titles[value] ?? value);
  const parts = [...(sides ? [sides.map(named).join(' − ')] : []), ...Object.values(group).map(named)].filter(Boolean);
  return parts.join(', ') || 'all answers';
}

function countText({ questions, counted }: Estimate): string {
  return questions === null ? counted : `${questions} questions, ${counted}`;
}

function predictedText({ about, operator, threshold }: Prediction['said']): string {
  const isDifference = about.some((of) => 'sides' in of || 'across' in of);
  return `${operator === '>' ? 'above' : 'below'} ${signed(threshold).replace(/\.0$/, '')} ${isDifference ? 'points' : '%'}`;
}

function registeredText(record: PredictionRecord, before: PredictionRecord[]): string {
  const { recorded } = record;
  if (recorded === 0) return 'Registered before the answers';
  if (before.length === 0) return `Registered after ${recorded} records were made`;
  const was = before.map((one) => told(one, record)).join(', and before that ');
  return `Changed after ${recorded} records were made; it read: ${was}`;
}

/** An earlier prediction, and, if it is held against `now`, whether it was about other numbers. */
function told({ sentence, prediction }: PredictionRecord, now?: PredictionRecord): string {
  const [was, is] = [prediction, now?.prediction ?? prediction].map((text) => JSON.parse(text) as Prediction['said']) as [
    Prediction['said'],
    Prediction['said'],
  ];
  const other = canonical([was.about, was.where]) === canonical([is.about, is.where]) ? '' : ', of other numbers';
  return `“${sentence}” (${predictedText(was)}${other})`;
}

/** What became of all predictions, in one sentence, and in another which are no longer made; '' if there are none. */
export function outcomeSentence(registrations: Registrations): string {
  const gone = registrations.withdrawn.map(({ sentence }) => `“${sentence}”`);
  const dropped = gone.length > 0 ? `No longer predicted: ${gone.join(', ')}.` : '';
  return [madeSentence(registrations), dropped].filter(Boolean).join(' ');
}

function madeSentence({ all }: Registrations): string {
  if (all.length === 0) return '';
  const of = (wanted: Outcome) => all.filter(({ item }) => item.prediction.outcome === wanted);
  const names = of('failed').map(({ item }) => `“${item.sentence}”`);
  const [held, undecided] = [of('held').length, of('undecided').length];
  const counts = [
    `${held} held`,
    `${names.length} failed${names.length > 0 ? ` (${names.join(', ')})` : ''}`,
    `${undecided} ${undecided === 1 ? 'is' : 'are'} undecided`,
  ];
  const one = all.length === 1;
  const what = one
    ? `The one prediction ${{ held: 'held', failed: `failed (${names})`, undecided: 'is undecided' }[all[0]?.item.prediction.outcome ?? 'undecided']}`
    : `Of ${all.length} predictions ${counts.slice(0, -1).join(', ')} and ${counts.at(-1)}`;
  return `${what}; ${whenText(all)}.`;
}

function whenText(all: Registered[]): string {
  const late = all.filter(({ record }) => record.recorded > 0).length;
  const changed = all.filter(({ before }) => before.length > 0).length;
  const [subject, verb] = all.length === 1 ? ['it', 'was'] : ['all', 'were'];
  const when =
    late === 0
      ? `${subject} ${verb} registered before the answers`
      : late === all.length
        ? `${subject} ${verb} registered after the first answers`
        : `${late} ${late === 1 ? 'was' : 'were'} registered after the first answers`;
  return changed > 0 ? `${when}, ${all.length === 1 ? '' : `${changed} `}changed after them` : when;
}
