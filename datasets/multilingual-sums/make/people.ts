// Word problems about readers, pupils, ages and audiences.
import type { Template } from './template.js';

export const pages: Template = {
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
};

export const walkers: Template = {
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
};

export const grandfather: Template = {
  target: 13 * 5,
  texts: {
    zh: '莉娜今年 13 岁，爷爷的年龄是她的 5 倍。爷爷今年多少岁？',
    en: 'Lena is 13 years old, and her grandfather is 5 times as old. How many years old is her grandfather?',
    es: 'Lena tiene 13 años y su abuelo tiene 5 veces su edad. ¿Cuántos años tiene su abuelo?',
    fr: 'Léna a 13 ans et son grand-père a 5 fois son âge. Combien d’années a son grand-père ?',
    de: 'Lena ist 13 Jahre alt, und ihr Großvater ist 5-mal so alt wie sie. Wie viele Jahre alt ist ihr Großvater?',
    pt: 'A Lena tem 13 anos e o avô tem 5 vezes a idade dela. Quantos anos tem o avô?',
    ru: 'Лене 13 лет, а её дедушка в 5 раз старше. Сколько лет дедушке?',
    ar: 'عمر لينا 13 سنة، وعمر جدها يساوي 5 أمثال عمرها. كم سنة عمر جدها؟',
    ja: 'レナは 13 歳で、おじいさんの年齢はレナの 5 倍です。おじいさんは何歳ですか。',
    ko: '레나는 13살이고, 할아버지의 연세는 레나 나이의 5배입니다. 할아버지의 연세는 몇 세입니까?',
  },
};

export const hall: Template = {
  target: 14 * 20 - 35,
  texts: {
    zh: '一个大厅有 14 排座位，每排 20 个，其中有 35 个座位空着。有人坐的座位有多少个？',
    en: 'A hall has 14 rows of 20 seats each, and 35 seats are empty. How many seats are taken?',
    es: 'Una sala tiene 14 filas de 20 asientos cada una, y 35 asientos están libres. ¿Cuántos asientos están ocupados?',
    fr: 'Une salle a 14 rangées de 20 places chacune, et 35 places sont libres. Combien de places sont occupées ?',
    de: 'Ein Saal hat 14 Reihen mit je 20 Plätzen, und 35 Plätze sind frei. Wie viele Plätze sind besetzt?',
    pt: 'Uma sala tem 14 filas de 20 lugares cada uma, e 35 lugares estão livres. Quantos lugares estão ocupados?',
    ru: 'В зале 14 рядов по 20 мест, и 35 мест свободно. Сколько мест занято?',
    ar: 'في قاعة 14 صفًا، في كل صف 20 مقعدًا، ومنها 35 مقعدًا خاليًا. كم عدد المقاعد المشغولة؟',
    ja: 'ホールには 1 列 20 席の列が 14 列あり、35 席が空いています。うまっている席は何席ですか。',
    ko: '강당에 좌석이 한 줄에 20석씩 14줄 있고, 그중 35석이 비어 있습니다. 사람이 앉은 좌석은 몇 석입니까?',
  },
};
