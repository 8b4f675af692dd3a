// Answers as models and textbooks write them, most without any mark, for comparing the math judge with its peers. Half of the
// questions are for tuning the judge, half only for the report: by the first byte of the SHA-256 of the question, even or odd.

import Fraction from 'fraction.js';
import { jsonValues } from '../harness/core/jsonl.js';
import { unmarkedStyles } from './answer-styles.js';
import type { Corpora } from './types.js';

/** An answer, and what a grader should say of it. */
export interface Answer {
  input: string;
  /** as the data writes it: 18, -3/4 */
  target: string;
  output: string;
  /** whether the answer states the target */
  right: boolean;
}

export interface AnswerSet {
  name: string;
  corpora: string[];
  /** byte of the hash that halves it, default the first; of a corpus that was itself cut by the first, the second */
  byte?: number;
  /** what it holds, for a reader */
  what: string;
  /** all answers of both halves */
  answers(corpora: Corpora): Promise<Answer[]>;
}

async function lines<T>(corpora: Corpora, corpus: string, file: string): Promise<T[]> {
  return jsonValues<T>(await corpora.read(corpus, file));
}

/** The value of a plain numeral, or a fraction in LaTeX; null for anything else. */
export function numeral(text: string): Fraction | null {
  const plain = text.replace(/\\!|\{,\}|\\?\$|,(?=\d{3}(?!\d))/g, '').trim();
  const [, minus = '', above, below] = /^(-?)\\[dt]?frac\{?(\d+)\}?\{?(\d+)\}?$/.exec(plain) ?? [];
  if (above !== undefined && below !== undefined && plain.includes('{')) return new Fraction(`${minus}${above}/${below}`);
  return /^-?(?:\d+(?:\.\d+)?|\.\d+|\d+\/\d+)$/.test(plain) ? new Fraction(plain) : null;
}

/** The content of the last balanced \boxed{…} and where the box stands; null if there is none. */
export function lastBox(text: string): { start: number; end: number; content: string } | null {
  const start = text.lastIndexOf('\\boxed{');
  if (start < 0) return null;
  let depth = 0;
  for (let end = start; end < text.length; end++) {
    if (text[end] === '{') depth++;
    if (text[end] === '}' && --depth === 0) return { start, end: end + 1, content: text.slice(start + 7, end) };
  }
  return null;
}

function unboxed(text: string): string {
  let rest = text;
  for (let box = lastBox(rest); box; box = lastBox(rest)) rest = rest.slice(0, box.start) + box.content + rest.slice(box.end);
  return rest;
}

interface Tora {
  question: string;
  gt: string;
  code: string[];
  pred: string[];
}

async function tora(corpora: Corpora, answerOf: (text: string) => string): Promise<Answer[]> {
  const found: Answer[] = [];
  for (const file of ['tora-70b.jsonl', 'tora-code-34b.jsonl'])
    for (const { question, gt, code, pred } of await lines<Tora>(corpora, 'tora-gsm8k', file)) {
      const text = code.at(-1) ?? '';
      const [gold, said] = [numeral(gt), numeral(lastBox(text)?.content ?? '')];
      if (!gold || !said || numeral(pred.at(-1) ?? '')?.equals(said) === false) continue;
      found.push({ input: question, target: gold.toFraction(), output: answerOf(text), right: gold.equals(said) });
    }
  return found;
}

interface Problem {
  problem: string;
  solution: string;
}

async function competition(corpora: Corpora, answerOf: (text: string) => string): Promise<Answer[]> {
  return (await lines<Problem>(corpora, 'math-test', 'test.jsonl')).flatMap(({ problem, solution }) => {
    const gold = numeral(lastBox(solution)?.content ?? '');
    return gold && solution.split('\\boxed').length === 2
      ? [{ input: problem, target: gold.toFraction(), output: answerOf(solution), right: true }]
      : [];
  });
}

const models = ['6b_finetuning', '6b_verification', '175b_finetuning', '175b_verification'] as const;
type Solved = { question: string } & Record<(typeof models)[number], { solution: string }>;

/** Worked solutions without their last line "A: 18"; what that line said is what the solution states. */
async function chains(corpora: Corpora): Promise<Answer[]> {
  return (await lines<Solved>(corpora, 'gsm8k-chains', 'solutions.jsonl')).flatMap((one) =>
    models.flatMap((model) => {
      const [, chain, said = ''] = /^([\s\S]+)\nA:([^\n]+)$/.exec(one[model].solution.trim()) ?? [];
      const value = numeral(said);
      return chain && value ? [{ input: one.question, target: value.toFraction(), output: chain, right: true }] : [];
    }),
  );
}

async function golds(corpora: Corpora, answerOf: (text: string) => string): Promise<Answer[]> {
  return (await lines<{ question: string; answer: string }>(corpora, 'gsm8k-test', 'test.jsonl')).flatMap(
    ({ question, answer }) => {
      const [chain = '', gold = ''] = answer.split('\n####');
      const value = numeral(gold);
      return value ? [{ input: question, target: value.toFraction(), output: answerOf(chain), right: true }] : [];
    },
  );
}

/** Solutions whose box holds a root, an unknown, a point or a list, held against a number out of that box. */
async function symbolic(corpora: Corpora): Promise<Answer[]> {
  return (await lines<Problem>(corpora, 'math-test', 'test.jsonl')).flatMap(({ problem, solution }) => {
    const content = lastBox(solution)?.content ?? '';
    if (
      numeral(content.replace(/^\s*[a-z]\s*=/i, '')) ||
      !/\\sqrt|\\pi|[a-z](?:\^|[-+ ])|^\\left|^\(.*,/.test(content.replace(/\\text\{[^}]*\}/g, ''))
    )
      return [];
    const numbers = [...new Set(content.match(/\d+/g) ?? [])].slice(0, 4);
    return numbers.map((target) => ({ input: problem, target, output: solution, right: false }));
  });
}

/** Reference answers in styles without a mark at the end. */
function styled(lang: 'zh' | 'en', golds: { input: string; gold: string }[]): Answer[] {
  return golds.flatMap(({ input, gold }) => {
    const value = numeral(gold);
    return value
      ? unmarkedStyles[lang].map((style) => ({ input, target: value.toFraction(), output: style(value), right: true }))
      : [];
  });
}

const afterPrograms = (text: string) => unboxed(text.slice(text.lastIndexOf('```') + 3).trim());
const withoutCalculator = (text: string) => text.replace(/<<[^<>\n]*>>/g, '');

/** The sets in the order of the report. */
export const answerSets: AnswerSet[] = [
  {
    name: 'ToRA on GSM8K',
    corpora: ['tora-gsm8k'],
    what: 'program, its output, and a sentence with a box',
    answers: (corpora) => tora(corpora, (text) => text),
  },
  {
    name: 'ToRA on GSM8K, no box',
    corpora: ['tora-gsm8k'],
    what: 'the same without the box',
    answers: (corpora) => tora(corpora, unboxed),
  },
  {
    name: 'ToRA on GSM8K, sentence',
    corpora: ['tora-gsm8k'],
    what: 'the last sentence alone, without the box',
    answers: (corpora) => tora(corpora, afterPrograms),
  },
  {
    name: 'MATH gold',
    corpora: ['math-test'],
    what: 'gold solutions of competition problems with a number in the box',
    answers: (corpora) => competition(corpora, (text) => text),
  },
  {
    name: 'MATH gold, no box',
    corpora: ['math-test'],
    what: 'the same without the box',
    answers: (corpora) => competition(corpora, unboxed),
  },
  {
    name: 'MATH gold, symbolic',
    corpora: ['math-test'],
    what: 'a root, unknown or list in the box, against a number out of it',
    answers: symbolic,
  },
  {
    name: 'GSM8K chains',
    corpora: ['gsm8k-chains'],
    what: 'solutions of four models without their last line',
    answers: chains,
  },
  {
    name: 'GSM8K gold, no ####',
    corpora: ['gsm8k-test'],
    what: 'gold solutions without their last line',
    answers: (corpora) => golds(corpora, (text) => text),
  },
  {
    name: 'GSM8K gold, no ####, no <<>>',
    corpora: ['gsm8k-test'],
    what: 'the same without the calculator notes',
    answers: (corpora) => golds(corpora, (text) => withoutCalculator(text)),
  },
  {
    name: 'CMATH, unmarked styles',
    byte: 1,
    corpora: ['cmath'],
    what: 'reference answers in five Chinese styles without a mark at the end',
    answers: async (corpora) =>
      styled(
        'zh',
        (await lines<{ input: string; golden: string }>(corpora, 'cmath', 'cmath_dev.even.jsonl')).map(({ input, golden }) => ({
          input,
          gold: golden,
        })),
      ),
  },
  {
    name: 'MGSM, unmarked styles',
    corpora: ['mgsm'],
    what: 'reference answers in five English styles without a mark at the end',
    answers: async (corpora) =>
      styled(
        'en',
        (await lines<{ en: string; answer: string }>(corpora, 'mgsm', 'mgsm-001-125.jsonl')).map(({ en, answer }) => ({
          input: en,
          gold: answer,
        })),
      ),
  },
];

/** The same answers held against numbers that they do not state: the last other number of the text, the target + 1, the target negated. */
export function spoilt(answers: Answer[]): Answer[] {
  return answers
    .filter(({ right }) => right)
    .flatMap((answer) => {
      const value = new Fraction(answer.target);
      const other = (answer.output.match(/\d+(?:\.\d+)?/g) ?? []).findLast((number) => !value.equals(number));
      const wrong = [value.add(1), ...(value.equals(0) ? [] : [value.neg()]), ...(other ? [new Fraction(other)] : [])];
      return wrong.map((target) => ({ ...answer, target: target.toFraction(), right: false }));
    });
}
