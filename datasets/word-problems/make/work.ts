// Work done by one person or by two together: a share, or the time until it is finished.
import { integer, pick } from '../../../harness/core/random.js';
import { type Family, lowest, turn } from './template.js';

/** A share of the work in a number of hours; of two together; until it is finished. */
export const work: Family = (random, i, level) => {
  if (level === 1) {
    const hours = integer(random, 4, 12);
    const done = integer(random, 1, hours - 1);
    const [zh, en] = turn(
      [
        [
          `一个水管 ${hours} 小时可以注满水池，${done} 小时注满水池的几分之几？`,
          `A pipe fills a tank in ${hours} hours. What fraction of the tank does it fill in ${done} ${done === 1 ? 'hour' : 'hours'}?`,
        ],
        [
          `一台机器 ${hours} 小时完成一批零件，工作 ${done} 小时完成了这批零件的几分之几？`,
          `A machine makes a batch of parts in ${hours} hours. What fraction of the batch is finished after ${done} ${done === 1 ? 'hour' : 'hours'}?`,
        ],
      ] as const,
      i,
    );
    return {
      facts: { hours, done },
      zh: { input: zh, target: lowest(done, hours) },
      en: { input: en, target: lowest(done, hours) },
    };
  }
  if (level === 2) {
    const [a, b] = [integer(random, 2, 6), integer(random, 7, 12)];
    const share = lowest(a + b, a * b);
    const [zh, en] = turn(
      [
        [
          `一项工程，甲队单独做要 ${a} 天，乙队单独做要 ${b} 天。两队合作一天，完成全部工程的几分之几？`,
          `One team finishes a job alone in ${a} days, another team alone in ${b} days. What fraction of the job do both teams finish together in a single day?`,
        ],
        [
          `打扫操场，六年级单独做需要 ${a} 小时，五年级单独做需要 ${b} 小时。两个年级一起做一小时，能打扫操场的几分之几？`,
          `The older class can sweep the playground in ${a} hours, the younger class in ${b} hours. Working side by side for a single hour, what fraction of the playground do they sweep?`,
        ],
      ] as const,
      i,
    );
    return { facts: { a, b }, zh: { input: zh, target: share }, en: { input: en, target: share } };
  }
  const [a, b] = pick(random, [
    [3, 6],
    [4, 12],
    [6, 12],
    [10, 15],
    [20, 30],
    [12, 24],
    [5, 20],
    [15, 30],
    [8, 24],
  ] as const);
  const [zh, en] = turn(
    [
      [
        `修一条路，甲队单独修要 ${a} 天，乙队单独修要 ${b} 天。两队一起修，多少天能修完？`,
        `One crew repairs a road alone in ${a} days, a second crew alone in ${b} days. How many days do they need together?`,
      ],
      [
        `单开甲管 ${a} 分钟放满浴缸，单开乙管 ${b} 分钟放满。两管同时打开，几分钟放满？`,
        `The first tap alone fills a bath in ${a} minutes, the second tap alone in ${b} minutes. How many minutes does it take with both taps open?`,
      ],
    ] as const,
    i,
  );
  return { facts: { a, b }, zh: { input: zh, target: (a * b) / (a + b) }, en: { input: en, target: (a * b) / (a + b) } };
};
