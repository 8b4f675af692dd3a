// Reading on the embedded weights: it confirms what was decoded, finds any other token, and shares passes without changing results.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Decoding, Reading, Request, TokenAnswer } from '../../../harness/core/types.js';
import { requestKey } from '../../../harness/records/request-key.js';
import { unpackTokens } from '../../../harness/records/tokens.js';
import { answerOf } from '../../../models/engine/answer-of.js';
import { closest } from '../../../models/engine/closest.js';
import { openTexts } from '../../../models/engine/open.js';
import { passTokens, Reader } from '../../../models/engine/reader.js';
import { readingGraph } from '../../../models/engine/reading-graph.js';
import { readIn, readingPlan } from '../../../models/engine/reading-plan.js';
import type { Strand } from '../../../models/engine/strand.js';
import { localModel } from '../../../models/index.js';

const folder = fileURLToPath(new URL('../../../models/smollm2-135m-instruct', import.meta.url));
const model = localModel({ id: 'x', family: 'x', folder, workers: 1, batch: 4 });
const { read, goOn, tokensOf } = model as Required<typeof model>;
const ask = (content: string, decoding: Decoding): Request => ({ messages: [{ role: 'user', content }], decoding, trial: 0 });
const requests = [
  ask('Name a fruit.', { maxNewTokens: 12 }),
  ask('Name a fruit.', { maxNewTokens: 5 }),
  ask('写一首关于春天的诗', { maxNewTokens: 10 }),
  ask('Say hello.', { maxNewTokens: 12, temperature: 0.9, topP: 0.9, seed: 11 }),
  ask('Say hello.', { maxNewTokens: 12, temperature: 1.1, topK: 20, seed: 12 }),
];
const answers = new Map<string, TokenAnswer>();
const margins = new Map<string, { minMargin: number; minDrawMargin?: number | undefined; output: string }>();
for await (const { key, tokens, minMargin, minDrawMargin, output } of model.generate(requests)) {
  const request = requests.find((one) => requestKey(model, one) === key) as Request;
  answers.set(key, { key, request, tokens: unpackTokens(tokens as string) });
  margins.set(key, { minMargin: minMargin as number, minDrawMargin, output });
}
const keyOf = (i: number) => requestKey(model, requests[i] as Request);
const answerTo = (i: number) => answers.get(keyOf(i)) as TokenAnswer;

async function readings(list: Iterable<TokenAnswer>): Promise<Map<string, Reading>> {
  const found = new Map<string, Reading>();
  for await (const one of read([...list])) found.set(one.key, one);
  return found;
}

test('decoded answers are confirmed, with the same margins within the bound', async () => {
  const found = await readings(answers.values());
  assert.is(found.size, requests.length);
  for (const [key, { wrong, near, says, minMargin, minDrawMargin }] of found) {
    const decoded = margins.get(key);
    assert.is(wrong, undefined);
    assert.is(says?.output, decoded?.output);
    assert.ok(Math.abs(minMargin - (decoded?.minMargin as number)) < closest.margin, `${minMargin}`);
    assert.is(minDrawMargin === undefined, decoded?.minDrawMargin === undefined);
    if (minDrawMargin !== undefined)
      assert.ok(Math.abs(minDrawMargin - (decoded?.minDrawMargin as number)) < closest.draw, `${minDrawMargin}`);
    if (near.length === 0) continue;
    assert.ok(minMargin <= closest.margin || (minDrawMargin as number) <= closest.draw);
  }
});

test('any other token is found, where it stands: first, middle and last, greedy and sampled', async () => {
  const planted: TokenAnswer[] = [];
  for (const i of [0, 2, 3, 4])
    for (const part of [0, 0.5, 1]) {
      const { request, tokens } = answerTo(i);
      const at = Math.round(part * (tokens.length - 1));
      const changed = tokens.map((token, place) => (place === at ? (token + 1) % 49_152 : token));
      planted.push({ key: `${i} ${at}`, request, tokens: changed });
    }
  const found = await readings(planted);
  for (const { key, tokens } of planted) {
    const [i, at] = key.split(' ').map(Number) as [number, number];
    const { wrong } = found.get(key) as Reading;
    assert.equal(wrong, { at, given: tokens[at], chosen: answerTo(i).tokens[at] }, key);
  }
});

test('an answer cut at a lower limit is read with the longer one', () => {
  const strand = (index: number, ids: number[], decoding: Decoding): Strand => ({ index, ids, from: 2, decoding });
  const greedy = { maxNewTokens: 9 };
  const plan = readingPlan([
    strand(0, [1, 2, 3], greedy),
    strand(1, [1, 2, 3, 4, 5], { maxNewTokens: 20 }),
    strand(2, [1, 2, 3, 4], greedy),
    strand(3, [1, 2, 3, 4], { ...greedy, temperature: 1, seed: 5 }),
    strand(4, [1, 2, 4], greedy),
    strand(5, new Array<number>(passTokens).fill(7), greedy),
    strand(6, [...new Array<number>(passTokens).fill(7), 8], greedy),
  ]);
  assert.equal(
    [0, 1, 2, 3, 4, 5, 6].map((i) => readIn(plan, i)),
    [1, 1, 1, 3, 4, 6, 6],
  );
  assert.equal(
    plan.jobs.map(({ strands, long }) => [strands.map(({ index }) => index), long]),
    [
      [[6], true],
      [[1, 4], false],
      [[3], false],
    ],
  );
});

test('a long text in pieces, after another with the same begin, gives what one pass gives', async () => {
  const reader = await Reader.open(folder, 'portable', 1);
  assert.ok(reader);
  const { encode } = await openTexts(folder);
  const ids = encode('The quick brown fox jumps over the lazy dog near the river bank. '.repeat(6));
  const strand = (index: number, list: number[]): Strand => ({ index, ids: list, from: 20, decoding: { maxNewTokens: 99 } });
  const [whole] = await reader.read([strand(0, ids)]);
  await reader.long(strand(1, [...ids.slice(0, 15), ...ids]));
  const pieces = await reader.long(strand(2, ids));
  assert.equal([...pieces.chosen], [...(whole?.chosen ?? [])]);
  for (const [i, margin] of pieces.margins.entries())
    if (Number.isFinite(margin)) assert.ok(Math.abs(margin - (whole?.margins[i] as number)) < closest.margin, `${i}`);
  const [, short] = await reader.read([strand(3, ids), strand(4, ids.slice(0, 40))]);
  assert.equal([...(short?.chosen ?? [])], [...(whole?.chosen ?? [])].slice(0, 20), 'padding changes nothing');
  await reader.close();
});

test('going on from a part of an answer ends it as it was', async () => {
  const parts = [0, 2, 3].map((i) => ({ ...answerTo(i), tokens: answerTo(i).tokens.slice(0, 4) }));
  for await (const { key, tokens, output } of goOn(parts)) {
    assert.equal(unpackTokens(tokens as string), answers.get(key)?.tokens);
    assert.is(output, margins.get(key)?.output);
  }
});

test('tokens of a text, and the answer that tokens make', async () => {
  const texts = await openTexts(folder);
  const [end] = texts.eosTokenIds as unknown as Iterable<number>;
  const tokens = await tokensOf('An apple.', 'stop');
  assert.is(tokens.at(-1), end);
  const of = (list: number[], decoding: Partial<Decoding> = {}) => answerOf(texts, { maxNewTokens: 9, ...decoding }, 5, list);
  assert.equal(of(tokens), { output: 'An apple.', finish: 'stop', outputTokens: tokens.length - 1 });
  assert.is(of(tokens.slice(0, -1)), null, 'it has not ended');
  assert.is(of([...tokens, 5]), null, 'it had ended before');
  assert.is(of(tokens.slice(0, 2), { maxNewTokens: 2 })?.finish, 'length');
  assert.equal(of(tokens.slice(0, 2), { stop: [' apple'] }), { output: 'An', finish: 'stop', outputTokens: 1 });
  assert.is(of(tokens, { stop: [' apple'] }), null);
});

test('only a graph of convert is changed for reading', () => {
  const graph = readFileSync(`${folder}/onnx/model_q4.onnx`);
  assert.ok(readingGraph(graph));
  assert.is(readingGraph(new Uint8Array([0x3a, 0])), null);
});

test.after(async () => {
  await model.close();
});
test.run();
