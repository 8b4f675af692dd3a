// What `evalbook audit` says of a server, in lines.
import { visible } from '../../harness/core/quote.js';
import type { Audited } from './audit-reading.js';
import { type Found, threshold } from './audit-verdict.js';

interface Asked {
  url: string;
  served: string;
  as: string;
  digest: string;
}

export function auditText(found: Asked & Audited & Found): string {
  const { url, served, as, digest, answers, unscored, why, tokens, best, shortfall, prompts, asRecorded } = found;
  const lines = [`${url}, ${visible(served)}, read as ${as}, digest ${digest.slice(0, 16)}`];
  if (answers.length > 0) {
    lines.push(
      `${answers.length} answers, ${tokens} tokens: ${(100 * best).toFixed(1)} % are the model's best; they fall short by ${nats(shortfall.mean)} nats a token (95 % interval ${nats(shortfall.low)} to ${nats(shortfall.high)}, threshold ${threshold})`,
      `${asRecorded} of ${answers.length} answers are the recorded ones, as far as both go`,
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

function nats(value: number): string {
  return value.toFixed(4);
}
