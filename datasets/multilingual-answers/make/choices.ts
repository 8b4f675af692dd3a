// Prompts that ask for yes or no, or one of three words, and nothing else.
import type { Constraint } from '../../instructions/make/constraint.js';
import type { Lang, Template } from './template.js';

/** `place`: index of the correct one, from 0, in every language. */
const right =
  (place: number) =>
  (_: Lang, options: string[]): Constraint[] => [{ kind: 'one_of', options, want: options[place] }];

export const ice: Template = {
  checks: right(0),
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
};

export const opposite: Template = {
  checks: right(1),
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
    de: ['Ist das Gegenteil von „groß“ „schnell“, „klein“ oder „alt“? Antworte nur mit diesem Wort.', 'schnell', 'klein', 'alt'],
    pt: ['O contrário de «grande» é «rápido», «pequeno» ou «velho»? Responde só com essa palavra.', 'rápido', 'pequeno', 'velho'],
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
};

export const elephant: Template = {
  checks: right(1),
  texts: {
    zh: ['大象比老鼠小吗？只回答“是”或“不是”。', '是', '不是'],
    en: ['Is an elephant smaller than a mouse? Answer only "yes" or "no".', 'yes', 'no'],
    es: ['¿Es un elefante más pequeño que un ratón? Responde solo «sí» o «no».', 'sí', 'no'],
    fr: ['Un éléphant est-il plus petit qu’une souris ? Réponds seulement « oui » ou « non ».', 'oui', 'non'],
    de: ['Ist ein Elefant kleiner als eine Maus? Antworte nur mit „ja“ oder „nein“.', 'ja', 'nein'],
    pt: ['Um elefante é mais pequeno do que um rato? Responde apenas «sim» ou «não».', 'sim', 'não'],
    ru: ['Слон меньше мыши? Ответь только «да» или «нет».', 'да', 'нет'],
    ar: ['هل الفيل أصغر من الفأر؟ أجب بكلمة «نعم» أو «لا» فقط.', 'نعم', 'لا'],
    ja: ['象はねずみより小さいですか。「はい」か「いいえ」だけで答えてください。', 'はい', 'いいえ'],
    ko: ['코끼리는 쥐보다 작습니까? "예" 또는 "아니요"로만 대답하세요.', '예', '아니요'],
  },
};

export const week: Template = {
  checks: right(1),
  texts: {
    zh: ['一个星期比一个月长吗？只回答“是”或“不是”。', '是', '不是'],
    en: ['Is a week longer than a month? Answer only "yes" or "no".', 'yes', 'no'],
    es: ['¿Dura una semana más que un mes? Responde solo «sí» o «no».', 'sí', 'no'],
    fr: ['Une semaine dure-t-elle plus longtemps qu’un mois ? Réponds seulement « oui » ou « non ».', 'oui', 'non'],
    de: ['Ist eine Woche länger als ein Monat? Antworte nur mit „ja“ oder „nein“.', 'ja', 'nein'],
    pt: ['Uma semana dura mais do que um mês? Responde apenas «sim» ou «não».', 'sim', 'não'],
    ru: ['Неделя длится дольше, чем месяц? Ответь только «да» или «нет».', 'да', 'нет'],
    ar: ['هل الأسبوع أطول من الشهر؟ أجب بكلمة «نعم» أو «لا» فقط.', 'نعم', 'لا'],
    ja: ['一週間は一か月より長いですか。「はい」か「いいえ」だけで答えてください。', 'はい', 'いいえ'],
    ko: ['일주일은 한 달보다 깁니까? "예" 또는 "아니요"로만 대답하세요.', '예', '아니요'],
  },
};

export const snow: Template = {
  checks: right(0),
  texts: {
    zh: ['雪的颜色是“白色”、“黑色”还是“绿色”？只回答这个词。', '白色', '黑色', '绿色'],
    en: ['Is snow "white", "black" or "green"? Answer with that word only.', 'white', 'black', 'green'],
    es: ['¿La nieve es «blanca», «negra» o «verde»? Responde solo con esa palabra.', 'blanca', 'negra', 'verde'],
    fr: ['La neige est-elle « blanche », « noire » ou « verte » ? Réponds par ce seul mot.', 'blanche', 'noire', 'verte'],
    de: ['Ist Schnee „weiß“, „schwarz“ oder „grün“? Antworte nur mit diesem Wort.', 'weiß', 'schwarz', 'grün'],
    pt: ['A neve é «branca», «preta» ou «verde»? Responde só com essa palavra.', 'branca', 'preta', 'verde'],
    ru: ['Какого цвета снег: «белый», «чёрный» или «зелёный»? Ответь только этим словом.', 'белый', 'чёрный', 'зелёный'],
    ar: ['هل الثلج «أبيض» أم «أسود» أم «أخضر»؟ أجب بهذه الكلمة فقط.', 'أبيض', 'أسود', 'أخضر'],
    ja: ['雪の色は「白」「黒」「緑」のどれですか。その言葉だけを答えてください。', '白', '黒', '緑'],
    ko: ['겨울에 내리는 눈의 색은 "흰색", "검은색", "초록색" 중 무엇입니까? 그 낱말만 대답하세요.', '흰색', '검은색', '초록색'],
  },
};

export const heaviest: Template = {
  checks: right(1),
  texts: {
    zh: ['“羽毛”、“汽车”和“勺子”中，哪个最重？只回答这个词。', '羽毛', '汽车', '勺子'],
    en: ['Which is the heaviest, "feather", "car" or "spoon"? Answer with that word only.', 'feather', 'car', 'spoon'],
    es: ['¿Qué pesa más, «pluma», «coche» o «cuchara»? Responde solo con esa palabra.', 'pluma', 'coche', 'cuchara'],
    fr: [
      'Qu’est-ce qui est le plus lourd, « plume », « voiture » ou « cuillère » ? Réponds par ce seul mot.',
      'plume',
      'voiture',
      'cuillère',
    ],
    de: ['Was ist am schwersten, „Feder“, „Auto“ oder „Löffel“? Antworte nur mit diesem Wort.', 'Feder', 'Auto', 'Löffel'],
    pt: ['O que é mais pesado, «pena», «carro» ou «colher»? Responde só com essa palavra.', 'pena', 'carro', 'colher'],
    ru: ['Что тяжелее всего: «перо», «машина» или «ложка»? Ответь только этим словом.', 'перо', 'машина', 'ложка'],
    ar: ['ما الأثقل: «ريشة» أم «سيارة» أم «ملعقة»؟ أجب بهذه الكلمة فقط.', 'ريشة', 'سيارة', 'ملعقة'],
    ja: ['「羽」「車」「スプーン」のうち、いちばん重いのはどれですか。その言葉だけを答えてください。', '羽', '車', 'スプーン'],
    ko: ['"깃털", "자동차", "숟가락" 중 가장 무거운 것은 무엇입니까? 그 낱말만 대답하세요.', '깃털', '자동차', '숟가락'],
  },
};

export const seaAnimal: Template = {
  checks: right(2),
  texts: {
    zh: ['“马”、“鸡”和“鲸鱼”中，哪种动物生活在海里？只回答这个词。', '马', '鸡', '鲸鱼'],
    en: ['Which animal lives in the sea, "horse", "hen" or "whale"? Answer with that word only.', 'horse', 'hen', 'whale'],
    es: [
      '¿Qué animal vive en el mar, «caballo», «gallina» o «ballena»? Responde solo con esa palabra.',
      'caballo',
      'gallina',
      'ballena',
    ],
    fr: [
      'Quel animal vit dans la mer, « cheval », « poule » ou « baleine » ? Réponds par ce seul mot.',
      'cheval',
      'poule',
      'baleine',
    ],
    de: ['Welches Tier lebt im Meer, „Pferd“, „Huhn“ oder „Wal“? Antworte nur mit diesem Wort.', 'Pferd', 'Huhn', 'Wal'],
    pt: ['Que animal vive no mar, «cavalo», «galinha» ou «baleia»? Responde só com essa palavra.', 'cavalo', 'galinha', 'baleia'],
    ru: ['Какое животное живёт в море: «лошадь», «курица» или «кит»? Ответь только этим словом.', 'лошадь', 'курица', 'кит'],
    ar: ['أي حيوان يعيش في البحر: «حصان» أم «دجاجة» أم «حوت»؟ أجب بهذه الكلمة فقط.', 'حصان', 'دجاجة', 'حوت'],
    ja: ['「馬」「鶏」「クジラ」のうち、海にすんでいる動物はどれですか。その言葉だけを答えてください。', '馬', '鶏', 'クジラ'],
    ko: ['"말", "닭", "고래" 중 바다에 사는 동물은 무엇입니까? 그 낱말만 대답하세요.', '말', '닭', '고래'],
  },
};

export const sun: Template = {
  checks: right(0),
  texts: {
    zh: ['太阳比月亮大吗？只回答“是”或“不是”。', '是', '不是'],
    en: ['Is the sun bigger than the moon? Answer only "yes" or "no".', 'yes', 'no'],
    es: ['¿Es el Sol más grande que la Luna? Responde solo «sí» o «no».', 'sí', 'no'],
    fr: ['Le Soleil est-il plus grand que la Lune ? Réponds seulement « oui » ou « non ».', 'oui', 'non'],
    de: ['Ist die Sonne größer als der Mond? Antworte nur mit „ja“ oder „nein“.', 'ja', 'nein'],
    pt: ['O Sol é maior do que a Lua? Responde apenas «sim» ou «não».', 'sim', 'não'],
    ru: ['Солнце больше Луны? Ответь только «да» или «нет».', 'да', 'нет'],
    ar: ['هل الشمس أكبر من القمر؟ أجب بكلمة «نعم» أو «لا» فقط.', 'نعم', 'لا'],
    ja: ['太陽は月より大きいですか。「はい」か「いいえ」だけで答えてください。', 'はい', 'いいえ'],
    ko: ['태양은 달보다 큽니까? "예" 또는 "아니요"로만 대답하세요.', '예', '아니요'],
  },
};

export const wings: Template = {
  checks: right(2),
  texts: {
    zh: ['“狗”、“鱼”和“鸟”中，哪种动物有翅膀？只回答这个词。', '狗', '鱼', '鸟'],
    en: ['Which animal has wings, "dog", "fish" or "bird"? Answer with that word only.', 'dog', 'fish', 'bird'],
    es: ['¿Qué animal tiene alas, «perro», «pez» o «pájaro»? Responde solo con esa palabra.', 'perro', 'pez', 'pájaro'],
    fr: [
      'Quel animal a des ailes, « chien », « poisson » ou « oiseau » ? Réponds par ce seul mot.',
      'chien',
      'poisson',
      'oiseau',
    ],
    de: ['Welches Tier hat Flügel, „Hund“, „Fisch“ oder „Vogel“? Antworte nur mit diesem Wort.', 'Hund', 'Fisch', 'Vogel'],
    pt: ['Que animal tem asas, «cão», «peixe» ou «pássaro»? Responde só com essa palavra.', 'cão', 'peixe', 'pássaro'],
    ru: ['У какого животного есть крылья: «собака», «рыба» или «птица»? Ответь только этим словом.', 'собака', 'рыба', 'птица'],
    ar: ['أي حيوان له جناحان: «كلب» أم «سمكة» أم «طائر»؟ أجب بهذه الكلمة فقط.', 'كلب', 'سمكة', 'طائر'],
    ja: ['「犬」「魚」「鳥」のうち、翼がある動物はどれですか。その言葉だけを答えてください。', '犬', '魚', '鳥'],
    ko: ['"개", "물고기", "새" 중 날개가 있는 동물은 무엇입니까? 그 낱말만 대답하세요.', '개', '물고기', '새'],
  },
};

export const drink: Template = {
  checks: right(0),
  texts: {
    zh: ['“牛奶”、“面包”和“石头”中，哪个可以喝？只回答这个词。', '牛奶', '面包', '石头'],
    en: ['Which can be drunk, "milk", "bread" or "stone"? Answer with that word only.', 'milk', 'bread', 'stone'],
    es: ['¿Qué se puede beber, «leche», «pan» o «piedra»? Responde solo con esa palabra.', 'leche', 'pan', 'piedra'],
    fr: ['Que peut-on boire, « lait », « pain » ou « pierre » ? Réponds par ce seul mot.', 'lait', 'pain', 'pierre'],
    de: ['Was kann man trinken, „Milch“, „Brot“ oder „Stein“? Antworte nur mit diesem Wort.', 'Milch', 'Brot', 'Stein'],
    pt: ['O que se pode beber, «leite», «pão» ou «pedra»? Responde só com essa palavra.', 'leite', 'pão', 'pedra'],
    ru: ['Что можно пить: «молоко», «хлеб» или «камень»? Ответь только этим словом.', 'молоко', 'хлеб', 'камень'],
    ar: ['ماذا يمكن أن نشرب: «حليب» أم «خبز» أم «حجر»؟ أجب بهذه الكلمة فقط.', 'حليب', 'خبز', 'حجر'],
    ja: ['「牛乳」「パン」「石」のうち、飲めるものはどれですか。その言葉だけを答えてください。', '牛乳', 'パン', '石'],
    ko: ['"우유", "빵", "돌" 중 마실 수 있는 것은 무엇입니까? 그 낱말만 대답하세요.', '우유', '빵', '돌'],
  },
};

export const coldestSeason: Template = {
  checks: right(2),
  texts: {
    zh: ['“春天”、“夏天”和“冬天”中，哪个季节最冷？只回答这个词。', '春天', '夏天', '冬天'],
    en: [
      'Which season is the coldest, "spring", "summer" or "winter"? Answer with that word only.',
      'spring',
      'summer',
      'winter',
    ],
    es: [
      '¿Qué estación es la más fría, «primavera», «verano» o «invierno»? Responde solo con esa palabra.',
      'primavera',
      'verano',
      'invierno',
    ],
    fr: [
      'Quelle saison est la plus froide, « printemps », « été » ou « hiver » ? Réponds par ce seul mot.',
      'printemps',
      'été',
      'hiver',
    ],
    de: [
      'Welche Jahreszeit ist am kältesten, „Frühling“, „Sommer“ oder „Winter“? Antworte nur mit diesem Wort.',
      'Frühling',
      'Sommer',
      'Winter',
    ],
    pt: [
      'Que estação do ano é a mais fria, «primavera», «verão» ou «inverno»? Responde só com essa palavra.',
      'primavera',
      'verão',
      'inverno',
    ],
    ru: ['Какое время года самое холодное: «весна», «лето» или «зима»? Ответь только этим словом.', 'весна', 'лето', 'зима'],
    ar: ['أي فصل هو الأبرد: «الربيع» أم «الصيف» أم «الشتاء»؟ أجب بهذه الكلمة فقط.', 'الربيع', 'الصيف', 'الشتاء'],
    ja: ['「春」「夏」「冬」のうち、いちばん寒い季節はどれですか。その言葉だけを答えてください。', '春', '夏', '冬'],
    ko: ['"봄", "여름", "겨울" 중 가장 추운 계절은 무엇입니까? 그 낱말만 대답하세요.', '봄', '여름', '겨울'],
  },
};
