// Word problems about counting, sharing and packing things.
import type { Template } from './template.js';

export const apples: Template = {
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
};

export const sweets: Template = {
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
};

export const rolls: Template = {
  target: 36 / 2 - 7,
  texts: {
    zh: '面包师烤了 36 个小面包，上午卖出一半，下午又卖出 7 个。还剩多少个？',
    en: 'A baker bakes 36 rolls. He sells half of them in the morning and 7 more in the afternoon. How many rolls are left?',
    es: 'Un panadero hornea 36 panecillos. Vende la mitad por la mañana y 7 más por la tarde. ¿Cuántos panecillos quedan?',
    fr: 'Un boulanger fait 36 petits pains. Il en vend la moitié le matin et encore 7 l’après-midi. Combien de petits pains reste-t-il ?',
    de: 'Ein Bäcker backt 36 Brötchen. Am Vormittag verkauft er die Hälfte davon, am Nachmittag noch 7. Wie viele Brötchen bleiben übrig?',
    pt: 'Um padeiro coze 36 pãezinhos. De manhã vende metade e à tarde vende mais 7. Quantos pãezinhos sobram?',
    ru: 'Пекарь испёк 36 булочек. Утром он продал половину, а днём ещё 7. Сколько булочек осталось?',
    ar: 'خبز خباز 36 رغيفًا. باع نصفها صباحًا، وباع 7 أرغفة أخرى بعد الظهر. كم رغيفًا بقي؟',
    ja: 'パン屋さんがパンを 36 個焼きました。午前中にその半分が売れ、午後にさらに 7 個売れました。残りは何個ですか。',
    ko: '제빵사가 빵을 36개 구웠습니다. 오전에 절반을 팔고 오후에 7개를 더 팔았습니다. 남은 빵은 몇 개입니까?',
  },
};

export const bottles: Template = {
  target: 96 / 6,
  texts: {
    zh: '把 96 个瓶子装箱，每箱装 6 个，要用多少个箱子？',
    en: '96 bottles are packed into crates of 6. How many crates are needed?',
    es: 'Se guardan 96 botellas en cajas de 6. ¿Cuántas cajas se necesitan?',
    fr: 'On range 96 bouteilles dans des caisses de 6. Combien de caisses faut-il ?',
    de: '96 Flaschen werden in Kästen zu je 6 Flaschen gepackt. Wie viele Kästen braucht man?',
    pt: 'Arrumam-se 96 garrafas em caixas de 6. Quantas caixas são precisas?',
    ru: '96 бутылок раскладывают в ящики по 6 штук. Сколько нужно ящиков?',
    ar: 'توضع 96 زجاجة في صناديق، في كل صندوق 6 زجاجات. كم صندوقًا يلزم؟',
    ja: 'びん 96 本を 1 箱に 6 本ずつ詰めます。箱は何箱必要ですか。',
    ko: '병 96개를 한 상자에 6개씩 담습니다. 상자는 몇 개 필요합니까?',
  },
};
