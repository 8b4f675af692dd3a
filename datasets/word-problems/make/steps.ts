// One addition or subtraction: easy enough for a very small model, so that its score is not zero for lack of easy problems.
import { integer } from '../../../harness/core/random.js';
import { type Family, people, turn } from './template.js';

const things = [
  ['苹果', '个', 'apples'],
  ['鸡蛋', '个', 'eggs'],
  ['小船', '只', 'paper boats'],
  ['贝壳', '枚', 'shells'],
] as const;

/** An amount, and some more or less. */
export const steps: Family = (random, i, level) => {
  const [name, english] = turn(people, i);
  const [thing, unit, many] = turn(things, i);
  const most = { 1: 5, 2: 12, 3: 60 }[level];
  const half = most / 2 + 1;
  const [a, b] = [Math.floor(integer(random, half, 2 * most)), Math.floor(integer(random, 2, half))];
  const plus = i % 2 === 0;
  const more: [string, string][] = [
    [
      `${name}有 ${a} ${unit}${thing}，又得到 ${b} ${unit}。现在一共有多少${unit}？`,
      `${english} has ${a} ${many} and gets ${b} more. How many ${many} are there now?`,
    ],
    [
      `篮子里有 ${a} ${unit}${thing}，${name}再放进 ${b} ${unit}，篮子里共有几${unit}？`,
      `There are ${a} ${many} in a basket. ${english} puts in another ${b}. How many ${many} are in the basket?`,
    ],
  ];
  const less: [string, string][] = [
    [
      `${name}有 ${a} ${unit}${thing}，送给朋友 ${b} ${unit}，还剩几${unit}？`,
      `${english} has ${a} ${many} and gives ${b} to a friend. How many ${many} are left?`,
    ],
    [
      `桌上有 ${a} ${unit}${thing}，拿走 ${b} ${unit}以后，桌上还有多少${unit}？`,
      `There are ${a} ${many} on a table. Someone takes away ${b}. How many ${many} are still on the table?`,
    ],
  ];
  const [zh, en] = turn(plus ? more : less, Math.floor(i / 2));
  const target = plus ? a + b : a - b;
  return { facts: plus ? { had: a, got: b } : { had: a, gave: b }, zh: { input: zh, target }, en: { input: en, target } };
};
