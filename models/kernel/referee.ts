// The referee: a second implementation reads recorded answers and says which of them it would have given. Where it would not, it
// writes the answer itself; only what differs then counts, and only far from a tie does it speak against the record.
import { seeded, shuffled } from '../../harness/core/random.js';
import type { GenerationRecord } from '../../harness/records/records.js';
import { nearShare, nearTie, type Parting, read, tokensOf, write } from './again.js';
import type { Decoding } from './choose.js';
import type { Kernel } from './kernel.js';
import type { Texts } from './texts.js';

/** One answer, read. */
export interface Verdict {
  key: string;
  sample: string;
  trial: number;
  same: boolean;
  /** how it was found: in a longer answer of the same draw; by reading; by writing, after a reading that differed or could not be */
  how: 'shared' | 'read' | 'written';
  /** smallest margin in the record */
  margin: number | null;
  /** smallest distance of a choice to another one, in the kernel */
  distance: number | null;
  /** where it first differs; null for an answer that could not be read */
  at: number | null;
  recorded: string;
  chosen: string;
  /** whether the first difference is at a near tie */
  near: boolean;
}

/** All near ties, and `sample` others chosen by `seed`; in an order in which answers to one prompt follow one another. */
export function chosenFor(records: GenerationRecord[], sample: number, seed: string): GenerationRecord[] {
  // it has no mask of its own: answers held to a schema are read by `verify --full` alone
  const answers = records.filter(
    ({ finish, minMargin, decoding }) => finish !== 'error' && minMargin !== undefined && decoding.schema === undefined,
  );
  const isNear = ({ minMargin }: GenerationRecord) => (minMargin as number) <= nearTie;
  const others = shuffled(seeded(`referee ${seed}`), inOrder(answers.filter((record) => !isNear(record))));
  return [...inOrder(answers.filter(isNear)), ...inOrder(others.slice(0, sample))];
}

/** Answers to one prompt together, those of one draw longest first: a shorter one is then the beginning of a longer one. */
function inOrder(records: GenerationRecord[]): GenerationRecord[] {
  const keyed = records.map((record) => [drawOf(record), record] as const);
  keyed.sort(([a, x], [b, y]) =>
    a < b ? -1 : a > b ? 1 : (y.outputTokens ?? 0) - (x.outputTokens ?? 0) || (x.key < y.key ? -1 : 1),
  );
  return keyed.map(([, record]) => record);
}

/** What determines an answer but for its longest length. */
export function drawOf({ messages, decoding }: GenerationRecord): string {
  return JSON.stringify([messages, { ...decoding, maxNewTokens: 0 }]);
}

/** Reads one record after another; each verdict as it is known. */
export async function* referee(kernel: Kernel, texts: Texts, records: GenerationRecord[]): AsyncGenerator<Verdict> {
  let last = { draw: '', ids: [] as number[] };
  for (const record of records) {
    const decoding = record.decoding as Decoding;
    const prompt = texts.encode(texts.prompt(record.messages));
    const ids = tokensOf(record, texts);
    const draw = drawOf(record);
    const verdict: Verdict = {
      key: record.key,
      sample: record.sample,
      trial: record.trial,
      same: true,
      how: 'read',
      margin: record.minMargin ?? null,
      distance: null,
      at: null,
      recorded: '',
      chosen: '',
      near: false,
    };
    let parting: Parting | null = null;
    if (ids && last.draw === draw && record.finish === 'length' && begins(last.ids, ids)) verdict.how = 'shared';
    else if (ids && ids.length > 0 && !decoding.stop) {
      let least = Number.POSITIVE_INFINITY;
      const see = (distance: number) => {
        least = Math.min(least, distance);
      };
      parting = read(kernel, texts, prompt, ids, record.finish === 'stop', decoding, see);
      verdict.distance = least;
      if (!parting) last = { draw, ids };
    } else verdict.how = 'written';
    if (parting || verdict.how === 'written') {
      const written = await write(kernel, texts, { messages: record.messages, decoding });
      verdict.how = 'written';
      verdict.same = written.text === record.output && written.finish === record.finish;
    }
    if (prompt.length !== record.promptTokens) verdict.same = false;
    if (!verdict.same && parting) {
      const text = (id: number | null) => (id === null ? '(end)' : texts.ends.has(id) ? '(end)' : texts.decode([id]));
      verdict.at = parting.at;
      verdict.recorded = text(parting.recorded);
      verdict.chosen = text(parting.chosen);
      verdict.near = parting.gap <= ((decoding.temperature ?? 0) > 0 ? nearShare : nearTie);
    }
    yield verdict;
  }
}

function begins(longer: number[], shorter: number[]): boolean {
  return longer.length >= shorter.length && shorter.every((id, i) => longer[i] === id);
}
