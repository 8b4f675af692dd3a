// The loose reading of an answer: a constraint holds if it holds without the answer's first line, its last line or both, or
// without asterisks. From Zhou et al., "Instruction-Following Evaluation for Large Language Models" (IFEval, arXiv 2311.07911,
// 2.2). It forgives "Sure, here it is:" and Markdown, but is wrong if these were what the constraint is about; so it is reported,
// never scored.
import { type Answer, answerOf, isBlank } from './answer.js';

/** The seven other readings of an answer, except blank ones and repetitions. */
export function looseReadings({ raw }: Pick<Answer, 'raw'>): Answer[] {
  const lines = raw.trim().split('\n');
  const cut = [lines, lines.slice(1), lines.slice(0, -1), lines.slice(1, -1)].map((kept) => kept.join('\n').trim());
  const all = [...cut, ...cut.map((text) => text.replaceAll('*', ''))];
  return [...new Set(all.slice(1))].filter((text) => !isBlank(text)).map(answerOf);
}
