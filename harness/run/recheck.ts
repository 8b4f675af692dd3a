// Asks models again for a sample of their recorded answers and measures how far the new ones agree. Nothing is stored.

import { seeded, shuffled } from '../core/random.js';
import type { Generation, Judge, Model, Row } from '../core/types.js';
import type { Project } from '../project.js';
import { type GenerationRecord, readRecords, sameAnswer } from '../records/records.js';
import { wilson } from '../stats/wilson.js';
import { gradesOf } from './grade.js';
import { applyPolicy } from './policy.js';
import type { Ran } from './ran.js';

export interface Difference {
  sample: string;
  trial: number;
  /** position of the first differing token (or character, if the model cannot split text into tokens), from 0 */
  at: number;
  unit: 'token' | 'character';
  recorded: string;
  again: string;
  /** smallest gap between the two best logits in the recorded answer, if recorded */
  margin: number | null;
  /** judges whose verdict changed, e.g. "math: correct → wrong" */
  verdicts: string[];
}

export interface Headline {
  judge: string;
  recorded: number;
  /** 95 % interval of the recorded rate */
  low: number;
  high: number;
  /** the rate with the new answers replacing the recorded ones */
  again: number;
  within: boolean;
}

export interface Agreement {
  report: string;
  model: string;
  dataset: string;
  asked: number;
  of: number;
  same: number;
  /** answers that failed this time */
  errors: number;
  differences: Difference[];
  headlines: Headline[];
}

/** Asks `model` again for `most` of its rows in `ran` (all if `most` is Infinity), chosen by `seed`. */
export async function recheck(
  project: Project,
  report: string,
  ran: Ran,
  model: Model,
  most: number,
  seed: string,
): Promise<Agreement> {
  const rows = ran.rows.filter((row) => row.model === model && row.generation.finish !== 'error');
  const chosen = shuffled(seeded(`${seed} ${report} ${model.id} ${ran.dataset.name}`), rows).slice(
    0,
    Math.min(most, rows.length),
  );
  const records = readRecords(project, model.id, ran.dataset.name).first;
  const again = await answersAgain(
    model,
    [...new Set(chosen.map(({ generation }) => generation.key))].flatMap((key) => records.get(key) ?? []),
  );
  const agreement: Agreement = {
    report,
    model: model.id,
    dataset: ran.dataset.name,
    asked: chosen.length,
    of: rows.length,
    same: 0,
    errors: 0,
    differences: [],
    headlines: [],
  };
  const replaced = new Map<Row, Row>();
  for (const row of chosen) {
    const generation = again.get(row.generation.key);
    if (!generation || generation.finish === 'error') agreement.errors++;
    else if (sameAnswer(row.generation, generation)) agreement.same++;
    else {
      const next = {
        ...row,
        generation,
        grades: await gradesOf({ ...row, generation }, ran.judges),
      };
      applyPolicy([next], ran.cutOffMayPass);
      replaced.set(row, next);
      agreement.differences.push(await difference(row, next));
    }
  }
  if (replaced.size > 0) for (const judge of ran.judges) await judge.close?.();
  agreement.headlines = ran.judges.flatMap((judge) => headlineOf(judge, rows, replaced));
  return agreement;
}

async function answersAgain(model: Model, records: GenerationRecord[]): Promise<Map<string, Generation>> {
  const answers = new Map<string, Generation>();
  const requests = records.map(({ messages, decoding, trial }) => ({ messages, decoding, trial }));
  for await (const generation of model.generate(requests)) answers.set(generation.key, generation);
  return answers;
}

async function difference(before: Row, after: Row): Promise<Difference> {
  const { model, generation } = before;
  const split = async (text: string) => (model.tokens ? model.tokens(text) : [...text]);
  const [recorded, again] = [await split(generation.output), await split(after.generation.output)];
  let at = 0;
  while (at < recorded.length && recorded[at] === again[at]) at++;
  const verdicts = before.grades.flatMap((grade) => {
    const now = after.grades.find(({ judge }) => judge === grade.judge);
    return now && now.verdict !== grade.verdict ? [`${grade.judge}: ${grade.verdict} → ${now.verdict}`] : [];
  });
  return {
    sample: before.sample.id,
    trial: before.trial,
    at,
    unit: model.tokens ? 'token' : 'character',
    recorded: recorded[at] ?? '(end)',
    again: again[at] ?? '(end)',
    margin: generation.minMargin ?? null,
    verdicts,
  };
}

function headlineOf(judge: Judge, rows: Row[], replaced: Map<Row, Row>): Headline[] {
  const rate = (list: Row[]) => {
    const scores = list.flatMap(({ grades }) => grades.filter((grade) => grade.judge === judge.name && grade.score !== null));
    return { passed: scores.filter(({ score }) => score === 1).length, scored: scores.length };
  };
  const recorded = rate(rows);
  const again = rate(rows.map((row) => replaced.get(row) ?? row));
  if (recorded.scored === 0 || again.scored === 0) return [];
  const { low, high } = wilson(recorded.passed, recorded.scored);
  const now = again.passed / again.scored;
  return [
    { judge: judge.name, recorded: recorded.passed / recorded.scored, low, high, again: now, within: now >= low && now <= high },
  ];
}
