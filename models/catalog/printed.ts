// A model that was run elsewhere and whose answers were printed: it replays them from a dataset, and cannot generate.
import { FieldError, UserError } from '../../harness/core/errors.js';
import type { Dataset } from '../../harness/core/load.js';
import type { Model, Request, Sample } from '../../harness/core/types.js';
import { requestKey } from '../../harness/records/request-key.js';

export interface PrintedOptions {
  /** also the folder name under records/ */
  id: string;
  /** its name in prose; default: the id */
  title?: string;
  /** required, since a judge never grades its own family: qwen, llama, gemma … */
  family: string;
  /** samples with the exact prompt as `input` and the answer as `output`; its SHA-256 is the model's digest */
  dataset: Dataset;
  /** which samples belong to this model, default all */
  where?: (sample: Sample) => boolean;
  /** short description for tables and footers, default "printed elsewhere, not asked here" */
  format?: string;
}

/**
 * A `Model` of printed answers: it covers only the prompts in the dataset, each as the only message and for one trial. Errors:
 * UserError (exit 2) if no sample belongs to the model, an answer is not a string, or a prompt has two answers.
 */
export function printed(options: PrintedOptions): Model {
  const { id, title, family, dataset, where = () => true, format = 'printed elsewhere, not asked here' } = options;
  const answers = answersIn(dataset, where);
  const digest = dataset.sha256;
  return {
    id,
    ...(title === undefined ? {} : { title }),
    family,
    digest,
    format,
    // nobody held them to a schema
    covers: (request) => request.trial === 0 && !request.decoding.schema && answers.has(promptOf(request)),
    isAvailable: () => false,
    async *generate(requests) {
      for (const request of requests)
        yield {
          key: requestKey({ digest }, request),
          output: answers.get(promptOf(request)) ?? '',
          finish: 'stop',
          promptTokens: null,
          outputTokens: null,
        };
    },
  };
}

function answersIn({ path, samples }: Dataset, where: (sample: Sample) => boolean): Map<string, string> {
  const answers = new Map<string, string>();
  for (const sample of samples.filter(where)) {
    const { id, input, output } = sample;
    if (typeof output !== 'string')
      throw new UserError(`${path}: ${new FieldError('output', 'a text', output).message} in ${id}`);
    if (answers.has(input)) throw new UserError(`${path}: expected one answer to a prompt, got a second in ${id}`);
    answers.set(input, output);
  }
  if (answers.size === 0) throw new UserError(`${path}: expected samples that \`where\` picks, got none`);
  return answers;
}

function promptOf({ messages }: Request): string {
  return messages.length === 1 ? (messages[0]?.content ?? '') : '';
}
