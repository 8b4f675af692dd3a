// `evalbook audit` against servers whose weights are known: one that says what is recorded, one that says something else, one whose prompts
// are longer than the model's own.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { AuditedAnswer } from '../../../cli/support/audit-reading.js';
import { auditVerdict, decide, leastTokens, threshold } from '../../../cli/support/audit-verdict.js';
import type { GenerationRecord } from '../../../harness/records/records.js';
import { ended } from '../../fixtures/project.js';
import { type Asked, server } from '../../fixtures/server.js';

const home = 'records/smollm2-135m-instruct';
const recorded = new Map(
  readdirSync(home)
    .flatMap((name) => readFileSync(`${home}/${name}`, 'utf8').split('\n').filter(Boolean))
    .map((line) => JSON.parse(line) as GenerationRecord)
    .filter(({ decoding }) => decoding && !decoding.temperature && !decoding.stop)
    .map((record) => [JSON.stringify(record.messages), record]),
);

const recordOf = ({ body }: Asked) => recorded.get(JSON.stringify(body.messages)) as GenerationRecord;

/** A whole answer, whatever length was asked for. */
function say(response: ServerResponse, output: string, finish: string, promptTokens: number): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const chunk = { choices: [{ index: 0, delta: { content: output }, finish_reason: finish }] };
  const usage = { choices: [], usage: { prompt_tokens: promptTokens, completion_tokens: 1 } };
  response.end(`data: ${JSON.stringify(chunk)}\n\ndata: ${JSON.stringify(usage)}\n\ndata: [DONE]\n\n`);
}

async function audit(reply: Parameters<typeof server>[0], ...args: string[]) {
  const { baseURL, asked, close } = await server(reply);
  const line = ['--import', 'tsx', 'cli/evalbook.ts', 'audit', baseURL, '--as', 'smollm2', '--answers', '6', ...args];
  const end = await ended(spawn(process.execPath, line));
  await close();
  return { ...end, asked };
}

test('a server that says what is recorded has these weights; its prompts are asked greedily', async () => {
  const { code, stdout, stderr, asked } = await audit((response, one) => {
    const { output, finish, promptTokens } = recordOf(one);
    say(response, output, finish, promptTokens as number);
  }, '--quiet');
  assert.is(code, 0, stderr);
  assert.is(stderr, '');
  assert.match(stdout, /6 answers, \d{3,} tokens: (100\.0|99\.\d) % are the model's best/);
  assert.match(stdout, '6 of 6 answers are the recorded ones');
  assert.match(stdout, '6 of 6 prompts have as many tokens there as here');
  assert.match(stdout, /\nthese weights, or weights that cannot be told from them/);
  assert.is(new Set(asked.map(({ body }) => JSON.stringify(body.messages))).size, 6);
  for (const { body } of asked) assert.equal([body.temperature, body.max_tokens], [0, 48]);
});

const otherText = 'The green lamp walked over seven quiet Tuesdays, and nobody had asked the river for its umbrella. '.repeat(3);

test('a server that says something else has not: exit 1', async () => {
  const wrong = await audit((response, one) => say(response, otherText, 'stop', recordOf(one).promptTokens as number), '--json');
  assert.is(wrong.code, 1, wrong.stderr);
  const found = JSON.parse(wrong.stdout);
  assert.equal([found.verdict, found.because, found.answers.length, found.asRecorded], ['not these weights', null, 6, 0]);
  assert.ok(found.shortfall.low > threshold);
});

test('a server that fails, and arguments that are wrong, are one line', async () => {
  const failing = await audit((response) => void response.writeHead(401).end('{"error":{"message":"no"}}'), '--quiet');
  assert.equal([failing.code, failing.stdout], [2, '']);
  assert.match(failing.stderr, /^evalbook: the server (wants a|refused the) key \(401 no\)/);
  const nameless = await audit(() => {}, '--model', 'huge', '--quiet');
  assert.match(nameless.stderr, 'expected a model that http');
  const unknown = await audit(() => {}, '--as', 'gpt');
  assert.match(unknown.stderr, 'expected --as to name a model, one of smollm2, qwen, ');
});

const answer = (tokens: number, ...gaps: number[]): AuditedAnswer => ({
  key: '',
  sample: '',
  tokens,
  gaps,
  promptTokens: { server: 9, here: 9 },
  asRecorded: false,
});

test('the verdict asks that the whole interval is on one side of the threshold, and for enough tokens', () => {
  const many = (one: AuditedAnswer, n = 12) => Array.from({ length: n }, () => one);
  assert.is(decide(many(answer(30))).verdict, 'these weights');
  assert.is(decide(many(answer(30, 2, 2, 2))).verdict, 'not these weights');
  assert.is(decide([...many(answer(30)), answer(30, 1, 1, 1, 1, 1, 1, 1, 1)]).verdict, 'undecided');
  assert.is(decide(many(answer(10, 2, 2), leastTokens / 10 - 1)).verdict, 'undecided');
  assert.is(decide([]).verdict, 'undecided');
  // one token that is read otherwise than it was written counts for a nat
  assert.is(decide(many(answer(30, 50), 1)).shortfall.mean, 1 / 30);
  assert.match(auditVerdict([answer(10)]).because ?? '', 'fewer than 200 tokens were read; ask more with --answers');
});

test('where every prompt is longer by as much, another template is named, not other weights', () => {
  const wrong = Array.from({ length: 12 }, (_, i) => ({
    ...answer(30, 2, 2, 2),
    promptTokens: { server: 20 + i, here: 13 + i },
  }));
  const { verdict, because } = auditVerdict(wrong);
  assert.is(verdict, 'undecided');
  assert.match(because ?? '', 'each prompt has 7 tokens more there than here, so another chat template or system text');
  const tokenizer = wrong.map((one, i) => ({ ...one, promptTokens: { server: 20 + 2 * i, here: 13 + i } }));
  assert.is(auditVerdict(tokenizer).verdict, 'not these weights');
});

test.run();
