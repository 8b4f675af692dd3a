// Short public-domain verse: Tang quatrains, and English stanzas printed before 1900.

/** Title and lines. */
export const chinese: [title: string, lines: string[]][] = [
  ['静夜', ['床前明月光', '疑是地上霜', '举头望明月', '低头思故乡']],
  ['春晓', ['春眠不觉晓', '处处闻啼鸟', '夜来风雨声', '花落知多少']],
  ['登楼', ['白日依山尽', '黄河入海流', '欲穷千里目', '更上一层楼']],
  ['相思', ['红豆生南国', '春来发几枝', '愿君多采撷', '此物最相思']],
  ['空山', ['空山不见人', '但闻人语响', '返景入深林', '复照青苔上']],
  ['江上的雪', ['千山鸟飞绝', '万径人踪灭', '孤舟蓑笠翁', '独钓寒江雪']],
  ['农夫', ['锄禾日当午', '汗滴禾下土', '谁知盘中餐', '粒粒皆辛苦']],
  ['夕阳', ['向晚意不适', '驱车登古原', '夕阳无限好', '只是近黄昏']],
  ['寻访隐者', ['松下问童子', '言师采药去', '只在此山中', '云深不知处']],
  ['春山', ['人闲桂花落', '夜静春山空', '月出惊山鸟', '时鸣春涧中']],
  ['竹林', ['独坐幽篁里', '弹琴复长啸', '深林人不知', '明月来相照']],
  ['剑客', ['十年磨一剑', '霜刃未曾试', '今日把示君', '谁有不平事']],
];

export const english: [title: string, lines: string[]][] = [
  [
    'a tiger',
    [
      'Tyger Tyger, burning bright,',
      'In the forests of the night;',
      'What immortal hand or eye,',
      'Could frame thy fearful symmetry?',
    ],
  ],
  [
    'daffodils',
    [
      'I wandered lonely as a cloud',
      "That floats on high o'er vales and hills,",
      'When all at once I saw a crowd,',
      'A host, of golden daffodils;',
    ],
  ],
  [
    'hope',
    [
      'Hope is the thing with feathers',
      'That perches in the soul,',
      'And sings the tune without the words,',
      'And never stops at all,',
    ],
  ],
  [
    'an eagle',
    ['He clasps the crag with crooked hands;', 'Close to the sun in lonely lands,', "Ring'd with the azure world, he stands."],
  ],
  [
    'a red rose',
    [
      "O my Luve's like a red, red rose,",
      "That's newly sprung in June;",
      "O my Luve's like the melodie",
      "That's sweetly play'd in tune.",
    ],
  ],
  [
    'the wind',
    ['Who has seen the wind?', 'Neither I nor you:', 'But when the leaves hang trembling,', 'The wind is passing through.'],
  ],
  [
    'a cherry tree',
    [
      'Loveliest of trees, the cherry now',
      'Is hung with bloom along the bough,',
      'And stands about the woodland ride',
      'Wearing white for Eastertide.',
    ],
  ],
  [
    'a star',
    ['Twinkle, twinkle, little star,', 'How I wonder what you are!', 'Up above the world so high,', 'Like a diamond in the sky.'],
  ],
  [
    'a summer day',
    [
      "Shall I compare thee to a summer's day?",
      'Thou art more lovely and more temperate:',
      'Rough winds do shake the darling buds of May,',
      "And summer's lease hath all too short a date;",
    ],
  ],
  [
    'the sea',
    [
      'Break, break, break,',
      'On thy cold gray stones, O Sea!',
      'And I would that my tongue could utter',
      'The thoughts that arise in me.',
    ],
  ],
  [
    'beauty at night',
    [
      'She walks in beauty, like the night',
      'Of cloudless climes and starry skies;',
      "And all that's best of dark and bright",
      'Meet in her aspect and her eyes;',
    ],
  ],
  [
    'the end of the day',
    [
      'The day is done, and the darkness',
      'Falls from the wings of Night,',
      'As a feather is wafted downward',
      'From an eagle in his flight.',
    ],
  ],
];
