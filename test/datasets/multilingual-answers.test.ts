// The small requests in ten languages: the same demands in each, and answers that the constraints judge takes or refuses.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { load } from '../../harness/core/load.js';
import type { Sample } from '../../harness/core/types.js';
import { constraints } from '../../judges/constraints/index.js';
import { repository } from '../fixtures/projects.js';

const { samples: requests } = await load(repository, 'multilingual-answers');
const languages = ['zh', 'en', 'es', 'fr', 'de', 'pt', 'ru', 'ar', 'ja', 'ko'];

const sampleOf = (pair: unknown, lang: string) => requests.find(({ id }) => id === `${pair}-${lang}`) as Sample;

type Demand = { kind: string; n?: number; words?: string[]; options?: string[]; want?: string };
const demands = (sample: Sample) => (sample.target as { constraints: Demand[] }).constraints;

test('the versions of a request demand the same, and the right option has the same place', () => {
  const shape = ({ kind, n, words, options, want }: Demand) => [
    kind,
    n,
    words?.length,
    options?.length,
    options?.indexOf(want ?? ''),
  ];
  for (const sample of requests)
    assert.equal(demands(sample).map(shape), demands(sampleOf(sample.pair, 'en')).map(shape), sample.id);
});

/** Whether the judge takes the answer to a request in a language. */
async function takes(pair: string, lang: string, output: string): Promise<boolean> {
  return (await constraints.grade(sampleOf(pair, lang), { output, finish: 'stop' })).score === 1;
}

/** Right answers as people write them, one a language. */
const facts: Record<string, string[]> = {
  'capital-germany': [
    '德国的首都是柏林。',
    'The capital of Germany is called Berlin.',
    'La capital de Alemania se llama Berlín.',
    'C’est Berlin.',
    'Die Hauptstadt von Deutschland heißt Berlin.',
    'A capital da Alemanha chama-se Berlim.',
    'Столица Германии — Берлин.',
    'عاصمة ألمانيا هي برلين.',
    'ドイツの首都はベルリンです。',
    '독일의 수도는 베를린입니다.',
  ],
  'day-before-saturday': [
    '星期六的前一天是星期五。',
    'It is Friday.',
    'El viernes viene justo antes del sábado.',
    'Le vendredi vient juste avant samedi.',
    'Freitag kommt direkt vor Samstag.',
    'Antes de sábado vem a sexta-feira.',
    'Перед субботой идёт пятница.',
    'يوم الجمعة يسبق يوم السبت.',
    '土曜日の前の日は金曜日です。',
    '토요일 전날은 금요일입니다.',
  ],
  'largest-planet': [
    '木星是太阳系中最大的行星。',
    'Jupiter is the largest planet.',
    'El planeta más grande es Júpiter.',
    'La plus grande est Jupiter.',
    'Der größte Planet ist der Jupiter.',
    'O maior planeta é Júpiter.',
    'Самая большая планета — Юпитер.',
    'أكبر كوكب هو المشتري.',
    'いちばん大きい惑星は木星です。',
    '가장 큰 행성은 목성입니다.',
  ],
  'planet-we-live-on': [
    '我们生活在地球上。',
    'It is called Earth.',
    'Se llama la Tierra.',
    'C’est la Terre.',
    'Er heißt Erde.',
    'Chama-se Terra.',
    'Наша планета называется Земля.',
    'اسمه كوكب الأرض.',
    '地球という名前です。',
    '지구입니다.',
  ],
  'language-of-brazil': [
    '巴西的官方语言是葡萄牙语。',
    'Portuguese is the official language.',
    'El idioma oficial es el portugués.',
    'C’est le portugais.',
    'Die Amtssprache ist Portugiesisch.',
    'A língua oficial é o português.',
    'Официальный язык — португальский.',
    'اللغة الرسمية هي البرتغالية.',
    'ポルトガル語です。',
    '공용어는 포르투갈어입니다.',
  ],
  'capital-united-kingdom': [
    '英国的首都是伦敦。',
    'The capital of the United Kingdom is London.',
    'La capital del Reino Unido es Londres.',
    'C’est Londres.',
    'Die Hauptstadt ist London.',
    'A capital do Reino Unido é Londres.',
    'Столица Великобритании — Лондон.',
    'عاصمة المملكة المتحدة هي لندن.',
    'イギリスの首都はロンドンです。',
    '영국의 수도는 런던입니다.',
  ],
  'capital-portugal': [
    '葡萄牙的首都是里斯本。',
    'Lisbon is the capital of Portugal.',
    'La capital de Portugal es Lisboa.',
    'La capitale du Portugal est Lisbonne.',
    'Lissabon ist die Hauptstadt von Portugal.',
    'A capital de Portugal é Lisboa.',
    'Столицей Португалии является Лиссабон.',
    'عاصمة البرتغال هي لشبونة.',
    'リスボンです。',
    '포르투갈의 수도는 리스본입니다.',
  ],
  'red-planet': [
    '火星被称为“红色星球”。',
    'Mars is called the red planet.',
    'El planeta rojo es Marte.',
    'La planète rouge est Mars.',
    'Der Mars wird der Rote Planet genannt.',
    'O planeta vermelho é Marte.',
    'Красная планета — это Марс.',
    'الكوكب الأحمر هو المريخ.',
    '「赤い惑星」と呼ばれているのは火星です。',
    '붉은 행성은 화성입니다.',
  ],
  'language-of-russia': [
    '俄罗斯的官方语言是俄语。',
    'The official language is Russian.',
    'El idioma oficial de Rusia es el ruso.',
    'La langue officielle est le russe.',
    'Die Amtssprache ist Russisch.',
    'A língua oficial da Rússia é o russo.',
    'Официальный язык России — русский.',
    'اللغة الرسمية في روسيا هي الروسية.',
    'ロシア語です。',
    '러시아의 공용어는 러시아어입니다.',
  ],
};

test('a fact: a sentence with it is taken; the answer to the next question, and the question said again, are not', async () => {
  const pairs = Object.keys(facts);
  for (const [i, pair] of pairs.entries())
    for (const [j, lang] of languages.entries()) {
      const said = (of = '') => facts[of]?.[j] ?? '';
      assert.ok(await takes(pair, lang, said(pair)), `${pair}-${lang}`);
      assert.not.ok(await takes(pair, lang, said(pairs[(i + 1) % pairs.length])), `${pair}-${lang}: wrong`);
      assert.not.ok(await takes(pair, lang, sampleOf(pair, lang).input), `${pair}-${lang}: said again`);
    }
});

const no = ['不是。', 'No.', 'No.', 'Non.', 'Nein.', 'Não.', 'Нет.', 'لا.', 'いいえ。', '아니요.'];
const choices: Record<string, string[]> = {
  elephant: no,
  week: no,
  snow: ['白色。', 'White.', 'Blanca.', 'Blanche.', 'Weiß.', 'Branca.', 'Белый.', 'أبيض.', '白。', '흰색.'],
  heaviest: ['“汽车”', '"car"', '«coche»', '« voiture »', '„Auto“', '«carro»', '«машина»', '«سيارة»', '「車」', '"자동차"'],
  'sea-animal': ['鲸鱼', 'whale', 'ballena', 'baleine', 'Wal', 'baleia', 'кит', 'حوت', 'クジラ', '고래'],
  sun: ['是。', 'Yes.', 'Sí.', 'Oui.', 'Ja.', 'Sim.', 'Да.', 'نعم.', 'はい。', '예.'],
  wings: ['鸟', 'bird', 'pájaro', 'oiseau', 'Vogel', 'pássaro', 'птица', 'طائر', '鳥', '새'],
  drink: ['牛奶。', 'Milk.', 'Leche.', 'Lait.', 'Milch.', 'Leite.', 'Молоко.', 'حليب.', '牛乳。', '우유.'],
  'coldest-season': [
    '“冬天”',
    '"winter"',
    '«invierno»',
    '« hiver »',
    '„Winter“',
    '«inverno»',
    '«зима»',
    '«الشتاء»',
    '「冬」',
    '"겨울"',
  ],
};

test('a choice: the right option alone is taken; the other options and the right one with more are not', async () => {
  for (const [pair, right] of Object.entries(choices))
    for (const [j, lang] of languages.entries()) {
      const answer = right[j] ?? '';
      assert.ok(await takes(pair, lang, answer), `${pair}-${lang}`);
      assert.not.ok(await takes(pair, lang, `${answer} ${answer}`), `${pair}-${lang}: twice`);
      const [{ options = [], want } = {}] = demands(sampleOf(pair, lang));
      assert.ok(options.length >= 2);
      for (const option of options) assert.is(await takes(pair, lang, option), option === want, `${pair}-${lang}: ${option}`);
    }
});

/** Two sentences with the two words. */
const texts = [
  ['雨下了一整天，森林里静悄悄的。', '我们待在房子里看书。'],
  ['It rained all day in the forest.', 'We stayed in the house and read.'],
  ['Llovió todo el día en el bosque.', 'Nos quedamos en la casa con un libro.'],
  ['Il a plu toute la journée dans la forêt.', 'Nous sommes restés à la maison avec un livre.'],
  ['Im Wald hat es den ganzen Tag geregnet.', 'Wir sind im Haus geblieben und haben gelesen.'],
  ['Choveu o dia todo na floresta.', 'Ficámos em casa a ler um livro.'],
  ['Лес весь день шумел от дождя.', 'Дом стоял тёмный и тихий.'],
  ['هطل المطر طوال اليوم على غابة قريبة.', 'بقينا في بيت صغير وقرأنا.'],
  ['森では一日中雨が降っていました。', 'わたしたちは家で本を読みました。'],
  ['숲에는 하루 종일 비가 내렸습니다.', '우리는 집에서 책을 읽었습니다.'],
];

test('a text: two sentences are taken; too few or too many, and those of another language, are not', async () => {
  for (const [j, lang] of languages.entries()) {
    const [first = '', second = ''] = texts[j] ?? [];
    const other = (texts[(j + 1) % texts.length] ?? []).join(' ');
    for (const pair of ['sea', 'season', 'rainy-day', 'library', 'house-and-forest']) {
      assert.ok(await takes(pair, lang, `${first} ${second}`), `${pair}-${lang}`);
      assert.not.ok(await takes(pair, lang, other), `${pair}-${lang}: other language`);
      const few = ['season', 'library'].includes(pair);
      assert.is(await takes(pair, lang, first), few, `${pair}-${lang}: one sentence`);
      const many = ['sea', 'house-and-forest'].includes(pair);
      assert.is(await takes(pair, lang, `${first} ${second} ${first} ${second}`), many, `${pair}-${lang}: four sentences`);
    }
    for (const pair of ['friend', 'market']) {
      assert.ok(await takes(pair, lang, `${first} ${second} ${first}`), `${pair}-${lang}`);
      assert.not.ok(await takes(pair, lang, `${other} ${texts[(j + 1) % texts.length]?.[0]}`), `${pair}-${lang}: other language`);
      assert.not.ok(await takes(pair, lang, `${first} ${second}`), `${pair}-${lang}: two sentences`);
      assert.is(await takes(pair, lang, `${first} ${second} ${first} ${second}`), pair === 'market', `${pair}-${lang}: four`);
      assert.not.ok(await takes(pair, lang, sampleOf(pair, lang).input), `${pair}-${lang}: said again`);
    }
  }
});

test('a list: as many items as the prompt says are taken, one more is not', async () => {
  const lines = (n: number, mark: (i: number) => string) => Array.from({ length: n }, (_, i) => `${mark(i + 1)} x`).join('\n');
  const bullet = () => '-';
  const number = (i: number) => `${i}.`;
  const lists = [
    ['animals', 5, bullet],
    ['colours', 4, number],
    ['vegetables', 6, bullet],
    ['weekdays', 7, number],
  ] as const;
  for (const lang of languages)
    for (const [pair, n, mark] of lists)
      for (const extra of [0, 1]) assert.is(await takes(pair, lang, lines(n + extra, mark)), extra === 0, `${pair}-${lang}`);
});

test.run();
