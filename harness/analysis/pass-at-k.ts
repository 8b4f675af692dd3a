// pass@k of each model: how often at least one of k answers to a prompt passes.

import { clustered, clusterOf, gradeOf, judgeName } from '../core/cluster.js';
import { inline } from '../core/quote.js';
import type { Table } from '../core/tables.js';
import type { Judge, Row } from '../core/types.js';
import { clusteredShare, passAtK } from '../stats/index.js';
import { levelText } from '../stats/level.js';
import { checkJudge } from './fields.js';
import { percent } from './rate.js';

/**
 * A line for each model and task: pass@k in per cent, the mean over prompts, with the 95 % interval of pass rates: Wilson for the
 * effective number of answers (of k answers together), a question and its translations as one cluster. So pass@1 has the interval of the pass rate, if no
 * answer is unscored. Unscored answers are omitted; so is a prompt with fewer than k scored answers of a model, in that cell.
 */
export function passAtKTable(
  tasks: readonly { title: string; rows: Row[]; judge: Judge | string }[],
  k: readonly number[],
): Table {
  const right = (title: string) => ({ title, align: 'right' as const });
  return {
    columns: [
      { title: 'task' },
      { title: 'model' },
      ...['questions', 'answers', 'unscored', ...k.map((one) => `pass@${one}, % [${levelText} interval]`)].map(right),
    ],
    rows: tasks.flatMap(({ title, rows, judge }) => {
      checkJudge(rows, judgeName(judge));
      const graded = rows.filter((row) => gradeOf(row, judgeName(judge)));
      return clustered(graded, ({ model }) => model.id).map((own) => {
        const prompts = promptsOf(own, judgeName(judge));
        const unscored = own.length - prompts.reduce((sum, { n }) => sum + n, 0);
        const id = inline(own[0]?.model.id ?? '');
        const questions = new Set(prompts.map(({ cluster }) => cluster)).size;
        const counts = [questions, own.length - unscored, unscored].map(String);
        return [title, id, ...counts, ...k.map((one) => cellOf(prompts, one))];
      });
    }),
    caption:
      'The chance that at least one of k answers passes: of the n answers to a prompt, c pass, and 1 − C(n − c, k) / C(n, k) is unbiased ' +
      '(Chen et al. 2021); shown is the mean over prompts. Wilson intervals for the effective number of answers, all answers to a question and ' +
      'its translation drawn together.',
  };
}

interface Prompt {
  cluster: string;
  /** scored answers, and how many of them passed */
  n: number;
  passed: number;
}

function promptsOf(rows: Row[], judge: string): Prompt[] {
  return clustered(rows, ({ sample }) => sample.id).map((answers) => {
    const scores = answers.map((row) => gradeOf(row, judge)?.score ?? null).filter((score) => score !== null);
    const cluster = clusterOf((answers[0] as Row).sample);
    return { cluster, n: scores.length, passed: scores.filter((score) => score === 1).length };
  });
}

function cellOf(prompts: readonly Prompt[], k: number): string {
  const enough = prompts.filter(({ n }) => n >= k);
  const questions = clustered(enough, ({ cluster }) => cluster).map((some) => some.map(({ n, passed }) => passAtK(n, passed, k)));
  if (questions.length === 0) return '–';
  const all = questions.flat();
  // Every k answers say once whether one of them passes.
  const { low, high } = clusteredShare(questions, enough.reduce((sum, { n }) => sum + n, 0) / k);
  return `${percent(all.reduce((sum, value) => sum + value, 0) / all.length)} [${percent(low)}–${percent(high)}]`;
}
