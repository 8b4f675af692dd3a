// Rows out of thin air, for tests of what is counted on them.
import type { Row } from '../../harness/core/types.js';

/** One row: `score` is what the judge "right" gave; further fields go into the sample. */
export function row(model: string, id: string, score: number | null, fields: Record<string, unknown> = {}, trial = 0): Row {
  return {
    model: { id: model, family: model, digest: '', async *generate() {} },
    sample: { id, input: '', ...fields },
    condition: String(fields.condition ?? ''),
    trial,
    generation: {
      key: '',
      output: '',
      finish: fields.finish === 'error' ? 'error' : 'stop',
      promptTokens: null,
      outputTokens: null,
    },
    grades: [{ judge: 'right', score, verdict: String(score), why: '' }],
  };
}
