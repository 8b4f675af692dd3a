// Functions on numbers.
import { float, type Template, template } from './template.js';

const isPrime = (n: number): boolean => {
  for (let i = 2; i * i <= n; i++) if (n % i === 0) return false;
  return n > 1;
};

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

const divisors = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1).filter((d) => n % d === 0);

const roman = (n: number): string => {
  const signs: [number, string][] = [
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ];
  let [rest, text] = [n, ''];
  for (const [value, sign] of signs) for (; rest >= value; rest -= value) text += sign;
  return text;
};

const steps = (n: number): number => (n === 1 ? 0 : 1 + steps(n % 2 ? 3 * n + 1 : n / 2));

const leap = (year: number): boolean => new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;

export const numbers: Template[] = [
  template(
    1,
    'sign(n)',
    '返回 n 的符号：负数返回 -1，零返回 0，正数返回 1',
    'returns -1 for a negative number, 0 for zero and 1 for a positive number',
    (n: number) => (n > 0 ? 1 : n < 0 ? -1 : 0),
    [[5], [0], [-3], [1000], [-1]],
  ),
  template(
    1,
    'is_prime(n)',
    '判断整数 n 是不是质数，返回 True 或 False',
    'tells whether the whole number n is prime and returns True or False',
    isPrime,
    [[2], [3], [4], [17], [25], [91], [97], [1], [0], [-7]],
  ),
  template(
    1,
    'factorial(n)',
    '返回非负整数 n 的阶乘',
    'returns the factorial of a non-negative whole number n',
    (n: number) => Array.from({ length: n }, (_, i) => i + 1).reduce((a, b) => a * b, 1),
    [[0], [1], [2], [5], [10], [15]],
    { forbid: ['math.factorial'] },
  ),
  template(
    1,
    'digit_sum(n)',
    '返回非负整数 n 各位数字之和',
    'returns the sum of the decimal digits of a non-negative whole number n',
    (n: number) => [...String(n)].reduce((sum, digit) => sum + Number(digit), 0),
    [[0], [7], [10], [99], [12345], [1000000]],
  ),
  template(
    1,
    'clamp(x, low, high)',
    '把 x 限制在 low 和 high 之间：小于 low 返回 low，大于 high 返回 high，否则返回 x',
    'keeps x between low and high: it returns low if x is smaller, high if x is larger, and x otherwise',
    (x: number, low: number, high: number) => (x < low ? low : x > high ? high : x),
    [
      [5, 1, 10],
      [-3, 0, 7],
      [12, 0, 7],
      [0, 0, 7],
      [7, 0, 7],
      [-5, -10, -6],
    ],
  ),
  template(
    1,
    'celsius_to_fahrenheit(c)',
    '把摄氏温度换算成华氏温度',
    'converts a temperature from degrees Celsius to degrees Fahrenheit',
    (c: number) => float((c * 9) / 5 + 32),
    [[0], [100], [-40], [37], [36.6]],
    { tolerance: 1e-9 },
  ),
  template(
    2,
    'gcd(a, b)',
    '返回两个非负整数的最大公约数',
    'returns the greatest common divisor of two non-negative whole numbers',
    gcd,
    [
      [12, 18],
      [7, 5],
      [100, 75],
      [17, 51],
      [9, 0],
      [0, 9],
      [1, 1],
    ],
    { forbid: ['math.gcd'] },
  ),
  template(
    2,
    'fibonacci(n)',
    '返回第 n 个斐波那契数，第 0 个是 0，第 1 个是 1',
    'returns the n-th Fibonacci number, where number 0 is 0 and number 1 is 1',
    (n: number) => {
      let [a, b] = [0, 1];
      for (let i = 0; i < n; i++) [a, b] = [b, a + b];
      return a;
    },
    [[0], [1], [2], [3], [7], [10], [20]],
  ),
  template(
    2,
    'is_leap(year)',
    '判断公历年份 year 是不是闰年，返回 True 或 False',
    'tells whether year is a leap year of the Gregorian calendar and returns True or False',
    leap,
    [[2024], [2023], [1900], [2000], [2100], [1996], [2026]],
  ),
  template(
    2,
    'to_binary(n)',
    '把非负整数 n 转换成二进制字符串，不带前缀',
    'returns a non-negative whole number n as a string of binary digits without a prefix',
    (n: number) => n.toString(2),
    [[0], [1], [2], [5], [10], [255], [1024]],
    { forbid: ['bin'] },
  ),
  template(
    2,
    'divisors(n)',
    '返回正整数 n 的所有正约数，从小到大排成列表',
    'returns a list of all positive divisors of a positive whole number n in ascending order',
    divisors,
    [[1], [2], [12], [13], [36], [100]],
  ),
  template(
    2,
    'is_perfect(n)',
    '判断正整数 n 是不是完全数（除自身以外的正约数之和等于它本身）',
    'tells whether a positive whole number n is perfect, that is, equal to the sum of its positive divisors other than itself',
    (n: number) => divisors(n).reduce((a, b) => a + b) === 2 * n,
    [[6], [28], [12], [1], [2], [496], [495]],
  ),
  template(
    2,
    'collatz_steps(n)',
    '计算从正整数 n 变成 1 要多少步：偶数除以 2，奇数乘 3 再加 1',
    'counts the steps from a positive whole number n to 1, where an even number is halved and an odd number is tripled and increased by 1',
    steps,
    [[1], [2], [3], [6], [7], [27]],
  ),
  template(
    2,
    'triangle_kind(a, b, c)',
    '根据三条边的长度返回三角形的种类："equilateral"（等边）、"isosceles"（等腰）或 "scalene"（三边都不相等）',
    'returns the kind of a triangle with the three given sides: "equilateral", "isosceles" or "scalene"',
    (a: number, b: number, c: number) => ['', 'equilateral', 'isosceles', 'scalene'][new Set([a, b, c]).size],
    [
      [3, 3, 3],
      [3, 3, 5],
      [5, 3, 3],
      [3, 5, 3],
      [3, 4, 5],
    ],
  ),
  template(
    3,
    'to_roman(n)',
    '把 1 到 3999 的整数转换成罗马数字字符串',
    'converts a whole number from 1 to 3999 to a Roman numeral',
    roman,
    [[1], [3], [4], [9], [14], [40], [90], [400], [1994], [2026], [3999]],
  ),
];
