// Prompts whose answer is one word, searched for anywhere in the response.
import type { Constraint } from '../../instructions/make/constraint.js';
import type { Lang, Template } from './template.js';

const checks = (_: Lang, [answer = '']: string[]): Constraint[] => [{ kind: 'includes', words: [answer] }];

export const capitalFrance: Template = {
  checks,
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
};

export const capitalJapan: Template = {
  checks,
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
};

export const capitalEgypt: Template = {
  checks,
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
};

export const dayAfterMonday: Template = {
  checks,
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
};

export const capitalGermany: Template = {
  checks,
  texts: {
    zh: ['德国的首都叫什么名字？', '柏林'],
    en: ['What is the capital of Germany called?', 'Berlin'],
    es: ['¿Cómo se llama la capital de Alemania?', 'Berlín'],
    fr: ['Comment s’appelle la capitale de l’Allemagne ?', 'Berlin'],
    de: ['Wie heißt die Hauptstadt von Deutschland?', 'Berlin'],
    pt: ['Como se chama a capital da Alemanha?', 'Berlim'],
    ru: ['Назови столицу Германии.', 'Берлин'],
    ar: ['ما اسم عاصمة ألمانيا؟', 'برلين'],
    ja: ['ドイツの首都は何という都市ですか。', 'ベルリン'],
    ko: ['독일의 수도 이름은 무엇입니까?', '베를린'],
  },
};

export const dayBeforeSaturday: Template = {
  checks,
  texts: {
    zh: ['星期六的前一天是星期几？', '星期五'],
    en: ['Which day comes just before Saturday?', 'Friday'],
    es: ['¿Qué día viene justo antes del sábado?', 'viernes'],
    fr: ['Quel jour vient juste avant samedi ?', 'vendredi'],
    de: ['Welcher Tag kommt direkt vor Samstag?', 'Freitag'],
    pt: ['Que dia vem logo antes de sábado?', 'sexta'],
    ru: ['Какой день недели идёт прямо перед субботой?', 'пятница'],
    ar: ['ما اليوم الذي يسبق يوم السبت مباشرة؟', 'الجمعة'],
    ja: ['土曜日の前の日は何曜日ですか。', '金曜日'],
    ko: ['토요일 바로 전날은 무슨 요일입니까?', '금요일'],
  },
};

export const largestPlanet: Template = {
  checks,
  texts: {
    zh: ['太阳系中最大的行星是哪颗？', '木星'],
    en: ['Which planet is the largest in the solar system?', 'Jupiter'],
    es: ['¿Qué planeta es el más grande del sistema solar?', 'Júpiter'],
    fr: ['Quelle planète est la plus grande du système solaire ?', 'Jupiter'],
    de: ['Welcher Planet ist der größte im Sonnensystem?', 'Jupiter'],
    pt: ['Que planeta é o maior do sistema solar?', 'Júpiter'],
    ru: ['Какая планета самая большая в Солнечной системе?', 'Юпитер'],
    ar: ['ما أكبر كوكب في المجموعة الشمسية؟', 'المشتري'],
    ja: ['太陽系でいちばん大きい惑星は何ですか。', '木星'],
    ko: ['태양계에서 가장 큰 행성은 무엇입니까?', '목성'],
  },
};

export const planetWeLiveOn: Template = {
  checks,
  texts: {
    zh: ['我们生活的行星叫什么名字？', '地球'],
    en: ['What is the planet that we live on called?', 'Earth'],
    es: ['¿Cómo se llama el planeta en el que vivimos?', 'Tierra'],
    fr: ['Comment s’appelle la planète sur laquelle nous vivons ?', 'Terre'],
    de: ['Wie heißt der Planet, auf dem wir leben?', 'Erde'],
    pt: ['Como se chama o planeta em que vivemos?', 'Terra'],
    ru: ['Как называется планета, на которой мы живём?', 'Земля'],
    ar: ['ما اسم الكوكب الذي نعيش عليه؟', 'الأرض'],
    ja: ['私たちが住んでいる惑星は何という名前ですか。', '地球'],
    ko: ['우리가 사는 행성의 이름은 무엇입니까?', '지구'],
  },
};

export const languageOfBrazil: Template = {
  checks,
  texts: {
    zh: ['巴西的官方语言是什么？', '葡萄牙语'],
    en: ['What is the official language of Brazil?', 'Portuguese'],
    es: ['¿Cuál es el idioma oficial de Brasil?', 'portugués'],
    fr: ['Quelle est la langue officielle du Brésil ?', 'portugais'],
    de: ['Was ist die Amtssprache von Brasilien?', 'Portugiesisch'],
    pt: ['Qual é a língua oficial do Brasil?', 'português'],
    ru: ['Какой язык является официальным в Бразилии?', 'португальский'],
    ar: ['ما اللغة الرسمية في البرازيل؟', 'البرتغالية'],
    ja: ['ブラジルの公用語は何語ですか。', 'ポルトガル語'],
    ko: ['브라질의 공용어는 무엇입니까?', '포르투갈어'],
  },
};

export const capitalUnitedKingdom: Template = {
  checks,
  texts: {
    zh: ['英国的首都是哪座城市？', '伦敦'],
    en: ['What is the capital of the United Kingdom?', 'London'],
    es: ['¿Cuál es la capital del Reino Unido?', 'Londres'],
    fr: ['Quelle est la capitale du Royaume-Uni ?', 'Londres'],
    de: ['Was ist die Hauptstadt des Vereinigten Königreichs?', 'London'],
    pt: ['Qual é a capital do Reino Unido?', 'Londres'],
    ru: ['Как называется столица Великобритании?', 'Лондон'],
    ar: ['ما عاصمة المملكة المتحدة؟', 'لندن'],
    ja: ['イギリスの首都はどこですか。', 'ロンドン'],
    ko: ['영국의 수도는 어디입니까?', '런던'],
  },
};

export const capitalPortugal: Template = {
  checks,
  texts: {
    zh: ['葡萄牙的首都是哪里？', '里斯本'],
    en: ['Which city is the capital of Portugal?', 'Lisbon'],
    es: ['¿Qué ciudad es la capital de Portugal?', 'Lisboa'],
    fr: ['Quelle ville est la capitale du Portugal ?', 'Lisbonne'],
    de: ['Welche Stadt ist die Hauptstadt von Portugal?', 'Lissabon'],
    pt: ['Que cidade é a capital de Portugal?', 'Lisboa'],
    ru: ['Какой город является столицей Португалии?', 'Лиссабон'],
    ar: ['ما المدينة التي هي عاصمة البرتغال؟', 'لشبونة'],
    ja: ['ポルトガルの首都はどの都市ですか。', 'リスボン'],
    ko: ['포르투갈의 수도는 어느 도시입니까?', '리스본'],
  },
};

export const redPlanet: Template = {
  checks,
  texts: {
    zh: ['哪颗行星被称为“红色星球”？', '火星'],
    en: ['Which planet is called the red planet?', 'Mars'],
    es: ['¿A qué planeta se le llama el planeta rojo?', 'Marte'],
    fr: ['Quelle planète appelle-t-on la planète rouge ?', 'Mars'],
    de: ['Welcher Planet wird der Rote Planet genannt?', 'Mars'],
    pt: ['A que planeta se chama o planeta vermelho?', 'Marte'],
    ru: ['Какая планета известна как красная планета?', 'Марс'],
    ar: ['ما الكوكب الذي يُسمى الكوكب الأحمر؟', 'المريخ'],
    ja: ['「赤い惑星」と呼ばれている惑星は何ですか。', '火星'],
    ko: ['"붉은 행성"이라고 불리는 행성은 무엇입니까?', '화성'],
  },
};

export const languageOfRussia: Template = {
  checks,
  texts: {
    zh: ['俄罗斯的官方语言是什么？', '俄语'],
    en: ['What is the official language of Russia?', 'Russian'],
    es: ['¿Cuál es el idioma oficial de Rusia?', 'ruso'],
    fr: ['Quelle est la langue officielle de la Russie ?', 'russe'],
    de: ['Was ist die Amtssprache von Russland?', 'Russisch'],
    pt: ['Qual é a língua oficial da Rússia?', 'russo'],
    ru: ['Какой язык является официальным в России?', 'русский'],
    ar: ['ما اللغة الرسمية في روسيا؟', 'الروسية'],
    ja: ['ロシアの公用語は何語ですか。', 'ロシア語'],
    ko: ['러시아의 공용어는 무엇입니까?', '러시아어'],
  },
};
