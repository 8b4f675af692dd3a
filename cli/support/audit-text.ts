// What `evalbook audit` says of a server, in lines.
import { visible } from '../../harness/core/quote.js';
import type { Audited } from './audit-reading.js';
import type { Found } from './audit-verdict.js';

interface Asked {
  url: string;
  served: string;
  as: string;
  digest: string;
}

export function auditText(found: Asked & Audited & Found): string {
  const { url, served, as, digest, answers, unscored, why, tokens, other, medianGap, prompts, asRecorded } = found;
  const lines = [`${url}, ${visible(served)}, read as ${as}, digest ${digest.slice(0, 16)}`];
  if (answers.length > 0) {
    const best = { share: 1 - other.share, low: 1 - other.high, high: 1 - other.low };
    lines.push(
      `${answers.length} answers, ${tokens} tokens: ${percent(best.share)} % are the model's best (95 % interval ${percent(best.low)} to ${percent(best.high)})` +
        (medianGap === null ? '' : `; the others fall short by ${medianGap.toFixed(2)} nats in the median`),
      `${asRecorded} of ${answers.length} answers are the recorded ones, as far as they were asked`,
    );
    if (prompts.compared > 0) lines.push(`${prompts.equal} of ${prompts.compared} prompts have as many tokens there as here`);
  }
  if (unscored > 0) lines.push(`${unscored} questions without an answer that could be read, first: ${visible(why ?? '')}`);
  return `${[...lines, verdictLine(found)].join('\n')}\n`;
}

function verdictLine({ verdict, because }: Found): string {
  if (verdict === 'undecided') return `undecided: ${because}`;
  if (verdict === 'not these weights') return 'not these weights (how often that is wrong: docs/audit.md)';
  return 'these weights, or weights that cannot be told from them (docs/audit.md)';
}

function percent(share: number): string {
  return (100 * share).toFixed(1);
}
