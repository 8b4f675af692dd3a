// Functions on strings.
import { type Template, template } from './template.js';

const words = (text: string): string[] => text.split(/\s+/).filter(Boolean);
const letters = (text: string): string => text.toLowerCase().replace(/\s/g, '');
const sorted = (text: string): string => [...letters(text)].sort().join('');

const caesar = (text: string, shift: number): string =>
  text.replace(/[a-z]/gi, (letter) => {
    const base = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(((((letter.charCodeAt(0) - base + shift) % 26) + 26) % 26) + base);
  });

const balanced = (text: string): boolean => {
  let rest = text.replace(/[^()[\]{}]/g, '');
  for (let before = ''; before !== rest; ) [before, rest] = [rest, rest.replace(/\(\)|\[\]|\{\}/g, '')];
  return rest === '';
};

const commonest = (text: string): string => {
  const count = (sign: string) => text.split(sign).length;
  return [...text].reduce((best, sign) => (best === '' || count(sign) > count(best) ? sign : best), '');
};

const longest = (text: string): string => words(text).reduce((best, word) => (word.length > best.length ? word : best), '');

export const texts: Template[] = [
  template(
    1,
    'count_vowels(text)',
    '统计字符串中元音字母 a、e、i、o、u 的个数，不区分大小写',
    'counts the vowels a, e, i, o and u in a string, upper and lower case alike',
    (text: string) => text.replace(/[^aeiou]/gi, '').length,
    [['hello'], [''], ['rhythm'], ['AEIOU'], ['Programming in Python'], ['xyz Oo']],
  ),
  template(
    1,
    'count_words(text)',
    '返回字符串中单词的个数，单词之间用空白分隔',
    'returns the number of words in a string, where words are separated by white space',
    (text: string) => words(text).length,
    [['one two three'], [''], ['   '], ['word'], ['  a  b '], ['a\tb\nc']],
  ),
  template(
    1,
    'remove_vowels(text)',
    '去掉字符串中的元音字母 a、e、i、o、u（大小写都去掉），返回新字符串',
    'returns a string without its vowels a, e, i, o and u, in upper or lower case',
    (text: string) => text.replace(/[aeiou]/gi, ''),
    [['hello'], [''], ['AEIOU'], ['sky'], ['Open Door'], ['banana split']],
  ),
  template(
    1,
    'only_digits(text)',
    '只保留字符串中的数字字符 0 到 9，返回新字符串',
    'returns only the digits 0 to 9 of a string, as a string',
    (text: string) => text.replace(/[^0-9]/g, ''),
    [['a1b2'], [''], ['abc'], ['2026-11-24'], ['tel. 010 555'], ['007']],
  ),
  template(
    1,
    'initials(name)',
    '返回姓名中每个单词的首字母，全部大写并连在一起',
    'returns the first letter of each word of a name, in upper case and joined together',
    (name: string) =>
      words(name)
        .map((word) => word.charAt(0).toUpperCase())
        .join(''),
    [['ada lovelace'], ['Alan Mathison Turing'], ['plato'], ['li  bai'], ['Jean luc picard']],
  ),
  template(
    1,
    'hamming(a, b)',
    '返回两个等长字符串中对应位置字符不同的个数',
    'returns at how many places two strings of equal length differ',
    (a: string, b: string) => [...a].filter((sign, i) => sign !== b[i]).length,
    [
      ['karolin', 'kathrin'],
      ['', ''],
      ['abc', 'abc'],
      ['abc', 'cba'],
      ['0000', '1111'],
    ],
  ),
  template(
    2,
    'is_palindrome(text)',
    '判断字符串是不是回文，忽略大小写和空格，返回 True 或 False',
    'tells whether a string reads the same backwards, ignoring case and spaces, and returns True or False',
    (text: string) => [...letters(text)].reverse().join('') === letters(text),
    [['level'], ['Level'], ['hello'], [''], ['never odd or even'], ['ab'], ['a']],
  ),
  template(
    2,
    'reverse_words(text)',
    '把字符串中单词的顺序颠倒过来，单词之间用一个空格连接',
    'returns the words of a string in reverse order, joined by single spaces',
    (text: string) => words(text).reverse().join(' '),
    [['one two three'], ['word'], [''], ['  leading and trailing  '], ['a b'], ['the  sky   is blue']],
  ),
  template(
    2,
    'is_anagram(a, b)',
    '判断两个字符串是否由相同的字母组成（忽略大小写和空格），返回 True 或 False',
    'tells whether two strings are made of the same letters, ignoring case and spaces, and returns True or False',
    (a: string, b: string) => sorted(a) === sorted(b),
    [
      ['listen', 'silent'],
      ['Dormitory', 'dirty room'],
      ['abc', 'abd'],
      ['aab', 'abb'],
      ['', ''],
      ['a', 'aa'],
    ],
  ),
  template(
    2,
    'swap_case(text)',
    '把字符串中的大写字母变成小写、小写字母变成大写',
    'turns the capital letters of a string into small ones and the small ones into capitals',
    (text: string) => [...text].map((sign) => (sign === sign.toUpperCase() ? sign.toLowerCase() : sign.toUpperCase())).join(''),
    [['Hello'], [''], ['PyThOn 3'], ['abc'], ['ABC'], ['1 + 1 = 2!']],
    { forbid: ['.swapcase'] },
  ),
  template(
    2,
    'longest_word(text)',
    '返回字符串中最长的单词；一样长时返回最先出现的；没有单词时返回空字符串',
    'returns the longest word of a string, the first of equally long ones, and an empty string if there is no word',
    longest,
    [['the quick brown fox'], [''], ['a bb cc'], ['word'], ['tie ties toes'], ['  spaced   out  ']],
  ),
  template(
    2,
    'compress(text)',
    '把连续相同的字符压缩成“字符加次数”的形式，例如 "aaab" 变成 "a3b1"',
    'writes each run of the same character as the character and its count, so that "aaab" becomes "a3b1"',
    (text: string) => text.replace(/(.)\1*/gs, (run, sign: string) => `${sign}${run.length}`),
    [['aaab'], [''], ['a'], ['abc'], ['aabbaa'], ['zzzzzzzzzzzz']],
  ),
  template(
    3,
    'most_common_char(text)',
    '返回字符串中出现次数最多的字符；次数相同时返回最先出现的；空字符串返回 ""',
    'returns the character that occurs most often in a string, the first to appear of equally frequent ones, and "" for an empty string',
    commonest,
    [['banana'], [''], ['abc'], ['abba'], ['mississippi'], ['zzy']],
  ),
  template(
    3,
    'caesar(text, shift)',
    '用凯撒密码加密：把英文字母在字母表中向后移动 shift 位，大小写不变，其他字符不变',
    'applies a Caesar cipher: every English letter moves shift places along the alphabet and keeps its case, and all other characters stay',
    caesar,
    [
      ['abc', 1],
      ['xyz', 3],
      ['Hello, World!', 13],
      ['abc', 0],
      ['', 5],
      ['bcd', -1],
      ['Zz', 27],
    ],
  ),
  template(
    3,
    'balanced(text)',
    '判断字符串中的括号 ()、[]、{} 是否正确配对，其他字符忽略，返回 True 或 False',
    'tells whether the brackets (), [] and {} in a string match properly, ignoring all other characters, and returns True or False',
    balanced,
    [['()'], ['([]){}'], ['(]'], [''], ['(('], ['a(b[c]d)e'], [')('], ['([)]']],
  ),
];
