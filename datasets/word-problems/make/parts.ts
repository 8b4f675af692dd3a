// Families about parts of a whole: fractions and percentages.
import { integer, pick } from '../../../harness/core/random.js';
import { type Family, lowest, people, turn } from './template.js';

/** The rest of a whole; of a whole less two parts; of a length. */
export const fractions: Family = (random, i, level) => {
  const [name, english] = turn(people, i + 5);
  if (level === 1) {
    const under = integer(random, 3, 9);
    const over = integer(random, 1, under - 1);
    const eaten = lowest(over, under);
    const [p, q] = eaten.split('/').map(Number) as [number, number];
    const left = lowest(q - p, q);
    const [zh, en] = turn(
      [
        [
          `${name}吃了一个蛋糕的 ${eaten}，还剩这个蛋糕的几分之几？`,
          `${english} eats ${eaten} of a cake. What fraction of the cake is left?`,
        ],
        [
          `一桶水用去了 ${eaten}，剩下的水占整桶水的几分之几？`,
          `${eaten} of a bucket of water is used. What fraction of the bucket remains?`,
        ],
      ] as const,
      i,
    );
    return { facts: { over: p, under: q }, zh: { input: zh, target: left }, en: { input: en, target: left } };
  }
  if (level === 2) {
    const [b, c] = pick(random, [
      [3, 4],
      [2, 5],
      [4, 6],
      [3, 5],
      [5, 10],
      [4, 8],
      [2, 6],
      [3, 7],
    ] as const);
    const left = lowest(b * c - b - c, b * c);
    return {
      facts: { one: 1, underA: b, uno: 1, underB: c },
      zh: {
        input: turn(
          [
            `一本书，${name}第一天看了全书的 1/${b}，第二天看了全书的 1/${c}。还剩全书的几分之几没有看？`,
            `菜地的 1/${b} 种了白菜，1/${c} 种了萝卜，其余的空着。空着的部分占整块菜地的几分之几？`,
          ],
          i,
        ),
        target: left,
      },
      en: {
        input: turn(
          [
            `${english} reads 1/${b} of a book on the first day and 1/${c} of the book on the second. What fraction of the book is not read yet?`,
            `Cabbage grows on 1/${b} of a field and radishes on 1/${c} of it; the rest lies empty. What fraction of the whole field is empty?`,
          ],
          i,
        ),
        target: left,
      },
    };
  }
  const [b, c] = [integer(random, 2, 5), integer(random, 2, 5)];
  const length = b * c * integer(random, 2, 8);
  const left = (length / b) * (b - 1) - ((length / b) * (b - 1)) / c;
  return {
    facts: { length, one: 1, underA: b, uno: 1, underB: c },
    zh: {
      input: turn(
        [
          `一根绳子长 ${length} 米，先用去它的 1/${b}，再用去剩下部分的 1/${c}。还剩多少米？`,
          `仓库里有 ${length} 吨大米，第一周运走 1/${b}，第二周运走余下的 1/${c}。仓库里还有多少吨？`,
        ],
        i,
      ),
      target: left,
    },
    en: {
      input: turn(
        [
          `A rope is ${length} metres long. First 1/${b} of it is used, then 1/${c} of what remains. How many metres are left?`,
          `A store holds ${length} tonnes of rice. In the first week 1/${b} of it is taken away, in the second week 1/${c} of the rest. How many tonnes are still there?`,
        ],
        i,
      ),
      target: left,
    },
  };
};

/** A percentage; a price after a discount; a price before it. */
export const percentages: Family = (random, i, level) => {
  if (level === 1) {
    const percent = integer(random, 1, 19) * 5;
    const whole = pick(random, [20, 40, 60, 100, 200]);
    const part = (whole * percent) / 100;
    const [zh, en] = turn(
      [
        [
          `全班 ${whole} 名学生中有 ${part} 名会游泳。会游泳的学生占全班的百分之几？`,
          `Of the ${whole} pupils in a year, ${part} can swim. What percentage of the pupils can swim?`,
        ],
        [
          `果园里有 ${whole} 棵树，其中 ${part} 棵是桃树。桃树占百分之多少？`,
          `An orchard has ${whole} trees, and ${part} of them are peach trees. What per cent of the trees are peach trees?`,
        ],
      ] as const,
      i,
    );
    return {
      facts: { whole, part },
      zh: {
        input: zh.replace('全班', whole > 60 ? '全校' : '全班').replace('占全班', whole > 60 ? '占全校' : '占全班'),
        target: `${percent}%`,
      },
      en: { input: en, target: `${percent}%` },
    };
  }
  const percent = pick(random, [10, 20, 25, 30, 40, 50]);
  const price = integer(random, 2, 20) * 20;
  const now = price - (price * percent) / 100;
  const things = turn(
    [
      ['外套', '件', 'coat'],
      ['台灯', '盏', 'lamp'],
      ['书包', '个', 'school bag'],
      ['球鞋', '双', 'pair of trainers'],
    ] as const,
    i,
  );
  if (level === 2)
    return {
      facts: { price, percent },
      zh: {
        input: turn(
          [
            `一${things[1]}${things[0]}原价 ${price} 元，现在降价 ${percent}%。现价是多少元？`,
            `商店把 ${price} 元的${things[0]}便宜 ${percent}% 出售，买一${things[1]}要付多少元？`,
          ],
          i,
        ),
        target: now,
      },
      en: {
        input: turn(
          [
            `A ${things[2]} used to cost ${price} yuan. Its price is now cut by ${percent}%. What is the new price in yuan?`,
            `A shop takes ${percent}% off a ${things[2]} marked ${price} yuan. How many yuan does a customer pay for it?`,
          ],
          i,
        ),
        target: now,
      },
    };
  return {
    facts: { now, percent },
    zh: {
      input: turn(
        [
          `一${things[1]}${things[0]}降价 ${percent}% 之后卖 ${now} 元，原价是多少元？`,
          `打完折，一${things[1]}${things[0]}只要 ${now} 元，比原价便宜了 ${percent}%。它原来卖多少元？`,
        ],
        i,
      ),
      target: price,
    },
    en: {
      input: turn(
        [
          `After a price cut of ${percent}%, a ${things[2]} sells for ${now} yuan. What was the price before the cut, in yuan?`,
          `In the sale a ${things[2]} costs only ${now} yuan, which is ${percent}% less than before. How many yuan did it cost before the sale?`,
        ],
        i,
      ),
      target: price,
    },
  };
};
