// Prompts that ask for bulleted or numbered lists.
import type { Template } from './template.js';

export const fruits: Template = {
  checks: () => [{ kind: 'bullets_exactly', n: 3 }],
  texts: {
    zh: ['列出 3 种水果，每种一行，行首写“- ”。'],
    en: ['List 3 fruits, one a line, each line beginning with "- ".'],
    es: ['Enumera 3 frutas, una por línea; cada línea empieza con «- ».'],
    fr: ['Donne une liste de 3 fruits, un par ligne, chaque ligne commençant par « - ».'],
    de: ['Nenne 3 Früchte, eine in jeder Zeile; jede Zeile beginnt mit „- “.'],
    pt: ['Faz uma lista de 3 frutas, uma por linha; cada linha começa com «- ».'],
    ru: ['Назови 3 фрукта, по одному в строке; каждая строка начинается с «- ».'],
    ar: ['اذكر 3 فواكه، كل واحدة في سطر، ويبدأ كل سطر بالعلامة «- ».'],
    ja: ['果物を 3 つ、1 行に 1 つずつ挙げてください。各行は「- 」で始めてください。'],
    ko: ['과일 3가지를 한 줄에 하나씩 쓰세요. 각 줄은 "- "로 시작해야 합니다.'],
  },
};

export const animals: Template = {
  checks: () => [{ kind: 'bullets_exactly', n: 5 }],
  texts: {
    zh: ['列出 5 种动物，每种一行，行首写“- ”。'],
    en: ['List 5 animals, one a line, each line beginning with "- ".'],
    es: ['Enumera 5 animales, uno por línea; cada línea empieza con «- ».'],
    fr: ['Donne une liste de 5 animaux, un par ligne, chaque ligne commençant par « - ».'],
    de: ['Nenne 5 Tiere, eines in jeder Zeile; jede Zeile beginnt mit „- “.'],
    pt: ['Faz uma lista de 5 animais, um por linha; cada linha começa com «- ».'],
    ru: ['Назови 5 животных, по одному в строке; каждая строка начинается с «- ».'],
    ar: ['اذكر 5 حيوانات، كل واحد في سطر، ويبدأ كل سطر بالعلامة «- ».'],
    ja: ['動物を 5 種類、1 行に 1 つずつ挙げてください。各行は「- 」で始めてください。'],
    ko: ['동물 5가지를 한 줄에 하나씩 쓰세요. 각 줄은 "- "로 시작해야 합니다.'],
  },
};

export const colours: Template = {
  checks: () => [{ kind: 'numbered_exactly', n: 4 }],
  texts: {
    zh: ['写出 4 种颜色，做成从 1. 到 4. 的编号列表，每种一行。'],
    en: ['Name 4 colours in a numbered list from 1. to 4., one a line.'],
    es: ['Nombra 4 colores en una lista numerada de 1. a 4., uno por línea.'],
    fr: ['Nomme 4 couleurs dans une liste numérotée de 1. à 4., une par ligne.'],
    de: ['Nenne 4 Farben in einer nummerierten Liste von 1. bis 4., eine in jeder Zeile.'],
    pt: ['Indica 4 cores numa lista numerada de 1. a 4., uma por linha.'],
    ru: ['Назови 4 цвета в нумерованном списке от 1. до 4., по одному в строке.'],
    ar: ['اذكر 4 ألوان في قائمة مرقمة من 1. إلى 4.، كل لون في سطر.'],
    ja: ['色を 4 つ、1. から 4. までの番号付きリストで、1 行に 1 つずつ書いてください。'],
    ko: ['색 4가지를 1.부터 4.까지 번호를 붙여 한 줄에 하나씩 쓰세요.'],
  },
};

export const vegetables: Template = {
  checks: () => [{ kind: 'bullets_exactly', n: 6 }],
  texts: {
    zh: ['列出 6 种蔬菜，每种一行，行首写“- ”。'],
    en: ['List 6 vegetables, one a line, each line beginning with "- ".'],
    es: ['Enumera 6 verduras, una por línea; cada línea empieza con «- ».'],
    fr: ['Donne une liste de 6 légumes, un par ligne, chaque ligne commençant par « - ».'],
    de: ['Nenne 6 Gemüsesorten, eine in jeder Zeile; jede Zeile beginnt mit „- “.'],
    pt: ['Faz uma lista de 6 legumes, um por linha; cada linha começa com «- ».'],
    ru: ['Назови 6 овощей, по одному в строке; каждая строка начинается с «- ».'],
    ar: ['اذكر 6 خضراوات، كل واحدة في سطر، ويبدأ كل سطر بالعلامة «- ».'],
    ja: ['野菜を 6 種類、1 行に 1 つずつ挙げてください。各行は「- 」で始めてください。'],
    ko: ['채소 6가지를 한 줄에 하나씩 쓰세요. 각 줄은 "- "로 시작해야 합니다.'],
  },
};

export const weekdays: Template = {
  checks: () => [{ kind: 'numbered_exactly', n: 7 }],
  texts: {
    zh: ['写出一个星期的 7 天，做成从 1. 到 7. 的编号列表，每天一行。'],
    en: ['Name the 7 days of the week in a numbered list from 1. to 7., one a line.'],
    es: ['Nombra los 7 días de la semana en una lista numerada de 1. a 7., uno por línea.'],
    fr: ['Nomme les 7 jours de la semaine dans une liste numérotée de 1. à 7., un par ligne.'],
    de: ['Nenne die 7 Tage der Woche in einer nummerierten Liste von 1. bis 7., einen in jeder Zeile.'],
    pt: ['Indica os 7 dias da semana numa lista numerada de 1. a 7., um por linha.'],
    ru: ['Назови 7 дней недели в нумерованном списке от 1. до 7., по одному в строке.'],
    ar: ['اذكر أيام الأسبوع، وعددها 7، في قائمة مرقمة من 1. إلى 7.، كل يوم في سطر.'],
    ja: ['一週間の 7 つの曜日を、1. から 7. までの番号付きリストで、1 行に 1 つずつ書いてください。'],
    ko: ['일주일의 7개 요일을 1.부터 7.까지 번호를 붙여 한 줄에 하나씩 쓰세요.'],
  },
};
