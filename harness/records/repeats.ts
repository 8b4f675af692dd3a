// Whether a server repeats its text, in records/MODEL/repeats.jsonl: measurements, not answers. The newest for a dataset counts.
import { canonical, sha256 } from '../core/canonical.js';
import type { Model } from '../core/types.js';
import type { Project } from '../project.js';
import { lock } from './lock.js';
import { Appender, type Keyed, readStore } from './store.js';

/** One recorded answer, asked for again. */
export interface Repeated {
  /** of the answer, a line of the model's answers */
  answer: string;
  /** how many times it was answered again, without errors */
  answered: number;
  /** how many of these equal the recorded one, in text and finish */
  same: number;
}

export interface RepeatRecord extends Keyed {
  /** digest of the model */
  model: string;
  served: string;
  dataset: string;
  /** index of this measurement of the model, from 0 */
  measurement: number;
  times: number;
  answers: Repeated[];
}

/** The newest measurement of answers that are all among `keys`: how these were asked, and no other way; null if there is none. */
export function newestRepeats(project: Project, model: Asked, dataset: string, keys: ReadonlySet<string>): RepeatRecord | null {
  const all = [...readStore<RepeatRecord>(project.folder, project.at.repeats(model.id)).first.values()].filter(
    (one) =>
      one.model === model.digest &&
      one.served === model.served &&
      one.dataset === dataset &&
      one.answers.every(({ answer }) => keys.has(answer)),
  );
  return all.at(-1) ?? null;
}

type Asked = Pick<Model, 'id' | 'digest' | 'served'>;

/** Appends a measurement. Errors: UserError (exit 3) if the file cannot be written. */
export async function storeRepeats(
  project: Project,
  model: Asked,
  dataset: string,
  times: number,
  answers: Repeated[],
): Promise<void> {
  const path = project.at.repeats(model.id);
  const free = await lock(project.file(path));
  try {
    const contents = readStore<RepeatRecord>(project.folder, path);
    const measurement = contents.first.size;
    const { digest, served = '' } = model;
    const key = sha256(canonical({ repeats: digest, served, measurement }));
    const appender = new Appender<RepeatRecord>(project.folder, path, contents);
    appender.append({ key, model: digest, served, dataset, measurement, times, answers });
    appender.close();
  } finally {
    free();
  }
}
