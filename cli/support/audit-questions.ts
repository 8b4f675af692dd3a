// Which recorded answers a server is asked for again: greedy ones to short prompts, drawn evenly from a model's datasets.
import { sha256 } from '../../harness/core/canonical.js';
import { exit, UserError } from '../../harness/core/errors.js';
import type { Project } from '../../harness/project.js';
import { type GenerationRecord, readRecords } from '../../harness/records/records.js';
import { answerFiles } from './answer-files.js';

/** Longer prompts take long to read and say no more. */
const longestPrompt = 120;

/** Recorded answers shorter than this hold too little of a model's own choices, in tokens. */
const shortestAnswer = 12;

/**
 * `count` records of a model by `seed`, no prompt twice, each dataset in turn; fewer if there are not so many. Errors: UserError (exit 3)
 * if there is none.
 */
export function auditQuestions(
  project: Project,
  model: { id: string; digest: string },
  count: number,
  seed: string,
): GenerationRecord[] {
  const order = (record: GenerationRecord) => sha256(`${seed}\n${record.key}`);
  const datasets = answerFiles(project, model.id).map((dataset) =>
    [...readRecords(project, model.id, dataset).first.values()]
      .filter((record) => record.model === model.digest && isUseful(record))
      .map((record) => ({ record, at: order(record) }))
      .sort((a, b) => (a.at < b.at ? -1 : 1)),
  );
  const found = new Map<string, GenerationRecord>();
  for (let round = 0; found.size < count && datasets.some((one) => round < one.length); round++)
    for (const dataset of datasets) {
      const record = dataset[round]?.record;
      const prompt = JSON.stringify(record?.messages);
      if (record && found.size < count && !found.has(prompt)) found.set(prompt, record);
    }
  if (found.size === 0)
    throw new UserError(
      `${project.at.model(model.id)}/: expected recorded greedy answers of ${model.id}, found none. Record some: a report that asks it`,
      exit.incomplete,
    );
  return [...found.values()];
}

function isUseful({ decoding, finish, promptTokens, outputTokens }: GenerationRecord): boolean {
  if (!decoding || decoding.temperature || decoding.stop?.length || decoding.schema || finish === 'error') return false; // a file of speeds has no decoding
  return (promptTokens ?? longestPrompt + 1) <= longestPrompt && (outputTokens ?? 0) >= shortestAnswer;
}
