// Generates data.jsonl: 21 kinds of things, each at three levels, as prompts for JSON in Chinese and English.
// Run: npx tsx datasets/json-objects/make/generate.ts
import { writeData } from '../../../harness/core/write-data.js';
import { type Field, type Keys, objectOf, type Thing } from './field.js';
import { people } from './people.js';
import { world } from './world.js';

const things = [...people, ...world];

type Level = 1 | 2 | 3;

/** How strictly each wording demands JSON, in their order. */
const strictness = [
  'only an object',
  'JSON alone, no explanation',
  'directly, no code block',
  'one valid object',
  'nothing else',
];

/** Prompt wordings, used in turn. `closed` ones forbid additional keys. */
const wordings = {
  zh: [
    ['请虚构{thing}，只输出一个 JSON 对象，包含以下键：{fields}。', false],
    ['只用 JSON 回答，不要任何解释：描述{thing}，键和值的类型为 {fields}。', false],
    ['生成{thing}的示例数据，直接输出 JSON，不要代码块。键只有这些：{fields}。', true],
    ['写出{thing}的信息。回答必须是一个合法的 JSON 对象，键为 {fields}。', false],
    ['我的程序要读取{thing}的数据。请输出一个 JSON 对象，恰好包含 {fields}，除此之外什么都不要写。', true],
  ],
  en: [
    ['Make up {thing} and print only a JSON object with these keys: {fields}.', false],
    ['Answer in JSON alone, without any explanation: describe {thing} with the keys and types {fields}.', false],
    ['Generate sample data for {thing}. Print the JSON directly, not in a code block. These are the only keys: {fields}.', true],
    ['Write down the details of {thing}. The answer has to be one valid JSON object with the keys {fields}.', false],
    ['My program reads the data of {thing}. Print a JSON object with exactly {fields}, and write nothing else.', true],
  ],
} as const;

function said(fields: Field[], lang: Keys): string {
  return lang === 'zh'
    ? fields.map((field) => `"${field.zh}"（${field.says.zh}）`).join('、')
    : fields.map((field) => `"${field.en}" (${field.says.en})`).join(', ');
}

function shape(thing: Thing, level: Level, lang: Keys, closed: boolean): { fields: string; schema: Record<string, unknown> } {
  const own = level === 2 ? [...thing.plain, ...thing.ruled] : thing.plain;
  if (level < 3) return { fields: said(own, lang), schema: objectOf(own, lang, closed) };
  const { within, count } = thing;
  const one = objectOf(within.fields, lang, closed);
  const inner: Field = {
    zh: within.zh,
    en: within.en,
    schema: count === 1 ? one : { type: 'array', items: one, minItems: count, maxItems: count },
    says: {
      zh: count === 1 ? `对象，含 ${said(within.fields, 'zh')}` : `数组，${count} 个对象，每个含 ${said(within.fields, 'zh')}`,
      en:
        count === 1
          ? `object with ${said(within.fields, 'en')}`
          : `array of ${count} objects, each with ${said(within.fields, 'en')}`,
    },
  };
  const all = [...own, inner];
  return { fields: said(all, lang), schema: objectOf(all, lang, closed) };
}

const samples = things.flatMap((thing, i) =>
  ([1, 2, 3] as const).flatMap((level) =>
    (['zh', 'en'] as const).map((lang) => {
      const turn = (i + level) % wordings.zh.length;
      const [wording, closed] = wordings[lang][turn] as (typeof wordings.zh)[number];
      const { fields, schema } = shape(thing, level, lang, closed);
      const pair = `${thing.id}-${level}`;
      return {
        id: `${pair}-${lang}`,
        pair,
        lang,
        wording: strictness[turn],
        source: 'ours',
        tags: [thing.id, `level-${level}`, ...(closed ? ['no-other-keys'] : [])],
        input: wording.replace('{thing}', thing[lang]).replace('{fields}', () => fields),
        target: { schema },
      };
    }),
  ),
);

writeData(import.meta.url, samples);
