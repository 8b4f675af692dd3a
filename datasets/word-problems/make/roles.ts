// Families whose answer is a number for each of two roles: tickets, sums and differences, ages.
import { integer } from '../../../harness/core/random.js';
import { equationsOf, type Family, type Side, turn } from './template.js';

const shops = [
  {
    zh: ['大人票', '儿童票'],
    en: ['adult ticket', 'child ticket'],
    roles: { 大人票: ['大人', '成人', '成人票'], 儿童票: ['儿童', '小孩', '孩子'] },
    names: {
      'adult ticket': ['adult', 'adults', 'adult tickets'],
      'child ticket': ['child', 'children', 'child tickets', "children's tickets"],
    },
    texts: (p: number, q: number, n: number, t: number) => [
      `公园的大人票每张 ${p} 元，儿童票每张 ${q} 元。一个旅行团买了 ${n} 张票，共付 ${t} 元。大人票和儿童票各买了多少张？`,
      `A park sells an adult ticket for ${p} yuan and a child ticket for ${q} yuan. A group buys ${n} tickets and pays ${t} yuan. How many adult tickets and how many child tickets does it buy?`,
    ],
  },
  {
    zh: ['苹果', '梨'],
    en: ['apple', 'pear'],
    texts: (p: number, q: number, n: number, t: number) => [
      `一个苹果 ${p} 元，一个梨 ${q} 元。妈妈买了苹果和梨共 ${n} 个，花了 ${t} 元。苹果和梨各买了几个？`,
      `An apple costs ${p} yuan and a pear costs ${q} yuan. Mother buys ${n} apples and pears together for ${t} yuan. How many apples and how many pears does she buy?`,
    ],
  },
  {
    zh: ['大船', '小船'],
    en: ['large boat', 'small boat'],
    roles: { 大船: ['大'], 小船: ['小'] },
    names: { 'large boat': ['large boats', 'large', 'big boats'], 'small boat': ['small boats', 'small'] },
    texts: (p: number, q: number, n: number, t: number) => [
      `每条大船坐 ${p} 人，每条小船坐 ${q} 人。一行 ${t} 人租了 ${n} 条船，正好坐满。大船和小船各租了几条？`,
      `A large boat seats ${p} people and a small boat seats ${q}. A party of ${t} people hires ${n} boats and fills every seat. How many large boats and how many small boats are hired?`,
    ],
  },
  {
    zh: ['钢笔', '本子'],
    en: ['pen', 'notebook'],
    texts: (p: number, q: number, n: number, t: number) => [
      `钢笔每支 ${p} 元，本子每本 ${q} 元。班长买钢笔和本子一共 ${n} 件，用去 ${t} 元，钢笔买了几支，本子买了几本？`,
      `Pens cost ${p} yuan each and notebooks ${q} yuan each. The monitor buys ${n} of them altogether and spends ${t} yuan. How many pens and how many notebooks is that?`,
    ],
  },
] as const;

/** Two prices, the number of tickets, the total paid. */
export const tickets: Family = (random, i, level) => {
  const shop = turn(shops, i);
  const most = { 1: 3, 2: 9, 3: 30 }[level];
  const [a, b, q] = [integer(random, 1, most), integer(random, 1, most), integer(random, 2, 2 + level * 2)];
  const p = q + integer(random, 1, 2 + level);
  const [n, t] = [a + b, p * a + q * b];
  const [zh, en] = shop.texts(p, q, n, t) as [string, string];
  return {
    facts: { priceA: p, priceB: q, count: n, total: t },
    zh: {
      input: zh,
      ...equationsOf(shop.zh[0], a, shop.zh[1], b, [p, q], n, t),
      ...rolesOf('roles' in shop ? shop.roles : undefined),
    },
    en: {
      input: en,
      ...equationsOf(shop.en[0], a, shop.en[1], b, [p, q], n, t),
      ...rolesOf('names' in shop ? shop.names : undefined),
    },
  };
};

/** Two numbers given their sum and difference. */
export const sums: Family = (random, i, level) => {
  const most = { 1: 6, 2: 25, 3: 90 }[level];
  const b = integer(random, level, most);
  const d = integer(random, 2, most);
  const a = b + d;
  const n = a + b;
  const texts = [
    {
      zh: `一个兴趣小组共有 ${n} 人，男生比女生多 ${d} 人。男生、女生各有多少人？`,
      en: `A club has ${n} members, and there are ${d} more boys than girls. How many boys and how many girls are there?`,
      roles: [
        ['男生', '女生'],
        ['boy', 'girl'],
      ],
    },
    {
      zh: `盒子里有红球和白球共 ${n} 个，红球比白球多 ${d} 个。红球和白球各有几个？`,
      en: `A box holds ${n} red and white balls, ${d} more red ones than white ones. How many red balls and how many white balls are there?`,
      roles: [
        ['红球', '白球'],
        ['red ball', 'white ball'],
      ],
      names: [
        { 红球: ['红色', '红'], 白球: ['白色', '白'] },
        { 'red ball': ['red balls', 'red'], 'white ball': ['white balls', 'white'] },
      ],
    },
    {
      zh: `书架的上层比下层多 ${d} 本书，两层一共 ${n} 本。上层和下层各有多少本？`,
      en: `The upper shelf holds ${d} more books than the lower shelf, and both hold ${n} books together. How many books are on the upper shelf and how many on the lower shelf?`,
      roles: [
        ['上层', '下层'],
        ['upper', 'lower'],
      ],
      names: [
        { 上层: ['上'], 下层: ['下'] },
        { upper: ['upper shelf', 'top shelf', 'top'], lower: ['lower shelf', 'bottom shelf', 'bottom'] },
      ],
    },
    {
      zh: `饲养员把 ${n} 根香蕉分给大猴和小猴，大猴比小猴多得 ${d} 根。大猴和小猴各得几根？`,
      en: `A keeper divides ${n} bananas between the old monkey and the young monkey; the old monkey gets ${d} more. How many does the old monkey get, and how many the young monkey?`,
      roles: [
        ['大猴', '小猴'],
        ['old monkey', 'young monkey'],
      ],
      names: [
        { 大猴: ['大猴子'], 小猴: ['小猴子'] },
        { 'old monkey': ['old', 'older monkey'], 'young monkey': ['young', 'younger monkey'] },
      ],
    },
  ] as const;
  const { zh, en, roles, ...rest } = turn(texts, i);
  const names = 'names' in rest ? rest.names : undefined;
  const side = ([x, y]: readonly [string, string], input: string, given?: object): Side => ({
    input,
    target: { [x]: a, [y]: b },
    equations: [`${x} + ${y} = ${n}`, `${x} - ${y} = ${d}`],
    ...rolesOf(given),
  });
  return { facts: { sum: n, difference: d }, zh: side(roles[0], zh, names?.[0]), en: side(roles[1], en, names?.[1]) };
};

/** Ages: older by a number of years; in a number of years; so many times as old. */
export const ages: Family = (random, i, level) => {
  if (level === 1) {
    const [age, more] = [integer(random, 5, 12), integer(random, 2, 9)];
    const older = i % 2 === 0;
    return {
      facts: { age, ...(older ? { older: more } : { years: more }) },
      zh: {
        input: older
          ? `弟弟今年 ${age} 岁，哥哥比弟弟大 ${more} 岁。哥哥今年多少岁？`
          : `妹妹今年 ${age} 岁，再过 ${more} 年她多少岁？`,
        target: age + more,
      },
      en: {
        input: older
          ? `The younger brother is ${age} years old. The elder brother is ${more} years older. How old is the elder brother?`
          : `A girl is ${age} years old now. How old will she be ${more} years from now?`,
        target: age + more,
      },
    };
  }
  if (level === 2) {
    const child = integer(random, 4, 12);
    const parent = child + integer(random, 24, 32);
    const years = parent - 2 * child;
    const names = turn(
      [
        ['爸爸', '儿子', 'father', 'son'],
        ['妈妈', '女儿', 'mother', 'daughter'],
      ] as const,
      i,
    );
    return {
      facts: { parent, child, times: 2 },
      zh: {
        input: turn(
          [
            `${names[0]}今年 ${parent} 岁，${names[1]}今年 ${child} 岁。再过多少年，${names[0]}的年龄正好是${names[1]}的 2 倍？`,
            `${names[1]} ${child} 岁，${names[0]} ${parent} 岁。几年以后，${names[0]}的岁数刚好是${names[1]}岁数的 2 倍？`,
          ],
          i,
        ),
        target: years,
      },
      en: {
        input: turn(
          [
            `A ${names[2]} is ${parent} years old and the ${names[3]} is ${child}. In how many years will the ${names[2]} be exactly 2 times as old as the ${names[3]}?`,
            `The ${names[3]} is ${child}, the ${names[2]} ${parent}. How many years will it be until the age of the ${names[2]} is exactly 2 times that of the ${names[3]}?`,
          ],
          i,
        ),
        target: years,
      },
    };
  }
  const [child, times] = [integer(random, 8, 11), integer(random, 6, 8)];
  const [parent, sum] = [child * times, child * times + child];
  const side = (x: string, y: string, input: string, roles: Record<string, string[]>): Side => ({
    input,
    target: { [x]: parent, [y]: child },
    equations: [`${x} + ${y} = ${sum}`, `${x} = ${times}*${y}`],
    roles,
  });
  return {
    facts: { sum, times },
    zh: side('爷爷', '孙子', `爷爷和孙子的年龄加起来是 ${sum} 岁，爷爷的年龄是孙子的 ${times} 倍。爷爷和孙子各多少岁？`, {
      爷爷: ['祖父'],
      孙子: ['孙儿'],
    }),
    en: side(
      'grandfather',
      'grandson',
      `A grandfather and his grandson are ${sum} years old together. The grandfather is ${times} times as old as the grandson. How old is the grandfather, and how old is the grandson?`,
      { grandfather: ['grandpa'], grandson: ['boy'] },
    ),
  };
};

function rolesOf(given: object | undefined): { roles?: Record<string, string[]> } {
  return given ? { roles: given as Record<string, string[]> } : {};
}
