// Functions on lists. Long lists come from a seeded generator.
import { integer, seeded } from '../../../harness/core/random.js';
import { float, type Template, template } from './template.js';

const random = seeded('functions 1');
const long = (count: number, low: number, high: number) => Array.from({ length: count }, () => integer(random, low, high));
const ascending = (items: number[]) => [...items].sort((a, b) => a - b);
const total = (items: number[]) => items.reduce((a, b) => a + b, 0);

type Tree = (number | Tree)[];
const leaves = (tree: Tree): number[] => tree.flatMap((one) => (typeof one === 'number' ? [one] : leaves(one)));

const chunks = (items: number[], n: number) =>
  Array.from({ length: Math.ceil(items.length / n) }, (_, i) => items.slice(i * n, i * n + n));

const second = (items: number[]): number | null => ascending([...new Set(items)]).at(-2) ?? null;

const turned = (items: number[], k: number) =>
  items.map((_, i) => items[(((i - k) % items.length) + items.length) % items.length]);

const pairs = (items: number[], target: number) =>
  items.flatMap((a, i) => items.slice(i + 1).filter((b) => a + b === target)).length;

const byLength = (words: string[]) => ({
  $dict: [...new Set(words.map((word) => word.length))].map((length) => [length, words.filter((word) => word.length === length)]),
});

const counted = (items: string[]) =>
  Object.fromEntries([...new Set(items)].map((item) => [item, items.filter((one) => one === item).length]));

export const lists: Template[] = [
  template(
    1,
    'total_even(items)',
    '返回列表中所有偶数的和',
    'returns the sum of the even numbers of a list',
    (items: number[]) => total(items.filter((n) => n % 2 === 0)),
    [[[1, 2, 3, 4]], [[]], [[1, 3]], [[-2, 2, 6]], [[0]], [long(12, -50, 50)]],
  ),
  template(
    1,
    'is_sorted(items)',
    '判断列表是否已经从小到大排好（允许相等），返回 True 或 False',
    'tells whether a list is in ascending order, equal neighbours allowed, and returns True or False',
    (items: number[]) => ascending(items).every((n, i) => n === items[i]),
    [[[1, 2, 3]], [[3, 2, 1]], [[]], [[5]], [[1, 1, 2]], [[1, 3, 2]], [[-5, -1, 0]]],
    { forbid: ['sorted', '.sort'] },
  ),
  template(
    1,
    'running_total(items)',
    '返回累计和列表：第 k 项是前 k 个数之和',
    'returns the list of running totals: entry k is the sum of the first k numbers',
    (items: number[]) => items.map((_, i) => total(items.slice(0, i + 1))),
    [[[1, 2, 3]], [[]], [[5]], [[-1, 1, -1]], [[0, 0]], [long(10, -9, 9)]],
  ),
  template(
    1,
    'double_all(items)',
    '返回一个新列表，其中每个数都是原来的两倍',
    'returns a new list with every number doubled',
    (items: number[]) => items.map((n) => 2 * n),
    [[[1, 2, 3]], [[]], [[-4]], [[0, 10]], [long(8, -99, 99)]],
  ),
  template(
    1,
    'count_items(items)',
    '统计字符串列表中每个元素出现的次数，返回字典',
    'counts how often each string occurs in a list and returns a dictionary',
    counted,
    [[['a', 'b', 'a']], [[]], [['x']], [['red', 'blue', 'red', 'red']], [['A', 'a']]],
  ),
  template(
    1,
    'mean(items)',
    '返回列表中数的平均值；列表为空时返回 None',
    'returns the mean of a list of numbers, or None if the list is empty',
    (items: number[]) => (items.length === 0 ? null : float(total(items) / items.length)),
    [[[1, 2, 3, 4]], [[5]], [[]], [[-1, 1]], [[2, 4, 9]]],
    { tolerance: 1e-9 },
  ),
  template(
    2,
    'second_largest(items)',
    '返回列表中第二大的不同的数；不存在时返回 None',
    'returns the second largest distinct number of a list, or None if there is none',
    second,
    [[[1, 2, 3]], [[5, 5, 4]], [[7]], [[]], [[2, 2]], [[-1, -5, -3]], [long(15, -99, 99)]],
  ),
  template(
    2,
    'move_zeros(items)',
    '把列表中的 0 全部移到末尾，其余数的顺序不变，返回新列表',
    'returns a list with all zeros moved to the end and the order of the other numbers kept',
    (items: number[]) => [...items.filter((n) => n !== 0), ...items.filter((n) => n === 0)],
    [[[0, 1, 0, 3, 12]], [[]], [[0, 0]], [[1, 2]], [[-1, 0, 1]], [[0]]],
  ),
  template(
    2,
    'chunk(items, n)',
    '把列表按顺序切成每段 n 个元素的小列表，最后一段可以不足 n 个',
    'cuts a list into lists of n elements in order, of which the last may be shorter',
    chunks,
    [
      [[1, 2, 3, 4, 5], 2],
      [[], 3],
      [[1, 2, 3], 3],
      [[1], 5],
      [[1, 2, 3, 4], 1],
    ],
  ),
  template(
    2,
    'intersection(a, b)',
    '返回同时出现在两个列表中的数，去掉重复，从小到大排列',
    'returns the numbers that occur in both lists, without repeats and in ascending order',
    (a: number[], b: number[]) => ascending([...new Set(a)].filter((n) => b.includes(n))),
    [
      [
        [1, 2, 3],
        [2, 3, 4],
      ],
      [[], [1]],
      [
        [5, 5, 1],
        [5, 1, 1],
      ],
      [[1], [2]],
      [
        [3, -1],
        [-1, 3],
      ],
    ],
  ),
  template(
    2,
    'missing_number(items)',
    '列表包含 0 到 n 的整数，只缺一个，顺序任意，返回缺少的数',
    'is given all whole numbers from 0 to n but one, in any order, and returns the missing one',
    (items: number[]) =>
      items.findIndex((_, i) => !items.includes(i)) < 0 ? items.length : items.findIndex((_, i) => !items.includes(i)),
    [[[3, 0, 1]], [[0]], [[1]], [[0, 1]], [[9, 6, 4, 2, 3, 5, 7, 0, 1]]],
  ),
  template(
    2,
    'transpose(matrix)',
    '返回矩阵（列表的列表）的转置；空矩阵返回 []',
    'returns the transpose of a matrix given as a list of rows, and [] for an empty matrix',
    (rows: number[][]) => (rows[0] ?? []).map((_, j) => rows.map((row) => row[j])),
    [
      [
        [
          [1, 2],
          [3, 4],
        ],
      ],
      [[]],
      [[[1, 2, 3]]],
      [[[1], [2]]],
      [
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
      ],
    ],
  ),
  template(
    3,
    'rotate(items, k)',
    '把列表向右循环移动 k 位，返回新列表；k 可以大于列表长度，列表可以为空',
    'returns a list rotated to the right by k places, where k may exceed the length and the list may be empty',
    turned,
    [
      [[1, 2, 3, 4, 5], 2],
      [[1, 2, 3], 0],
      [[1, 2, 3], 3],
      [[1, 2, 3], 4],
      [[], 3],
      [[7], 9],
    ],
  ),
  template(3, 'flatten(items)', '把任意层嵌套的列表展开成一层列表', 'turns a list nested to any depth into a flat list', leaves, [
    [[1, [2, 3]]],
    [[]],
    [[[[]]]],
    [[1, [2, [3, [4]]]]],
    [[[1], [[2]], 3]],
  ]),
  template(
    3,
    'count_pairs(items, target)',
    '返回列表中有多少对不同位置的数之和等于 target',
    'counts the pairs of numbers at different places of a list whose sum is target',
    pairs,
    [
      [[1, 2, 3, 4], 5],
      [[], 0],
      [[1, 1, 1], 2],
      [[5], 5],
      [[-1, 1, 0, 0], 0],
      [long(12, 0, 9), 9],
    ],
  ),
  template(
    3,
    'group_by_length(words)',
    '按单词长度分组，返回字典：键是长度，值是该长度的单词列表，保持原来的顺序',
    'groups words by length and returns a dictionary from each length to the list of words of that length, in their order',
    byLength,
    [[['a', 'bb', 'c']], [[]], [['cat', 'dog', 'mouse']], [['x', 'x']]],
  ),
];
