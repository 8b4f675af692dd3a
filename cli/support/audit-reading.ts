// Asks a server for recorded prompts and reads its answers with the model in this process.
import type { Generation, Model, Request } from '../../harness/core/types.js';
import type { GenerationRecord } from '../../harness/records/records.js';
import { requestKey } from '../../harness/records/request-key.js';
import type { LocalModel } from '../../models/engine/local-model.js';

/** One answer, read. */
export interface AuditedAnswer {
  key: string;
  sample: string;
  /** how many were read */
  tokens: number;
  /** best logit minus the token's, in nats, of each that is not the model's best */
  gaps: number[];
  /** of the prompt, as the server counts and as the model here does; null if the server does not say */
  promptTokens: { server: number | null; here: number };
  /** whether it is the recorded one, as far as both go */
  asRecorded: boolean;
}

export interface Audited {
  answers: AuditedAnswer[];
  /** questions without an answer that could be read, and the first reason */
  unscored: number;
  why: string | null;
}

/** Errors: what the server's `Model` throws. `onAnswer`: one question is done. */
export async function auditedAnswers(
  server: Model,
  model: LocalModel,
  records: readonly GenerationRecord[],
  maxNewTokens: number,
  onAnswer: () => void = () => {},
): Promise<Audited> {
  const byKey = new Map<string, { record: GenerationRecord; request: Request }>();
  for (const record of records) {
    const request: Request = { messages: record.messages, decoding: { maxNewTokens }, trial: 0 };
    byKey.set(requestKey(server, request), { record, request });
  }
  const answers: AuditedAnswer[] = [];
  const failures: string[] = [];
  for await (const generation of server.generate([...byKey.values()].map(({ request }) => request))) {
    const record = byKey.get(generation.key)?.record as GenerationRecord;
    const read = await readAnswer(model, record, generation);
    if (typeof read === 'string') failures.push(read);
    else answers.push(read);
    onAnswer();
  }
  return { answers, unscored: failures.length, why: failures[0] ?? null };
}

/** A text says why it could not be read. */
async function readAnswer(model: LocalModel, record: GenerationRecord, generation: Generation): Promise<AuditedAnswer | string> {
  const { output, finish, error, promptTokens, reasoning } = generation;
  if (finish === 'error') return error ?? 'no reason given';
  if (reasoning) return 'it thought before it answered';
  let read: Awaited<ReturnType<LocalModel['readOther']>>;
  try {
    read = await model.readOther(record.messages, { output, ended: finish === 'stop' });
  } catch (failure) {
    if (!(failure instanceof RangeError)) throw failure;
    return failure.message;
  }
  if (read.gaps.length === 0) return 'the answer had no token that could be read';
  const gaps = read.gaps.filter((gap) => gap > 0);
  return {
    key: record.key,
    sample: record.sample,
    tokens: read.gaps.length,
    gaps,
    promptTokens: { server: promptTokens, here: read.promptTokens },
    asRecorded: isSame(record, generation),
  };
}

/** Whether two answers are the same text, up to where one was cut off, which may be within a character. */
function isSame(...both: { output: string; finish: string }[]): boolean {
  const [short, long] = both
    .map(({ output, finish }) => ({
      text: finish === 'length' ? output.replace(/\ufffd+$/, '') : output,
      cut: finish === 'length',
    }))
    .sort((a, b) => a.text.length - b.text.length) as [{ text: string; cut: boolean }, { text: string; cut: boolean }];
  return short.cut ? long.text.startsWith(short.text) : short.text === long.text;
}
