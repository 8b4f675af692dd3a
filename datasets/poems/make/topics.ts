// Topics for the poems, with words of which some should occur.

export interface Topic {
  id: string;
  zh: string;
  en: string;
  words: { zh: string; en: string };
}

const topic = (id: string, zh: string, en: string, zhWords: string, enWords: string): Topic => ({
  id,
  zh,
  en,
  words: { zh: zhWords, en: enWords },
});

export const topics: Topic[] = [
  topic('autumn', '秋天', 'autumn', '秋 叶 霜 菊 雁 凉 落 黄 枫 收', 'autumn fall leaf leaves gold harvest crisp wind red brown'),
  topic('snow', '雪', 'snow', '雪 白 冬 寒 梅 冰 冷 银 飘 霜', 'snow white winter cold frost flake ice silent drift'),
  topic('sea', '大海', 'the sea', '海 浪 潮 帆 岸 船 沙 蓝 鸥 波', 'sea wave tide sail shore ship sand blue gull ocean'),
  topic('moon', '月亮', 'the moon', '月 夜 光 影 圆 天 银 星 照 清', 'moon night light silver glow sky shadow shine star pale'),
  topic(
    'home',
    '故乡',
    'home',
    '乡 家 村 路 归 忆 炊 门 亲 梦',
    'home village house road door remember return hearth field child',
  ),
  topic('mother', '母亲', 'a mother', '母 妈 娘 手 爱 灯 线 发 怀 暖', 'mother mom hand love care arms warm gentle heart'),
  topic(
    'friendship',
    '友谊',
    'friendship',
    '友 朋 情 伴 心 共 同 握 酒 知',
    'friend together share hand laugh trust side heart true',
  ),
  topic(
    'mountains',
    '高山',
    'mountains',
    '山 峰 云 岭 石 高 崖 松 雾 顶',
    'mountain peak cloud stone high climb ridge summit hill snow',
  ),
  topic(
    'river',
    '河流',
    'a river',
    '河 江 水 流 波 岸 舟 桥 鱼 东',
    'river water stream flow bank bend boat bridge current fish',
  ),
  topic(
    'stars',
    '星空',
    'the night sky',
    '星 夜 天 空 光 月 银河 亮 闪 望',
    'star night sky dark light moon shine constellation twinkle heaven',
  ),
  topic('rain', '雨', 'rain', '雨 滴 伞 窗 云 湿 檐 淅 雷 街', 'rain drop cloud window umbrella wet puddle grey storm roof'),
  topic('wind', '风', 'the wind', '风 吹 叶 云 草 帆 轻 飘 动 声', 'wind blow breeze leaf leaves cloud whisper sail gust'),
  topic(
    'summer-night',
    '夏夜',
    'a summer night',
    '夏 夜 蝉 萤 星 荷 蛙 风 凉 扇',
    'summer night cricket firefly star warm frog breeze moon',
  ),
  topic(
    'train',
    '火车',
    'a train',
    '车 轨 站 窗 远 笛 铁 旅 行 路',
    'train track station rail window whistle journey wheel engine far',
  ),
  topic(
    'old-tree',
    '一棵老树',
    'an old tree',
    '树 枝 叶 根 年 荫 皮 鸟 风 老',
    'tree branch leaf leaves root bark old shade ring bird',
  ),
  topic('cat', '一只猫', 'a cat', '猫 爪 毛 尾 眼 睡 鼠 窗 喵 轻', 'cat paw fur tail whisker purr eye sleep mouse'),
  topic(
    'tea',
    '一杯茶',
    'a cup of tea',
    '茶 杯 香 叶 水 壶 热 苦 甘 饮',
    'tea cup steam leaf leaves warm sip pot kettle fragrant',
  ),
  topic(
    'lamp',
    '一盏灯',
    'a lamp',
    '灯 光 夜 亮 影 暖 窗 照 明 火',
    'lamp light night glow bright shadow warm window flame dark',
  ),
  topic('city', '城市', 'the city', '城 街 楼 灯 车 人 路 夜 霓 窗', 'city street light tower car crowd night neon window road'),
  topic(
    'childhood',
    '童年',
    'childhood',
    '童 小 笑 糖 梦 游戏 风筝 伙伴 夏 时光',
    'child childhood play laugh toy summer dream kite small game',
  ),
  topic('parting', '离别', 'parting', '别 离 送 泪 远 柳 路 归 手 舟', 'goodbye farewell part leave tear far road hand wave'),
  topic(
    'morning',
    '早晨',
    'the morning',
    '晨 早 日 露 光 鸟 醒 霞 窗 东',
    'morning dawn sun dew light bird wake day window bright',
  ),
];
