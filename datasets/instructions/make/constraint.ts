// Constraints on an answer, as data, with the sentence that states each in Chinese and English. README.md defines exactly when
// each holds.

export type Constraint = { kind: string; [field: string]: unknown };

/** One demand: what the prompt says and what is checked, in both languages. */
export interface Demand {
  zh: { says: string; checks: Constraint };
  en: { says: string; checks: Constraint };
}

/** The same constraint in both languages. */
function both(zh: string, en: string, checks: Constraint): Demand {
  return { zh: { says: zh, checks }, en: { says: en, checks } };
}

function each(zh: string, zhChecks: Constraint, en: string, enChecks: Constraint): Demand {
  return { zh: { says: zh, checks: zhChecks }, en: { says: en, checks: enChecks } };
}

export const atLeast = (characters: number, words: number) =>
  each(`至少写 ${characters} 个汉字。`, { kind: 'characters_at_least', n: characters }, `Write at least ${words} words.`, {
    kind: 'words_at_least',
    n: words,
  });

export const atMost = (characters: number, words: number) =>
  each(`不要超过 ${characters} 个汉字。`, { kind: 'characters_at_most', n: characters }, `Use at most ${words} words.`, {
    kind: 'words_at_most',
    n: words,
  });

export const sentences = (n: number) =>
  both(`恰好用 ${n} 句话回答。`, `Answer in exactly ${n} ${n === 1 ? 'sentence' : 'sentences'}.`, {
    kind: 'sentences_exactly',
    n,
  });

export const sentencesAtMost = (n: number) =>
  both(`最多用 ${n} 句话。`, `Use no more than ${n} sentences.`, { kind: 'sentences_at_most', n });

export const sentencesAtLeast = (n: number) =>
  both(`至少写 ${n} 句话。`, `Write ${n} sentences or more.`, { kind: 'sentences_at_least', n });

export const paragraphs = (n: number) =>
  both(`分成 ${n} 段，段与段之间空一行。`, `Write ${n} paragraphs with an empty line between them.`, {
    kind: 'paragraphs_exactly',
    n,
  });

export const lines = (n: number) =>
  both(`回答正好 ${n} 行。`, `The answer has exactly ${n} lines.`, { kind: 'lines_exactly', n });

export const bullets = (n: number) =>
  both(`用正好 ${n} 个以“- ”开头的条目列出。`, `List exactly ${n} bullet points, each beginning with "- ".`, {
    kind: 'bullets_exactly',
    n,
  });

export const numbered = (n: number) =>
  both(`写成编号列表，从 1. 到 ${n}.，每项一行。`, `Make it a numbered list from 1. to ${n}., one item a line.`, {
    kind: 'numbered_exactly',
    n,
  });

export const includes = (zh: string[], en: string[]) =>
  each(
    `必须出现${zh.map((word) => `“${word}”`).join('和')}。`,
    { kind: 'includes', words: zh },
    `It must contain the ${en.length > 1 ? 'words' : 'word'} ${en.map((word) => `"${word}"`).join(' and ')}.`,
    { kind: 'includes', words: en },
  );

export const excludes = (zh: string[], en: string[]) =>
  each(
    `不要出现${zh.map((word) => `“${word}”`).join('或')}。`,
    { kind: 'excludes', words: zh },
    `Do not use the ${en.length > 1 ? 'words' : 'word'} ${en.map((word) => `"${word}"`).join(' or ')}.`,
    { kind: 'excludes', words: en },
  );

export const occursAtLeast = (zh: string, en: string, n: number) =>
  each(`“${zh}”至少出现 ${n} 次。`, { kind: 'occurs_at_least', word: zh, n }, `Use the word "${en}" at least ${n} times.`, {
    kind: 'occurs_at_least',
    word: en,
    n,
  });

export const occursExactly = (zh: string, en: string, n: number) =>
  each(`“${zh}”正好出现 ${n} 次。`, { kind: 'occurs_exactly', word: zh, n }, `Use the word "${en}" exactly ${n} times.`, {
    kind: 'occurs_exactly',
    word: en,
    n,
  });

/** Requires a Chinese character or, in English, a letter. */
export const letters = (zh: string, zhCount: number, en: string, enCount: number) =>
  each(
    `“${zh}”字至少出现 ${zhCount} 次。`,
    { kind: 'letters_at_least', letter: zh, n: zhCount },
    `The letter "${en}" occurs at least ${enCount} times.`,
    { kind: 'letters_at_least', letter: en, n: enCount },
  );

export const startsWith = (zh: string, en: string) =>
  each(`以“${zh}”开头。`, { kind: 'starts_with', text: zh }, `Begin with "${en}".`, { kind: 'starts_with', text: en });

export const endsWith = (zh: string, en: string) =>
  each(
    `最后一句必须是“${zh}”，后面什么都不要写。`,
    { kind: 'ends_with', text: zh },
    `End with the words "${en}" and write nothing after them.`,
    { kind: 'ends_with', text: en },
  );

export const paragraphStarts = (paragraph: number, zh: string, en: string) =>
  each(
    `第 ${paragraph} 段以“${zh}”开头。`,
    { kind: 'paragraph_starts_with', paragraph, text: zh },
    `Paragraph ${paragraph} begins with "${en}".`,
    { kind: 'paragraph_starts_with', paragraph, text: en },
  );

export const quoted = () =>
  each(
    '整个回答放在一对引号“”里。',
    { kind: 'wrapped_in', open: '“', close: '”' },
    'Put the whole answer in double quotation marks.',
    { kind: 'wrapped_in', open: '"', close: '"' },
  );

/** Chinese has no capitals: there, Latin letters are forbidden instead. */
export const lowerCase = () =>
  each('不要使用任何拉丁字母。', { kind: 'latin_absent' }, 'Write everything in lower case, without a single capital letter.', {
    kind: 'lower_case',
  });

export const upperCase = () =>
  each('不要使用阿拉伯数字。', { kind: 'digits_absent' }, 'Write everything in capital letters.', { kind: 'upper_case' });

export const noDigits = () => both('不要使用阿拉伯数字。', 'Do not use any digits.', { kind: 'digits_absent' });

export const noCommas = () =>
  each('不要使用逗号。', { kind: 'marks_absent', marks: [',', '，'] }, 'Do not use any commas.', {
    kind: 'marks_absent',
    marks: [',', '，'],
  });

export const noMarks = () =>
  each(
    '不要使用感叹号和问号。',
    { kind: 'marks_absent', marks: ['!', '?', '！', '？'] },
    'Do not use exclamation marks or question marks.',
    { kind: 'marks_absent', marks: ['!', '?', '！', '？'] },
  );

export const titled = () =>
  each(
    '第一行写标题，标题用《》括起来。',
    { kind: 'title', open: '《', close: '》' },
    'The first line is a title in double angle brackets, such as <<title>>.',
    { kind: 'title', open: '<<', close: '>>' },
  );

export const highlights = (n: number) =>
  both(`至少用星号标出 ${n} 处重点，例如 *重点*。`, `Highlight at least ${n} parts with asterisks, such as *this*.`, {
    kind: 'highlights_at_least',
    n,
  });

export const postscript = () =>
  each(
    '最后加一行附言，以“附言：”开头。',
    { kind: 'postscript', marker: '附言：' },
    'Add a postscript at the end, on a line that begins with "P.S.".',
    { kind: 'postscript', marker: 'P.S.' },
  );

export const placeholders = (n: number) =>
  both(`至少留出 ${n} 处用方括号表示的空白，例如 [姓名]。`, `Leave at least ${n} blanks in square brackets, such as [name].`, {
    kind: 'placeholders_at_least',
    n,
  });

/** `right`: index of the correct answer among the options. */
export const oneOf = (zh: string[], en: string[], right: number) =>
  each(
    `只能回答${zh.map((word) => `“${word}”`).join('、')}中的一个，不要写别的。`,
    { kind: 'one_of', options: zh, want: zh[right] },
    `Answer only with one of ${en.map((word) => `"${word}"`).join(', ')} and nothing else.`,
    { kind: 'one_of', options: en, want: en[right] },
  );

/** Requires the other language than the prompt's. */
export const otherLanguage = () =>
  each('请用英文回答。', { kind: 'language', code: 'en' }, 'Answer in Chinese.', { kind: 'language', code: 'zh' });

export const sameLanguage = () =>
  each('请用中文回答。', { kind: 'language', code: 'zh' }, 'Answer in English.', { kind: 'language', code: 'en' });

/** Requires the task to be repeated: its Chinese and English text. */
export const repeats = (zh: string, en: string) =>
  each(
    '先一字不差地重复上面的要求，再换一行回答。',
    { kind: 'repeats', text: zh },
    'First repeat the request above word for word, then answer on a new line.',
    { kind: 'repeats', text: en },
  );

export const parts = (n: number) =>
  both(
    `给出 ${n} 个不同的回答，中间用单独一行 ****** 隔开。`,
    `Give ${n} different answers, separated by a line of six asterisks: ******`,
    { kind: 'parts_exactly', n, divider: '******' },
  );

export const asJson = () =>
  both('整个回答必须是合法的 JSON，不要代码块。', 'The whole answer has to be valid JSON, without a code block.', {
    kind: 'json',
  });

export const sections = (n: number) =>
  each(
    `分成 ${n} 个部分，每部分以单独一行“第 1 部分”“第 2 部分”这样的标题开头。`,
    { kind: 'sections_exactly', n, before: '第', after: '部分' },
    `Divide it into ${n} sections, each headed by a line such as "Section 1", "Section 2".`,
    { kind: 'sections_exactly', n, before: 'Section', after: '' },
  );

/** Requires words in capitals; in Chinese, in 「」 instead. */
export const capitals = (n: number) =>
  each(
    `至少有 ${n} 个词用「」括起来。`,
    { kind: 'enclosed_at_least', n, open: '「', close: '」' },
    `At least ${n} words are in capital letters, such as THIS.`,
    { kind: 'capital_words_at_least', n },
  );

export const lineStarts = (zh: string, en: string) =>
  each(`每一行都以“${zh}”开头。`, { kind: 'lines_start_with', text: zh }, `Every line begins with "${en}".`, {
    kind: 'lines_start_with',
    text: en,
  });

export const items = (n: number) =>
  each(
    `只写 ${n} 个词，用顿号“、”隔开，不要写别的。`,
    { kind: 'items_exactly', n, mark: '、' },
    `Give just ${n} items separated by commas, and nothing else.`,
    { kind: 'items_exactly', n, mark: ',' },
  );
