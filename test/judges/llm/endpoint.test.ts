// The judge on a server that misbehaves on purpose: every failure leaves the answer unscored, and only a verdict is recorded.
import type { ServerResponse } from 'node:http';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { exit, UserError } from '../../../harness/core/errors.js';
import type { Grade } from '../../../harness/core/types.js';
import { llm, rubric } from '../../../judges/llm/index.js';
import { judgeModel } from '../../../models/endpoint/judge-model.js';
import { type Asked, json, server } from '../../fixtures/server.js';

const key = 'sk-never-to-be-seen';
process.env.OPENAI_API_KEY = key;

type Reply = (response: ServerResponse, asked: Asked, call: number) => void;

interface Message {
  content: string;
}

/** The nonce that the question asks for. */
function nonceOf({ body }: Asked): string {
  return /exactly "([0-9a-f]{16})"/.exec((body.messages as Message[]).at(-1)?.content ?? '')?.[1] ?? 'none';
}

function say(response: ServerResponse, content: string | null, more: Record<string, unknown> = {}): void {
  const usage = { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 };
  json(response, 200, {
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content }, ...more }],
    usage,
  });
}

const verdict = (asked: Asked, value: unknown = 'A') =>
  JSON.stringify({ reasoning: 'it is right', nonce: nonceOf(asked), verdict: value });

async function judged(
  reply: Reply,
  rubricId = 'explanation-scale-en',
  meta?: Record<string, unknown>,
  extra?: Record<string, unknown>,
  timeoutMs = 10_000,
): Promise<{ grade: Grade; asked: Asked[] }> {
  const { baseURL, asked, close } = await server(reply, ['tiny'], meta);
  try {
    const by = judgeModel({ model: 'tiny', family: 'none', baseURL, timeoutMs, patienceMs: 2500, ...(extra && { extra }) });
    const sample = { id: 'x', input: 'Why?', other: 'Because of nothing.' };
    const grade = await llm({ rubric: rubric(rubricId), by }).grade(sample, { output: 'Because of that.', finish: 'stop' });
    assert.not.match(JSON.stringify(grade), key);
    return { grade, asked };
  } finally {
    await close();
  }
}

test('a verdict is read with its token counts, and the key is sent only in the header', async () => {
  const { grade, asked } = await judged((response, one) => say(response, verdict(one, 4)));
  assert.is(grade.score, 0.75);
  assert.is(grade.details?.promptTokens, 100);
  assert.is(asked.length, 1);
  assert.is(asked[0]?.headers.authorization, `Bearer ${key}`);
  assert.not.match(JSON.stringify(asked[0]?.body), key);
  assert.is(asked[0]?.body.temperature, 0);
});

test('the request takes precedence over the extra fields', async () => {
  const extra = { temperature: 2, model: 'other', max_tokens: 1, messages: [], stream: true, logprobs: false, min_p: 0.1 };
  const { grade, asked } = await judged((response, one) => say(response, verdict(one, 4)), undefined, undefined, extra);
  assert.is(grade.score, 0.75);
  const { temperature, model, max_tokens, messages, stream, logprobs, min_p } = asked[0]?.body ?? {};
  assert.equal([temperature, model, max_tokens, stream, logprobs, min_p], [0, 'tiny', 600, false, true, 0.1]);
  assert.ok((messages as Message[]).length > 0);
});

test('a pair is asked in both orders; a flip is a tie', async () => {
  const both = await judged((response, one) => say(response, verdict(one, 'A')), 'instruction-following-en');
  assert.equal([both.grade.score, both.grade.verdict, both.grade.details?.flipped, both.asked.length], [0.5, 'tie', true, 2]);
  const first = await judged(
    (response, one, call) => say(response, verdict(one, call === 0 ? 'A' : 'B')),
    'instruction-following-en',
  );
  assert.equal([first.grade.score, first.grade.verdict, first.grade.details?.flipped], [1, 'better', false]);
});

test('log-probabilities of the verdict are kept if the server returns them', async () => {
  const { grade } = await judged((response, one) => {
    const text = verdict(one, 5);
    const content = [...text].map((token) => ({
      token,
      logprob: token === '5' ? Math.log(0.8) : 0,
      bytes: null,
      top_logprobs: [],
    }));
    say(response, text, { logprobs: { content } });
  });
  assert.is(grade.details?.certainty, 0.8);
});

test('429 and then 200 is a verdict', async () => {
  const { grade, asked } = await judged((response, one, call) =>
    call === 0
      ? json(response, 429, { error: { message: 'slow down' } }, { 'retry-after': '0.1' })
      : say(response, verdict(one, 3)),
  );
  assert.is(grade.score, 0.5);
  assert.is(asked.length, 2);
});

test('timeout, or 500 every time: the judge failed and is asked again later', async () => {
  for (const reply of [() => {}, (response: ServerResponse) => json(response, 500, { error: { message: 'broken' } })]) {
    const { grade, asked } = await judged(reply, undefined, undefined, undefined, 400);
    assert.equal([grade.score, grade.verdict, grade.transient], [null, 'judge failed', true]);
    assert.ok(asked.length <= 10, `${asked.length} requests`);
  }
});

test('a server that knows no JSON schema is asked for a JSON object, then for text', async () => {
  const { grade, asked } = await judged((response, one) =>
    one.body.response_format
      ? json(response, 400, { error: { message: 'response_format' } })
      : say(response, `Sure!\n${verdict(one, 2)}`),
  );
  assert.is(grade.score, 0.25);
  assert.is(asked.length, 5);
});

test('truncated JSON, a refusal, another language, an off-menu verdict, a wrong nonce: one retry that quotes the error, then unscored', async () => {
  const replies: Record<string, (one: Asked) => string | null> = {
    truncated: (one) => verdict(one, 5).slice(0, -3),
    refusal: () => null,
    'a refusal in words': () => 'I am sorry, I cannot judge this.',
    'another language': () => '第二个回答更好，五分。',
    'off the menu': (one) => verdict(one, 7),
    'another type': (one) => verdict(one, '5'),
    'wrong nonce': () => '{"reasoning":"","nonce":"0000000000000000","verdict":5}',
  };
  for (const [name, text] of Object.entries(replies)) {
    const { grade, asked } = await judged((response, one) => say(response, text(one)));
    assert.equal([grade.score, grade.verdict, grade.transient], [null, 'unreadable', undefined], name);
    assert.is(asked.length, 2, name);
    const [first, second] = asked.map(({ body }) => (body.messages as Message[]).at(-1)?.content ?? '');
    assert.ok(second?.startsWith(first ?? '') && (second?.length ?? 0) > (first?.length ?? 0), name);
    const mended = await judged((response, one, call) => say(response, call === 0 ? text(one) : verdict(one, 5)));
    assert.equal([mended.grade.score, mended.grade.details?.retries], [1, 1], name);
  }
});

test('an enormous reply is read from its end', async () => {
  const { grade } = await judged((response, one) => say(response, `${'{"verdict":1,'.repeat(400_000)}${verdict(one, 5)}`));
  assert.is(grade.score, 1);
  const noise = await judged((response) => say(response, '}{'.repeat(2_000_000)));
  assert.is(noise.grade.verdict, 'unreadable');
});

test("a question longer than the context is unscored permanently, unless the server is configured below the model's maximum", async () => {
  const reply: Reply = (response) =>
    json(response, 400, { error: { message: 'too many tokens', type: 'exceed_context_size_error', code: 400 } });
  const { grade, asked } = await judged(reply);
  assert.equal([grade.verdict, grade.transient, asked.length], ['too long', undefined, 1]);
  const short = await judged(reply, 'explanation-scale-en', { n_ctx: 2048, n_ctx_train: 8192 });
  assert.equal([short.grade.verdict, short.grade.transient], ['judge failed', true]);
  assert.match(short.grade.why, 'set to 2048 tokens, the model can have 8192');
});

test('a rejected key ends the run with one line that does not show it', async () => {
  try {
    await judged((response) => json(response, 401, { error: { message: `Incorrect API key provided: ${key}` } }));
    assert.unreachable();
  } catch (error) {
    assert.instance(error, UserError);
    assert.is((error as UserError).code, exit.usage);
    assert.not.match((error as Error).message, key);
  }
});

test('a verdict that quotes the key is discarded; one that contains a short placeholder key is kept', async () => {
  const { grade } = await judged((response, one) => say(response, `${key} ${verdict(one, 4)}`));
  assert.equal([grade.verdict, grade.transient], ['judge failed', true]);
  assert.match(grade.why, 'the answer repeats the API key; not stored');
  process.env.OPENAI_API_KEY = 'right';
  try {
    const { baseURL, close } = await server((response, one) => say(response, verdict(one, 4)));
    const by = judgeModel({ model: 'tiny', family: 'none', baseURL });
    const answer = await by.answer?.([{ role: 'user', content: 'exactly "0123456789abcdef"' }], {}).finally(close);
    assert.match(answer?.text ?? '', 'it is right');
  } finally {
    process.env.OPENAI_API_KEY = key;
  }
});

test('an error that quotes the key is not shown with it', async () => {
  const { grade } = await judged((response) => json(response, 403 + 1, { error: { message: `no such thing for ${key}` } }));
  assert.is(grade.verdict, 'judge failed');
});

test('a model that the server does not list is an error, as llama.cpp accepts any name', async () => {
  const { baseURL, asked, close } = await server((response, one) => say(response, verdict(one, 4)));
  try {
    const by = judgeModel({ model: 'huge', family: 'none', baseURL });
    const judge = llm({ rubric: rubric('explanation-scale-en'), by });
    await judge.grade({ id: 'x', input: '' }, { output: 'Because.', finish: 'stop' });
    assert.unreachable();
  } catch (error) {
    assert.instance(error, UserError);
    assert.match((error as Error).message, 'one of tiny, got "huge"');
    assert.is(asked.length, 0);
  } finally {
    await close();
  }
});

test('a question rejected in every form does not affect the next', async () => {
  let refusing = true;
  const { baseURL, asked, close } = await server((response, one) =>
    refusing ? json(response, 400, { error: { message: 'strange text' } }) : say(response, verdict(one, 4)),
  );
  try {
    const judge = llm({ rubric: rubric('explanation-scale-en'), by: judgeModel({ model: 'tiny', family: 'none', baseURL }) });
    const grade = () => judge.grade({ id: 'x', input: '' }, { output: 'Because.', finish: 'stop' });
    assert.is((await grade()).verdict, 'judge failed');
    refusing = false;
    assert.is((await grade()).score, 0.75);
    assert.is((asked.at(-1)?.body.response_format as { type: string } | undefined)?.type, 'json_schema');
  } finally {
    await close();
  }
});

test('a judge that hangs three times in a row ends the run', async () => {
  const { baseURL, close } = await server(() => {});
  try {
    const by = judgeModel({ model: 'tiny', family: 'none', baseURL, timeoutMs: 100 });
    const judge = llm({ rubric: rubric('explanation-scale-en'), by });
    const grade = () => judge.grade({ id: 'x', input: '' }, { output: 'Because.', finish: 'stop' });
    assert.equal([(await grade()).verdict, (await grade()).verdict], ['judge failed', 'judge failed']);
    await grade();
    assert.unreachable();
  } catch (error) {
    assert.instance(error, UserError);
    assert.is((error as UserError).code, exit.incomplete);
  } finally {
    await close();
  }
});

test('once the server is unreachable, later questions do not wait as long', async () => {
  const { baseURL, close } = await server(() => {});
  await close();
  const by = judgeModel({ model: 'tiny', family: 'none', baseURL, timeoutMs: 400, patienceMs: 1500 });
  const judge = llm({ rubric: rubric('explanation-scale-en'), by });
  const grade = () => judge.grade({ id: 'x', input: '' }, { output: 'Because.', finish: 'stop' });
  await grade();
  const start = performance.now();
  assert.is((await grade()).transient, true);
  assert.ok(performance.now() - start < 1000);
});

test.run();
