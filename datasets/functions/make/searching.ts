// Functions that search and count.
import { type Template, template } from './template.js';

const shared = (words: string[]) => {
  const [first = ''] = words;
  let length = first.length;
  while (!words.every((word) => word.startsWith(first.slice(0, length)))) length--;
  return first.slice(0, length);
};

const run = (items: unknown[]) => {
  let [best, now] = [0, 0];
  items.forEach((item, i) => {
    now = i > 0 && item === items[i - 1] ? now + 1 : 1;
    best = Math.max(best, now);
  });
  return best;
};

const climbs = (n: number): number => (n < 0 ? 0 : n === 0 ? 1 : climbs(n - 1) + climbs(n - 2) + climbs(n - 3));

/** All sums of one coin, of two, and so on, until the amount is reached. */
const fewest = (coins: number[], amount: number) => {
  let sums = new Set([0]);
  for (let count = 0; sums.size > 0; count++) {
    if (sums.has(amount)) return count;
    sums = new Set([...sums].flatMap((sum) => coins.map((coin) => sum + coin)).filter((sum) => sum <= amount));
  }
  return null;
};

const subsets = (items: number[], target: number): number => {
  const [first, ...rest] = items;
  return first === undefined ? Number(target === 0) : subsets(rest, target) + subsets(rest, target - first);
};

export const searching: Template[] = [
  template(
    1,
    'find_all(items, x)',
    '返回列表 items 中所有等于 x 的元素的下标（从 0 数起），从小到大排成列表；没有时返回空列表',
    'returns the list of all indexes, counted from 0 and in ascending order, at which the list items has an element equal to x, and an empty list if there are none',
    (items: number[], x: number) => items.flatMap((item, i) => (item === x ? [i] : [])),
    [
      [[4, 7, 4], 4],
      [[], 1],
      [[1, 2, 3], 9],
      [[5, 5, 5], 5],
      [[0, -1, 0, -1], -1],
      [[3], 3],
    ],
  ),
  template(
    1,
    'first_repeat(items)',
    '从左到右看列表，返回第一个此前已经出现过的数；没有重复时返回 None',
    'goes through a list from left to right and returns the first number that has occurred before, or None if nothing repeats',
    (items: number[]) => items.find((item, i) => items.indexOf(item) < i) ?? null,
    [[[1, 2, 1]], [[]], [[1, 2, 3]], [[3, 8, 8, 3]], [[0, 5, 0]], [[-2, -2]], [[6]]],
  ),
  template(
    2,
    'longest_run(items)',
    '返回列表中连续相同的元素最多有几个，即最长的一段相同元素的长度；空列表返回 0',
    'returns the length of the longest run of equal elements that stand next to each other in a list, and 0 for an empty list',
    run,
    [[[1, 1, 2, 2, 2, 1]], [[]], [[4]], [[1, 2, 3]], [[7, 7, 7, 7]], [[0, 0, 1, 0]], [[2, -2, -2, 2, 2]]],
  ),
  template(
    2,
    'insertion_index(items, x)',
    '返回把 x 插入从小到大排好的列表 items 后仍然有序的下标（从 0 数起）；列表中有等于 x 的数时，返回其中第一个的下标；空列表返回 0',
    'returns the index, counted from 0, at which x can be inserted into the ascending list items so that it stays in order, the index of the first equal number if there are numbers equal to x, and 0 for an empty list',
    (items: number[], x: number) => items.filter((item) => item < x).length,
    [
      [[1, 3, 5], 4],
      [[], 7],
      [[1, 3, 5], 0],
      [[1, 3, 5], 9],
      [[2, 4, 4, 4, 6], 4],
      [[-5, -3, 0], -4],
      [[8], 8],
    ],
    { forbid: ['bisect'] },
  ),
  template(
    2,
    'climb_ways(n)',
    '返回爬 n 级台阶的走法数；n 是非负整数，每步爬 1 级、2 级或 3 级，步的次序不同算不同的走法；n 为 0 时返回 1',
    'counts the ways to climb n stairs, n being a non-negative whole number, in steps of 1, 2 or 3 stairs, where another order of steps is another way, and returns 1 if n is 0',
    climbs,
    [[3], [0], [1], [2], [4], [7], [12]],
  ),
  template(
    2,
    'common_prefix(words)',
    '返回字符串列表中所有字符串共同的最长前缀，区分大小写；没有共同前缀或列表为空时返回空字符串',
    'returns the longest prefix that all strings of a list have in common, upper and lower case being different, and an empty string if there is none or the list is empty',
    shared,
    [
      [['tablet', 'table', 'tabby']],
      [[]],
      [['alone']],
      [['dog', 'cat']],
      [['same', 'same']],
      [['inn', 'in', 'inner']],
      [['Paris', 'paris']],
      [['abc', '']],
    ],
  ),
  template(
    3,
    'min_coins(coins, amount)',
    '返回用面值列表 coins 中的硬币凑出 amount 最少需要几枚，每种面值可以用任意多枚；amount 为 0 时返回 0；凑不出时返回 None',
    'returns the smallest number of coins that add up to amount, where coins is the list of the values, each of which may be used any number of times; it returns 0 if amount is 0 and None if there is no way',
    fewest,
    [
      [[1, 5, 10], 27],
      [[5, 10], 0],
      [[2], 3],
      [[1, 4, 5], 8],
      [[9, 6, 1], 12],
      [[], 4],
      [[7], 49],
    ],
  ),
  template(
    3,
    'count_subsets(items, target)',
    '返回从整数列表 items 中选取若干元素使总和等于 target 的选法数：不同位置的元素即使相等也算不同的元素，一个都不选也是一种选法，总和为 0',
    'counts the ways to choose elements of a list of whole numbers so that their sum is target, where elements at different places are different even if they are equal, and choosing none is one way, with sum 0',
    subsets,
    [
      [[1, 2, 3], 3],
      [[], 0],
      [[], 5],
      [[1, 1, 1], 2],
      [[0, 0], 0],
      [[-1, 1, 2], 2],
      [[2, 4, 6], 5],
      [[3, 1, 4, 1, 5, 9, 2, 6], 10],
    ],
  ),
];
