// Word problems about books, pencils and games, a mother's age, a queue and a box.
import type { Template } from './template.js';

export const shelves: Template = {
  target: 5 * 18 + 7,
  texts: {
    zh: '书架有 5 层，每层放着 18 本书，桌上还有 7 本书。一共有多少本书？',
    en: 'There are 5 shelves with 18 books each, and 7 more books are on the table. How many books are there in all?',
    es: 'Hay 5 estantes con 18 libros cada uno, y otros 7 libros están sobre la mesa. ¿Cuántos libros hay en total?',
    fr: 'Il y a 5 étagères de 18 livres chacune, et 7 autres livres sont sur la table. Combien de livres y a-t-il en tout ?',
    de: 'In 5 Regalen stehen je 18 Bücher, und 7 weitere Bücher liegen auf dem Tisch. Wie viele Bücher sind es insgesamt?',
    pt: 'Há 5 prateleiras com 18 livros cada uma, e outros 7 livros estão em cima da mesa. Quantos livros há ao todo?',
    ru: 'На 5 полках стоит по 18 книг, и ещё 7 книг лежат на столе. Сколько всего книг?',
    ar: 'على كل رف من 5 رفوف 18 كتابًا، وعلى الطاولة 7 كتب أخرى. كم كتابًا في المجموع؟',
    ja: '本棚が 5 段あり、各段に本が 18 冊ずつ並んでいます。机の上にも本が 7 冊あります。本は全部で何冊ですか。',
    ko: '책꽂이 5칸에 책이 18권씩 꽂혀 있고, 책상 위에 책이 7권 더 있습니다. 책은 모두 몇 권입니까?',
  },
};

export const mother: Template = {
  target: 37 + (15 - 9),
  texts: {
    zh: '小明今年 9 岁，妈妈今年 37 岁。小明 15 岁时，妈妈多少岁？',
    en: 'Ben is 9 years old and his mother is 37. How many years old will she be when Ben is 15?',
    es: 'Bruno tiene 9 años y su madre tiene 37. ¿Cuántos años tendrá ella cuando Bruno tenga 15?',
    fr: 'Bruno a 9 ans et sa mère en a 37. Quel âge, en années, aura-t-elle quand Bruno aura 15 ans ?',
    de: 'Ben ist 9 Jahre alt, und seine Mutter ist 37. Wie viele Jahre alt wird sie sein, wenn Ben 15 ist?',
    pt: 'O Bruno tem 9 anos e a mãe tem 37. Quantos anos terá a mãe quando o Bruno tiver 15?',
    ru: 'Диме 9 лет, а его маме 37. Сколько лет будет маме, когда Диме будет 15?',
    ar: 'عمر سامي 9 سنوات، وعمر أمه 37 سنة. كم سنة سيكون عمر أمه عندما يصبح عمره 15 سنة؟',
    ja: 'ベンは 9 歳で、お母さんは 37 歳です。ベンが 15 歳のとき、お母さんは何歳ですか。',
    ko: '민호는 9살이고 어머니는 37세입니다. 민호가 15살일 때 어머니는 몇 세입니까?',
  },
};

export const pencils: Template = {
  target: 59 % 8,
  texts: {
    zh: '把 59 支铅笔平均分给 8 个孩子，每人分到尽可能多的铅笔。最后剩下多少支？',
    en: '59 pencils are shared equally among 8 children, and each gets as many as possible. How many pencils are left over?',
    es: 'Se reparten 59 lápices por igual entre 8 niños, y cada uno recibe tantos como sea posible. ¿Cuántos lápices sobran?',
    fr: 'On partage 59 crayons également entre 8 enfants, et chacun en reçoit le plus possible. Combien de crayons reste-t-il ?',
    de: '59 Bleistifte werden gleichmäßig an 8 Kinder verteilt, und jedes bekommt so viele wie möglich. Wie viele Bleistifte bleiben übrig?',
    pt: 'Repartem-se 59 lápis igualmente por 8 crianças, e cada uma recebe o maior número possível. Quantos lápis sobram?',
    ru: '59 карандашей раздали поровну 8 детям, каждому как можно больше. Сколько карандашей осталось?',
    ar: 'وُزِّع 59 قلمًا بالتساوي على 8 أطفال، وأخذ كل طفل أكبر عدد ممكن. كم قلمًا بقي؟',
    ja: '鉛筆 59 本を 8 人の子どもに、できるだけ多く、同じ数ずつ分けます。何本余りますか。',
    ko: '연필 59자루를 어린이 8명에게 되도록 많이, 똑같이 나누어 줍니다. 남는 연필은 몇 자루입니까?',
  },
};

export const queue: Template = {
  target: 8 + 1 + 15,
  texts: {
    zh: '小美在排队，她前面有 8 个人，后面有 15 个人。连小美在内，这一队一共有多少人？',
    en: 'Mia is standing in a queue. There are 8 people in front of her and 15 people behind her. How many people are in the queue, counting Mia?',
    es: 'Marta está en una cola. Tiene 8 personas delante y 15 personas detrás. ¿Cuántas personas hay en la cola, contando a Marta?',
    fr: 'Mia fait la queue. Il y a 8 personnes devant elle et 15 personnes derrière elle. Combien de personnes y a-t-il dans la queue, Mia comprise ?',
    de: 'Mia steht in einer Schlange. Vor ihr stehen 8 Personen und hinter ihr 15 Personen. Wie viele Personen stehen in der Schlange, Mia mitgezählt?',
    pt: 'A Marta está numa fila. Tem 8 pessoas à frente e 15 pessoas atrás. Quantas pessoas estão na fila, contando com a Marta?',
    ru: 'Мила стоит в очереди. Перед ней 8 человек, а за ней 15 человек. Сколько человек в очереди, считая Милу?',
    ar: 'تقف ليلى في طابور. أمامها 8 أشخاص وخلفها 15 شخصًا. كم شخصًا في الطابور، بمن فيهم ليلى؟',
    ja: 'ミアは列に並んでいます。ミアの前に 8 人、後ろに 15 人います。ミアを入れて、列には全部で何人いますか。',
    ko: '미나가 줄을 서 있습니다. 미나 앞에 8명, 뒤에 15명이 있습니다. 미나를 포함하여 줄을 선 사람은 모두 몇 명입니까?',
  },
};

export const balls: Template = {
  target: 42 - 42 / 3,
  texts: {
    zh: '袋子里有 42 个球，其中三分之一是红色的，其余是蓝色的。蓝色的球有多少个？',
    en: 'There are 42 balls in a bag. A third of them are red, and the rest are blue. How many balls are blue?',
    es: 'En una bolsa hay 42 bolas. Un tercio de ellas son rojas y las demás son azules. ¿Cuántas bolas son azules?',
    fr: 'Un sac contient 42 boules. Un tiers d’entre elles sont rouges et les autres sont bleues. Combien de boules sont bleues ?',
    de: 'In einem Beutel sind 42 Kugeln. Ein Drittel davon ist rot, die übrigen sind blau. Wie viele Kugeln sind blau?',
    pt: 'Num saco há 42 bolas. Um terço delas são vermelhas e as restantes são azuis. Quantas bolas são azuis?',
    ru: 'В мешке 42 шара. Треть из них красные, остальные синие. Сколько в мешке синих шаров?',
    ar: 'في كيس 42 كرة، ثلثها أحمر والباقي أزرق. كم كرة زرقاء في الكيس؟',
    ja: '袋に玉が 42 個入っています。そのうち三分の一は赤で、残りは青です。青い玉は何個ですか。',
    ko: '주머니에 공이 42개 들어 있습니다. 그중 삼분의 일은 빨간색이고 나머지는 파란색입니다. 파란색 공은 몇 개입니까?',
  },
};

export const box: Template = {
  target: 8 * 5 * 3,
  texts: {
    zh: '一个长方体盒子长 8 厘米、宽 5 厘米、高 3 厘米，体积是多少立方厘米？',
    en: 'A rectangular box is 8 centimetres long, 5 centimetres wide and 3 centimetres high. What is its volume in cubic centimetres?',
    es: 'Una caja rectangular mide 8 centímetros de largo, 5 centímetros de ancho y 3 centímetros de alto. ¿Cuál es su volumen en centímetros cúbicos?',
    fr: 'Une boîte rectangulaire mesure 8 centimètres de long, 5 centimètres de large et 3 centimètres de haut. Quel est son volume en centimètres cubes ?',
    de: 'Eine quaderförmige Schachtel ist 8 Zentimeter lang, 5 Zentimeter breit und 3 Zentimeter hoch. Wie groß ist ihr Volumen in Kubikzentimetern?',
    pt: 'Uma caixa retangular tem 8 centímetros de comprimento, 5 centímetros de largura e 3 centímetros de altura. Qual é o seu volume em centímetros cúbicos?',
    ru: 'Длина прямоугольной коробки 8 сантиметров, ширина 5 сантиметров, высота 3 сантиметра. Каков её объём в кубических сантиметрах?',
    ar: 'علبة على شكل متوازي مستطيلات طولها 8 سنتيمترات وعرضها 5 سنتيمترات وارتفاعها 3 سنتيمترات. ما حجمها بالسنتيمتر المكعب؟',
    ja: '縦 8 センチメートル、横 5 センチメートル、高さ 3 センチメートルの直方体の箱があります。体積は何立方センチメートルですか。',
    ko: '가로 8센티미터, 세로 5센티미터, 높이 3센티미터인 직육면체 상자가 있습니다. 부피는 몇 세제곱센티미터입니까?',
  },
};

export const marbles: Template = {
  target: 25 + 18 - 11,
  texts: {
    zh: '莱奥有 25 颗弹珠，先赢了 18 颗，后来又输了 11 颗。他现在有多少颗弹珠？',
    en: 'Leo has 25 marbles. He wins 18 more and then loses 11. How many marbles does he have now?',
    es: 'Leo tiene 25 canicas. Gana 18 más y después pierde 11. ¿Cuántas canicas tiene ahora?',
    fr: 'Léo a 25 billes. Il en gagne encore 18, puis il en perd 11. Combien de billes a-t-il maintenant ?',
    de: 'Leo hat 25 Murmeln. Er gewinnt 18 dazu und verliert dann 11. Wie viele Murmeln hat er jetzt?',
    pt: 'O Leo tem 25 berlindes. Ganha mais 18 e depois perde 11. Quantos berlindes tem agora?',
    ru: 'У Лёвы 25 стеклянных шариков. Он выиграл ещё 18, а потом проиграл 11. Сколько шариков у него теперь?',
    ar: 'لدى آدم 25 كرة زجاجية. ربح 18 كرة أخرى ثم خسر 11 كرة. كم كرة لديه الآن؟',
    ja: 'レオはビー玉を 25 個持っています。勝負に勝って 18 個もらい、次に負けて 11 個取られました。今、ビー玉を何個持っていますか。',
    ko: '레오는 구슬을 25개 가지고 있습니다. 구슬 18개를 더 땄다가 11개를 잃었습니다. 지금 가지고 있는 구슬은 몇 개입니까?',
  },
};
