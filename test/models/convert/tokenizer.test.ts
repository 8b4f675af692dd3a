// Tokenizers: the same tokens as llama.cpp (llama-cpp-python 0.3.36, vocabulary only, add_bos off, special tokens parsed) gave for
// fixtures/gguf/tokens.jsonl: 200 texts in many scripts, code, numerals, white space, emoji and chat markup.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AutoTokenizer, env } from '@huggingface/transformers';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { cacheFolder } from '../../../harness/core/options.js';
import { convert } from '../../../models/convert/index.js';
import { byteLevelParts } from '../../../models/convert/tokenizer/byte-level.js';
import { openTexts } from '../../../models/engine/open.js';
import { writeTinyModel } from '../../fixtures/gguf/model.js';
import { kinds } from '../../fixtures/gguf/quantised.js';

interface Line {
  text: string;
  smollm2: number[];
  qwen: number[];
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const lines: Line[] = readFileSync(here('../../fixtures/gguf/tokens.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line));
const folder = mkdtempSync(join(tmpdir(), 'evalbook-tokenizer-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));
env.allowRemoteModels = false;

const encode = async (path: string) => {
  const tokenizer = await AutoTokenizer.from_pretrained(path);
  return (text: string): number[] => tokenizer.encode(text, { add_special_tokens: false });
};

test('SmolLM2: the tokens of llama.cpp', async () => {
  // the committed vocabulary, split as the converter writes it
  const committed = here('../../../models/smollm2-135m-instruct');
  const tokenizer = JSON.parse(readFileSync(join(committed, 'tokenizer.json'), 'utf8'));
  const vocabulary = { path: '', kinds: [], scores: [], unknown: null, addSpacePrefix: false, tokens: [], merges: [] };
  tokenizer.pre_tokenizer = byteLevelParts({ ...vocabulary, split: 'smollm' }).pre_tokenizer;
  writeFileSync(join(folder, 'tokenizer.json'), JSON.stringify(tokenizer));
  writeFileSync(join(folder, 'tokenizer_config.json'), readFileSync(join(committed, 'tokenizer_config.json')));
  const tokensOf = await encode(folder);
  for (const { text, smollm2 } of lines) assert.equal(tokensOf(text), smollm2, text);
});

const qwen = join(cacheFolder(), 'models', 'qwen2.5-coder-0.5b-instruct');
const ifPresent = existsSync(join(qwen, 'tokenizer.json')) ? test : test.skip;
ifPresent('Qwen2.5-Coder: the tokens of llama.cpp', async () => {
  const tokensOf = await encode(qwen);
  for (const { text, qwen: expected } of lines) assert.equal(tokensOf(text), expected, text);
});

test('SentencePiece: merges by score, bytes for the rest, and a byte order mark that is a token', async () => {
  const file = join(folder, 'spm.gguf');
  writeTinyModel(file, { architecture: 'llama', kinds: kinds.slice(3, 4), seed: 'spm', sentencePiece: true });
  const { folder: out } = await convert(file, join(folder, 'spm'));
  const tokenizer = await AutoTokenizer.from_pretrained(out);
  const vocab: [string, number][] = Object.entries(JSON.parse(readFileSync(join(out, 'tokenizer.json'), 'utf8')).model.vocab);
  const names = new Map(vocab.map(([token, id]) => [id, token]));
  const pieces = (text: string) => tokenizer.encode(text, { add_special_tokens: false }).map((id: number) => names.get(id));
  assert.equal(pieces('hello world'), ['\u2581', 'hello', '\u2581wor', 'l', 'd']);
  assert.equal(pieces('h\ufeffhé'), ['\u2581', 'h', '\ufeffh', '<0xC3>', '<0xA9>']);
  assert.equal(pieces('<|im_start|>he'), ['<|im_start|>', '\u2581', 'he']);
  assert.is(tokenizer.decode(tokenizer.encode('hello wörld'), { skip_special_tokens: true }), 'hello wörld');
  assert.equal(tokenizer.encode('h')[0], 1, 'a plain text begins with <s>');
  const chat = tokenizer.apply_chat_template([{ role: 'user', content: 'hello' }], { tokenize: false });
  assert.is(chat, '<s><|im_start|>user\nhello<|im_end|>\n', 'so does a chat whose template does not write it');
});

test('SentencePiece as Gemma has it: no space before a text, white space as its own tokens, turns', async () => {
  const file = join(folder, 'gemma.gguf');
  writeTinyModel(file, { architecture: 'gemma3', kinds: kinds.slice(3, 4), seed: 'gemma', sentencePiece: true });
  const { folder: out } = await convert(file, join(folder, 'gemma'));
  const texts = await openTexts(out);
  const { vocab } = JSON.parse(readFileSync(join(out, 'tokenizer.json'), 'utf8')).model;
  const names = new Map(Object.entries<number>(vocab).map(([token, id]) => [id, token]));
  const pieces = (ids: number[]) => ids.map((id) => names.get(id));
  assert.equal(pieces(texts.encode('hello wor')), ['hello', '\u2581wor']);
  assert.equal(pieces(texts.encode('h  e   l\n\no')), ['h', '  ', 'e', '   ', 'l', '\n\n', 'o']);
  const chat = texts.encodeChat([{ role: 'user', content: 'hello' }]);
  assert.equal(pieces(chat).slice(0, 2), ['<s>', '<start_of_turn>']);
  assert.is(chat.filter((id) => id === 1).length, 1, 'one beginning of text');
  for (const text of ['hello  wörld\n\n he', ' h']) assert.is(texts.decode([...texts.encode(text), ...texts.eosTokenIds]), text);
});

test.run();
