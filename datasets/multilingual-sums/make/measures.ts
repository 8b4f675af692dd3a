// Word problems about lengths, areas, weights and temperatures.
import type { Template } from './template.js';

export const garden: Template = {
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
};

export const fence: Template = {
  target: 2 * (12 + 7),
  texts: {
    zh: '一块长方形草地长 12 米、宽 7 米，要用篱笆把它围一圈。一共需要多少米篱笆？',
    en: 'A rectangular meadow is 12 metres long and 7 metres wide. How many metres of fence does it take to go all the way round it?',
    es: 'Un prado rectangular mide 12 metros de largo y 7 metros de ancho. ¿Cuántos metros de valla hacen falta para rodearlo por completo?',
    fr: 'Un pré rectangulaire mesure 12 mètres de long et 7 mètres de large. Combien de mètres de clôture faut-il pour en faire tout le tour ?',
    de: 'Eine rechteckige Wiese ist 12 Meter lang und 7 Meter breit. Wie viele Meter Zaun braucht man, um sie ganz einzuzäunen?',
    pt: 'Um prado retangular tem 12 metros de comprimento e 7 metros de largura. Quantos metros de vedação são precisos para o rodear por completo?',
    ru: 'Длина прямоугольного луга 12 метров, ширина 7 метров. Сколько метров забора нужно, чтобы обнести его со всех сторон?',
    ar: 'مرج مستطيل طوله 12 مترًا وعرضه 7 أمتار. كم مترًا من السياج يلزم لإحاطته بالكامل؟',
    ja: '縦 12 メートル、横 7 メートルの長方形の草地があります。まわり全体をさくで囲むには、さくは何メートル必要ですか。',
    ko: '가로 12미터, 세로 7미터인 직사각형 풀밭이 있습니다. 둘레를 모두 울타리로 두르려면 울타리가 몇 미터 필요합니까?',
  },
};

export const temperature: Template = {
  target: 6 + 9,
  texts: {
    zh: '早上的气温是零下 6 度，中午的气温是零上 9 度。气温上升了多少度？',
    en: 'In the morning it is 6 degrees below zero, at noon 9 degrees above zero. By how many degrees has the temperature risen?',
    es: 'Por la mañana hay 6 grados bajo cero y al mediodía 9 grados sobre cero. ¿Cuántos grados ha subido la temperatura?',
    fr: 'Le matin, il fait 6 degrés au-dessous de zéro, et à midi 9 degrés au-dessus de zéro. De combien de degrés la température a-t-elle monté ?',
    de: 'Am Morgen sind es 6 Grad unter null, am Mittag 9 Grad über null. Um wie viel Grad ist die Temperatur gestiegen?',
    pt: 'De manhã estão 6 graus abaixo de zero e ao meio-dia 9 graus acima de zero. Quantos graus subiu a temperatura?',
    ru: 'Утром было 6 градусов ниже нуля, а в полдень 9 градусов выше нуля. На сколько градусов поднялась температура?',
    ar: 'كانت درجة الحرارة صباحًا 6 درجات تحت الصفر، وظهرًا 9 درجات فوق الصفر. بكم درجة ارتفعت؟',
    ja: '朝の気温はマイナス 6 度、昼の気温はプラス 9 度でした。気温は何度上がりましたか。',
    ko: '아침 기온은 영하 6도였고 낮 기온은 영상 9도였습니다. 기온이 몇 도 올랐습니까?',
  },
};

export const parcels: Template = {
  target: (12 + 17 + 28) / 3,
  texts: {
    zh: '3 个包裹分别重 12、17 和 28 千克，平均每个重多少千克？',
    en: '3 parcels weigh 12, 17 and 28 kilograms. What is their average weight in kilograms?',
    es: '3 paquetes pesan 12, 17 y 28 kilogramos. ¿Cuál es su peso medio en kilogramos?',
    fr: '3 colis pèsent 12, 17 et 28 kilogrammes. Quel est leur poids moyen en kilogrammes ?',
    de: '3 Pakete wiegen 12, 17 und 28 Kilogramm. Wie viel Kilogramm wiegen sie im Durchschnitt?',
    pt: '3 encomendas pesam 12, 17 e 28 quilogramas. Qual é o seu peso médio em quilogramas?',
    ru: '3 посылки весят 12, 17 и 28 килограммов. Каков их средний вес в килограммах?',
    ar: '3 طرود أوزانها 12 و17 و28 كيلوغرامًا. ما متوسط أوزانها بالكيلوغرام؟',
    ja: '3 個の荷物の重さは、それぞれ 12 キログラム、17 キログラム、28 キログラムです。重さの平均は何キログラムですか。',
    ko: '소포 3개의 무게는 각각 12킬로그램, 17킬로그램, 28킬로그램입니다. 무게의 평균은 몇 킬로그램입니까?',
  },
};

export const rope: Template = {
  target: (8 * 100) / 40,
  texts: {
    zh: '把一根 8 米长的绳子剪成每段 40 厘米的小段，一共剪成多少段？',
    en: 'A rope 8 metres long is cut into pieces of 40 centimetres each. How many pieces does that make?',
    es: 'Se corta una cuerda de 8 metros en trozos de 40 centímetros. ¿Cuántos trozos se obtienen?',
    fr: 'On coupe une corde de 8 mètres en morceaux de 40 centimètres. Combien de morceaux obtient-on ?',
    de: 'Ein 8 Meter langes Seil wird in Stücke von je 40 Zentimetern geschnitten. Wie viele Stücke erhält man?',
    pt: 'Corta-se uma corda de 8 metros em pedaços de 40 centímetros. Quantos pedaços se obtêm?',
    ru: 'Верёвку длиной 8 метров разрезали на куски по 40 сантиметров. Сколько кусков получилось?',
    ar: 'قُطع حبل طوله 8 أمتار إلى قطع طول كل منها 40 سنتيمترًا. كم عدد القطع؟',
    ja: '長さ 8 メートルのロープを 40 センチメートルずつに切ります。全部で何本できますか。',
    ko: '길이가 8미터인 끈을 40센티미터씩 자릅니다. 모두 몇 도막이 됩니까?',
  },
};
