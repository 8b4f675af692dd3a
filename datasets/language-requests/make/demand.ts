// How each language demands a language, before the question or after it.
import type { Lang } from '../../multilingual-answers/make/template.js';

interface Words {
  /** the two parts of the demand, with `{}` for the name of the language: which language, and how long */
  parts: [language: string, length: string];
  /** what stands between the two parts, between demand and question, question and demand, and at the end */
  marks: [between: string, before: string, after: string, end: string];
  /** the language's name for itself, as it stands in the demand */
  itself: string;
  english: string;
}

export const demands: Record<Lang, Words> = {
  zh: { parts: ['请用{}回答', '只写一两句话'], marks: ['，', '：', '', '。'], itself: '中文', english: '英文' },
  en: {
    parts: ['Answer in {}', 'in one or two sentences'],
    marks: [', ', ': ', ' ', '.'],
    itself: 'English',
    english: 'English',
  },
  es: { parts: ['Responde en {}', 'con una o dos frases'], marks: [', ', ': ', ' ', '.'], itself: 'español', english: 'inglés' },
  fr: {
    parts: ['Réponds en {}', 'en une ou deux phrases'],
    marks: [', ', ' : ', ' ', '.'],
    itself: 'français',
    english: 'anglais',
  },
  de: {
    parts: ['Antworte auf {}', 'in ein oder zwei Sätzen'],
    marks: [', ', ': ', ' ', '.'],
    itself: 'Deutsch',
    english: 'Englisch',
  },
  pt: {
    parts: ['Responde em {}', 'com uma ou duas frases'],
    marks: [', ', ': ', ' ', '.'],
    itself: 'português',
    english: 'inglês',
  },
  ru: {
    parts: ['Ответь {}', 'одним или двумя предложениями'],
    marks: [', ', ': ', ' ', '.'],
    itself: 'по-русски',
    english: 'по-английски',
  },
  ar: { parts: ['أجب {}', 'في جملة أو جملتين'], marks: [' ', ': ', ' ', '.'], itself: 'بالعربية', english: 'بالإنجليزية' },
  ja: { parts: ['{}で', '一文か二文で答えてください'], marks: ['、', '。', '', '。'], itself: '日本語', english: '英語' },
  ko: { parts: ['{}로', '한두 문장으로 답하세요'], marks: [', ', ': ', ' ', '.'], itself: '한국어', english: '영어' },
};

/** Names of the languages as an English request says them. */
export const englishNames: Record<Lang, string> = {
  zh: 'Chinese',
  en: 'English',
  es: 'Spanish',
  fr: 'French',
  de: 'German',
  pt: 'Portuguese',
  ru: 'Russian',
  ar: 'Arabic',
  ja: 'Japanese',
  ko: 'Korean',
};
