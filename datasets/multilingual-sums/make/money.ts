// Word problems about prices, change and savings.
import type { Template } from './template.js';

export const tickets: Template = {
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
};

export const change: Template = {
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
};

export const jacket: Template = {
  target: (80 * (100 - 25)) / 100,
  texts: {
    zh: '一件外套原价 80 欧元，打折时便宜 25%。打折时这件外套卖多少欧元？',
    en: 'A jacket costs 80 euros. In the sale it is 25% cheaper. How many euros does it cost in the sale?',
    es: 'Una chaqueta cuesta 80 euros. En las rebajas tiene un descuento del 25%. ¿Cuántos euros cuesta en las rebajas?',
    fr: 'Une veste coûte 80 euros. Pendant les soldes, son prix baisse de 25 %. Combien d’euros coûte-t-elle pendant les soldes ?',
    de: 'Eine Jacke kostet 80 Euro. Im Ausverkauf ist sie 25 % billiger. Wie viel Euro kostet sie im Ausverkauf?',
    pt: 'Um casaco custa 80 euros. Nos saldos tem um desconto de 25%. Quantos euros custa nos saldos?',
    ru: 'Куртка стоит 80 евро. На распродаже она на 25 % дешевле. Сколько евро она стоит на распродаже?',
    ar: 'ثمن سترة 80 يورو، وفي موسم التخفيضات ينخفض ثمنها بنسبة 25%. كم يورو يصبح ثمنها؟',
    ja: '80 ユーロの上着が、セールで 25% 引きになっています。セールの値段は何ユーロですか。',
    ko: '80유로짜리 재킷을 25% 할인하여 팝니다. 할인된 가격은 몇 유로입니까?',
  },
};

export const present: Template = {
  target: (79 + 26) / 5,
  texts: {
    zh: '5 个朋友一起买了一份 79 欧元的礼物和一个 26 欧元的蛋糕，费用平均分摊。每人付多少欧元？',
    en: 'Together, 5 friends buy a present for 79 euros and a cake for 26 euros, and they share the cost equally. How many euros does each of them pay?',
    es: '5 amigos compran juntos un regalo de 79 euros y una tarta de 26 euros, y reparten el gasto por igual. ¿Cuántos euros paga cada uno?',
    fr: '5 amis achètent ensemble un cadeau à 79 euros et un gâteau à 26 euros, et ils partagent la dépense à parts égales. Combien d’euros chacun paie-t-il ?',
    de: '5 Freunde kaufen zusammen ein Geschenk für 79 Euro und eine Torte für 26 Euro und teilen sich die Kosten gleichmäßig. Wie viel Euro zahlt jeder?',
    pt: '5 amigos compram juntos um presente de 79 euros e um bolo de 26 euros, e dividem a despesa em partes iguais. Quantos euros paga cada um?',
    ru: '5 друзей вместе купили подарок за 79 евро и торт за 26 евро и разделили расходы поровну. Сколько евро заплатил каждый?',
    ar: 'اشترى 5 أصدقاء معًا هدية بثمن 79 يورو وكعكة بثمن 26 يورو، وتقاسموا التكلفة بالتساوي. كم يورو دفع كل واحد منهم؟',
    ja: '友だち 5 人で 79 ユーロのプレゼントと 26 ユーロのケーキを買い、代金を同じ額ずつ出し合いました。1 人何ユーロ払いましたか。',
    ko: '친구 5명이 79유로짜리 선물과 26유로짜리 케이크를 함께 사고, 값을 똑같이 나누어 냈습니다. 한 명이 몇 유로를 냈습니까?',
  },
};

export const savings: Template = {
  target: (82 - 30) / 4,
  texts: {
    zh: '汤姆已有 30 欧元，以后每周存 4 欧元。一双溜冰鞋卖 82 欧元，他存多少周后买得起？',
    en: 'Tom already has 30 euros and saves 4 euros every week. Skates cost 82 euros. After how many weeks does he have enough money for them?',
    es: 'Tomás ya tiene 30 euros y ahorra 4 euros cada semana. Unos patines cuestan 82 euros. ¿Después de cuántas semanas tiene bastante dinero para comprarlos?',
    fr: 'Thomas a déjà 30 euros et économise 4 euros chaque semaine. Des patins coûtent 82 euros. Au bout de combien de semaines a-t-il assez d’argent pour les acheter ?',
    de: 'Tom hat schon 30 Euro und spart jede Woche 4 Euro. Schlittschuhe kosten 82 Euro. Nach wie vielen Wochen hat er genug Geld dafür?',
    pt: 'O Tomás já tem 30 euros e poupa 4 euros por semana. Uns patins custam 82 euros. Ao fim de quantas semanas tem dinheiro suficiente para os comprar?',
    ru: 'У Тома уже есть 30 евро, и каждую неделю он откладывает 4 евро. Коньки стоят 82 евро. Через сколько недель ему хватит на них денег?',
    ar: 'لدى آدم 30 يورو، ويدخر 4 يورو كل أسبوع. ثمن حذاء التزلج 82 يورو. بعد كم أسبوع يصبح لديه ما يكفي لشرائه؟',
    ja: 'トムはもう 30 ユーロ持っていて、毎週 4 ユーロずつ貯金します。スケート靴は 82 ユーロです。何週間後に買えるようになりますか。',
    ko: '톰은 이미 30유로를 가지고 있고, 매주 4유로씩 저축합니다. 스케이트는 82유로입니다. 몇 주 뒤에 스케이트를 살 수 있습니까?',
  },
};
