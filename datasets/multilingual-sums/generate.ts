// Makes data.jsonl: eight word problems with the same numbers in ten languages. Run: npx tsx datasets/multilingual-sums/generate.ts
// Written out rather than put together: numerals decide the case of a noun in Russian, and its form in Arabic.
import { writeData } from '../../harness/generated.js';

const languages = ['zh', 'en', 'es', 'fr', 'de', 'pt', 'ru', 'ar', 'ja', 'ko'] as const;

type Texts = Record<(typeof languages)[number], string>;

const problems: Record<string, { target: number; texts: Texts }> = {
  apples: {
    target: 7 + 5,
    texts: {
      zh: '安娜有 7 个苹果，奶奶又给了她 5 个。安娜现在有多少个苹果？',
      en: 'Anna has 7 apples, and her grandmother gives her 5 more. How many apples does Anna have now?',
      es: 'Ana tiene 7 manzanas y su abuela le da 5 más. ¿Cuántas manzanas tiene Ana ahora?',
      fr: 'Anne a 7 pommes et sa grand-mère lui en donne encore 5. Combien de pommes Anne a-t-elle maintenant ?',
      de: 'Anna hat 7 Äpfel, und ihre Großmutter gibt ihr noch 5 dazu. Wie viele Äpfel hat Anna jetzt?',
      pt: 'Ana tem 7 maçãs e a avó dá-lhe mais 5. Quantas maçãs tem a Ana agora?',
      ru: 'У Анны 7 яблок, и бабушка дала ей ещё 5. Сколько яблок теперь у Анны?',
      ar: 'لدى آنا 7 تفاحات، وأعطتها جدتها 5 تفاحات أخرى. كم تفاحة لدى آنا الآن؟',
      ja: 'アンナはりんごを 7 個持っています。おばあさんがさらに 5 個くれました。アンナは今、りんごを何個持っていますか。',
      ko: '안나는 사과를 7개 가지고 있고, 할머니가 5개를 더 주셨습니다. 안나는 지금 사과를 몇 개 가지고 있습니까?',
    },
  },
  pages: {
    target: 120 - 45,
    texts: {
      zh: '一本书有 120 页，小李已经读了 45 页。还剩多少页没读？',
      en: 'A book has 120 pages, and Lee has read 45 of them. How many pages are left to read?',
      es: 'Un libro tiene 120 páginas y Luis ya ha leído 45. ¿Cuántas páginas le quedan por leer?',
      fr: 'Un livre a 120 pages et Louis en a déjà lu 45. Combien de pages lui reste-t-il à lire ?',
      de: 'Ein Buch hat 120 Seiten, und Lukas hat schon 45 davon gelesen. Wie viele Seiten bleiben ihm noch?',
      pt: 'Um livro tem 120 páginas e o Luís já leu 45. Quantas páginas faltam ler?',
      ru: 'В книге 120 страниц, и Лев уже прочитал 45. Сколько страниц ему осталось прочитать?',
      ar: 'يحتوي كتاب على 120 صفحة، وقد قرأ سامي 45 صفحة منها. كم صفحة بقيت عليه؟',
      ja: '120 ページの本があり、健はもう 45 ページ読みました。残りは何ページですか。',
      ko: '책 한 권은 120쪽이고, 민수는 벌써 45쪽을 읽었습니다. 남은 쪽수는 몇 쪽입니까?',
    },
  },
  tickets: {
    target: 8 * 6,
    texts: {
      zh: '一张票 8 欧元，6 张票一共多少欧元？',
      en: 'One ticket costs 8 euros. How many euros do 6 tickets cost?',
      es: 'Una entrada cuesta 8 euros. ¿Cuántos euros cuestan 6 entradas?',
      fr: 'Un billet coûte 8 euros. Combien d’euros coûtent 6 billets ?',
      de: 'Eine Karte kostet 8 Euro. Wie viel Euro kosten 6 Karten?',
      pt: 'Um bilhete custa 8 euros. Quantos euros custam 6 bilhetes?',
      ru: 'Один билет стоит 8 евро. Сколько евро стоят 6 билетов?',
      ar: 'ثمن التذكرة الواحدة 8 يورو. كم يورو ثمن 6 تذاكر؟',
      ja: 'チケットは 1 枚 8 ユーロです。6 枚ではいくらですか。',
      ko: '표 한 장은 8유로입니다. 표 6장은 모두 몇 유로입니까?',
    },
  },
  sweets: {
    target: 24 / 4,
    texts: {
      zh: '把 24 颗糖平均分给 4 个孩子，每个孩子得到几颗？',
      en: '24 sweets are shared equally among 4 children. How many sweets does each child get?',
      es: 'Se reparten 24 caramelos por igual entre 4 niños. ¿Cuántos caramelos recibe cada niño?',
      fr: 'On partage 24 bonbons également entre 4 enfants. Combien de bonbons chaque enfant reçoit-il ?',
      de: '24 Bonbons werden gleichmäßig an 4 Kinder verteilt. Wie viele Bonbons bekommt jedes Kind?',
      pt: 'Repartem-se 24 rebuçados igualmente por 4 crianças. Quantos rebuçados recebe cada criança?',
      ru: '24 конфеты разделили поровну между 4 детьми. Сколько конфет получил каждый ребёнок?',
      ar: 'وُزِّعت 24 قطعة حلوى بالتساوي على 4 أطفال. كم قطعة حلوى يأخذ كل طفل؟',
      ja: 'あめ 24 個を 4 人の子どもに同じ数ずつ分けます。1 人何個もらえますか。',
      ko: '사탕 24개를 어린이 4명에게 똑같이 나누어 줍니다. 한 명이 몇 개씩 받습니까?',
    },
  },
  train: {
    target: 80 * 3,
    texts: {
      zh: '一列火车每小时行驶 80 千米，3 小时行驶多少千米？',
      en: 'A train travels 80 kilometres an hour. How many kilometres does it travel in 3 hours?',
      es: 'Un tren recorre 80 kilómetros por hora. ¿Cuántos kilómetros recorre en 3 horas?',
      fr: 'Un train parcourt 80 kilomètres par heure. Combien de kilomètres parcourt-il en 3 heures ?',
      de: 'Ein Zug fährt 80 Kilometer in der Stunde. Wie viele Kilometer fährt er in 3 Stunden?',
      pt: 'Um comboio percorre 80 quilómetros por hora. Quantos quilómetros percorre em 3 horas?',
      ru: 'Поезд проезжает 80 километров в час. Сколько километров он проедет за 3 часа?',
      ar: 'يقطع قطار 80 كيلومترًا في الساعة. كم كيلومترًا يقطع في 3 ساعات؟',
      ja: '電車が時速 80 キロメートルで走っています。3 時間で何キロメートル進みますか。',
      ko: '기차가 한 시간에 80킬로미터를 갑니다. 3시간 동안 몇 킬로미터를 갑니까?',
    },
  },
  garden: {
    target: 9 * 4,
    texts: {
      zh: '一块长方形菜地长 9 米、宽 4 米，面积是多少平方米？',
      en: 'A rectangular garden is 9 metres long and 4 metres wide. What is its area in square metres?',
      es: 'Un huerto rectangular mide 9 metros de largo y 4 metros de ancho. ¿Cuál es su área en metros cuadrados?',
      fr: 'Un potager rectangulaire mesure 9 mètres de long et 4 mètres de large. Quelle est sa surface en mètres carrés ?',
      de: 'Ein rechteckiger Garten ist 9 Meter lang und 4 Meter breit. Wie groß ist seine Fläche in Quadratmetern?',
      pt: 'Uma horta retangular tem 9 metros de comprimento e 4 metros de largura. Qual é a sua área em metros quadrados?',
      ru: 'Длина прямоугольного огорода 9 метров, ширина 4 метра. Какова его площадь в квадратных метрах?',
      ar: 'حديقة مستطيلة طولها 9 أمتار وعرضها 4 أمتار. ما مساحتها بالمتر المربع؟',
      ja: '縦 9 メートル、横 4 メートルの長方形の畑があります。面積は何平方メートルですか。',
      ko: '가로 9미터, 세로 4미터인 직사각형 밭이 있습니다. 넓이는 몇 제곱미터입니까?',
    },
  },
  change: {
    target: 20 - 3 * 4,
    texts: {
      zh: '玛丽买了 3 个本子，每个 4 欧元，付了 20 欧元。应找回多少欧元？',
      en: 'Maria buys 3 notebooks at 4 euros each and pays with 20 euros. How many euros does she get back?',
      es: 'María compra 3 cuadernos a 4 euros cada uno y paga con 20 euros. ¿Cuántos euros le devuelven?',
      fr: 'Marie achète 3 cahiers à 4 euros chacun et paie avec 20 euros. Combien d’euros lui rend-on ?',
      de: 'Maria kauft 3 Hefte zu je 4 Euro und bezahlt mit 20 Euro. Wie viel Euro bekommt sie zurück?',
      pt: 'A Maria compra 3 cadernos a 4 euros cada um e paga com 20 euros. Quantos euros recebe de troco?',
      ru: 'Мария купила 3 тетради по 4 евро и заплатила 20 евро. Сколько евро сдачи она получит?',
      ar: 'اشترت ماريا 3 دفاتر بسعر 4 يورو للدفتر، ودفعت 20 يورو. كم يورو يعاد إليها؟',
      ja: 'マリアは 1 冊 4 ユーロのノートを 3 冊買い、20 ユーロ払いました。おつりは何ユーロですか。',
      ko: '마리아는 한 권에 4유로인 공책을 3권 사고 20유로를 냈습니다. 거스름돈은 몇 유로입니까?',
    },
  },
  walkers: {
    target: (30 * 40) / 100,
    texts: {
      zh: '一个班有 30 名学生，其中 40% 步行上学。步行上学的学生有多少名？',
      en: 'A class has 30 pupils, and 40% of them walk to school. How many pupils walk to school?',
      es: 'Una clase tiene 30 alumnos y el 40% va a la escuela a pie. ¿Cuántos alumnos van a pie?',
      fr: 'Une classe compte 30 élèves, et 40 % d’entre eux vont à l’école à pied. Combien d’élèves vont à l’école à pied ?',
      de: 'Eine Klasse hat 30 Kinder, und 40 % von ihnen gehen zu Fuß zur Schule. Wie viele Kinder gehen zu Fuß?',
      pt: 'Uma turma tem 30 alunos e 40% deles vão a pé para a escola. Quantos alunos vão a pé?',
      ru: 'В классе 30 учеников, и 40 % из них ходят в школу пешком. Сколько учеников ходят в школу пешком?',
      ar: 'في الصف 30 تلميذًا، ويذهب 40% منهم إلى المدرسة سيرًا على الأقدام. كم تلميذًا يذهب سيرًا؟',
      ja: 'クラスには 30 人の生徒がいて、そのうち 40% が歩いて通学しています。歩いて通学する生徒は何人ですか。',
      ko: '한 반에 학생이 30명 있고, 그중 40%가 걸어서 학교에 갑니다. 걸어서 가는 학생은 몇 명입니까?',
    },
  },
};

const samples = Object.entries(problems).flatMap(([name, { target, texts }]) =>
  languages.map((lang) => ({
    id: `${name}-${lang}`,
    pair: name,
    lang,
    source: 'ours',
    tags: [name],
    input: texts[lang],
    target,
  })),
);

writeData(import.meta.url, samples);
