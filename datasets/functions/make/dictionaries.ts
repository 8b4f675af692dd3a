// Functions on dictionaries.
import { type Template, template } from './template.js';

type Counts = Record<string, number>;
type Nested = { [key: string]: Nested | number | string };
type Match = [home: string, away: string, homeGoals: number, awayGoals: number];

const union = (a: object, b: object) => [...new Set([...Object.keys(a), ...Object.keys(b)])];

const inverted = (mapping: Record<string, string | number>) => ({
  $dict: [...new Set(Object.values(mapping))].map((value) => [
    value,
    Object.keys(mapping)
      .filter((key) => mapping[key] === value)
      .sort(),
  ]),
});

const points = (matches: Match[]) => {
  const table: Counts = {};
  const add = (team: string, more: number) => {
    table[team] = (table[team] ?? 0) + more;
  };
  for (const [home, away, scored, conceded] of matches) {
    add(home, scored > conceded ? 3 : scored === conceded ? 1 : 0);
    add(away, conceded > scored ? 3 : scored === conceded ? 1 : 0);
  }
  return table;
};

const paths = (nested: Nested, before = ''): [string, number | string][] =>
  Object.entries(nested).flatMap(([key, value]) =>
    typeof value === 'object' ? paths(value, `${before}${key}.`) : [[before + key, value]],
  );

const end = (links: Record<string, string>, name: string, seen: string[] = []): string | null => {
  if (seen.includes(name)) return null;
  const next = links[name];
  return next === undefined ? name : end(links, next, [...seen, name]);
};

export const dictionaries: Template[] = [
  template(
    1,
    'total_price(prices, basket)',
    '返回列表 basket 中所有商品的总价；字典 prices 给出商品的价格（整数），同一商品出现几次就算几次，没有价格的商品算 0，空列表返回 0',
    'returns the total price of the names in the list basket, where the dictionary prices holds whole-number prices by name, a name counts as often as it is listed, a name without a price counts 0, and an empty list gives 0',
    (prices: Counts, basket: string[]) => basket.reduce((sum, name) => sum + (prices[name] ?? 0), 0),
    [
      [{ tea: 3, bread: 2 }, ['tea', 'bread']],
      [{ tea: 3 }, []],
      [{ tea: 3, bread: 2 }, ['bread', 'tea', 'bread', 'bread']],
      [{ tea: 3 }, ['milk', 'tea']],
      [{}, ['milk']],
      [{ tea: 3, refund: -5, gift: 0 }, ['gift', 'refund', 'tea']],
    ],
  ),
  template(
    1,
    'keep_above(scores, limit)',
    '返回一个新字典，只保留字典 scores 中值大于 limit 的项（等于 limit 的不要）；没有这样的项时返回空字典',
    'returns a new dictionary of those entries of the dictionary scores whose value is greater than limit, not equal to it, and an empty dictionary if there are none',
    (scores: Counts, limit: number) => Object.fromEntries(Object.entries(scores).filter(([, value]) => value > limit)),
    [
      [{ ann: 70, bo: 45, cy: 91 }, 60],
      [{}, 10],
      [{ ann: 60, bo: 61 }, 60],
      [{ ann: 1, bo: 2 }, 5],
      [{ ann: -3, bo: 0, cy: -1 }, -2],
      [{ ann: 0, bo: 7 }, 0],
    ],
  ),
  template(
    2,
    'invert(mapping)',
    '把字典的键和值对调，返回普通字典（dict）：原来的每个值作为键，对应原来取该值的所有键的列表，按字母顺序排列；空字典返回空字典',
    'turns a dictionary around and returns a plain dict in which each value of the old one is a key and leads to the list of the keys that had this value, in alphabetical order; an empty dictionary gives an empty dict',
    inverted,
    [
      [{ rose: 'red', sky: 'blue', cherry: 'red' }],
      [{}],
      [{ a: 'b', b: 'a' }],
      [{ z: 'same', m: 'same', a: 'same' }],
      [{ ann: 7, cy: 7, bo: 3 }],
      [{ x: '' }],
    ],
  ),
  template(
    2,
    'merge_sums(a, b)',
    '合并两个字典（键是字符串，值是整数，可以为空），返回普通字典（dict）：两个字典都有的键取两个值之和（和为 0 也保留），只在一个字典中的键保留原值',
    'merges two dictionaries from strings to whole numbers, either of which may be empty, into a plain dict: a key of both gets the sum of its two values, even if that is 0, and a key of only one keeps its value',
    (a: Counts, b: Counts) => Object.fromEntries(union(a, b).map((key) => [key, (a[key] ?? 0) + (b[key] ?? 0)])),
    [
      [
        { x: 1, y: 2 },
        { y: 3, z: 4 },
      ],
      [{}, {}],
      [{ x: 5 }, {}],
      [{ x: 2 }, { x: -2 }],
      [{ x: -1 }, { y: -4 }],
      [
        { x: 0, y: 1 },
        { x: 0, y: 1 },
      ],
    ],
    { forbid: ['Counter'] },
  ),
  template(
    2,
    'changed_keys(before, after)',
    '比较两个字典，返回只在其中一个字典中出现、或在两个字典中值不同的键的列表，按字母顺序排列；没有这样的键时返回空列表',
    'compares two dictionaries and returns the list of the keys that only one of them has or whose values differ, in alphabetical order, and an empty list if there are none',
    (before: Counts, after: Counts) =>
      union(before, after)
        .filter((key) => before[key] !== after[key])
        .sort(),
    [
      [
        { a: 1, b: 2, c: 3 },
        { a: 1, b: 5, d: 4 },
      ],
      [{}, {}],
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      [{}, { y: 1, x: 2 }],
      [{ a: 0 }, {}],
      [
        { pear: 3, fig: -3 },
        { pear: -3, fig: 3 },
      ],
    ],
  ),
  template(
    2,
    'league_points(matches)',
    '根据比赛列表返回各队积分的普通字典（dict）：每场比赛是一个列表 [主队, 客队, 主队进球数, 客队进球数]，胜得 3 分，平得 1 分，负得 0 分，每个比赛过的队都要列出，包括 0 分的队；没有比赛时返回空字典',
    'returns a plain dict from team to points after a list of matches, each of them a list [home, away, home goals, away goals]: a win gives 3 points, a draw 1 and a defeat 0, every team that played is in the dict, even with 0 points, and no matches give an empty dict',
    points,
    [
      [[['Reds', 'Blues', 2, 1]]],
      [[]],
      [[['Reds', 'Blues', 0, 0]]],
      [
        [
          ['Reds', 'Blues', 1, 3],
          ['Blues', 'Greens', 2, 2],
          ['Greens', 'Reds', 4, 0],
        ],
      ],
      [
        [
          ['Reds', 'Blues', 10, 9],
          ['Blues', 'Reds', 0, 1],
        ],
      ],
    ],
  ),
  template(
    3,
    'flatten_keys(nested)',
    '把任意层嵌套的字典变成一层字典：每个不是字典的值都保留，它的新键是从外到内各层的键用点号 "." 连接而成；空字典（外层或内层）不留下任何项',
    'turns a dictionary nested to any depth into a flat one: every value that is not a dictionary is kept, its new key being the keys from the outside to the inside joined by ".", and an empty dictionary, outer or inner, leaves no entry',
    (nested: Nested) => Object.fromEntries(paths(nested)),
    [
      [{ a: 1, b: { c: 2, d: 3 } }],
      [{}],
      [{ a: { b: { c: { d: 'deep' } } } }],
      [{ a: {}, b: { c: {} } }],
      [{ x: 0, y: { x: '', z: { x: -1 } } }],
    ],
  ),
  template(
    3,
    'follow_links(links, start)',
    '从名字 start 出发，只要当前名字是字典 links 的键，就换成它在 links 中的值，最后返回不是键的那个名字；如果又回到已经到过的名字（包括 start），返回 None',
    'begins with the name start, replaces it by its value in the dictionary links as long as it is a key there, and returns the name that is no key, or None if it comes back to a name where it has been, start included',
    (links: Record<string, string>, start: string) => end(links, start),
    [
      [{ a: 'b', b: 'c' }, 'a'],
      [{}, 'x'],
      [{ a: 'b', b: 'a' }, 'a'],
      [{ a: 'a' }, 'a'],
      [{ a: 'b', b: 'c', c: 'b' }, 'a'],
      [{ a: 'b', c: 'd', d: 'a' }, 'c'],
      [{ a: 'b', c: 'c' }, 'b'],
    ],
  ),
];
