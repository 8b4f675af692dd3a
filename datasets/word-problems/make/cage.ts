// Heads and legs (or wheels): the classic chickens-and-rabbits problem, with six pairs of things.
import { integer } from '../../../harness/core/random.js';
import { equationsOf, type Family, turn } from './template.js';

/** For both things: [Chinese role, as written; English role, plural; legs or wheels]; and whether they are vehicles. */
const cages = [
  { zh: ['鸡', '兔'], shown: ['鸡', '兔子'], en: ['chicken', 'rabbit'], plural: ['chickens', 'rabbits'], legs: [2, 4] },
  { zh: ['鹅', '羊'], shown: ['鹅', '羊'], en: ['goose', 'sheep'], plural: ['geese', 'sheep'], legs: [2, 4] },
  {
    zh: ['自行车', '三轮车'],
    shown: ['自行车', '三轮车'],
    en: ['bicycle', 'tricycle'],
    plural: ['bicycles', 'tricycles'],
    legs: [2, 3],
  },
  { zh: ['鹤', '龟'], shown: ['鹤', '乌龟'], en: ['crane', 'turtle'], plural: ['cranes', 'turtles'], legs: [2, 4] },
  {
    zh: ['蜻蜓', '蜘蛛'],
    shown: ['蜻蜓', '蜘蛛'],
    en: ['dragonfly', 'spider'],
    plural: ['dragonflies', 'spiders'],
    legs: [6, 8],
  },
  { zh: ['摩托车', '汽车'], shown: ['摩托车', '汽车'], en: ['motorcycle', 'car'], plural: ['motorcycles', 'cars'], legs: [2, 4] },
] as const;

/** Given the number of heads and of legs, how many of each? */
export const cage: Family = (random, i, level) => {
  const { zh, shown, en, plural, legs } = turn(cages, i);
  const most = { 1: 4, 2: 12, 3: 45 }[level];
  const [a, b] = [integer(random, level, most), integer(random, level, most)];
  const [heads, feet] = [a + b, legs[0] * a + legs[1] * b];
  const vehicles = legs[1] === 3 || zh[1] === '汽车';
  const [A, B] = shown;
  const animal = [
    `笼子里有${A}和${B}共 ${heads} 只，脚共有 ${feet} 只。${A}和${B}各有多少只？`,
    `${A}和${B}养在一起，数一数有 ${heads} 个头、${feet} 条腿。${A}、${B}各有几只？`,
    `池塘边有${A}和${B}，总共 ${heads} 只，腿一共 ${feet} 条。请算出${A}和${B}分别有几只。`,
    `数院子里的${A}和${B}：头有 ${heads} 个，脚有 ${feet} 只。问${A}有多少只，${B}有多少只？`,
  ];
  const creature = [
    `A cage holds ${heads} ${plural[0]} and ${plural[1]} in all, with ${feet} feet altogether. How many ${plural[0]} and how many ${plural[1]} are there?`,
    `${upper(plural[0])} and ${plural[1]} live together. Someone counts ${heads} heads and ${feet} legs. How many ${plural[0]} are there, and how many ${plural[1]}?`,
    `By the pond there are ${plural[0]} and ${plural[1]}, ${heads} in total, and they have ${feet} legs in total. Work out the number of ${plural[0]} and the number of ${plural[1]}.`,
    `Counting the ${plural[0]} and ${plural[1]} in the yard gives ${heads} heads and ${feet} feet. How many are ${plural[0]} and how many are ${plural[1]}?`,
  ];
  const park = [
    `车棚里停着${A}和${B}共 ${heads} 辆，一共有 ${feet} 个轮子。每辆${A}有 ${legs[0]} 个轮子，每辆${B}有 ${legs[1]} 个轮子。${A}和${B}各有多少辆？`,
    `每辆${A} ${legs[0]} 个轮子，每辆${B} ${legs[1]} 个轮子。修车铺里这两种车共 ${heads} 辆，轮子共 ${feet} 个。${A}几辆，${B}几辆？`,
  ];
  const parked = [
    `In a shed stand ${heads} ${plural[0]} and ${plural[1]} with ${feet} wheels in all. Each ${en[0]} has ${legs[0]} wheels and each ${en[1]} has ${legs[1]} wheels. How many ${plural[0]} and how many ${plural[1]} are there?`,
    `A ${en[0]} has ${legs[0]} wheels, a ${en[1]} has ${legs[1]} wheels. A repair shop holds ${heads} of these two kinds with ${feet} wheels. How many ${plural[0]} and how many ${plural[1]} does it hold?`,
  ];
  const stated = vehicles || legs[0] === 6;
  const insects = legs[0] === 6;
  return {
    facts: { heads, feet, ...(stated ? { legsA: legs[0], legsB: legs[1] } : {}) },
    zh: {
      input: (insects ? `一只${A}有 ${legs[0]} 条腿，一只${B}有 ${legs[1]} 条腿。` : '') + turn(vehicles ? park : animal, i),
      ...equationsOf(zh[0], a, zh[1], b, legs, heads, feet),
    },
    en: {
      input:
        (insects ? `A ${en[0]} has ${legs[0]} legs and a ${en[1]} has ${legs[1]} legs. ` : '') +
        turn(vehicles ? parked : creature, i),
      ...equationsOf(en[0], a, en[1], b, legs, heads, feet),
    },
  };
};

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
