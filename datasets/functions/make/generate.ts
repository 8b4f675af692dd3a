// Generates data.jsonl: 90 small Python functions, requested in Chinese and English, with cases solved by a reference
// implementation. Run: npx tsx datasets/functions/make/generate.ts
import { writeData } from '../../../harness/core/write-data.js';
import { dictionaries } from './dictionaries.js';
import { grids } from './grids.js';
import { lists } from './lists.js';
import { numbers } from './numbers.js';
import { parsing } from './parsing.js';
import { searching } from './searching.js';
import type { Template } from './template.js';
import { texts } from './texts.js';
import { times } from './times.js';

type Lang = 'zh' | 'en';

/** Prompt wordings: the call, then what it does. The last demands nothing but code. */
const wordings = {
  zh: [
    '用 Python 写一个函数 {call}，{does}。',
    '请编写 Python 函数 {call}，{does}。',
    '写出 Python 函数 {call}：{does}。',
    '请用 Python 实现 {call}，{does}。只给出代码。',
  ],
  en: [
    'Write a Python function {call} that {does}.',
    'Please write the Python function {call}, which {does}.',
    'I need a Python function {call} that {does}.',
    'Implement {call} in Python: it {does}. Give only the code.',
  ],
};

const comments = { zh: '请添加中文注释。', en: ' Add comments in English.' };

function without(names: string[], lang: Lang): string {
  const said = names.map((name) => name.replace(/^\./, '')).join(lang === 'zh' ? ' 或 ' : ' or ');
  return lang === 'zh' ? `不要使用 ${said}。` : ` Do not use ${said}.`;
}

/** `math.gcd` is detected as an attribute and as an import, whatever the requested function is called. */
function names(forbid: string[], own: string): string[] {
  return forbid.flatMap((name) => {
    const [module, member] = name.split('.');
    return module && member ? [`.${member}`, ...(member === own ? [] : [member])] : [name];
  });
}

function sample(template: Template, i: number, lang: Lang) {
  const entry = template.call.slice(0, template.call.indexOf('('));
  const commented = i % 3 === 0;
  const wording = wordings[lang][i % 4] as string;
  const alone = i % 4 === 3;
  const input = wording.replace('{call}', () => template.call).replace('{does}', () => template[lang]);
  return {
    id: `${entry}-${lang}`,
    pair: entry,
    lang,
    source: 'ours',
    tags: [
      `level-${template.level}`,
      ...(commented ? ['comments'] : []),
      ...(alone ? ['only-code'] : []),
      ...(template.forbid ? ['forbids'] : []),
    ],
    input: input + (template.forbid ? without(template.forbid, lang) : '') + (commented ? comments[lang] : ''),
    target: {
      entry,
      cases: template.cases,
      ...(commented ? { commentLanguage: lang } : {}),
      ...(alone ? { onlyCode: true } : {}),
      ...(template.forbid ? { forbid: names(template.forbid, entry) } : {}),
    },
  };
}

writeData(
  import.meta.url,
  [...numbers, ...texts, ...lists, ...dictionaries, ...grids, ...parsing, ...searching, ...times].flatMap((template, i) => [
    sample(template, i, 'zh'),
    sample(template, i, 'en'),
  ]),
);
