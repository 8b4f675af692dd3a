// Makes data.jsonl: nine small questions with a checkable answer or language, in ten languages. Run: npx tsx datasets/multilingual-answers/generate.ts
import { writeData } from '../../harness/generated.js';
import type { Constraint } from '../instructions/constraint.js';

const languages = ['zh', 'en', 'es', 'fr', 'de', 'pt', 'ru', 'ar', 'ja', 'ko'] as const;

type Lang = (typeof languages)[number];
/** The prompt, then the words that its answer is checked by. */
type Texts = Record<Lang, [prompt: string, ...words: string[]]>;

const word = (answer: string): Constraint[] => [{ kind: 'includes', words: [answer] }];
const chosen = (options: string[], want: string): Constraint[] => [{ kind: 'one_of', options, want }];

const questions: Record<string, { checks: (lang: Lang, words: string[]) => Constraint[]; texts: Texts }> = {
  'capital-france': {
    checks: (_, [answer = '']) => word(answer),
    texts: {
      zh: ['法国的首都是哪座城市？', '巴黎'],
      en: ['What is the capital of France?', 'Paris'],
      es: ['¿Cuál es la capital de Francia?', 'París'],
      fr: ['Quelle est la capitale de la France ?', 'Paris'],
      de: ['Was ist die Hauptstadt von Frankreich?', 'Paris'],
      pt: ['Qual é a capital de França?', 'Paris'],
      ru: ['Как называется столица Франции?', 'Париж'],
      ar: ['ما عاصمة فرنسا؟', 'باريس'],
      ja: ['フランスの首都はどこですか。', 'パリ'],
      ko: ['프랑스의 수도는 어디입니까?', '파리'],
    },
  },
  'capital-japan': {
    checks: (_, [answer = '']) => word(answer),
    texts: {
      zh: ['日本的首都是哪里？', '东京'],
      en: ['Which city is the capital of Japan?', 'Tokyo'],
      es: ['¿Qué ciudad es la capital de Japón?', 'Tokio'],
      fr: ['Quelle ville est la capitale du Japon ?', 'Tokyo'],
      de: ['Welche Stadt ist die Hauptstadt von Japan?', 'Tokio'],
      pt: ['Que cidade é a capital do Japão?', 'Tóquio'],
      ru: ['Какой город является столицей Японии?', 'Токио'],
      ar: ['ما المدينة التي هي عاصمة اليابان؟', 'طوكيو'],
      ja: ['日本の首都はどの都市ですか。', '東京'],
      ko: ['일본의 수도는 어느 도시입니까?', '도쿄'],
    },
  },
  'capital-egypt': {
    checks: (_, [answer = '']) => word(answer),
    texts: {
      zh: ['请说出埃及首都的名字。', '开罗'],
      en: ['Give the name of the capital of Egypt.', 'Cairo'],
      es: ['Di el nombre de la capital de Egipto.', 'Cairo'],
      fr: ['Donne le nom de la capitale de l’Égypte.', 'Caire'],
      de: ['Nenne den Namen der Hauptstadt von Ägypten.', 'Kairo'],
      pt: ['Diz o nome da capital do Egito.', 'Cairo'],
      ru: ['Назови столицу Египта.', 'Каир'],
      ar: ['اذكر اسم عاصمة مصر.', 'القاهرة'],
      ja: ['エジプトの首都の名前を答えてください。', 'カイロ'],
      ko: ['이집트 수도의 이름을 말해 주세요.', '카이로'],
    },
  },
  'day-after-monday': {
    checks: (_, [answer = '']) => word(answer),
    texts: {
      zh: ['星期一的第二天是星期几？', '星期二'],
      en: ['Which day comes after Monday?', 'Tuesday'],
      es: ['¿Qué día viene después del lunes?', 'martes'],
      fr: ['Quel jour vient après lundi ?', 'mardi'],
      de: ['Welcher Tag kommt nach Montag?', 'Dienstag'],
      pt: ['Que dia vem depois de segunda-feira?', 'terça'],
      ru: ['Какой день идёт после понедельника?', 'вторник'],
      ar: ['ما اليوم الذي يأتي بعد يوم الاثنين؟', 'الثلاثاء'],
      ja: ['月曜日の次の日は何曜日ですか。', '火曜日'],
      ko: ['월요일 다음 날은 무슨 요일입니까?', '화요일'],
    },
  },
  ice: {
    checks: (_, words) => chosen(words, words[0] ?? ''),
    texts: {
      zh: ['冰比开水冷吗？只回答“是”或“不是”。', '是', '不是'],
      en: ['Is ice colder than boiling water? Answer only "yes" or "no".', 'yes', 'no'],
      es: ['¿Está el hielo más frío que el agua hirviendo? Responde solo «sí» o «no».', 'sí', 'no'],
      fr: ['La glace est-elle plus froide que l’eau bouillante ? Réponds seulement « oui » ou « non ».', 'oui', 'non'],
      de: ['Ist Eis kälter als kochendes Wasser? Antworte nur mit „ja“ oder „nein“.', 'ja', 'nein'],
      pt: ['O gelo está mais frio do que a água a ferver? Responde apenas «sim» ou «não».', 'sim', 'não'],
      ru: ['Лёд холоднее кипящей воды? Ответь только «да» или «нет».', 'да', 'нет'],
      ar: ['هل الثلج أبرد من الماء المغلي؟ أجب بكلمة «نعم» أو «لا» فقط.', 'نعم', 'لا'],
      ja: ['氷は沸騰したお湯より冷たいですか。「はい」か「いいえ」だけで答えてください。', 'はい', 'いいえ'],
      ko: ['얼음은 끓는 물보다 차갑습니까? "예" 또는 "아니요"로만 대답하세요.', '예', '아니요'],
    },
  },
  opposite: {
    checks: (_, words) => chosen(words, words[1] ?? ''),
    texts: {
      zh: ['“大”的反义词是“快”、“小”还是“旧”？只回答这个词。', '快', '小', '旧'],
      en: ['Is the opposite of "big" "fast", "small" or "old"? Answer with that word only.', 'fast', 'small', 'old'],
      es: [
        '¿Lo contrario de «grande» es «rápido», «pequeño» o «viejo»? Responde solo con esa palabra.',
        'rápido',
        'pequeño',
        'viejo',
      ],
      fr: [
        'Le contraire de « grand » est-il « rapide », « petit » ou « vieux » ? Réponds par ce seul mot.',
        'rapide',
        'petit',
        'vieux',
      ],
      de: [
        'Ist das Gegenteil von „groß“ „schnell“, „klein“ oder „alt“? Antworte nur mit diesem Wort.',
        'schnell',
        'klein',
        'alt',
      ],
      pt: [
        'O contrário de «grande» é «rápido», «pequeno» ou «velho»? Responde só com essa palavra.',
        'rápido',
        'pequeno',
        'velho',
      ],
      ru: [
        'Слово, противоположное слову «большой», — это «быстрый», «маленький» или «старый»? Ответь только этим словом.',
        'быстрый',
        'маленький',
        'старый',
      ],
      ar: ['هل عكس كلمة «كبير» هو «سريع» أم «صغير» أم «قديم»؟ أجب بهذه الكلمة فقط.', 'سريع', 'صغير', 'قديم'],
      ja: [
        '「大きい」の反対の言葉は「速い」「小さい」「古い」のどれですか。その言葉だけを答えてください。',
        '速い',
        '小さい',
        '古い',
      ],
      ko: ['"크다"의 반대말은 "빠르다", "작다", "낡다" 중 무엇입니까? 그 낱말만 대답하세요.', '빠르다', '작다', '낡다'],
    },
  },
  sea: {
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
  },
  season: {
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
  },
  fruits: {
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
  },
};

const samples = Object.entries(questions).flatMap(([name, { checks, texts }]) =>
  languages.map((lang) => {
    const [input, ...words] = texts[lang];
    return {
      id: `${name}-${lang}`,
      pair: name,
      lang,
      source: 'ours',
      tags: [name],
      input,
      target: { constraints: checks(lang, words) },
    };
  }),
);

writeData(import.meta.url, samples);
