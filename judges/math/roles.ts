// The names of the things counted, in Chinese and English, and where a text mentions them.
import { FieldError } from '../../harness/core/errors.js';

/** Synonyms in both languages. A role named by one of them is recognised by all. */
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

/** The names of each role of a target: its own, the built-in ones, and those given. Errors: FieldError on `roles`. */
export function rolesOf(names: string[], given: unknown): Roles {
  if (given !== undefined && (given === null || typeof given !== 'object' || Array.isArray(given)))
    throw new FieldError('roles', 'an object of lists of names', given);
  const extra = (given ?? {}) as Record<string, unknown>;
  return new Map(
    names.map((name) => {
      const own = Object.hasOwn(extra, name) ? extra[name] : [];
      if (!Array.isArray(own) || !own.every((one) => typeof one === 'string' && one !== ''))
        throw new FieldError(`roles.${name}`, 'a list of names', own);
      // Two roles of the same group (鸡 beside 公鸡) are recognised only by their own names.
      const built = synonyms
        .filter(
          (group) =>
            group.includes(name.toLowerCase()) && !names.some((other) => other !== name && group.includes(other.toLowerCase())),
        )
        .flat();
      return [name, [...new Set([name, ...built, ...(own as string[])])]];
    }),
  );
}

/** A mention of a role in the text. */
export interface Mention {
  role: string;
  start: number;
  end: number;
}

/** Every mention of a role, longest name first: 小鸡 is not also 鸡. */
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

/** The last mention that ends at or before `place`. */
export function before(named: Mention[], place: number): Mention | undefined {
  return named[firstFrom(named, place) - 1];
}

/** Index of the first mention that starts at or after `place`; binary search, since there may be many. */
export function firstFrom(named: Mention[], place: number): number {
  let [low, high] = [0, named.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((named[middle] as Mention).start < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
