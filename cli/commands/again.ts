// Asks every model available here for all answers again, from scratch, and rebuilds the reports. It resumes after any number of
// interruptions, by means of a progress note in records/.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { median, sum } from 'simple-statistics';
import { moneyOf, moneyText } from '../../harness/analysis/cost-table.js';
import { exit, UserError } from '../../harness/core/errors.js';
import { duration, say } from '../../harness/core/progress.js';
import { visible } from '../../harness/core/quote.js';
import { findProject, type Project } from '../../harness/project.js';
import type { SpeedRecord } from '../../harness/records/measurements.js';
import { readRecords } from '../../harness/records/records.js';
import { readStore } from '../../harness/records/store.js';
import { hubModels, statusOf } from '../../models/catalog/hub.js';
import { smollm2 } from '../../models/catalog/smollm2.js';
import { answerFiles } from '../support/answer-files.js';
import { type Prices, pricesOf } from '../support/prices.js';
import { main as report } from './report.js';

export const summary = 'ask every model that is here for everything anew, and rebuild the reports';

const usage = `usage: npx evalbook again [--plan [--json]] [--price IN,OUT | --price FILE.json]

Forgets the recorded answers of every model whose weights are here, asks for all of them anew, says how many equal the committed ones, and
rebuilds the reports. Says first how much there is to ask and about how long it takes. Stopped, it goes on where it was with the same command.

  --plan    only say what there is to ask
  --json    with --plan, the same as one JSON object
  --price   with --plan, what a server takes for a million tokens, read and written: --price 0.15,0.6, or a file
            {"date": "2026-11-28", "currency": "USD", "models": {"gpt-4o-mini": {"in": 0.15, "out": 0.6}}} by id or served name

Answers of servers are never asked anew by this command, as they may cost money: it says what they would cost, and
\`npx evalbook report NN --fresh --only MODEL\` asks.

The records must be committed and unchanged, so that nothing is lost: \`git checkout records\` brings them back.
`;

/** The amount of work for one model. */
interface Part {
  model: string;
  datasets: string[];
  answers: number;
  promptTokens: number;
  outputTokens: number;
  /** estimated from the recorded speed; null if none is recorded */
  seconds: number | null;
}

/** What a server's model would be asked, if its answers were asked for anew. */
interface ServerPart extends Part {
  served: string;
  reasoningTokens: number;
  /** answers that do not say how many tokens they took */
  uncounted: number;
  atOnce: number;
}

/** Speed-up of generation by batching, with one process per core, over one answer at a time. Prefill gains nothing. */
const batchGain = 4;

/**
 * At this prompt length a prompt token takes twice as long, because of attention. Both figures were measured for the two models
 * on two cores.
 */
const doubleAt = 30_000;

export async function main(args: string[]): Promise<number> {
  const flags = parse(args);
  if (flags.help) {
    process.stdout.write(usage);
    return exit.done;
  }
  const project = findProject(process.cwd());
  const note = project.file(project.at.again);
  const begun = existsSync(note);
  const parts = begun
    ? (JSON.parse(readFileSync(note, 'utf8')) as Part[])
    : (await presentModels()).map((model) => partOf(project, model)).filter(({ answers }) => answers > 0);
  const prices = pricesOf(flags.price);
  if (flags.json && !flags.plan) throw new UserError('expected --json with --plan. See --help');
  if (flags.json) {
    const servers = serverParts(project).map((part) => ({ ...part, price: prices.of(part.model, part.served) }));
    process.stdout.write(`${JSON.stringify({ models: parts, servers }, null, 2)}\n`);
    return exit.done;
  }
  process.stdout.write(plan(parts));
  if (flags.plan) {
    const served = serverParts(project).map((part) => serverLine(part, prices));
    process.stdout.write(served.join(''));
    return exit.done;
  }
  if (parts.every(({ answers }) => answers === 0))
    throw new UserError(`${project.records}/: expected answers of a model that is here, found none`);
  if (!begun) {
    mustBeCommitted(project);
    writeFileSync(note, `${JSON.stringify(parts)}\n`);
    for (const { model, datasets } of parts)
      for (const name of datasets) rmSync(join(project.file(project.at.model(model)), name));
  } else say('going on where it was stopped');
  const from = performance.now();
  const code = await report([]);
  if (code !== exit.done) return code;
  rmSync(note);
  say(
    `all was asked anew, ${duration((performance.now() - from) / 1000)}${begun ? ' since it went on' : ''}; \`git status\` shows what changed`,
  );
  return exit.done;
}

function parse(args: string[]) {
  try {
    const [yes, text] = [{ type: 'boolean' }, { type: 'string' }] as const;
    return parseArgs({ args, options: { plan: yes, json: yes, price: text, help: yes } }).values;
  } catch (error) {
    throw new UserError(`${(error as Error).message.split('\n')[0]} See --help`);
  }
}

async function presentModels(): Promise<string[]> {
  const embedded = smollm2();
  return [
    ...((await embedded.isAvailable?.()) ? [embedded.id] : []),
    ...hubModels.filter((model) => statusOf(model).isAvailable).map(({ name }) => name),
  ];
}

function datasetsOf(project: Project, model: string): string[] {
  return answerFiles(project, model).map((name) => `${name}.jsonl`);
}

function partOf(project: Project, model: string): Part {
  const datasets = datasetsOf(project, model);
  const records = datasets.flatMap((name) => [...readRecords(project, model, name.replace(/\.jsonl$/, '')).first.values()]);
  // a prompt that does not fit the model's context is counted, but never processed
  const prompts = records.filter(({ finish }) => finish !== 'error').map((record) => record.promptTokens ?? 0);
  const outputTokens = sum(records.map((record) => record.outputTokens ?? 0));
  return {
    model,
    datasets,
    answers: records.length,
    promptTokens: sum(prompts),
    outputTokens,
    seconds: secondsOf(project, model, prompts, outputTokens),
  };
}

/**
 * Estimated from the newest speed record: prompts at the rate of a long prompt, generated tokens at the rate after a short one.
 */
function secondsOf(project: Project, model: string, prompts: number[], outputTokens: number): number | null {
  const record = [...readStore<SpeedRecord>(project.folder, project.at.speed(model)).first.values()].at(-1);
  if (!record) return null;
  const msPerPromptToken = median(record.runs.map(({ longFirstTokenMs }) => longFirstTokenMs)) / 1000;
  const tokensPerSecond = median(record.runs.map(({ shortTokensPerSecond }) => shortTokensPerSecond));
  const reading = sum(prompts.map((length) => length * (1 + length / doubleAt))) * (msPerPromptToken / 1000);
  return reading + outputTokens / (tokensPerSecond * batchGain);
}

/** One part for each model of a server that has answers here. */
function serverParts(project: Project): ServerPart[] {
  const home = project.file(project.records);
  const models = existsSync(home) ? readdirSync(home, { withFileTypes: true }).filter((entry) => entry.isDirectory()) : [];
  return models
    .map(({ name }) => name)
    .sort()
    .flatMap((model) => {
      if (project.at.verdicts('', '').startsWith(`${project.at.model(model)}/`)) return []; // verdicts, not answers
      const datasets = datasetsOf(project, model);
      const records = datasets
        .flatMap((name) => [...readRecords(project, model, name.replace(/\.jsonl$/, '')).first.values()])
        .filter(({ served, finish }) => served !== undefined && finish !== 'error');
      const [first] = records;
      if (first?.served === undefined) return [];
      const times = records.flatMap(({ timing }) => timing ?? []);
      const atOnce = Math.max(1, ...times.map((one) => one.atOnce));
      const perAnswer = times.length > 0 ? sum(times.map(({ totalMs }) => totalMs)) / times.length / 1000 : null;
      return [
        {
          model,
          served: first.served,
          datasets,
          answers: records.length,
          promptTokens: sum(records.map(({ promptTokens }) => promptTokens ?? 0)),
          outputTokens: sum(records.map(({ outputTokens }) => outputTokens ?? 0)),
          reasoningTokens: sum(records.map(({ reasoningTokens }) => reasoningTokens ?? 0)),
          uncounted: records.filter(({ promptTokens, outputTokens }) => promptTokens === null || outputTokens === null).length,
          atOnce,
          seconds: perAnswer === null ? null : (perAnswer * records.length) / atOnce,
        },
      ];
    });
}

function serverLine(part: ServerPart, prices: Prices): string {
  const { model, served, datasets, answers, promptTokens, outputTokens, reasoningTokens, uncounted, seconds, atOnce } = part;
  const price = prices.of(model, served);
  return `${[
    `${visible(model)} (a server's ${visible(served)}, not asked by this command): ${answers} answers on ${datasets.length} datasets`,
    `${promptTokens} tokens of prompts`,
    `${outputTokens} of answers${reasoningTokens > 0 ? ` (${reasoningTokens} of reasoning)` : ''}`,
    ...(uncounted > 0 ? [`${uncounted} answers without a count`] : []),
    seconds === null ? 'at a speed that is not recorded' : `about ${duration(seconds)} with ${atOnce} at once`,
    price
      ? `${uncounted > 0 ? 'more than' : 'about'} ${moneyText(moneyOf(price, promptTokens, outputTokens), price)} at the prices of ${price.date}`
      : 'without a price (--price)',
  ].join(', ')}\n`;
}

function plan(parts: Part[]): string {
  const lines = parts.map(
    ({ model, datasets, answers, promptTokens, outputTokens, seconds }) =>
      `${model}: ${answers} answers on ${datasets.length} datasets, ${promptTokens} tokens of prompts, ${outputTokens} of answers` +
      (seconds === null ? ', at a speed that is not recorded' : `, about ${duration(seconds)}`),
  );
  const known = parts.flatMap(({ seconds }) => (seconds === null ? [] : [seconds]));
  if (parts.length > 1)
    lines.push(
      `together about ${duration(sum(known))}${known.length < parts.length ? ', without the one of unknown speed' : ''}`,
    );
  if (known.length > 0) lines.push('By the newest speeds in records/: another machine, or a busy one, may take much longer.');
  return lines.map((line) => `${line}\n`).join('');
}

/** Errors: UserError (exit 2) if records/ has changes that are not committed. */
function mustBeCommitted({ folder, records }: Project): void {
  let changed: string;
  try {
    changed = execFileSync('git', ['-C', folder, 'status', '--porcelain', '--', records], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch {
    throw new UserError(`expected a git checkout, where the records can be brought back, got ${folder}`);
  }
  const [first] = changed.split('\n').filter(Boolean);
  if (first)
    throw new UserError(
      `expected ${records}/ as committed, got changes: ${first.trim()}. Commit them, or \`git checkout ${records}\``,
    );
}
