// What is recorded of an answer that was decoded here, or of a prompt that is too long for the context.
import type { Generation } from '../../harness/core/types.js';
import { packTokens } from '../../harness/records/tokens.js';
import type { Decoded } from './decode.js';
import type { Trace } from './local-model.js';
import type { OpenModel, Texts } from './open.js';

/** The answer to the request of `key`, as recorded. */
export function generation(key: string, promptTokens: number, decoded: Decoded): Generation {
  const { output, finish, ids, chosen, minMargin, minDrawMargin } = decoded;
  return {
    key,
    output,
    finish,
    promptTokens,
    outputTokens: ids.length,
    ...(Number.isFinite(minMargin) && { minMargin }), // a schema may have left one token each time
    ...(minDrawMargin === undefined ? {} : { minDrawMargin }),
    tokens: packTokens(chosen),
  };
}

/** Stands for the answer to a prompt that leaves no place for one: an error that asking again does not mend. */
export function tooLong(key: string, promptTokens: number, { context }: Texts): Generation {
  const error = `the prompt has ${promptTokens} tokens, and the model's context ends at ${context}`;
  return { key, output: '', finish: 'error', promptTokens, outputTokens: 0, error, permanent: true };
}

/** The tokens of an answer, with their text and log-probability. */
export function explained(model: OpenModel, { ids, logProbabilities = [] }: Decoded): Trace['tokens'] {
  return ids.map((id, i) => ({ id, text: model.decode([id]), logProbability: logProbabilities[i] as number }));
}
