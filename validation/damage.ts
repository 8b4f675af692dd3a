// Valid objects in Chinese and English, and ten ways to break their JSON, generated from a seed: tests what a repair may and may
// not do on texts with known values.
import { integer, pick, type Random, seeded, shuffled } from '../harness/core/random.js';

/** A broken text and the object it was made from. */
export interface Damaged {
  original: Record<string, unknown>;
  text: string;
}

const words = {
  zh: {
    keys: ['姓名', '年龄', '城市', '职业', '爱好', '简介', '在职', '身高', '地址', '备注'],
    texts: [
      '李明轩',
      '杭州',
      '前端工程师',
      '喜欢“摄影”和骑行',
      '上海市，浦东新区',
      '时间：周一，地点：二楼',
      '他说"你好"就走了',
      '路径 C:\\资料',
      '3 号楼',
      '南京路12号',
    ],
    lists: ['摄影', '骑行', '阅读科技博客', '看电影，听音乐', '书法'],
  },
  en: {
    keys: ['name', 'age', 'city', 'job title', 'hobbies', 'bio', 'employed', 'height_m', 'address', 'note'],
    texts: [
      "Ann O'Neil",
      'Rome',
      'front-end engineer',
      'likes "jazz", tea',
      'Main St. 5, 2nd floor',
      'time: noon, place: here',
      'line one\nline two',
      'C:\\temp',
      '// no comment',
      'so {nice}',
    ],
    lists: ['chess', 'hiking', 'rock & roll', 'books, films', "rock 'n' roll"],
  },
} as const;

/** An object with 3 to 6 members: strings, numbers, true, false, null, lists, one level of nesting. */
function someObject(random: Random, language: 'zh' | 'en'): Record<string, unknown> {
  const { keys, texts, lists } = words[language];
  const value = (): unknown => {
    switch (integer(random, 0, 6)) {
      case 0:
        return integer(random, -5, 5000);
      case 1:
        return integer(random, 1, 9999) / 100;
      case 2:
        return pick(random, [true, false, null]);
      case 3:
        return shuffled(random, lists).slice(0, integer(random, 1, 3));
      case 4:
        return { [pick(random, keys)]: pick(random, texts), [pick(random, keys)]: integer(random, 0, 99) };
      default:
        return pick(random, texts);
    }
  };
  return Object.fromEntries(
    shuffled(random, keys)
      .slice(0, integer(random, 3, 6))
      .map((key) => [key, value()]),
  );
}

type Break = (text: string, random: Random) => string;

const quoting = ['said "so" twice', 'said "so", twice', '说了"好"就走', 'said "so" twice, "then": left'];

/** Strings of a JSON text, quotes included. */
const string = /"(?:[^"\\]|\\.)*"/g;

/** Applies `change` to the text between strings. */
function outside(text: string, change: (part: string) => string): string {
  const strings = text.match(string) ?? [];
  return text
    .split(string)
    .map((part, i) => change(part) + (strings[i] ?? ''))
    .join('');
}

/** The ten kinds of damage, by name. */
export const breaks: Record<string, Break> = {
  'trailing comma': (text) => outside(text, (part) => part.replace(/([}\]])/, ',$1')),
  'missing comma': (text, random) => {
    const commas = [...outsideOnly(text).matchAll(/,/g)].map(({ index }) => index);
    const at = commas.length > 0 ? pick(random, commas) : 0;
    return commas.length > 0 ? `${text.slice(0, at)} ${text.slice(at + 1)}` : text.replace('{', '{,');
  },
  'single quotes': (text) => text.replace(string, (one) => `'${one.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`),
  'bare keys': (text) => text.replace(/"((?:[^"\\]|\\.)*)":/g, '$1:'),
  'bare keys and values': (text) => text.replace(string, (one) => JSON.parse(one) as string),
  'full-width punctuation': (text) => outside(text, (part) => part.replaceAll(':', '：').replaceAll(',', '，')),
  'unescaped quotes': (text) => text.replaceAll('\\"', '"'),
  truncated: (text, random) => text.slice(0, integer(random, 2, text.length - 1)),
  'missing value': (text, random) => {
    const colons = [...outsideOnly(text).matchAll(/:/g)].map(({ index }) => index);
    const at = pick(random, colons);
    return text.slice(0, at + 1) + text.slice(at + 1).replace(/^(?:"(?:[^"\\]|\\.)*"|[^,{}[\]]+|\[[^\]]*\]|\{[^}]*\})/, '');
  },
  'Python words and a comment': (text) =>
    outside(text, (part) => part.replace('true', 'True').replace('false', 'False').replace('null', 'None')).replace(
      '{',
      '{ // person\n',
    ),
};

/** The text with strings blanked out, at the same length. */
function outsideOnly(text: string): string {
  return text.replace(string, (one) => '_'.repeat(one.length));
}

/** `count` broken texts of one kind, half Chinese, half English; deterministic. */
export function damaged(kind: string, count: number): Damaged[] {
  const change = breaks[kind];
  if (!change) throw new Error(`no such kind: ${kind}`);
  const random = seeded(`damage ${kind}`);
  return Array.from({ length: count }, (_, i) => {
    const object = someObject(random, i % 2 === 0 ? 'zh' : 'en');
    // A string with quotes in it, so that there is always one to leave unescaped.
    if (kind === 'unescaped quotes') object.quote = pick(random, quoting);
    return { original: object, text: change(JSON.stringify(object), random) };
  });
}
