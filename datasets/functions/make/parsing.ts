// Functions on strings with a format: times, versions, addresses, sums.
import { type Template, template } from './template.js';

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

const pairs = (text: string) => Object.fromEntries([...text.matchAll(/([^=;]+)=([^;]*)/g)].map(([, key, value]) => [key, value]));

const compared = (a: string, b: string) => {
  const [first, second] = [a.split('.').map(Number), b.split('.').map(Number)];
  const differences = Array.from({ length: Math.max(first.length, second.length) }, (_, i) => (first[i] ?? 0) - (second[i] ?? 0));
  return Math.sign(differences.find((difference) => difference !== 0) ?? 0);
};

const isIpv4 = (text: string) => {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^(0|[1-9][0-9]{0,2})$/.test(part) && Number(part) < 256);
};

const isIsbn = (code: string) => {
  const signs = code.replaceAll('-', '');
  const weighted = [...signs].map((sign, i) => (sign === 'X' ? 10 : Number(sign)) * (10 - i));
  return /^[0-9]{9}[0-9X]$/.test(signs) && weighted.reduce((a, b) => a + b) % 11 === 0;
};

const calculated = (text: string) =>
  [...text.replaceAll(' ', '').matchAll(/([+-]?)([0-9*]+)/g)]
    .map(([, sign, product = '']) => product.split('*').reduce((all, factor) => all * Number(factor), sign === '-' ? -1 : 1))
    .reduce((a, b) => a + b);

export const parsing: Template[] = [
  template(
    1,
    'to_minutes(time)',
    '把 "hh:mm" 形式的 24 小时制时间换算成从 0 点起的分钟数，返回整数',
    'converts a time of the 24-hour clock, written as "hh:mm", to the minutes since midnight and returns them as a whole number',
    minutes,
    [['01:30'], ['00:00'], ['00:07'], ['09:05'], ['12:00'], ['23:59']],
  ),
  template(
    1,
    'file_extension(name)',
    '返回文件名中最后一个点之后的部分，不含这个点；没有点时返回空字符串',
    'returns what follows the last dot of a file name, without the dot, or an empty string if there is no dot',
    (name: string) => (name.includes('.') ? name.split('.').at(-1) : ''),
    [['photo.jpg'], [''], ['README'], ['backup.tar.gz'], ['.profile'], ['end.'], ['v1.2 Notes.TXT']],
  ),
  template(
    2,
    'parse_pairs(text)',
    '解析形如 "a=1;b=2" 的字符串，返回字典，键和值都是字符串：各项用分号隔开，每项的第一个等号隔开键和值，值可以为空，也可以含有等号；键重复时取最后一个值；空字符串返回空字典',
    'reads a string such as "a=1;b=2" and returns a dictionary whose keys and values are strings: entries are separated by semicolons, the first equals sign of an entry separates key and value, a value may be empty or contain equals signs, the last value of a repeated key counts, and an empty string gives an empty dictionary',
    pairs,
    [['a=1;b=2'], [''], ['name=Ada Lovelace'], ['x=;y=0'], ['sum=1+1=2;ok=yes'], ['a=1;b=2;a=3']],
  ),
  template(
    2,
    'compare_versions(a, b)',
    '比较两个版本号（用点号隔开的非负整数组成的字符串）：从左到右逐段按数值比较，缺少的段算 0；a 较低返回 -1，相等返回 0，a 较高返回 1',
    'compares two version numbers (strings of non-negative whole numbers separated by dots) part by part from left to right as numbers, a missing part being 0, and returns -1 if a is lower, 0 if they are equal and 1 if a is higher',
    compared,
    [
      ['1.2', '1.10'],
      ['1.0', '1'],
      ['2.0.1', '2'],
      ['3', '2.9.9'],
      ['1.01', '1.1'],
      ['0.0', '0.0.0'],
      ['1.0.0.9', '1.0.1'],
    ],
  ),
  template(
    2,
    'to_camel(name)',
    '把 snake_case 形式的名字（由小写字母和数字组成的单词，用单个下划线连接）变成 camelCase 形式，即去掉下划线，从第二个单词起，每个单词的第一个字符如果是字母就变成大写，其余不变；空字符串返回空字符串',
    'turns a name in snake_case, which is words of lower-case letters and digits joined by single underscores, into camelCase: the underscores are removed, the first character of every word from the second on becomes a capital if it is a letter, and all else stays; an empty string gives an empty string',
    (name: string) => name.replace(/_(.)/g, (_, sign: string) => sign.toUpperCase()),
    [['snake_case_name'], [''], ['word'], ['a_b_c'], ['row_2_end'], ['point_x1y']],
  ),
  template(
    2,
    'is_ipv4(text)',
    '判断字符串是不是正确的 IPv4 地址：用点号隔开的四个 0 到 255 的十进制数，每个数只由数字 0 到 9 组成，并且除了 0 本身以外不以 0 开头；返回 True 或 False',
    'tells whether a string is a valid IPv4 address, that is, four decimal numbers from 0 to 255 separated by dots, each made of the digits 0 to 9 only and not beginning with 0 unless it is 0 itself, and returns True or False',
    isIpv4,
    [['192.168.0.1'], [''], ['255.255.255.255'], ['256.1.1.1'], ['1.2.3'], ['01.2.3.4'], ['1.2.3.-4'], ['1.2..3']],
  ),
  template(
    3,
    'is_isbn10(code)',
    '判断字符串是不是正确的 ISBN-10：去掉所有连字符 "-" 后正好是十个字符，前九个是数字，最后一个是数字或大写字母 X（代表 10），并且这十个值依次乘以 10、9、8 直到 1 的总和能被 11 整除；返回 True 或 False',
    'tells whether a string is a valid ISBN-10, that is, whether without its hyphens "-" it is exactly ten characters, of which the first nine are digits and the last is a digit or a capital X, which stands for 10, and the ten values multiplied in turn by 10, 9, 8 and so on down to 1 add up to a multiple of 11, and returns True or False',
    isIsbn,
    [
      ['3-14-159265-9'],
      [''],
      ['3-14-159265-8'],
      ['123456789X'],
      ['1234567890'],
      ['X600000000'],
      ['000000000'],
      ['000-000-000-0'],
    ],
  ),
  template(
    3,
    'calculate(text)',
    '计算由非负整数和运算符 +、-、* 组成的算式字符串，返回整数：先算乘法，加减法从左到右算，没有括号，数和运算符之间可以有空格，也可以只有一个数',
    'computes a string of non-negative whole numbers joined by the operators +, - and * and returns a whole number: multiplication comes first, addition and subtraction go from left to right, there are no brackets, there may be spaces between numbers and operators, and the string may be a single number',
    calculated,
    [['2+3*4'], ['7'], ['10-4-3'], ['2*3*4'], ['1 - 2 * 3'], ['0*5 + 60'], ['12 + 0 * 99 - 3*3 - 1']],
    { forbid: ['eval'] },
  ),
];
