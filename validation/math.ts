// Checks of the math judge: the labels of 2,660 solutions by other models, the reference answers of two more datasets in ten
// answer styles, and sets of unmarked answers beside two peers.

import Fraction from 'fraction.js';
import { jsonValues } from '../harness/core/jsonl.js';
import type { Grade } from '../harness/core/types.js';
import { math } from '../judges/math/index.js';
import { styles } from './answer-styles.js';
import { halfOf } from './halves.js';
import { byLastNumber, byOurs, type Counts, counted, recorded, recordedCounts, shown } from './math-peers.js';
import { type AnswerSet, answerSets, spoilt } from './math-sets.js';
import type { Check, Corpora, Measured } from './types.js';

function scoreOf(input: string, target: string | number, output: string): number | null {
  return (math.grade({ id: '', input, target }, { output, finish: 'stop' }) as Grade).score;
}

async function lines<T>(corpora: Corpora, corpus: string, file: string): Promise<T[]> {
  return jsonValues<T>(await corpora.read(corpus, file));
}

function measured(n: number, misses: string[]): Measured {
  return { n, value: `${n - misses.length}/${n}`, passed: n > 0 && misses.length === 0, misses: misses.slice(0, 5) };
}

const models = ['6b_finetuning', '6b_verification', '175b_finetuning', '175b_verification'] as const;
type Solved = { question: string; ground_truth: string } & Record<
  (typeof models)[number],
  { is_correct: boolean; solution: string }
>;

const solutions: Check = {
  judge: 'math',
  corpora: ['gsm8k-solutions'],
  measure: 'verdict equals the label of a solution',
  reaches: '100 %',
  async run(corpora) {
    const all = await lines<Solved>(corpora, 'gsm8k-solutions', 'solutions.jsonl');
    const misses: string[] = [];
    for (const one of all) {
      const target = one.ground_truth.slice(one.ground_truth.lastIndexOf('A:') + 2).trim();
      for (const model of models) {
        const { is_correct, solution } = one[model];
        if ((scoreOf(one.question, target, solution) === 1) !== is_correct)
          misses.push(`${model}: ${solution.slice(-80)} (gold ${target}, label ${is_correct})`);
      }
    }
    return measured(all.length * models.length, misses);
  },
};

const golds: Check = {
  judge: 'math',
  corpora: ['gsm8k'],
  measure: 'gold solution accepted, and rejected for gold + 1',
  reaches: '100 %',
  async run(corpora) {
    const all = await lines<{ question: string; answer: string }>(corpora, 'gsm8k', 'test-0000-0199.jsonl');
    const misses: string[] = [];
    for (const { question, answer } of all) {
      const gold = answer.slice(answer.lastIndexOf('####') + 4).trim();
      const more = new Fraction(gold.replaceAll(',', '')).add(1).toFraction();
      if (scoreOf(question, gold, answer) !== 1 || scoreOf(question, more, answer) !== 0) misses.push(gold);
    }
    return measured(all.length, misses);
  },
};

/** Every reference answer in every style of a language, correct and with one added. */
function styled(
  corpus: string,
  lang: 'zh' | 'en',
  items: (corpora: Corpora) => Promise<{ input: string; gold: string }[]>,
): Check {
  return {
    judge: 'math',
    corpora: [corpus],
    measure: `gold in ten ${lang === 'zh' ? 'Chinese' : 'English'} styles accepted, gold + 1 rejected`,
    reaches: '100 %',
    async run(corpora) {
      const all = await items(corpora);
      const misses: string[] = [];
      for (const { input, gold } of all) {
        const value = new Fraction(gold.replace(/[,%]/g, '')); // one reference answer is 12%, and its question asks for per cent
        for (const style of styles[lang]) {
          if (scoreOf(input, gold, style(value)) !== 1) misses.push(`not accepted: ${style(value)} (gold ${gold})`);
          if (scoreOf(input, gold, style(value.add(1))) !== 0) misses.push(`not rejected: ${style(value.add(1))} (gold ${gold})`);
        }
      }
      return measured(all.length * styles[lang].length * 2, misses);
    },
  };
}

const cmath = async (corpora: Corpora) => {
  const all = await lines<{ input: string; golden: string }>(corpora, 'cmath', 'cmath_dev.even.jsonl');
  return all.map(({ input, golden }) => ({ input, gold: golden }));
};

const mgsm = (lang: 'zh' | 'en') => async (corpora: Corpora) => {
  const all = await lines<{ zh: string; en: string; answer: string }>(corpora, 'mgsm', 'mgsm-001-125.jsonl');
  return all.map((one) => ({ input: one[lang], gold: one.answer }));
};

/** The report half of a set, graded by the judge and its peers: ours must accept as many as each, and pass no more wrong ones. */
function besidePeers(set: AnswerSet): Check {
  return {
    judge: 'math',
    corpora: set.corpora,
    measure: `${set.name}: ${set.what}; report half`,
    reaches: 'no peer is ahead',
    async run(corpora) {
      const answers = (await set.answers(corpora)).filter(({ input }) => halfOf(input, set.byte) === 'report');
      const rows = [...answers, ...spoilt(answers)];
      const ours = counted(rows, byOurs);
      const simple = counted(rows, byLastNumber);
      const verified = recordedCounts(set.name, 'report', rows);
      const misses = rows
        .filter((row) => byOurs(row) !== row.right)
        .map(({ target, output }) => `${output.slice(-160)} (target ${target})`);
      return {
        n: rows.length,
        value: `${shown(ours)}; last number ${shown(simple)}; Math-Verify ${recorded.version} ${verified ? shown(verified) : 'not recorded for these rows'}`,
        passed: rows.length > 0 && verified !== null && [simple, verified].every((peer) => notBehind(ours, peer)),
        misses: misses.slice(0, 3),
      };
    },
  };
}

function notBehind(ours: Counts, peer: Counts): boolean {
  return ours.accepted >= peer.accepted && ours.falsePasses <= peer.falsePasses;
}

export const mathChecks: Check[] = [
  solutions,
  golds,
  styled('cmath', 'zh', cmath),
  styled('cmath', 'en', cmath),
  styled('mgsm', 'zh', mgsm('zh')),
  styled('mgsm', 'en', mgsm('en')),
  ...answerSets.map(besidePeers),
];
