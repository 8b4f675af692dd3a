// An endpoint against a server that misbehaves on purpose: what is surely whole is an answer, everything else an error that a rerun repeats.
import type { ServerResponse } from 'node:http';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { UserError } from '../../harness/errors.js';
import type { Generation, Request } from '../../harness/types.js';
import { type EndpointOptions, endpoint } from '../../models/endpoint/index.js';
import { type Asked, json, server, stream } from '../fixtures/server.js';

const request: Request = {
  messages: [{ role: 'user', content: 'hi' }],
  decoding: { maxNewTokens: 20, temperature: 0.5, seed: 7, topP: 0.9 },
  trial: 0,
};

type Reply = (response: ServerResponse, asked: Asked, call: number) => void;

async function answers(
  reply: Reply,
  options: Partial<EndpointOptions> = {},
  requests = [request],
): Promise<{ got: Generation[]; asked: Asked[] }> {
  const { baseURL, asked, close } = await server(reply);
  try {
    const got: Generation[] = [];
    for await (const one of endpoint({
      model: 'tiny',
      family: 'none',
      baseURL,
      timeoutMs: 400,
      patienceMs: 2500,
      ...options,
    }).generate(requests))
      got.push(one);
    return { got, asked };
  } finally {
    await close();
  }
}

async function userError(work: Promise<unknown>): Promise<UserError> {
  const error = await work.then(
    () => null,
    (reason) => reason,
  );
  assert.instance(error, UserError);
  return error;
}

test('a whole stream is an answer, with usage and timing', async () => {
  const timings: number[] = [];
  const { got, asked } = await answers((response) => stream(response, ['春', '天']), {
    onTiming: ({ firstTokenMs, totalMs }) => timings.push(firstTokenMs, totalMs),
  });
  assert.is(got[0]?.output, '春天');
  assert.equal([got[0]?.finish, got[0]?.promptTokens, got[0]?.outputTokens], ['stop', 9, 2]);
  assert.ok(timings.length === 2 && (timings[0] as number) <= (timings[1] as number));
  const { body } = asked[0] as Asked;
  assert.equal(
    [body.max_tokens, body.temperature, body.seed, body.top_p, body.repeat_penalty, body.cache_prompt],
    [20, 0.5, 7, 0.9, 1, false],
  );
});

test('a cut stream, an empty one, one without an end, and a strange end are errors', async () => {
  for (const [reply, says] of [
    [(r: ServerResponse) => stream(r, ['half'], null), /broke after 4 characters|without a finish reason/],
    [(r: ServerResponse) => void r.writeHead(200, { 'content-type': 'text/event-stream' }).end(), /the stream was empty/],
    [(r: ServerResponse) => stream(r, ['x'], 'content_filter'), /ended with "content_filter"/],
    [
      (r: ServerResponse) =>
        void r
          .writeHead(200, { 'content-type': 'text/event-stream' })
          .end('data: {"choices":[{"delta":{"content":"x"},"finish_reason":null}]}\n\ndata: [DONE]\n\n'),
      /without a finish reason/,
    ],
    [(r: ServerResponse) => void r.writeHead(200, { 'content-type': 'text/event-stream' }).end('data: garbage\n\n'), /./],
    [(r: ServerResponse) => stream(r, Array(50).fill('x'.repeat(1000))), /more than 12000 characters/],
  ] as [Reply, RegExp][]) {
    const { got } = await answers(reply);
    assert.is(got[0]?.finish, 'error');
    assert.is(got[0]?.output, '');
    assert.match(got[0]?.error ?? '', says);
  }
});

test('a server that hangs is given up after the time limit, before and within an answer', async () => {
  for (const reply of [
    () => {},
    (r: ServerResponse) =>
      void r.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: {"choices":[{"delta":{"content":"x"}}]}\n\n'),
  ] as Reply[]) {
    const { got } = await answers(reply);
    assert.is(got[0]?.finish, 'error');
    assert.match(got[0]?.error ?? '', /no byte for 400 ms|timed out/i);
  }
});

test('429 and 503 are retried until they pass; Retry-After is heard', async () => {
  const { got, asked } = await answers(
    (r, _, call) =>
      call < 2 ? json(r, call ? 503 : 429, { error: { message: 'busy' } }, { 'retry-after': '0.1' }) : stream(r, ['ok']),
    { patienceMs: 20_000 },
  );
  assert.is(got[0]?.output, 'ok');
  assert.is(asked.length, 3);
});

test('500 is retried once, 400 never; both end as an error row', async () => {
  const broken = await answers((r) => json(r, 500, { error: { message: 'inner\u001b[31m\nfault' } }));
  assert.is(broken.asked.length, 2);
  assert.match(broken.got[0]?.error ?? '', '500 inner');
  assert.not.match(broken.got[0]?.error ?? '', /[\u001b\n]/);
  const refused = await answers((r) =>
    json(r, 400, { error: { message: 'context too long', type: 'exceed_context_size_error' } }),
  );
  assert.is(refused.asked.length, 1);
  assert.is(refused.got[0]?.finish, 'error');
});

test('429 for longer than the patience is an error row', async () => {
  const { got } = await answers((r) => json(r, 429, { error: { message: 'slow down' } }), { patienceMs: 300 });
  assert.match(got[0]?.error ?? '', '429');
});

test('several requests at once, each answered under its own key', async () => {
  let open = 0;
  let most = 0;
  const requests = Array.from({ length: 6 }, (_, trial) => ({ ...request, trial }));
  const { got } = await answers(
    (r, { body }) => {
      most = Math.max(most, ++open);
      setTimeout(() => {
        open--;
        stream(r, [JSON.stringify(body.seed)]);
      }, 30);
    },
    { concurrency: 3 },
    requests,
  );
  assert.is(new Set(got.map(({ key }) => key)).size, 6);
  assert.is(most, 3);
});

test('a wrong key names the variable and never prints the key', async () => {
  process.env.OPENAI_API_KEY = 'sk-very-secret';
  try {
    const { message, code } = await userError(answers((r) => json(r, 401, { error: { message: 'bad key sk-very-secret' } })));
    assert.match(message, 'OPENAI_API_KEY');
    assert.not.match(message, 'secret');
    assert.is(code, 2);
  } finally {
    delete process.env.OPENAI_API_KEY;
  }
});

test('an unknown model lists what the server has; no server is exit 3', async () => {
  const { message } = await userError(answers((r) => stream(r, ['x']), { model: 'huge' }));
  assert.match(message, /one of tiny, got "huge"/);
  const { baseURL, close } = await server(() => {});
  await close();
  const gone = await userError(answers(() => {}, { baseURL }));
  assert.is(gone.code, 3);
  assert.match(gone.message, 'Start the server');
});

test.run();
