// Generates data.jsonl: pairs of answers whose order is known by construction. Run: npx tsx datasets/judge-pairs/make/generate.ts

import { integer, type Random, seeded, shuffled } from '../../../harness/core/random.js';
import { writeData } from '../../../harness/core/write-data.js';
import { chinese, english } from './verse.js';

interface Pair {
  id: string;
  pair?: string;
  lang: 'zh' | 'en';
  kind: 'poem' | 'proof';
  input: string;
  /** the better answer, then the worse */
  answers: [string, string];
}

const random = seeded('judge-pairs 1');
const number = (i: number) => String(i + 1).padStart(2, '0');

/** The same letters or words shuffled, with the same line lengths, and almost none left in place. */
function scrambled(lines: string[], pattern: RegExp, random: Random): string[] {
  const parts = shuffled(
    random,
    lines.flatMap((line) => line.match(pattern) ?? []),
  );
  return lines.map((line) => line.replace(pattern, () => parts.shift() ?? ''));
}

const poems: Pair[] = [
  ...chinese.map(([title, lines], i) => {
    const show = (all: string[]) => all.map((line, j) => line + (j % 2 ? '。' : '，')).join('\n');
    const answers: [string, string] = [show(lines), show(scrambled(lines, /./gu, random))];
    return {
      id: `poem-${number(i)}-zh`,
      lang: 'zh' as const,
      kind: 'poem' as const,
      input: `写一首四句短诗，题目：${title}。`,
      answers,
    };
  }),
  ...english.map(([title, lines], i) => {
    const answers: [string, string] = [lines.join('\n'), scrambled(lines, /[A-Za-z']+/g, random).join('\n')];
    return {
      id: `poem-${number(i)}-en`,
      lang: 'en' as const,
      kind: 'poem' as const,
      input: `Write a few lines of verse about ${title}.`,
      answers,
    };
  }),
];

/**
 * Buy `count` things at `price` and pay with `paid`: two steps, then the change. A slip adds `slip` to the result of its step.
 */
const shopping = (count: number, price: number, paid: number, slips: [number, number]) => {
  const cost = count * price + slips[0];
  const change = paid - cost + slips[1];
  return {
    zh: `每支笔 ${price} 元，${count} 支共 ${count} × ${price} = ${cost} 元。付了 ${paid} 元，应找回 ${paid} - ${cost} = ${change} 元。答：${change} 元。`,
    en: `One pen costs ${price}, so ${count} pens cost ${count} × ${price} = ${cost}. Out of ${paid}, the change is ${paid} - ${cost} = ${change}. Answer: ${change}.`,
  };
};

/** Walk `hours` at `speed`, then `more` kilometres: the total distance. */
const walking = (hours: number, speed: number, more: number, slips: [number, number]) => {
  const first = hours * speed + slips[0];
  const whole = first + more + slips[1];
  return {
    zh: `先走 ${hours} 小时，每小时 ${speed} 千米，走了 ${hours} × ${speed} = ${first} 千米。再走 ${more} 千米，一共 ${first} + ${more} = ${whole} 千米。答：${whole} 千米。`,
    en: `In ${hours} hours at ${speed} km an hour one walks ${hours} × ${speed} = ${first} km. With ${more} km more that is ${first} + ${more} = ${whole} km. Answer: ${whole} km.`,
  };
};

/** A slip is an error of 1 to 3 in one of two steps; what follows is computed correctly from it. */
function slip(random: Random): [number, number] {
  const by = integer(random, 1, 3) * (random() < 0.5 ? 1 : -1);
  return random() < 0.5 ? [by, 0] : [0, by];
}

const proofs: Pair[] = Array.from({ length: 24 }, (_, i) => {
  const wrong = slip(random);
  const twins = (input: { zh: string; en: string }, right: { zh: string; en: string }, bad: { zh: string; en: string }): Pair[] =>
    (['zh', 'en'] as const).map((lang) => ({
      id: `proof-${number(i)}-${lang}`,
      pair: `proof-${number(i)}`,
      lang,
      kind: 'proof',
      input: input[lang],
      answers: [right[lang], bad[lang]],
    }));
  if (i % 2 === 0) {
    const [count, price] = [integer(random, 3, 9), integer(random, 3, 9)];
    const paid = 100;
    return twins(
      {
        zh: `一支笔 ${price} 元，小明买 ${count} 支，付 ${paid} 元。应找回多少元？请写出步骤。`,
        en: `A pen costs ${price}. Ming buys ${count} and pays with ${paid}. How much change is due? Show the steps.`,
      },
      shopping(count, price, paid, [0, 0]),
      shopping(count, price, paid, wrong),
    );
  }
  const [hours, speed, more] = [integer(random, 2, 6), integer(random, 3, 8), integer(random, 11, 39)];
  return twins(
    {
      zh: `小红先走了 ${hours} 小时，每小时 ${speed} 千米，又走了 ${more} 千米。一共走了多少千米？请写出步骤。`,
      en: `Hong walks ${hours} hours at ${speed} km an hour, and then ${more} km more. How far does she walk in all? Show the steps.`,
    },
    walking(hours, speed, more, [0, 0]),
    walking(hours, speed, more, wrong),
  );
}).flat();

// the better answer is first in half of each kind, and in the same half for both languages of a pair
const samples = [...poems, ...proofs].map(({ answers: [good, bad], ...rest }) => {
  const place = Math.floor((Number(rest.id.split('-')[1]) - 1) / 2);
  const first = place % 2 === 0; // in pairs, as the kinds of problem alternate
  return { ...rest, output: first ? good : bad, other: first ? bad : good, label: first ? 'output' : 'other' };
});

writeData(import.meta.url, samples);
