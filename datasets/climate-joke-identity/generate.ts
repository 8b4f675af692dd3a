// Makes data.jsonl: essays on climate change, jokes, and questions about who answers; the article's three prompts word for word.
// Run: npx tsx datasets/climate-joke-identity/generate.ts
import { writeData } from '../../harness/generated.js';
import * as d from '../instructions/constraint.js';

type Lang = 'zh' | 'en';

interface Prompt {
  zh: string;
  en: string;
  demands: d.Demand[];
  /** the Chinese prompt is the article's, word for word */
  article?: boolean;
}

const prompt = (zh: string, en: string, ...demands: d.Demand[]): Prompt => ({ zh, en, demands });

/** What goes without saying: an answer in the language of the prompt. */
const implied = (lang: Lang): d.Constraint => ({ kind: 'language', code: lang });

const groups: Record<string, Prompt[]> = {
  climate: [
    { ...prompt('请写一篇关于气候变化的短文', 'Please write a short essay about climate change'), article: true },
    prompt(
      '请写一篇介绍气候变化的短文，面向小学生。',
      'Write a short essay that explains climate change to schoolchildren.',
      d.paragraphs(3),
    ),
    prompt(
      '写一段话说明什么是温室效应。',
      'Write a paragraph that says what the greenhouse effect is.',
      d.atLeast(60, 40),
      d.sentencesAtMost(5),
    ),
    prompt('列出个人可以为减缓气候变化做的事情。', 'List what one person can do to slow down climate change.', d.numbered(5)),
    prompt(
      '写一篇短文，谈谈气候变化对农业的影响。',
      'Write a short essay about what climate change does to farming.',
      d.includes(['干旱', '粮食'], ['drought', 'crops']),
    ),
    prompt('为一篇关于海平面上升的文章写开头。', 'Write the opening of an article about rising sea levels.', d.sentences(2)),
    prompt(
      '用一段话介绍可再生能源。',
      'Introduce renewable energy in one paragraph.',
      d.includes(['太阳能', '风能'], ['solar', 'wind']),
      d.atMost(150, 100),
    ),
    prompt(
      '写一篇短文，比较天气和气候。',
      'Write a short essay that compares weather and climate.',
      d.titled(),
      d.atLeast(100, 80),
    ),
  ],
  joke: [
    { ...prompt('讲个笑话', 'Tell me a joke'), article: true },
    prompt('讲一个关于程序员的笑话。', 'Tell a joke about a programmer.', d.includes(['程序员'], ['programmer'])),
    prompt('讲一个适合小朋友听的动物笑话。', 'Tell a joke about animals that is fit for small children.', d.atMost(120, 80)),
    prompt('用对话的形式讲一个笑话。', 'Tell a joke as a dialogue.', d.lines(4)),
    prompt('讲两个不同的笑话。', 'Tell two different jokes.', d.parts(2)),
    prompt(
      '讲一个关于医生和病人的笑话。',
      'Tell a joke about a doctor and a patient.',
      d.includes(['医生', '病人'], ['doctor', 'patient']),
      d.sentencesAtMost(6),
    ),
    prompt('讲一个一句话的笑话。', 'Tell a joke that is one sentence long.', d.sentences(1)),
  ],
  identity: [
    { ...prompt('你好，你是谁？', 'Hello, who are you?'), article: true },
    prompt('请介绍一下你自己。', 'Please introduce yourself.', d.sentences(2)),
    prompt(
      '你是人还是计算机程序？',
      'Are you a person or a computer program?',
      d.oneOf(['人', '计算机程序'], ['person', 'computer program'], 1),
    ),
    prompt('你有身体吗？', 'Do you have a body?', d.oneOf(['有', '没有'], ['yes', 'no'], 1)),
    prompt('你能帮我做些什么？', 'What can you do for me?', d.bullets(3)),
    prompt(
      '用小学生能懂的话说说什么是语言模型。',
      'Say what a language model is, in words that a schoolchild understands.',
      d.atMost(100, 60),
    ),
    prompt(
      '请向我的朋友问好，并说明你是一个人工智能助手。',
      'Say hello to my friend and tell her that you are an AI assistant.',
      d.startsWith('你好', 'Hello'),
      d.includes(['人工智能'], ['AI']),
    ),
  ],
};

/** The one-word answers are too short to ask for a language. */
function checks(demands: d.Demand[], lang: Lang): d.Constraint[] {
  const said = demands.map((demand) => demand[lang].checks);
  return said.some(({ kind }) => kind === 'one_of') ? said : [implied(lang), ...said];
}

const samples = Object.entries(groups).flatMap(([group, prompts]) =>
  prompts.flatMap(({ demands, article, ...text }, i) => {
    const pair = `${group}-${String(i + 1).padStart(2, '0')}`;
    return (['zh', 'en'] as const).map((lang) => ({
      id: `${pair}-${lang}`,
      pair,
      lang,
      source: article && lang === 'zh' ? 'article' : 'ours',
      tags: [group],
      input: [text[lang], ...demands.map((demand) => demand[lang].says)].join(lang === 'zh' ? '' : ' '),
      target: { constraints: checks(demands, lang) },
    }));
  }),
);

writeData(import.meta.url, samples);
