// Essays on climate change and explanations of it.
import * as d from '../../instructions/make/constraint.js';
import { type Template, template } from './template.js';

export const climate: Template[] = [
  { ...template('请写一篇关于气候变化的短文', 'Please write a short essay about climate change'), article: true },
  template(
    '请写一篇介绍气候变化的短文，面向小学生。',
    'Write a short essay that explains climate change to schoolchildren.',
    d.paragraphs(3),
  ),
  template(
    '写一段话说明什么是温室效应。',
    'Write a paragraph that says what the greenhouse effect is.',
    d.atLeast(60, 40),
    d.sentencesAtMost(5),
  ),
  template('列出个人可以为减缓气候变化做的事情。', 'List what one person can do to slow down climate change.', d.numbered(5)),
  template(
    '写一篇短文，谈谈气候变化对农业的影响。',
    'Write a short essay about what climate change does to farming.',
    d.includes(['干旱', '粮食'], ['drought', 'crops']),
  ),
  template('为一篇关于海平面上升的文章写开头。', 'Write the opening of an article about rising sea levels.', d.sentences(2)),
  template(
    '用一段话介绍可再生能源。',
    'Introduce renewable energy in one paragraph.',
    d.includes(['太阳能', '风能'], ['solar', 'wind']),
    d.atMost(150, 100),
  ),
  template(
    '写一篇短文，比较天气和气候。',
    'Write a short essay that compares weather and climate.',
    d.titled(),
    d.atLeast(100, 80),
  ),
  template('写一篇关于全球变暖的短文。', 'Write a short essay about global warming.', d.titled(), d.paragraphs(3)),
  template('写一段话说明二氧化碳从哪里来。', 'Write a paragraph that says where carbon dioxide comes from.', d.atMost(120, 80)),
  template('列出气候变化的四个后果。', 'List four consequences of climate change.', d.bullets(4)),
  template(
    '写一篇短文，谈谈气候变化对北极熊的影响。',
    'Write a short essay about what climate change does to polar bears.',
    d.occursAtLeast('冰', 'ice', 3),
  ),
  template('解释什么是碳足迹。', 'Explain what a carbon footprint is.', d.sentences(3)),
  template(
    '写一封信，请市长多种树。',
    'Write a letter that asks a mayor to plant more trees.',
    d.startsWith('尊敬的市长', 'Dear mayor'),
    d.atLeast(80, 60),
  ),
  template(
    '写一段关于节约用电的倡议。',
    'Write an appeal to save electricity.',
    d.endsWith('让我们从今天开始。', 'Let us begin today.'),
  ),
  template('写一篇短文，比较煤和风能。', 'Write a short essay that compares coal and wind power.', d.sections(2)),
  template('写出学校可以减少浪费的办法。', 'Write down how a school can waste less.', d.numbered(4), d.noMarks()),
  template('写一段话描述一百年后的气候。', 'Write a paragraph about the climate in a hundred years.', d.noDigits()),
  template('为一次气候变化讲座写一则通知。', 'Write a notice for a talk on climate change.', d.titled(), d.placeholders(2)),
  template(
    '写一篇短文，说说冰川为什么在融化。',
    'Write a short essay about why glaciers are melting.',
    d.paragraphs(2),
    d.includes(['海平面'], ['sea level']),
  ),
  template('用一段话介绍巴黎协定。', 'Introduce the Paris Agreement in one paragraph.', d.sentencesAtMost(4)),
  template(
    '写一篇短文，谈谈极端天气。',
    'Write a short essay about extreme weather.',
    d.includes(['洪水', '高温'], ['floods', 'heat']),
  ),
  template(
    '写三条关于保护环境的标语，每条一行。',
    'Write three slogans about protecting the environment, one a line.',
    d.lines(3),
    d.noMarks(),
  ),
  template(
    '写一段话，说明森林与气候的关系。',
    'Write a paragraph on how forests and climate are linked.',
    d.startsWith('森林', 'Forests'),
  ),
  template(
    '写一篇短文，谈谈城市里的热。',
    'Write a short essay about heat in cities.',
    d.atLeast(120, 80),
    d.excludes(['空调'], ['air conditioning']),
  ),
  template('写一段对话，两个学生谈论气候变化。', 'Write a dialogue in which two students talk about climate change.', d.lines(6)),
  template('说说骑自行车对气候有什么好处。', 'Say what cycling does for the climate.', d.bullets(3), d.highlights(2)),
  template(
    '写一篇关于海洋变暖的短文。',
    'Write a short essay about the warming of the oceans.',
    d.includes(['珊瑚'], ['coral']),
    d.sentencesAtLeast(4),
  ),
  template(
    '用两段话介绍太阳能。',
    'Introduce solar power in two paragraphs.',
    d.paragraphs(2),
    d.paragraphStarts(2, '但是', 'However'),
  ),
  template('写一段话，说说食物与气候变化的关系。', 'Write a paragraph on food and climate change.', d.noCommas()),
  template(
    '写一首关于气候变化的小诗。',
    'Write a little poem about climate change.',
    d.lines(4),
    d.includes(['地球'], ['earth']),
  ),
  template(
    '写一篇短文，谈谈年轻人能为气候做什么。',
    'Write a short essay about what young people can do for the climate.',
    d.sentences(5),
  ),
  template(
    '写一段话解释甲烷为什么重要。',
    'Write a paragraph that explains why methane matters.',
    d.occursAtLeast('甲烷', 'methane', 2),
    d.atMost(100, 70),
  ),
  template(
    '写一段新闻，报道一个新的风力发电站。',
    'Write a news item about a new wind farm.',
    d.titled(),
    d.sentencesAtMost(5),
    d.includes(['风'], ['wind']),
  ),
];
