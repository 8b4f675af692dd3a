// Worked examples before the question: "few-shot" prompts, as Brown et al. (2020), Language Models are Few-Shot Learners, name them.
import { printed, UserError } from '../core/errors.js';
import type { Dataset } from '../core/load.js';
import type { Message, Sample } from '../core/types.js';

export interface FewShotOptions {
  /** number of examples, 0 or more; the first ones of the dataset are taken, in its order */
  shots: number;
  /** only examples that have it among their tags; default: all */
  tag?: string;
}

/**
 * A prompt for a plan or a condition: each example is a turn of the user, its `input`, and one of the assistant, its `output`; the
 * sample's own `input` comes last. A sample with a `lang` gets the examples of that language, and none that it is itself.
 * Errors: UserError (exit 2) for `shots` that are no whole number, an example without an `output`, too few examples.
 */
export function fewShot(examples: Dataset, { shots, tag }: FewShotOptions): (sample: Sample) => Message[] {
  if (!Number.isInteger(shots) || shots < 0)
    throw new UserError(`expected \`shots\` to be a whole number, 0 or more, got ${printed(shots)}`);
  const known = tag === undefined ? examples.samples : examples.samples.filter(({ tags = [] }) => tags.includes(tag));
  const silent = known.find(({ output }) => typeof output !== 'string');
  if (silent)
    throw new UserError(
      `${examples.path}: expected an example to have an \`output\`, a text, got ${printed(silent.output)} in "${silent.id}"`,
    );
  return ({ id, lang, input }) => {
    const fits = known.filter((example) => example.id !== id && (lang === undefined || example.lang === lang));
    if (fits.length < shots)
      throw new UserError(
        `expected ${shots} examples${tag === undefined ? '' : ` tagged ${tag}`}${lang === undefined ? '' : ` in ${lang}`}, found ${fits.length} in ${examples.path}`,
      );
    const turns = fits.slice(0, shots).flatMap((example): Message[] => [
      { role: 'user', content: example.input },
      { role: 'assistant', content: example.output as string },
    ]);
    return [...turns, { role: 'user', content: input }];
  };
}
