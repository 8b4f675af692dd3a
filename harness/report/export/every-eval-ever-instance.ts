// One scored answer as a line of an Every Eval Ever 0.3.0 samples file.
import { canonical, sha256 } from '../../core/canonical.js';
import type { GradedAnswer } from './answers.js';
import type { Graded } from './score.js';

/** The aggregate that a line belongs to. */
export interface Within {
  evaluation: string;
  model: string;
  /** name of the result, and its id */
  result: string;
}

/** The line; none for an unscored answer, for which the format requires a number. */
export function instanceOf({ answer, grade }: Graded, within: Within): object[] {
  if (grade.score === null) return [];
  const { sample, trial, key, finish, decoding, messages, output } = answer;
  const raw = messages.map(({ role, content }) => (messages.length === 1 ? content : `${role}: ${content}`)).join('\n');
  const reference =
    sample.target === undefined ? [] : [typeof sample.target === 'string' ? sample.target : canonical(sample.target)];
  return [
    {
      schema_version: '0.3.0',
      evaluation_id: within.evaluation,
      model_id: within.model,
      evaluation_name: within.result,
      evaluation_result_id: within.result,
      sample_id: sample.id,
      sample_hash: sha256(raw + reference.join('')),
      interaction_type: 'single_turn',
      input: { raw, reference },
      output: { raw: [output] },
      answer_attribution: [],
      evaluation: { score: grade.score, is_correct: grade.score === 1, num_turns: 1 },
      ...usageOf(answer),
      metadata: {
        ...texts(sample),
        trial: String(trial),
        finish,
        record_key: key,
        ...(decoding?.seed === undefined ? {} : { seed: String(decoding.seed) }),
        judge: grade.judge,
        judge_version: grade.version,
        verdict: grade.verdict,
        why: grade.why,
        details: grade.details,
        ...(typeof grade.lenient === 'number' ? { lenient_score: String(grade.lenient) } : {}),
      },
    },
  ];
}

function usageOf({ promptTokens, outputTokens }: GradedAnswer): object {
  if (promptTokens === null || outputTokens === null) return {};
  return { token_usage: { input_tokens: promptTokens, output_tokens: outputTokens, total_tokens: promptTokens + outputTokens } };
}

/** The further fields of a sample that are one value, as texts; `sample_` keeps them from ours. */
function texts(sample: GradedAnswer['sample']): Record<string, string> {
  const { id: _, input: __, target: ___, ...fields } = sample;
  const single = Object.entries(fields).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value));
  return Object.fromEntries(single.map(([field, value]) => [`sample_${field}`, String(value)]));
}
