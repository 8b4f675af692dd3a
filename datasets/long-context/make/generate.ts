// Generates data.jsonl: a five-digit code hidden in a text of 512 to 32,768 tokens.
// Run: npx tsx datasets/long-context/make/generate.ts
// Longer texts are printed on request, not stored:
// npx tsx datasets/long-context/make/generate.ts --sizes 65536,131072 > long.jsonl
import { exit } from '../../../harness/core/errors.js';
import { scriptArguments } from '../../../harness/core/options.js';
import { integer, seeded } from '../../../harness/core/random.js';
import { writeData } from '../../../harness/core/write-data.js';
import { boxes, sentence } from './town.js';

const sizes = [512, 1024, 2048, 4096, 8192];
/** Up to this size there are two texts per depth: they are cheap, and fit every model in both languages. */
const twice = 2048;
/** Only three depths at these sizes: a model needs many minutes for one such text. */
const longest = [16384, 32768];
/** position of the code, in per cent of the text */
const depths = [0, 25, 50, 75, 100];
/** Measured characters per token: SmolLM2 and Qwen2.5 on the English text, Qwen2.5 on the Chinese. */
const signsPerToken = { zh: 1.33, en: 4.48 };
/** Tokens reserved for the prompt's frame and the chat template. */
const reserved = 110;

const frame = {
  zh: (text: string, box: string) => `请先读下面的文字，再回答后面的问题。\n\n${text}\n\n问题：${box}的密码是多少？只回答密码。`,
  en: (text: string, box: string) =>
    `Read the text below, then answer the question after it.\n\n${text}\n\nQuestion: What is the code of the ${box}? Answer with the code only.`,
};

const needle = {
  zh: (box: string, code: number) => `${box}的密码是 ${code}。`,
  en: (box: string, code: number) => `The code of the ${box} is ${code}.`,
};

/** Both languages of one question. If `second` is set, a code of another box is placed elsewhere. */
function twins(size: number, depth: number, { second, again = '' }: { second: boolean; again?: string }) {
  const pair = `${size}-${depth}${again}`;
  return (['zh', 'en'] as const).map((lang) => {
    const random = seeded(`long-context 1 ${pair}`);
    const at = lang === 'zh' ? 0 : 1;
    const start = integer(random, 0, boxes.length - 1);
    const [box, other] = [boxes[start], boxes[(start + 1) % boxes.length]] as [(typeof boxes)[0], (typeof boxes)[0]];
    const [code, decoy] = [integer(random, 10000, 99999), integer(random, 10000, 99999)];
    const far = ((depth + 50) % 100) + integer(random, -5, 5);
    const room = (size - reserved) * signsPerToken[lang];
    const sentences: string[] = [];
    for (let used = 0; ; ) {
      const next = sentence(random)[at];
      used += next.length + at;
      if (used > room) break;
      sentences.push(next);
    }
    const place = (share: number) => Math.min(sentences.length, Math.max(0, Math.round((sentences.length * share) / 100)));
    const hidden = [
      { place: place(depth), text: needle[lang](box[at], code) },
      ...(second ? [{ place: place(far), text: needle[lang](other[at], decoy) }] : []),
    ];
    for (const one of hidden.sort((a, b) => b.place - a.place)) sentences.splice(one.place, 0, one.text);
    return {
      id: `${pair}-${lang}`,
      pair,
      lang,
      source: 'ours',
      tags: [`tokens-${size}`, `depth-${depth}`, second ? 'two-codes' : 'one-code'],
      input: frame[lang](paragraphs(sentences, at === 0 ? '' : ' '), box[at]),
      target: code,
      size,
      depth,
    };
  });
}

function paragraphs(sentences: string[], between: string): string {
  const all: string[] = [];
  for (let i = 0; i < sentences.length; i += 8) all.push(sentences.slice(i, i + 8).join(between));
  return all.join('\n');
}

const made = (wanted: number[], at = depths) =>
  wanted.flatMap((size, i) => at.flatMap((depth, j) => twins(size, depth, { second: (i + j) % 2 === 1 })));

const secondTexts = () =>
  sizes
    .filter((size) => size <= twice)
    .flatMap((size, i) => depths.flatMap((depth, j) => twins(size, depth, { second: (i + j) % 2 === 0, again: '-b' })));

const [flag, list = ''] = scriptArguments();
const asked = list.split(',').map(Number);
if (flag !== '--sizes') writeData(import.meta.url, [...made(sizes), ...secondTexts(), ...made(longest, [0, 50, 100])]);
else if (asked.every((size) => Number.isInteger(size) && size >= 256 && size <= 131_072))
  for (const sample of made(asked)) process.stdout.write(`${JSON.stringify(sample)}\n`);
else {
  process.stderr.write(`expected --sizes as whole numbers from 256 to 131072 with commas between, got "${list}"\n`);
  process.exitCode = exit.usage;
}
