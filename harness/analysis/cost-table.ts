// What the answers of a server cost, and how fast they came: from what the records hold, so that a replay gives the same table.
import { median } from 'simple-statistics';
import { inline } from '../core/quote.js';
import type { Table } from '../core/tables.js';
import type { Generation, Model, Price, Row } from '../core/types.js';

/** Answers shorter than this say little about a speed, in tokens. */
const leastTokens = 4;

export interface Cost {
  model: Model;
  answers: number;
  /** totals over the answers that report them; null if none does */
  promptTokens: number | null;
  outputTokens: number | null;
  /** as the server counts, or by its share of the characters; null without reasoning */
  reasoning: { tokens: number; estimated: boolean } | null;
  /** median ms to the first word of the answers that were asked alone; null if none was */
  firstTokenMs: number | null;
  /** how many answers that is of */
  alone: number;
  /** median of tokens a second after the first word, alone; null if none can be said */
  tokensPerSecond: number | null;
  /** the same of answers that were asked beside others */
  besideOthers: { tokensPerSecond: number; atOnce: number } | null;
  /** null without a price or without counts */
  money: number | null;
  price: Price | null;
}

export interface CostOptions {
  /** prices by the model's id, where the script's model has none */
  prices?: Record<string, Price>;
}

/** What each model's answers cost, each answer counted once however many rows share it. */
export function costsOf(rows: readonly Row[], { prices = {} }: CostOptions = {}): Cost[] {
  const models = new Map(rows.map(({ model }) => [model.id, model]));
  return [...models.values()].map((model) => {
    const own = rows.filter((row) => row.model.id === model.id && row.generation.finish !== 'error');
    const answers = [...new Map(own.map(({ generation }) => [generation.key, generation])).values()];
    const price = prices[model.id] ?? model.price ?? null;
    const [promptTokens, outputTokens] = [
      total(answers.map((one) => one.promptTokens)),
      total(answers.map((one) => one.outputTokens)),
    ];
    const alone = answers.filter(({ timing }) => timing?.atOnce === 1);
    const beside = answers.filter(({ timing }) => timing !== undefined && timing.atOnce > 1);
    const besideSpeed = speedOf(beside);
    const first = alone.flatMap(({ timing }) => timing?.firstTokenMs ?? []);
    return {
      model,
      answers: answers.length,
      promptTokens,
      outputTokens,
      reasoning: reasoningOf(answers),
      firstTokenMs: first.length > 0 ? median(first) : null,
      alone: first.length,
      tokensPerSecond: speedOf(alone),
      besideOthers:
        besideSpeed === null
          ? null
          : { tokensPerSecond: besideSpeed, atOnce: Math.max(...beside.map(({ timing }) => timing?.atOnce ?? 1)) },
      money: price && promptTokens !== null && outputTokens !== null ? moneyOf(price, promptTokens, outputTokens) : null,
      price,
    };
  });
}

/** Money for so many tokens, in the price's currency. */
export function moneyOf(price: Price, promptTokens: number, outputTokens: number): number {
  return (promptTokens * price.in + outputTokens * price.out) / 1e6;
}

/** An amount with its currency, e.g. "0.0123 USD": at least two decimals, three significant digits. */
export function moneyText(amount: number, { currency = 'USD' }: Price): string {
  const places = amount >= 1 || amount === 0 ? 2 : amount >= 0.1 ? 3 : amount >= 0.01 ? 4 : amount >= 0.001 ? 5 : 6;
  return `${amount.toFixed(places)} ${inline(currency)}`;
}

function total(counts: (number | null)[]): number | null {
  const known = counts.filter((count) => count !== null);
  return known.length === 0 ? null : known.reduce((sum, count) => sum + count, 0);
}

function reasoningOf(answers: readonly Generation[]): Cost['reasoning'] {
  const thought = answers.filter(({ reasoning, reasoningTokens }) => reasoning !== undefined || reasoningTokens !== undefined);
  if (thought.length === 0) return null;
  const share = ({ output, reasoning = '', outputTokens }: Generation) =>
    ((outputTokens ?? 0) * reasoning.length) / Math.max(1, reasoning.length + output.length);
  return {
    tokens: Math.round(thought.reduce((sum, one) => sum + (one.reasoningTokens ?? share(one)), 0)),
    estimated: thought.some(({ reasoningTokens }) => reasoningTokens === undefined),
  };
}

function speedOf(answers: readonly Generation[]): number | null {
  const speeds = answers.flatMap(({ timing, outputTokens }) => {
    if (!timing || timing.firstTokenMs === null || outputTokens === null || outputTokens < leastTokens) return [];
    const ms = timing.totalMs - timing.firstTokenMs;
    return ms > 0 ? [((outputTokens - 1) * 1000) / ms] : [];
  });
  return speeds.length > 0 ? median(speeds) : null;
}

/**
 * A table of what the answers of each model cost: tokens read and written, of these reasoning, the time to the first word and the
 * speed after it, and money where there is a price (the model's `price`, or `prices` by its id). Times are those of answers that
 * were asked alone; where requests were sent together, the speed beside others says how many. Tokens are as the server counts them.
 */
export function costTable(rows: readonly Row[], options: CostOptions = {}): Table {
  const costs = costsOf(rows, options);
  const priced = costs.some(({ money }) => money !== null);
  const right = (title: string) => ({ title, align: 'right' as const });
  return {
    columns: [
      { title: 'model' },
      ...['answers', 'tokens read', 'tokens written', 'of these reasoning', 'first word, ms', 'tokens/s'].map(right),
      ...(priced ? [right('cost')] : []),
    ],
    rows: costs.map((cost) => [
      inline(cost.model.id),
      String(cost.answers),
      countText(cost.promptTokens),
      countText(cost.outputTokens),
      cost.reasoning ? `${cost.reasoning.estimated ? 'about ' : ''}${countText(cost.reasoning.tokens)}` : '0',
      cost.firstTokenMs === null ? '–' : `${cost.firstTokenMs.toFixed(0)} (n ${cost.alone})`,
      speedText(cost),
      ...(priced ? [cost.money === null || !cost.price ? '–' : moneyText(cost.money, cost.price)] : []),
    ]),
    caption: captionOf(costs),
  };
}

function captionOf(costs: readonly Cost[]): string {
  const dates = [...new Set(costs.flatMap(({ price, money }) => (price && money !== null ? [price.date] : [])))].sort();
  return [
    'Tokens as the server counts them, of the answers shown here: what was cut off and asked again is not in them.',
    'Times are medians, measured by the client, of answers with no other request of the same run open beside them.',
    ...(costs.some(({ reasoning }) => reasoning?.estimated)
      ? ['“About”: the server does not count reasoning, which has its share of the characters here.']
      : []),
    ...(dates.length > 0 ? [`Prices of ${dates.map(inline).join(' and ')}.`] : []),
  ].join(' ');
}

function countText(count: number | null): string {
  return count === null ? 'not said' : String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

function speedText({ tokensPerSecond, besideOthers }: Cost): string {
  const alone = tokensPerSecond === null ? [] : [tokensPerSecond.toFixed(1)];
  const beside = besideOthers
    ? [`${besideOthers.tokensPerSecond.toFixed(1)} each with up to ${besideOthers.atOnce} at once`]
    : [];
  return [...alone, ...beside].join('; ') || '–';
}
