// The reading part of `verify`: each model that is here reads its recorded answers, all or some drawn by a seed.
import { progress } from '../../harness/core/progress.js';
import { visible } from '../../harness/core/quote.js';
import type { Model } from '../../harness/core/types.js';
import type { Project } from '../../harness/project.js';
import { readRecords } from '../../harness/records/records.js';
import { type ReadBack, readBack } from '../../harness/run/read-back.js';
import type { Reads } from '../../harness/run/upgrade.js';
import { answerFiles } from './answer-files.js';
import { lineNumbers } from './line-numbers.js';
import { ReadingNote } from './reading-note.js';
import { boundOf } from './receipt.js';

export interface ReadingDraw {
  seed: string;
  /** null: read all, of any length */
  seconds: number | null;
  /** longer answers, prompt included, are left out of a draw */
  mostTokens: number;
}

export function canRead(model: Model): model is Reads {
  return model.read !== undefined && model.tokensOf !== undefined && model.goOn !== undefined;
}

/** Reads the answers of one model. Reading all is noted, and goes on where it was stopped. Errors: those of the model. */
export async function readModel(project: Project, model: Reads, draw: ReadingDraw): Promise<ReadBack> {
  const datasets = answerFiles(project, model.id);
  const full = draw.seconds === null;
  const note = full ? new ReadingNote(project, model.digest) : null;
  const records = full ? datasets.flatMap((name) => [...readRecords(project, model.id, name).first.values()]) : [];
  const bar = progress(`reading answers of ${model.id}`, full ? records.length : 0, false, { allWork: 1 });
  const found = await readBack(project, model, datasets, {
    seed: draw.seed,
    seconds: draw.seconds,
    mostTokens: full ? Number.POSITIVE_INFINITY : draw.mostTokens,
    ...(note && { known: note.known(records), onHolds: (record) => note.add(record) }),
    onRead: (tokens, all, known) => (known ? bar.skip(tokens / all) : bar.step(tokens / all)),
  });
  bar.done();
  note?.remove();
  return found;
}

/** What was read of one model, and each answer that is not what the model says. */
export function readingLines(project: Project, found: ReadBack, draw: ReadingDraw): string[] {
  const { model, of, read, tokens, longer, again, overruled, wrong } = found;
  const { share } = boundOf(found);
  const certain = wrong.filter(({ nearTie }) => !nearTie);
  const differ = wrong.length === 0 ? 'none differs' : `${wrong.length} differ${wrong.length === 1 ? 's' : ''}`;
  const bound =
    read === of
      ? ''
      : `: at most ${(Math.ceil(1000 * share) / 10).toFixed(1)} % of them can (95 %, answers drawn evenly by seed)`;
  const left = longer > 0 ? `; ${longer} of more than ${draw.mostTokens} tokens with their prompt were not drawn (--full)` : '';
  return [
    `${model}: ${read === of ? `all ${read}` : `${read} of ${of}`} answers read, ${tokens} tokens, ${differ}${bound}${left}`,
    ...(again > 0 ? [`  ${again} with a close or doubtful choice were written again`] : []),
    ...(overruled > 0 ? [`  ${overruled} that reading took for wrong were right when written: tell the authors`] : []),
    ...wrong.map((one) => {
      const line = lineNumbers(project, one.path).get(one.key) ?? 0;
      const where = `${one.path}:${line}: ${visible(one.sample)}, trial ${one.trial}, key ${one.key}`;
      const at = one.at === null ? '' : `, token ${one.at}`;
      return `${one.nearTie ? '  near tie, chosen otherwise here  ' : 'WRONG  '}${where}${at}: ${one.why}`;
    }),
    ...(certain.length > 0 ? [`  ${certain.length} lines are not what ${model} says`] : []),
  ];
}
