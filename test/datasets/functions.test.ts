// The functions: targets that the code judge reads, results worked out by hand, prompts that say what is checked.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { load } from '../../harness/load.js';
import { targetOf } from '../../judges/code/target.js';

interface Target {
  entry: string;
  cases: { args: unknown[]; want: unknown }[];
  commentLanguage?: string;
  forbid?: string[];
}

const { samples } = await load('functions');
const targetsOf = (sample: { target?: unknown }) => sample.target as Target;

/** One case a function, worked out by hand. */
const byHand: Record<string, [unknown[], unknown]> = {
  sign: [[-3], -1],
  is_prime: [[91], false],
  factorial: [[5], 120],
  digit_sum: [[12345], 15],
  clamp: [[-5, -10, -6], -6],
  celsius_to_fahrenheit: [[100], { $float: 212 }],
  gcd: [[17, 51], 17],
  fibonacci: [[10], 55],
  is_leap: [[1900], false],
  to_binary: [[10], '1010'],
  divisors: [[12], [1, 2, 3, 4, 6, 12]],
  is_perfect: [[28], true],
  collatz_steps: [[6], 8],
  triangle_kind: [[3, 5, 3], 'isosceles'],
  to_roman: [[1994], 'MCMXCIV'],
  count_vowels: [['Programming in Python'], 5],
  count_words: [['  a  b '], 2],
  remove_vowels: [['Open Door'], 'pn Dr'],
  only_digits: [['2026-11-24'], '20261124'],
  initials: [['ada lovelace'], 'AL'],
  hamming: [['karolin', 'kathrin'], 3],
  is_palindrome: [['never odd or even'], true],
  reverse_words: [['the  sky   is blue'], 'blue is sky the'],
  is_anagram: [['aab', 'abb'], false],
  swap_case: [['PyThOn 3'], 'pYtHoN 3'],
  longest_word: [['tie ties toes'], 'ties'],
  compress: [['aabbaa'], 'a2b2a2'],
  most_common_char: [['abba'], 'a'],
  caesar: [['xyz', 3], 'abc'],
  balanced: [['([)]'], false],
  total_even: [[[-2, 2, 6]], 6],
  is_sorted: [[[1, 1, 2]], true],
  running_total: [[[1, 2, 3]], [1, 3, 6]],
  double_all: [[[-4]], [-8]],
  count_items: [[['a', 'b', 'a']], { a: 2, b: 1 }],
  mean: [[[1, 2, 3, 4]], 2.5],
  second_largest: [[[5, 5, 4]], 4],
  move_zeros: [[[0, 1, 0, 3, 12]], [1, 3, 12, 0, 0]],
  chunk: [
    [[1, 2, 3, 4, 5], 2],
    [[1, 2], [3, 4], [5]],
  ],
  intersection: [
    [
      [5, 5, 1],
      [5, 1, 1],
    ],
    [1, 5],
  ],
  missing_number: [[[9, 6, 4, 2, 3, 5, 7, 0, 1]], 8],
  transpose: [
    [
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
    ],
    [
      [1, 4],
      [2, 5],
      [3, 6],
    ],
  ],
  rotate: [
    [[1, 2, 3, 4, 5], 2],
    [4, 5, 1, 2, 3],
  ],
  flatten: [[[1, [2, [3, [4]]]]], [1, 2, 3, 4]],
  count_pairs: [[[1, 1, 1], 2], 3],
  group_by_length: [
    [['cat', 'dog', 'mouse']],
    {
      $dict: [
        [3, ['cat', 'dog']],
        [5, ['mouse']],
      ],
    },
  ],
  total_price: [[{ tea: 3, bread: 2 }, ['bread', 'tea', 'bread', 'bread']], 9],
  keep_above: [[{ ann: -3, bo: 0, cy: -1 }, -2], { bo: 0, cy: -1 }],
  invert: [
    [{ rose: 'red', sky: 'blue', cherry: 'red' }],
    {
      $dict: [
        ['red', ['cherry', 'rose']],
        ['blue', ['sky']],
      ],
    },
  ],
  merge_sums: [[{ x: 2 }, { x: -2 }], { x: 0 }],
  changed_keys: [
    [
      { a: 1, b: 2, c: 3 },
      { a: 1, b: 5, d: 4 },
    ],
    ['b', 'c', 'd'],
  ],
  league_points: [
    [
      [
        ['Reds', 'Blues', 1, 3],
        ['Blues', 'Greens', 2, 2],
        ['Greens', 'Reds', 4, 0],
      ],
    ],
    { Reds: 0, Blues: 4, Greens: 4 },
  ],
  flatten_keys: [[{ x: 0, y: { x: '', z: { x: -1 } } }], { x: 0, 'y.x': '', 'y.z.x': -1 }],
  follow_links: [[{ a: 'b', c: 'd', d: 'a' }, 'c'], 'b'],
  diagonal_sum: [
    [
      [
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, 9],
      ],
    ],
    15,
  ],
  identity_matrix: [
    [2],
    [
      [1, 0],
      [0, 1],
    ],
  ],
  rotate_clockwise: [
    [
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
    ],
    [
      [4, 1],
      [5, 2],
      [6, 3],
    ],
  ],
  is_magic: [
    [
      [
        [1, 2, 3],
        [2, 3, 1],
        [3, 1, 2],
      ],
    ],
    false,
  ],
  count_neighbours: [
    [
      [
        [0, 1, 1],
        [1, 0, 1],
        [1, 1, 1],
      ],
      0,
      0,
    ],
    2,
  ],
  tic_tac_toe_winner: [[['X.O', 'XO.', 'O.X']], 'O'],
  spiral: [
    [
      [
        [1, 2, 3, 4],
        [5, 6, 7, 8],
        [9, 10, 11, 12],
      ],
    ],
    [1, 2, 3, 4, 8, 12, 11, 10, 9, 5, 6, 7],
  ],
  count_islands: [
    [
      [
        [1, 0, 1, 1],
        [1, 0, 0, 1],
        [1, 1, 1, 1],
        [0, 0, 0, 0],
        [1, 0, 0, 1],
      ],
    ],
    3,
  ],
  to_minutes: [['09:05'], 545],
  file_extension: [['backup.tar.gz'], 'gz'],
  parse_pairs: [['sum=1+1=2;ok=yes'], { sum: '1+1=2', ok: 'yes' }],
  compare_versions: [['1.2', '1.10'], -1],
  to_camel: [['row_2_end'], 'row2End'],
  is_ipv4: [['01.2.3.4'], false],
  is_isbn10: [['123456789X'], true],
  calculate: [['12 + 0 * 99 - 3*3 - 1'], 2],
  find_all: [
    [[0, -1, 0, -1], -1],
    [1, 3],
  ],
  first_repeat: [[[3, 8, 8, 3]], 8],
  longest_run: [[[2, -2, -2, 2, 2]], 2],
  insertion_index: [[[2, 4, 4, 4, 6], 4], 1],
  climb_ways: [[4], 7],
  common_prefix: [[['tablet', 'table', 'tabby']], 'tab'],
  min_coins: [[[1, 4, 5], 8], 2],
  count_subsets: [[[-1, 1, 2], 2], 2],
  weekday_after: [[1, -3], 5],
  format_clock: [[3661], '01:01:01'],
  days_in_month: [[11], 30],
  add_minutes: [['00:05', -10], '23:55'],
  minutes_between: [['22:00', '06:00'], 480],
  day_of_year: [[3, 1], 60],
  is_time: [['9:30'], false],
  full_years: [
    [
      [1990, 12, 1],
      [2026, 3, 31],
    ],
    35,
  ],
  overlap: [
    [
      [3, 8],
      [1, 5],
    ],
    2,
  ],
  busiest_hour: [[[17, 5, 17, 5]], 5],
  read_duration: [['2h 5m'], 125],
  merge_spans: [
    [
      [
        [4, 5],
        [1, 4],
      ],
    ],
    [[1, 5]],
  ],
};

test('each function has the result that was worked out by hand', () => {
  assert.equal([...new Set(samples.map(({ pair }) => pair))].sort(), Object.keys(byHand).sort());
  for (const sample of samples) {
    const { entry, cases } = targetsOf(sample);
    const [args, want] = byHand[entry] as [unknown[], unknown];
    const found = cases.find((one) => JSON.stringify(one.args) === JSON.stringify(args));
    assert.equal(found?.want, want, sample.id);
  }
});

test('no constant result passes, and twins are tried on the same cases', () => {
  for (const sample of samples) {
    const { cases } = targetsOf(sample);
    assert.ok(new Set(cases.map(({ want }) => JSON.stringify(want))).size > 1, sample.id);
    const twin = samples.find(({ pair, id }) => pair === sample.pair && id !== sample.id);
    assert.equal(targetsOf(twin as typeof sample).cases, cases, sample.id);
  }
});

test('the judge reads every target, and prompts say the name, the comments and what is forbidden', () => {
  for (const sample of samples) {
    targetOf(sample);
    const { entry, commentLanguage, forbid = [] } = targetsOf(sample);
    assert.match(sample.input, `${entry}(`, sample.id);
    assert.is(/注释|comments/.test(sample.input), commentLanguage !== undefined, sample.id);
    assert.is(/不要使用|Do not use/.test(sample.input), forbid.length > 0, sample.id);
    for (const name of forbid) assert.match(sample.input, name.replace('.', ''), sample.id);
  }
});

test.run();
