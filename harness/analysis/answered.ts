// Which samples all models answered: where some texts do not fit one of them, only the others compare them.
import { clustered } from '../core/cluster.js';
import type { Row } from '../core/types.js';

/**
 * The rows of the samples that each of `models` (ids, default: all models of the rows) answered under every condition and in every
 * trial: no answer of theirs is an error, such as a prompt that is longer than the context. A model without any rows, as in a
 * draft of some models, does not count.
 */
export function answeredByAll(rows: readonly Row[], models?: readonly string[]): Row[] {
  const there = [...new Set(rows.map(({ model }) => model.id))].filter((id) => models?.includes(id) ?? true);
  const answered = clustered(rows, ({ sample }) => sample.id).filter((own) =>
    there.every((id) => {
      const answers = own.filter(({ model }) => model.id === id);
      return answers.length > 0 && answers.every(({ generation }) => generation.finish !== 'error');
    }),
  );
  const ids = new Set(answered.map(([row]) => row?.sample.id));
  return rows.filter(({ sample }) => ids.has(sample.id));
}
