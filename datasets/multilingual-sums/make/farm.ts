// Word problems about farms, goods, wages and walks in the country.
import type { Template } from './template.js';

export const eggs: Template = {
  target: 14 * 7,
  texts: {
    zh: '一家农场的母鸡每天一共下 14 个蛋，一个星期一共下多少个蛋？',
    en: 'The hens of a farm lay 14 eggs a day between them. How many eggs do they lay in one week?',
    es: 'Las gallinas de una granja ponen en total 14 huevos al día. ¿Cuántos huevos ponen en una semana?',
    fr: 'Les poules d’une ferme pondent en tout 14 œufs par jour. Combien d’œufs pondent-elles en une semaine ?',
    de: 'Die Hühner eines Bauernhofs legen zusammen 14 Eier am Tag. Wie viele Eier legen sie in einer Woche?',
    pt: 'As galinhas de uma quinta põem ao todo 14 ovos por dia. Quantos ovos põem numa semana?',
    ru: 'Куры на ферме вместе несут 14 яиц в день. Сколько яиц они снесут за неделю?',
    ar: 'يضع دجاج مزرعة 14 بيضة كل يوم. كم بيضة يضع في أسبوع واحد؟',
    ja: 'ある農場のにわとりは、合わせて毎日 14 個の卵を産みます。1 週間では何個の卵を産みますか。',
    ko: '한 농장의 닭들은 하루에 모두 14개의 달걀을 낳습니다. 일주일 동안 달걀을 몇 개 낳습니까?',
  },
};

export const baskets: Template = {
  target: 4 * (17 - 3),
  texts: {
    zh: '一筐梨连筐重 17 千克，空筐重 3 千克。4 筐这样的梨，不算筐，一共重多少千克？',
    en: 'A basket full of pears weighs 17 kilograms, and the empty basket weighs 3 kilograms. How many kilograms of pears are in 4 such full baskets?',
    es: 'Una cesta llena de peras pesa 17 kilogramos y la cesta vacía pesa 3 kilogramos. ¿Cuántos kilogramos de peras hay en 4 cestas llenas como esta?',
    fr: 'Un panier plein de poires pèse 17 kilogrammes et le panier vide pèse 3 kilogrammes. Combien de kilogrammes de poires y a-t-il dans 4 paniers pleins comme celui-ci ?',
    de: 'Ein Korb voller Birnen wiegt 17 Kilogramm, und der leere Korb wiegt 3 Kilogramm. Wie viel Kilogramm Birnen sind in 4 solchen vollen Körben?',
    pt: 'Um cesto cheio de peras pesa 17 quilogramas e o cesto vazio pesa 3 quilogramas. Quantos quilogramas de peras há em 4 cestos cheios como este?',
    ru: 'Полная корзина груш весит 17 килограммов, а пустая корзина — 3 килограмма. Сколько килограммов груш в 4 таких полных корзинах?',
    ar: 'سلة مملوءة بالكمثرى وزنها 17 كيلوغرامًا، ووزنها فارغة 3 كيلوغرامات. كم كيلوغرامًا من الكمثرى في 4 سلال مملوءة مثلها؟',
    ja: '梨がいっぱい入ったかごの重さは 17 キログラムで、空のかごの重さは 3 キログラムです。同じように梨が入ったかごが 4 個あるとき、梨だけの重さは全部で何キログラムですか。',
    ko: '배가 가득 든 바구니의 무게는 17킬로그램이고, 빈 바구니의 무게는 3킬로그램입니다. 이렇게 가득 찬 바구니 4개에 든 배만의 무게는 모두 몇 킬로그램입니까?',
  },
};

export const rice: Template = {
  target: (12 / 4) * 7,
  texts: {
    zh: '4 千克大米卖 12 欧元。照这个单价，7 千克大米卖多少欧元？',
    en: '4 kilograms of rice cost 12 euros. At the same price per kilogram, how many euros do 7 kilograms cost?',
    es: '4 kilogramos de arroz cuestan 12 euros. Al mismo precio por kilogramo, ¿cuántos euros cuestan 7 kilogramos?',
    fr: '4 kilogrammes de riz coûtent 12 euros. Au même prix au kilogramme, combien d’euros coûtent 7 kilogrammes ?',
    de: '4 Kilogramm Reis kosten 12 Euro. Wie viel Euro kosten 7 Kilogramm bei gleichem Kilopreis?',
    pt: '4 quilogramas de arroz custam 12 euros. Ao mesmo preço por quilograma, quantos euros custam 7 quilogramas?',
    ru: '4 килограмма риса стоят 12 евро. Сколько евро стоят 7 килограммов риса по той же цене за килограмм?',
    ar: 'ثمن 4 كيلوغرامات من الأرز 12 يورو. كم يورو ثمن 7 كيلوغرامات بسعر الكيلوغرام نفسه؟',
    ja: '米 4 キログラムの値段は 12 ユーロです。1 キログラムあたりの値段が同じとき、7 キログラムでは何ユーロですか。',
    ko: '쌀 4킬로그램은 12유로입니다. 1킬로그램의 값이 같을 때, 쌀 7킬로그램은 몇 유로입니까?',
  },
};

export const wages: Template = {
  target: 14 * 6 * 3,
  texts: {
    zh: '妮娜每小时挣 14 欧元，每天工作 6 小时。她工作 3 天一共挣多少欧元？',
    en: 'Nina earns 14 euros an hour and works 6 hours a day. How many euros does she earn in 3 days?',
    es: 'Nina gana 14 euros por hora y trabaja 6 horas al día. ¿Cuántos euros gana en 3 días?',
    fr: 'Nina gagne 14 euros de l’heure et travaille 6 heures par jour. Combien d’euros gagne-t-elle en 3 jours ?',
    de: 'Nina verdient 14 Euro in der Stunde und arbeitet 6 Stunden am Tag. Wie viel Euro verdient sie in 3 Tagen?',
    pt: 'A Nina ganha 14 euros por hora e trabalha 6 horas por dia. Quantos euros ganha em 3 dias?',
    ru: 'Нина зарабатывает 14 евро в час и работает 6 часов в день. Сколько евро она заработает за 3 дня?',
    ar: 'تكسب نينا 14 يورو في الساعة، وتعمل 6 ساعات في اليوم. كم يورو تكسب في 3 أيام؟',
    ja: 'ニーナは時給 14 ユーロで、1 日に 6 時間働きます。3 日間で何ユーロもらえますか。',
    ko: '니나는 한 시간에 14유로를 벌고, 하루에 6시간씩 일합니다. 3일 동안 모두 몇 유로를 법니까?',
  },
};

export const trail: Template = {
  target: 46 - 17 - 14,
  texts: {
    zh: '一条徒步路线全长 46 千米。莉萨星期六走了 17 千米，星期天走了 14 千米。还剩多少千米没走？',
    en: 'A trail is 46 kilometres long. Lisa walks 17 kilometres of it on Saturday and 14 kilometres on Sunday. How many kilometres are left to walk?',
    es: 'Un sendero mide 46 kilómetros. Lisa recorre 17 kilómetros el sábado y 14 kilómetros el domingo. ¿Cuántos kilómetros le quedan por recorrer?',
    fr: 'Un sentier fait 46 kilomètres. Lisa en parcourt 17 kilomètres le samedi et 14 kilomètres le dimanche. Combien de kilomètres lui reste-t-il à parcourir ?',
    de: 'Ein Wanderweg ist 46 Kilometer lang. Lisa geht davon am Samstag 17 Kilometer und am Sonntag 14 Kilometer. Wie viele Kilometer hat sie noch vor sich?',
    pt: 'Um trilho tem 46 quilómetros. A Lisa percorre 17 quilómetros no sábado e 14 quilómetros no domingo. Quantos quilómetros lhe faltam percorrer?',
    ru: 'Длина маршрута 46 километров. Лиза прошла 17 километров в субботу и 14 километров в воскресенье. Сколько километров ей осталось пройти?',
    ar: 'طول مسار للمشي 46 كيلومترًا. مشت ليلى منه 17 كيلومترًا يوم السبت و14 كيلومترًا يوم الأحد. كم كيلومترًا بقي عليها؟',
    ja: '全長 46 キロメートルのハイキングコースがあります。リサは土曜日に 17 キロメートル、日曜日に 14 キロメートル歩きました。残りは何キロメートルですか。',
    ko: '전체 길이가 46킬로미터인 산책로가 있습니다. 리사는 토요일에 17킬로미터, 일요일에 14킬로미터를 걸었습니다. 남은 거리는 몇 킬로미터입니까?',
  },
};

export const legs: Template = {
  target: 6 * 4 + 9 * 2,
  texts: {
    zh: '院子里有 6 头牛和 9 只鸡，它们一共有多少条腿？',
    en: 'There are 6 cows and 9 hens in a yard. How many legs do these animals have in all?',
    es: 'En un corral hay 6 vacas y 9 gallinas. ¿Cuántas patas tienen en total estos animales?',
    fr: 'Dans une cour, il y a 6 vaches et 9 poules. Combien de pattes ces animaux ont-ils en tout ?',
    de: 'Auf einem Hof sind 6 Kühe und 9 Hühner. Wie viele Beine haben diese Tiere zusammen?',
    pt: 'Num curral há 6 vacas e 9 galinhas. Quantas patas têm ao todo estes animais?',
    ru: 'Во дворе 6 коров и 9 кур. Сколько всего ног у этих животных?',
    ar: 'في حظيرة 6 بقرات و9 دجاجات. كم ساقًا لهذه الحيوانات في المجموع؟',
    ja: '庭に牛が 6 頭、にわとりが 9 羽います。足は全部で何本ですか。',
    ko: '마당에 소 6마리와 닭 9마리가 있습니다. 이 동물들의 다리는 모두 몇 개입니까?',
  },
};
