// Binds numbers to what they count: "鸡有 23 只", "23 chickens", "鸡和兔分别有 23 只和 12 只", "x = 23" where x was said to be chickens.
import type Fraction from 'fraction.js';
import { FieldError } from '../../harness/errors.js';
import { type Found, numbersIn } from './number.js';

/** Names of one thing, in both languages. A role that is one of them goes by all. */
const synonyms = [
  ['鸡', '小鸡', '母鸡', '公鸡', '鸡只', 'chicken', 'chickens', 'hen', 'hens', 'rooster', 'roosters'],
  ['兔', '兔子', '小兔', '兔只', 'rabbit', 'rabbits', 'bunny', 'bunnies', 'hare', 'hares'],
  ['鸭', '鸭子', 'duck', 'ducks'],
  ['鹅', 'goose', 'geese'],
  ['狗', '小狗', 'dog', 'dogs', 'puppy', 'puppies'],
  ['猫', '小猫', 'cat', 'cats', 'kitten', 'kittens'],
  ['牛', '奶牛', 'cow', 'cows'],
  ['羊', '绵羊', 'sheep'],
  ['山羊', 'goat', 'goats'],
  ['猪', 'pig', 'pigs'],
  ['马', 'horse', 'horses'],
  ['鹤', '仙鹤', 'crane', 'cranes'],
  ['龟', '乌龟', 'turtle', 'turtles', 'tortoise', 'tortoises'],
  ['蜘蛛', 'spider', 'spiders'],
  ['蜻蜓', 'dragonfly', 'dragonflies'],
  ['蝉', 'cicada', 'cicadas'],
  ['苹果', 'apple', 'apples'],
  ['梨', '梨子', 'pear', 'pears'],
  ['橘子', '桔子', '橙子', 'orange', 'oranges'],
  ['香蕉', 'banana', 'bananas'],
  ['铅笔', 'pencil', 'pencils'],
  ['钢笔', '笔', 'pen', 'pens'],
  ['书', '图书', 'book', 'books'],
  ['本子', '笔记本', 'notebook', 'notebooks'],
  ['自行车', '单车', 'bicycle', 'bicycles', 'bike', 'bikes'],
  ['三轮车', 'tricycle', 'tricycles'],
  ['汽车', '小汽车', '轿车', 'car', 'cars'],
  ['摩托车', 'motorcycle', 'motorcycles', 'motorbike', 'motorbikes'],
  ['卡车', '货车', 'truck', 'trucks'],
  ['大人', '成人', '成年人', 'adult', 'adults', 'grown-ups'],
  ['儿童', '小孩', '孩子', '小朋友', 'child', 'children', 'kid', 'kids'],
  ['男生', '男孩', 'boy', 'boys'],
  ['女生', '女孩', 'girl', 'girls'],
  ['大和尚', 'senior monk', 'senior monks', 'big monk', 'big monks'],
  ['小和尚', 'young monk', 'young monks', 'small monk', 'small monks'],
  ['大', '大的', 'big', 'large'],
  ['小', '小的', 'small', 'little'],
];

export type Roles = Map<string, string[]>;

/** Names of each role of a target: its own, the built-in ones, and those given. Errors: FieldError on `roles`. */
export function rolesOf(names: string[], given: unknown): Roles {
  if (given !== undefined && (given === null || typeof given !== 'object' || Array.isArray(given)))
    throw new FieldError('roles', 'an object of lists of names', given);
  const extra = (given ?? {}) as Record<string, unknown>;
  return new Map(
    names.map((name) => {
      const own = extra[name] ?? [];
      if (!Array.isArray(own) || !own.every((one) => typeof one === 'string' && one !== ''))
        throw new FieldError(`roles.${name}`, 'a list of names', own);
      const built = synonyms.filter((group) => group.includes(name.toLowerCase())).flat();
      return [name, [...new Set([name, ...built, ...(own as string[])])]];
    }),
  );
}

interface Mention {
  role: string;
  start: number;
  end: number;
}

/** Every place that names a role, the longest name first: 小鸡 is not also 鸡. */
export function mentions(text: string, roles: Roles): Mention[] {
  const names = [...roles]
    .flatMap(([role, all]) => all.map((name) => ({ role, name })))
    .sort((a, b) => b.name.length - a.name.length);
  const pattern = names.map(({ name }) => (/^[\w -]+$/.test(name) ? `\\b${literal(name)}\\b` : literal(name))).join('|');
  return [...text.matchAll(new RegExp(pattern, 'gi'))].map((match) => {
    const found = match[0].toLowerCase();
    return {
      role: (names.find(({ name }) => name.toLowerCase() === found) as { role: string }).role,
      start: match.index,
      end: match.index + found.length,
    };
  });
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

export interface Bound {
  /** the last number bound to each role */
  values: Map<string, Fraction>;
  /** whether a role got two numbers joined by or */
  hedged: boolean;
}

/** What a number counts if not a role: legs and heads are the problem's, not the answer's. */
const otherUnit = /^\s?(?:条|只|个)?\s?(?:腿|脚|足|头|legs?\b|feet\b|foot\b|heads?\b|wheels?\b|轮子|元|dollars?\b|%)/i;
const measure = '(?:只|头|个|匹|条|辆|支|本|名|位|人|斤|张|棵|朵|more|of|the|small|little|white)';
const touching = new RegExp(`^[ \\t]?${measure}?[ \\t]?(?:的|是|为|are|is)?[ \\t]?$`, 'i');
const either = /^\s?(?:只|个|头)?\s?(?:或者|或|还是|or)\s?$/i;

/** Numbers of a text bound to roles. Sums are read by their result: "35-23=12 只" counts 12. */
export function bind(text: string, roles: Roles): Bound {
  const named = mentions(text, roles);
  const numbers = results(text).filter(({ end }) => !otherUnit.test(text.slice(end, end + 12)));
  const inOrder = respectively(text, named, numbers);
  if (inOrder) return inOrder;
  const values = new Map<string, Fraction>();
  let hedged = false;
  let last: { role: string; number: Found } | null = null;
  let loose: Found | null = null;
  for (const [i, number] of numbers.entries()) {
    const role =
      labelled(text, named, number) ??
      following(text, named, number, numbers[i + 1]) ??
      preceding(text, named, number, numbers[i - 1]);
    const joined: string | null = last && either.test(text.slice(last.number.end, number.start)) ? last.role : null;
    const bound: string | null = role ?? joined;
    if (!bound) {
      loose = number;
      continue;
    }
    if (loose && either.test(text.slice(loose.end, number.start)) && !loose.value.equals(number.value)) hedged = true; // "23 or 24 chickens"
    loose = null;
    if (joined === bound && !values.get(bound)?.equals(number.value)) hedged = true;
    values.set(bound, number.value);
    last = { role: bound, number };
  }
  return { values, hedged };
}

/** Numbers that are no operand of a written sum. */
function results(text: string): Found[] {
  const numbers = numbersIn(text);
  return numbers.filter((number, i) => {
    const next = numbers[i + 1];
    if (!next) return true;
    const between = text.slice(number.end, next.start).replace(/[只头个条\s()（）]/g, '');
    return !/^(?:[-+*/×÷x]|=)$/.test(between) || between === '';
  });
}

/** The role whose label a number follows: "chickens: 23", "鸡 = 23". */
function labelled(text: string, named: Mention[], number: Found): string | null {
  const role = before(named, number.start);
  return role && /^[ \t]{0,3}[:：=][ \t]{0,3}$/.test(text.slice(role.end, number.start)) ? role.role : null;
}

/** The role right behind a number: "23 chickens", "23 只鸡". */
function following(text: string, named: Mention[], number: Found, next: Found | undefined): string | null {
  const role = named[firstFrom(named, number.end)];
  if (!role || (next && role.start > next.start) || !touching.test(text.slice(number.end, role.start))) return null;
  return role.role;
}

/** The role before a number in the same clause: "鸡有 23 只", "chickens: 23". */
function preceding(text: string, named: Mention[], number: Found, previous: Found | undefined): string | null {
  const role = before(named, number.start);
  if (!role || (previous && previous.start >= role.end)) return null;
  const gap = text.slice(role.end, number.start);
  return gap.length > 40 || /[,，;；。.!?\n]/.test(gap) ? null : role.role;
}

/** Index of the first mention that starts at `place` or later; mentions are in order, and there may be many. */
function firstFrom(named: Mention[], place: number): number {
  let [low, high] = [0, named.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((named[middle] as Mention).start < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The last mention that ends at `place` or before. */
function before(named: Mention[], place: number): Mention | undefined {
  return named[firstFrom(named, place) - 1];
}

/** "鸡和兔分别有 23 只和 12 只", "chickens and rabbits: 23 and 12 respectively": as many numbers as roles, in their order. */
function respectively(text: string, named: Mention[], numbers: Found[]): Bound | null {
  const at = /分别|respectively|依次/i.exec(text);
  if (!at) return null;
  const sentence = {
    from: Math.max(text.lastIndexOf('。', at.index), text.lastIndexOf('\n', at.index), -1) + 1,
    to: text.length,
  };
  const firstNumber = numbers.find(({ start }) => start >= sentence.from);
  if (!firstNumber) return null;
  const listed = named.filter(({ start, end }) => start >= sentence.from && end <= firstNumber.start);
  const order = [...new Set(listed.map(({ role }) => role))];
  const behind = numbers.filter(({ start }) => start >= firstNumber.start).slice(0, order.length);
  const last = behind.at(-1);
  if (order.length < 2 || behind.length < order.length || !last) return null;
  if (named.some(({ start }) => start > firstNumber.end && start < last.start)) return null; // each number names its own
  return { values: new Map(order.map((role, i) => [role, (behind[i] as Found).value])), hedged: false };
}

/** Letters that the text ties to a role ("设鸡有 x 只", "let r be the number of rabbits"), and the last number that each is said to equal. */
export function bindVariables(text: string, roles: Roles): Map<string, Fraction> {
  const letters = new Map<string, string>();
  for (const { role, start, end } of mentions(text, roles)) {
    const ahead = /(?<![a-z])([a-z])(?![a-z])[^\d,，。.\n+]{0,40}$/i.exec(text.slice(Math.max(0, start - 44), start))?.[1];
    const behind = /^[^\d,，。.\n=]{0,12}?(?<![a-z])([a-z])(?![a-z])/i.exec(text.slice(end, end + 16))?.[1];
    const letter = [ahead, behind].map((one) => one?.toLowerCase()).find((one) => one !== undefined && !letters.has(one));
    if (letter) letters.set(letter, role);
  }
  const values = new Map<string, Fraction>();
  for (const match of text.matchAll(/(?<![a-z])(?<![-*+/×\d][ \t]?)([a-z])\s?=/gi)) {
    const role = letters.get((match[1] as string).toLowerCase());
    if (!role) continue;
    const value = lastNumeral(text.slice(match.index + match[0].length, match.index + match[0].length + 80));
    if (value) values.set(role, value);
  }
  return values;
}

/** Of "35 - r = 23 and …" the 23: the last side of a chain that is a number alone. */
function lastNumeral(text: string): Fraction | null {
  const [chain = ''] = text.split(/[,，;；。\n]|\.(?!\d)|\b(?:and|so|then|which)\b/i);
  const sides = chain.split('=', 6).flatMap((side) => {
    const numbers = numbersIn(side);
    return numbers.length === 1 && !/[a-z]/i.test(side) ? [(numbers[0] as Found).value] : [];
  });
  return sides.at(-1) ?? null;
}
