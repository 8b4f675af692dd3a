// The two models of the article under audit, as far as it prints what they said: they replay those answers and cannot be asked.
import { readFileSync } from 'node:fs';
import { sha256 } from '../harness/canonical.js';
import { parseLines } from '../harness/jsonl.js';
import { requestKey } from '../harness/request-key.js';
import { members, text } from '../harness/shape.js';
import type { Model, Request } from '../harness/types.js';

const path = 'datasets/article-outputs/data.jsonl';
const file = new URL(`../${path}`, import.meta.url);
const printedShape = members({ input: text, model: text, output: text });

/** What the article prints of Qwen2.5-0.5B-Instruct: a poem, JSON, code and a word problem, one answer each. */
export function articleQwen(): Model {
  return replayed('article-qwen2.5-0.5b-instruct', 'qwen', 'qwen2.5-0.5b-instruct');
}

/** What the article prints of the model that it calls TinyLlama: JSON, code and a word problem, one answer each. */
export function articleTinyLlama(): Model {
  return replayed('article-tinyllama', 'llama', 'tinyllama');
}

function replayed(id: string, family: string, name: string): Model {
  const bytes = readFileSync(file);
  const printed = parseLines(bytes, path, printedShape);
  const answers = new Map(printed.filter(({ model }) => model === name).map(({ input, output }) => [input, output]));
  const digest = sha256(bytes);
  const prompt = ({ messages }: Request) => (messages.length === 1 ? (messages[0]?.content ?? '') : '');
  return {
    id,
    family,
    digest,
    format: 'printed in the article, not asked here',
    covers: (request) => request.trial === 0 && answers.has(prompt(request)),
    present: () => false,
    async *generate(requests) {
      for (const request of requests)
        yield {
          key: requestKey({ digest }, request),
          output: answers.get(prompt(request)) ?? '',
          finish: 'stop',
          promptTokens: null,
          outputTokens: null,
        };
    },
  };
}
