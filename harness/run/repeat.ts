// Asks a server a sample of recorded questions again, several times, to see whether it repeats its text.
import type { Dataset } from '../core/load.js';
import { progress } from '../core/progress.js';
import type { Session } from '../core/session.js';
import type { Generation, Model, Request } from '../core/types.js';
import { sameAnswer } from '../records/records.js';
import { newestRepeats, type Repeated, type RepeatRecord, storeRepeats } from '../records/repeats.js';

/** So many questions at most are asked again: enough to see a server that does not repeat, few enough to pay for. */
const mostAsked = 12;

/** A request with its recorded answer. */
export interface Answered {
  request: Request;
  recorded: Generation;
}

/**
 * The newest measurement of a server's model on this dataset, made now with `--repeat N`: questions evenly spaced over `answered`, each N
 * times more, in rounds, so that a server's caches are in another state each time. Null for other models, and if there is none.
 */
export async function repeats(
  session: Session,
  model: Model,
  dataset: Dataset,
  answered: Answered[],
): Promise<RepeatRecord | null> {
  const { project, options } = session;
  if (model.served === undefined) return null;
  const times = options.repeat;
  if (times !== null && !options.check) {
    const chosen = spaced(answered.filter(({ recorded }) => recorded.finish !== 'error'));
    const found = new Map<string, Repeated>(chosen.map(({ recorded: { key } }) => [key, { answer: key, answered: 0, same: 0 }]));
    const bar = progress(`${model.id} on ${dataset.name}, again`, chosen.length * times, options.quiet);
    const recorded = new Map(chosen.map((one) => [one.recorded.key, one.recorded]));
    for (let round = 0; round < times; round++)
      for await (const generation of model.generate(chosen.map(({ request }) => request))) {
        bar.step();
        const [first, one] = [recorded.get(generation.key), found.get(generation.key)];
        if (!first || !one || generation.finish === 'error') continue;
        one.answered++;
        if (sameAnswer(first, generation)) one.same++;
      }
    bar.done();
    if (chosen.length > 0) await storeRepeats(project, model, dataset.name, times, [...found.values()]);
  }
  return newestRepeats(project, model, dataset.name, new Set(answered.map(({ recorded }) => recorded.key)));
}

function spaced(all: Answered[]): Answered[] {
  const different = [...new Map(all.map((one) => [one.recorded.key, one])).values()];
  const n = Math.min(mostAsked, different.length);
  return Array.from({ length: n }, (_, i) => different[Math.floor((i * different.length) / n)] as Answered);
}
