// `verify --referee`: the embedded model's recorded answers, read by a second implementation of it (models/kernel).
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { sha256 } from '../../harness/core/canonical.js';
import { exit, UserError } from '../../harness/core/errors.js';
import { progress, say } from '../../harness/core/progress.js';
import { findProject, type Project } from '../../harness/project.js';
import { type GenerationRecord, readRecords } from '../../harness/records/records.js';
import { smollm2, weightsFolder } from '../../models/catalog/smollm2.js';
import { processesThatFit } from '../../models/engine/memory.js';
import { coreThreads } from '../../models/engine/threads.js';
import { nearTie } from '../../models/kernel/again.js';
import { wasmFile } from '../../models/kernel/node.js';
import { chosenFor, type Verdict } from '../../models/kernel/referee.js';
import { refereeOnCores } from '../../models/kernel/referee-pool.js';
import { answerFiles } from './answer-files.js';

export const refereeUsage = `
  --referee           instead of all that: a second implementation of the embedded model reads its recorded answers, those whose smallest
                      margin is ${nearTie} or less and --sample others (default 40) chosen by --seed; names each that it would not have given
  --referee-all FILE  reads all of them, an hour or two on two cores; FILE keeps what is read, and the same command goes on from there
`;

/** Runs it. Exit code 4 if an answer differs other than at a near tie. */
export async function refereeMain(args: string[]): Promise<number> {
  const flags = parse(args);
  if (flags.help) {
    process.stdout.write(
      `usage: npx evalbook verify --referee [--sample N] [--seed TEXT] [--referee-all FILE] [--json]\n${refereeUsage}`,
    );
    return exit.done;
  }
  const all = flags['referee-all'];
  const sample = all === undefined ? Number(flags.sample) : Number.POSITIVE_INFINITY;
  if (!(sample >= 0) || (all === undefined && !Number.isInteger(sample)))
    throw new UserError(`expected --sample to be a whole number, 0 or more, got "${flags.sample}"`);
  const project = findProject(process.cwd());
  const model = smollm2();
  await model.check?.();
  const records = chosenFor(
    recordsOf(project, model.id).filter((record) => record.model === model.digest),
    sample,
    flags.seed,
  );
  if (records.length === 0)
    throw new UserError(`expected recorded answers of ${model.id} in ${project.at.model(model.id)}, found none`, exit.incomplete);
  // what was read holds for these weights and this kernel alone
  const state = sha256(`${model.digest} ${sha256(readFileSync(wasmFile))}`).slice(0, 16);
  const known = all === undefined ? [] : kept(all, state);
  const done = new Set(known.map(({ key }) => key));
  const left = records.filter(({ key }) => !done.has(key));
  const verdicts = known.filter(({ key }) => records.some((record) => record.key === key));
  if (left.length > 0) {
    say(`${left.length} of ${records.length} answers are read by the second implementation`);
    const byKey = new Map(left.map((record) => [record.key, record]));
    const tokens = (record: GenerationRecord) => (record.promptTokens ?? 0) + (record.outputTokens ?? 0);
    const bar = progress('referee', left.length, flags.json ?? false, {
      allWork: left.reduce((sum, record) => sum + tokens(record), 0),
    });
    const processes = processesThatFit(weightsFolder(), coreThreads());
    for await (const verdict of refereeOnCores(weightsFolder(), left, processes)) {
      verdicts.push(verdict);
      if (all !== undefined) appendFileSync(all, `${JSON.stringify({ state, ...verdict })}\n`);
      bar.step(tokens(byKey.get(verdict.key) as GenerationRecord));
    }
    bar.done();
    const order = new Map(records.map(({ key }, i) => [key, i]));
    verdicts.sort((a, b) => (order.get(a.key) ?? 0) - (order.get(b.key) ?? 0)); // workers end in any order
  }
  const differ = verdicts.filter(({ same }) => !same);
  const holds = differ.every(({ near }) => near);
  if (flags.json)
    process.stdout.write(`${JSON.stringify({ holds, read: verdicts.length, same: verdicts.length - differ.length, differ })}\n`);
  else process.stdout.write(text(model.id, verdicts, differ, holds));
  return holds ? exit.done : exit.verification;
}

function parse(args: string[]) {
  const options = {
    referee: { type: 'boolean' },
    'referee-all': { type: 'string' },
    sample: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean' },
    help: { type: 'boolean' },
  } as const;
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new UserError(`${(error as Error).message.split('\n')[0]} See --help`);
  }
}

function recordsOf(project: Project, model: string): GenerationRecord[] {
  return answerFiles(project, model).flatMap((dataset) => [...readRecords(project, model, dataset).first.values()]);
}

/** What an earlier run wrote; a last line that was cut, and lines for other weights or another kernel, count as nothing. */
function kept(file: string, state: string): Verdict[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        const verdict = JSON.parse(line) as Verdict & { state: string };
        return verdict.state === state ? [verdict] : [];
      } catch {
        return [];
      }
    });
}

function text(model: string, verdicts: Verdict[], differ: Verdict[], holds: boolean): string {
  const written = verdicts.filter(({ how }) => how === 'written').length;
  const lines = [
    `${model}: ${verdicts.length - differ.length} of ${verdicts.length} answers are what a second implementation says too; ${written} of them were written again, the others read`,
  ];
  for (const { sample, trial, at, recorded, chosen, margin, near } of differ)
    lines.push(
      at === null
        ? `  ${sample}, trial ${trial}: differs; smallest margin in the record ${margin}`
        : `  ${sample}, trial ${trial}: differs at token ${at}, ${JSON.stringify(recorded)} → ${JSON.stringify(chosen)}, smallest margin in the record ${margin}${near ? ': a near tie' : ': NOT a near tie'}`,
    );
  lines.push(holds ? 'the referee agrees' : 'the referee does NOT agree');
  return `${lines.join('\n')}\n`;
}
