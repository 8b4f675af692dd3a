// The prompts as token ids, so that every runtime gets identical ones: one of 38 tokens or a few more, one of 1,000, and 64 of
// mixed length that share the prefix from the chat template.
import type { Message } from '../harness/core/types.js';
import { openTexts, type Texts } from '../models/engine/open.js';

export interface Prompts {
  short: number[];
  long: number[];
  /** the article's prompt for a poem */
  article: number[];
  bulk: { messages: Message[]; ids: number[] }[];
  /** end-of-sequence tokens */
  eosTokenIds: number[];
}

/** Tokens generated per prompt: one answer at a time, as in the article, and in bulk. */
export const newTokens = { single: 48, article: 256, bulk: 16 };

/** The article's decoding; top-40 is llama.cpp's default, as the article states no other. */
export const articleDecoding = { temperature: 0.7, topK: 40, seed: 1 };

/** The prompts for the model in `folder` (an absolute path); `bulk`: number of prompts of the bulk run. */
export async function prompts(folder: string, bulk = 64): Promise<Prompts> {
  const texts = await openTexts(folder);
  return {
    short: texts.encodeChat(chat(lengthened(texts, 38))),
    long: texts.encodeChat(chat(lengthened(texts, 1000))),
    article: texts.encodeChat(chat('请用中文写一首关于春天的诗')),
    bulk: Array.from({ length: bulk }, (_, i) => {
      const messages = chat(question(i));
      return { messages, ids: texts.encodeChat(messages) };
    }),
    eosTokenIds: [...texts.eosTokenIds],
  };
}

const chat = (content: string): Message[] => [{ role: 'user', content }];

const words = 'one day a hen and a rabbit sat by the river and counted heads and feet until the sun went down'.split(' ');

function lengthened(texts: Texts, tokens: number): string {
  let text = 'Tell me more:';
  for (let i = 0; texts.encodeChat(chat(text)).length < tokens; i++) text += ` ${words[i % words.length]}`;
  return text;
}

const topics = ['a river', 'the moon', 'bread', 'a market', 'winter', 'a violin', 'a lighthouse', 'chess'];
const tasks = [
  'Write a long story about',
  'Explain in many steps how to draw',
  'List everything you know about',
  'Write a letter about',
];

function question(i: number): string {
  const topic = topics[i % topics.length];
  const task = tasks[Math.floor(i / topics.length) % tasks.length];
  const more = Array.from({ length: i % 16 }, (_, j) => words[j % words.length]).join(' ');
  return `${task} ${topic}. ${more}`;
}
