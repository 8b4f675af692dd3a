// Fields of an object to be invented: their JSON Schema, and how a prompt describes them in both languages.

/** Key and meaning in Chinese and English, then the type of the value. */
export interface Field {
  zh: string;
  en: string;
  schema: Record<string, unknown>;
  /** the type of the value, after the key: "（字符串）", " (a string)" */
  says: { zh: string; en: string };
}

export function text(zh: string, en: string): Field {
  return { zh, en, schema: { type: 'string', minLength: 1 }, says: { zh: '字符串', en: 'string' } };
}

export function whole(zh: string, en: string, low: number, high: number): Field {
  return {
    zh,
    en,
    schema: { type: 'integer', minimum: low, maximum: high },
    says: { zh: `${low} 到 ${high} 的整数`, en: `whole number from ${low} to ${high}` },
  };
}

export function decimal(zh: string, en: string, low: number, high: number): Field {
  return {
    zh,
    en,
    schema: { type: 'number', minimum: low, maximum: high },
    says: { zh: `${low} 到 ${high} 的数`, en: `number from ${low} to ${high}` },
  };
}

export function flag(zh: string, en: string): Field {
  return { zh, en, schema: { type: 'boolean' }, says: { zh: '布尔值', en: 'true or false' } };
}

export function date(zh: string, en: string): Field {
  return {
    zh,
    en,
    schema: { type: 'string', format: 'date' },
    says: { zh: '日期，格式 YYYY-MM-DD', en: 'date in the form YYYY-MM-DD' },
  };
}

export function email(zh: string, en: string): Field {
  return { zh, en, schema: { type: 'string', format: 'email' }, says: { zh: '邮箱地址', en: 'email address' } };
}

/** A string with a given pattern, with an example. */
export function code(zh: string, en: string, pattern: string, [saysZh, saysEn]: [string, string]): Field {
  return { zh, en, schema: { type: 'string', pattern }, says: { zh: saysZh, en: saysEn } };
}

/** One of a few strings; pairs of Chinese and English. */
export function choice(zh: string, en: string, options: [string, string][]): Field {
  return {
    zh,
    en,
    schema: { enum: options },
    says: {
      zh: `${options.map(([one]) => `"${one}"`).join('、')} 之一`,
      en: `one of ${options.map(([, one]) => `"${one}"`).join(', ')}`,
    },
  };
}

/** A list of `count` strings. */
export function list(zh: string, en: string, count: number, [what, thing]: [string, string]): Field {
  return {
    zh,
    en,
    schema: { type: 'array', items: { type: 'string', minLength: 1 }, minItems: count, maxItems: count },
    says: { zh: `数组，${count} 个字符串，每个是${what}`, en: `array of ${count} strings, each ${thing}` },
  };
}

/** A list of `count` integers. */
export function numbers(zh: string, en: string, count: number, low: number, high: number): Field {
  return {
    zh,
    en,
    schema: { type: 'array', items: { type: 'integer', minimum: low, maximum: high }, minItems: count, maxItems: count },
    says: { zh: `数组，${count} 个 ${low} 到 ${high} 的整数`, en: `array of ${count} whole numbers from ${low} to ${high}` },
  };
}

export type Keys = 'zh' | 'en';

/** Schema of an object with these fields, all required. */
export function objectOf(fields: Field[], keys: Keys, closed: boolean): Record<string, unknown> {
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field[keys], schemaFor(field, keys)])),
    required: fields.map((field) => field[keys]),
    ...(closed ? { additionalProperties: false } : {}),
  };
}

/** The options of a choice are in the language of the prompt. */
export function schemaFor({ schema }: Field, keys: Keys): Record<string, unknown> {
  return schema.enum ? { enum: (schema.enum as [string, string][]).map(([zh, en]) => (keys === 'zh' ? zh : en)) } : schema;
}

/** A nested object. */
export interface Nested {
  zh: string;
  en: string;
  fields: Field[];
}

/** The object to be invented. */
export interface Thing {
  id: string;
  /** name with measure word or article: 一位用户, a user */
  zh: string;
  en: string;
  plain: Field[];
  ruled: Field[];
  within: Nested;
  /** number of `within`: 1 is an object, more an array */
  count: number;
}

export const name = text('姓名', 'name');
export const title = text('标题', 'title');
export const city = text('城市', 'city');

/** A price in any currency. */
export function price(high: number): Field {
  return decimal('价格', 'price', 0, high);
}
