// Families about buying and sharing things.
import { integer, pick } from '../../../harness/core/random.js';
import { type Family, people, turn } from './template.js';

const goods = [
  ['铅笔', '支', 'pencil', 'pencils'],
  ['橡皮', '块', 'eraser', 'erasers'],
  ['面包', '个', 'bread roll', 'bread rolls'],
  ['毛巾', '条', 'towel', 'towels'],
  ['杯子', '个', 'cup', 'cups'],
] as const;

/** The cost; the change; two kinds of things. */
export const shopping: Family = (random, i, level) => {
  const [name, english] = turn(people, i);
  const [thing, unit, one, many] = turn(goods, i);
  const [count, price] = [integer(random, 2, 3 + 2 * level), integer(random, 2, 5 * level)];
  const cost = count * price;
  if (level === 1) {
    const texts = [
      [
        `一${unit}${thing} ${price} 元，${name}买了 ${count} ${unit}，一共要付多少元？`,
        `One ${one} costs ${price} yuan. ${english} buys ${count} ${many}. How many yuan is that in all?`,
      ],
      [
        `${name}买了 ${count} ${unit}${thing}，每${unit} ${price} 元。他一共花了多少钱？`,
        `${english} buys ${count} ${many} at ${price} yuan each. How much does that cost?`,
      ],
    ] as const;
    const [zh, en] = turn(texts, i);
    return { facts: { count, price }, zh: { input: zh.replace('他', ''), target: cost }, en: { input: en, target: cost } };
  }
  if (level === 2) {
    const paid = Math.ceil((cost + 1) / 10) * 10 + pick(random, [0, 10, 20]);
    const texts = [
      [
        `每${unit}${thing} ${price} 元，${name}买 ${count} ${unit}，付了 ${paid} 元，应找回多少元？`,
        `A ${one} costs ${price} yuan. ${english} buys ${count} and pays with ${paid} yuan. How many yuan come back as change?`,
      ],
      [
        `${name}带了 ${paid} 元去买${thing}，每${unit} ${price} 元，买了 ${count} ${unit}后还剩多少元？`,
        `${english} goes out with ${paid} yuan and buys ${count} ${many} for ${price} yuan each. How many yuan are left?`,
      ],
    ] as const;
    const [zh, en] = turn(texts, i);
    return { facts: { count, price, paid }, zh: { input: zh, target: paid - cost }, en: { input: en, target: paid - cost } };
  }
  const [other, otherUnit, , others] = turn(goods, i + 2);
  const [count2, price2] = [integer(random, 2, 9), integer(random, 3, 15)];
  const total = cost + count2 * price2;
  const paid = Math.ceil((total + 1) / 50) * 50;
  return {
    facts: { count, price, count2, price2, paid },
    zh: {
      input: `${name}买了 ${count} ${unit}${thing}和 ${count2} ${otherUnit}${other}。${thing}每${unit} ${price} 元，${other}每${otherUnit} ${price2} 元。付给收银员 ${paid} 元，应找回多少元？`,
      target: paid - total,
    },
    en: {
      input: `${english} buys ${count} ${many} at ${price} yuan each and ${count2} ${others} at ${price2} yuan each, and hands over ${paid} yuan. How much change is due, in yuan?`,
      target: paid - total,
    },
  };
};

const sweets = [
  ['糖', '颗', 'sweets'],
  ['贴纸', '张', 'stickers'],
  ['桃子', '个', 'peaches'],
  ['气球', '个', 'balloons'],
  ['卡片', '张', 'cards'],
] as const;

/** Equal shares; the remainder; some given away first. */
export const sharing: Family = (random, i, level) => {
  const [thing, unit, many] = turn(sweets, i);
  const [name, english] = turn(people, i + 1);
  const [children, each] = [integer(random, 2, 3 + 2 * level), integer(random, 2, 4 * level)];
  if (level === 1) {
    const total = children * each;
    const [zh, en] = turn(
      [
        [
          `老师把 ${total} ${unit}${thing}平均分给 ${children} 个小朋友，每个小朋友分到几${unit}？`,
          `A teacher shares ${total} ${many} equally among ${children} children. How many does each child get?`,
        ],
        [
          `有 ${total} ${unit}${thing}，${children} 个人平分，每人几${unit}？`,
          `There are ${total} ${many} for ${children} people, and all get the same number. How many does each person get?`,
        ],
      ] as const,
      i,
    );
    return { facts: { total, children }, zh: { input: zh, target: each }, en: { input: en, target: each } };
  }
  if (level === 2) {
    const left = integer(random, 1, children - 1);
    const total = children * each + left;
    return {
      facts: { total, children },
      zh: {
        input: turn(
          [
            `把 ${total} ${unit}${thing}分给 ${children} 个孩子，每人分得一样多，并且尽量多分。最后剩下几${unit}？`,
            `${children} 个小朋友平分 ${total} ${unit}${thing}，分到不够再分一轮为止，还多出几${unit}？`,
          ],
          i,
        ),
        target: left,
      },
      en: {
        input: turn(
          [
            `${total} ${many} are handed out to ${children} children, each getting the same number and as many as possible. How many are left at the end?`,
            `${children} children share ${total} ${many} equally until there are too few for another round. How many remain?`,
          ],
          i,
        ),
        target: left,
      },
    };
  }
  const [had, given] = [children * each, integer(random, 3, 20)];
  return {
    facts: { total: had + given, given, children },
    zh: {
      input: `${name}有 ${had + given} ${unit}${thing}，先送给邻居 ${given} ${unit}，剩下的平均装进 ${children} 个袋子。每个袋子装多少${unit}？`,
      target: each,
    },
    en: {
      input: `${english} has ${had + given} ${many}, gives ${given} of them to a neighbour and puts the rest into ${children} bags, the same number in each. How many go into each bag?`,
      target: each,
    },
  };
};
