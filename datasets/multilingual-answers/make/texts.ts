// Prompts that ask for a few sentences in the language, with a length limit or two required words.
import type { Template } from './template.js';

export const sea: Template = {
  checks: (lang) => [
    { kind: 'language', code: lang },
    { kind: 'sentences_at_least', n: 2 },
  ],
  texts: {
    zh: ['请用中文写 2 句话或更多，描写大海。'],
    en: ['Write 2 or more sentences in English about the sea.'],
    es: ['Escribe en español 2 frases o más sobre el mar.'],
    fr: ['Écris en français 2 phrases ou plus sur la mer.'],
    de: ['Schreibe auf Deutsch 2 oder mehr Sätze über das Meer.'],
    pt: ['Escreve em português 2 frases ou mais sobre o mar.'],
    ru: ['Напиши по-русски 2 или больше предложений о море.'],
    ar: ['اكتب بالعربية جملتين أو أكثر (2 على الأقل) عن البحر.'],
    ja: ['海について日本語で 2 文以上書いてください。'],
    ko: ['바다에 대해 한국어로 2문장 이상 쓰세요.'],
  },
};

export const season: Template = {
  checks: (lang) => [
    { kind: 'language', code: lang },
    { kind: 'sentences_at_most', n: 3 },
  ],
  texts: {
    zh: ['请用中文介绍秋天，最多 3 句话。'],
    en: ['Describe autumn in English, in at most 3 sentences.'],
    es: ['Describe el otoño en español, en 3 frases como máximo.'],
    fr: ['Décris l’automne en français, en 3 phrases au plus.'],
    de: ['Beschreibe den Herbst auf Deutsch, in höchstens 3 Sätzen.'],
    pt: ['Descreve o outono em português, em 3 frases no máximo.'],
    ru: ['Опиши осень по-русски, не больше чем в 3 предложениях.'],
    ar: ['صف الخريف بالعربية في 3 جمل على الأكثر.'],
    ja: ['秋について日本語で 3 文以内で説明してください。'],
    ko: ['가을을 한국어로 3문장 이내로 설명하세요.'],
  },
};

export const rainyDay: Template = {
  checks: (lang) => [
    { kind: 'language', code: lang },
    { kind: 'sentences_exactly', n: 2 },
  ],
  texts: {
    zh: ['请用中文写正好 2 句话，描写一个下雨天。'],
    en: ['Write exactly 2 sentences in English about a rainy day.'],
    es: ['Escribe en español exactamente 2 frases sobre un día de lluvia.'],
    fr: ['Écris en français exactement 2 phrases sur un jour de pluie.'],
    de: ['Schreibe auf Deutsch genau 2 Sätze über einen Regentag.'],
    pt: ['Escreve em português exatamente 2 frases sobre um dia de chuva.'],
    ru: ['Напиши по-русски ровно 2 предложения о дождливом дне.'],
    ar: ['اكتب بالعربية جملتين فقط (2 بالضبط) عن يوم ممطر.'],
    ja: ['雨の日について日本語でちょうど 2 文書いてください。'],
    ko: ['비 오는 날에 대해 한국어로 정확히 2문장을 쓰세요.'],
  },
};

export const library: Template = {
  checks: (lang) => [
    { kind: 'language', code: lang },
    { kind: 'sentences_at_most', n: 2 },
  ],
  texts: {
    zh: ['请用中文解释什么是图书馆，最多 2 句话。'],
    en: ['Explain in English what a library is, in at most 2 sentences.'],
    es: ['Explica en español qué es una biblioteca, en 2 frases como máximo.'],
    fr: ['Explique en français ce qu’est une bibliothèque, en 2 phrases au plus.'],
    de: ['Erkläre auf Deutsch, was eine Bibliothek ist, in höchstens 2 Sätzen.'],
    pt: ['Explica em português o que é uma biblioteca, em 2 frases no máximo.'],
    ru: ['Объясни по-русски, что такое библиотека, не больше чем в 2 предложениях.'],
    ar: ['اشرح بالعربية ما هي المكتبة، في جملتين (2) على الأكثر.'],
    ja: ['図書館とは何かを日本語で 2 文以内で説明してください。'],
    ko: ['도서관이 무엇인지 한국어로 2문장 이내로 설명하세요.'],
  },
};

export const houseAndForest: Template = {
  checks: (lang, words) => [
    { kind: 'language', code: lang },
    { kind: 'sentences_at_least', n: 2 },
    { kind: 'includes', words },
  ],
  texts: {
    zh: ['请用中文写 2 句话或更多，其中要出现“房子”和“森林”。', '房子', '森林'],
    en: ['Write 2 or more sentences in English that contain the words "house" and "forest".', 'house', 'forest'],
    es: ['Escribe en español 2 frases o más que contengan las palabras «casa» y «bosque».', 'casa', 'bosque'],
    fr: ['Écris en français 2 phrases ou plus qui contiennent les mots « maison » et « forêt ».', 'maison', 'forêt'],
    de: ['Schreibe auf Deutsch 2 oder mehr Sätze, in denen die Wörter „Haus“ und „Wald“ vorkommen.', 'Haus', 'Wald'],
    pt: ['Escreve em português 2 frases ou mais que contenham as palavras «casa» e «floresta».', 'casa', 'floresta'],
    ru: ['Напиши по-русски 2 или больше предложений, в которых есть слова «дом» и «лес».', 'дом', 'лес'],
    ar: ['اكتب بالعربية جملتين أو أكثر (2 على الأقل) ترد فيها كلمتا «بيت» و«غابة».', 'بيت', 'غابة'],
    ja: ['「家」と「森」という言葉を使って、日本語で 2 文以上書いてください。', '家', '森'],
    ko: ['"집"과 "숲"이라는 낱말을 넣어 한국어로 2문장 이상 쓰세요.', '집', '숲'],
  },
};

export const friend: Template = {
  checks: (lang) => [
    { kind: 'language', code: lang },
    { kind: 'sentences_exactly', n: 3 },
  ],
  texts: {
    zh: ['请用中文写正好 3 句话，介绍一位好朋友。'],
    en: ['Write exactly 3 sentences in English about a good friend.'],
    es: ['Escribe en español exactamente 3 frases sobre un buen amigo.'],
    fr: ['Écris en français exactement 3 phrases sur un bon ami.'],
    de: ['Schreibe auf Deutsch genau 3 Sätze über einen guten Freund.'],
    pt: ['Escreve em português exatamente 3 frases sobre um bom amigo.'],
    ru: ['Напиши по-русски ровно 3 предложения о хорошем друге.'],
    ar: ['اكتب بالعربية 3 جمل بالضبط عن صديق عزيز.'],
    ja: ['仲のよい友だちについて日本語でちょうど 3 文書いてください。'],
    ko: ['친한 친구에 대해 한국어로 정확히 3문장을 쓰세요.'],
  },
};

export const market: Template = {
  checks: (lang) => [
    { kind: 'language', code: lang },
    { kind: 'sentences_at_least', n: 3 },
  ],
  texts: {
    zh: ['请用中文写 3 句话或更多，描写一个市场。'],
    en: ['Write 3 or more sentences in English about a market.'],
    es: ['Escribe en español 3 frases o más sobre un mercado.'],
    fr: ['Écris en français 3 phrases ou plus sur un marché.'],
    de: ['Schreibe auf Deutsch 3 oder mehr Sätze über einen Markt.'],
    pt: ['Escreve em português 3 frases ou mais sobre um mercado.'],
    ru: ['Напиши по-русски 3 или больше предложений о рынке.'],
    ar: ['اكتب بالعربية 3 جمل أو أكثر عن سوق.'],
    ja: ['市場について日本語で 3 文以上書いてください。'],
    ko: ['시장에 대해 한국어로 3문장 이상 쓰세요.'],
  },
};
