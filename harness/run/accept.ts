// What a merge accepts of another clone's answers: to what is asked here, by the model that is asked here, in arithmetic that is the same on
// every machine.
import { canonical } from '../core/canonical.js';
import { UserError } from '../core/errors.js';
import { visible } from '../core/quote.js';
import type { Planned } from '../core/session.js';
import type { Model } from '../core/types.js';
import type { Project } from '../project.js';
import { type GenerationRecord, sameAnswer } from '../records/records.js';
import { requestKey } from '../records/request-key.js';
import type { Contents } from '../records/store.js';
import { hashOf, type Incoming } from './incoming.js';

/** What is known of this notebook. */
export interface Here {
  project: Project;
  /** what its scripts ask */
  planned: readonly (Omit<Planned, 'model'> & { model: Pick<Model, 'id' | 'digest' | 'served' | 'portable'> })[];
  /** scripts that stopped before they had said all, with the reason */
  stopped: readonly string[];
}

/** Same text and ending; and the same tokens, where both lines have them. */
export function sameLine(a: GenerationRecord, b: GenerationRecord): boolean {
  const [left, right] = [a, b].map((one) => (one as { tokens?: unknown }).tokens);
  return sameAnswer(a, b) && (left === undefined || right === undefined || canonical(left) === canonical(right));
}

/**
 * Whether answers are to what is asked here, by the model that is asked here. Errors: UserError (exit 2) naming the first that is not, and how
 * many there are.
 */
export function checkAnswers(
  { project, planned, stopped }: Here,
  { model, dataset }: { model: string; dataset: string },
  lines: readonly Incoming<GenerationRecord>[],
  { first }: Contents<GenerationRecord>,
): void {
  const plans = planned.filter((one) => one.model.id === model && one.dataset === dataset);
  const keys = new Set(plans.flatMap((one) => one.requests.map((request) => requestKey(one.model, request))));
  const digests = new Set(plans.map((one) => one.model.digest));
  const here = hashOf(project.file(project.at.dataset(dataset)));
  const faults = lines.flatMap(({ record, source, where }) => {
    const known = first.get(record.key);
    const faultOf = (): string | null => {
      const { model: digest, served, messages, decoding, trial } = record;
      if (requestKey({ digest, ...(served === undefined ? {} : { served }) }, { messages, decoding, trial }) !== record.key)
        return 'expected the key of what was asked, got another: the line was changed';
      if (known && sameLine(known, record)) return null;
      const fast = plans.find((one) => one.model.portable === false);
      if (fast) return 'expected portable arithmetic, got fast: its text varies with the processor';
      if (known) return null;
      if (plans.length === 0) return `expected what a script here asks, none asks ${model} on ${dataset}`;
      if (!digests.has(digest))
        return `expected answers of ${[...digests].map(brief).join(' or ')}, the digest of ${model} here, got ${brief(digest)}: another model or arithmetic`;
      const there = source.clone && hashOf(source.clone.file(source.clone.at.dataset(dataset)));
      if (there && there !== here)
        return `expected answers to ${dataset} as it is here (sha256 ${brief(here ?? '')}), got another dataset (${brief(there)})`;
      if (!keys.has(record.key))
        return `expected one of the ${keys.size} questions that scripts here ask, got another: other prompt, data or decoding`;
      return null;
    };
    const fault = faultOf();
    return fault === null ? [] : [{ where, fault }];
  });
  const [worst] = faults;
  if (!worst) return;
  const more = faults.length > 1 ? `, and ${faults.length - 1} more` : '';
  const half =
    stopped.length > 0 && /scripts? here asks?/.test(worst.fault)
      ? `. Not all is known of what is asked: ${stopped.join('; ')}`
      : '';
  throw new UserError(visible(`${worst.where}: ${worst.fault}${more}; nothing was merged${half}`));
}

function brief(hash: string): string {
  return hash.slice(0, 12) || 'none';
}
