// An endpoint against a server that misbehaves on purpose: what is surely whole is an answer, everything else an error that a rerun repeats.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { RefusedRequest, UserError } from '../../../harness/core/errors.js';
import type { Generation, Request } from '../../../harness/core/types.js';
import { toGeneration, toRecord } from '../../../harness/records/records.js';
import { requestKey } from '../../../harness/records/request-key.js';
import { type EndpointOptions, endpoint } from '../../../models/endpoint/index.js';
import { judgeModel } from '../../../models/endpoint/judge-model.js';
import { type Asked, json, server, stream } from '../../fixtures/server.js';

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
  meta?: Record<string, unknown>,
  pages?: Record<string, unknown>,
): Promise<{ got: Generation[]; asked: Asked[] }> {
  const { baseURL, asked, close } = await server(reply, ['tiny'], meta, pages);
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

test('what a server hands over as thought is kept apart from the answer, and counts for the length', async () => {
  const deltas = (response: ServerResponse, all: object[]) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const delta of all)
      response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason: null }] })}\n\n`);
    response.end(`data: ${JSON.stringify({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })}\n\ndata: [DONE]\n\n`);
  };
  for (const field of ['reasoning_content', 'reasoning']) {
    const { got } = await answers((response) =>
      deltas(response, [{ [field]: '3 * ' }, { [field]: '6', content: null }, { content: '18' }]),
    );
    assert.equal([got[0]?.output, got[0]?.reasoning, got[0]?.finish], ['18', '3 * 6', 'stop']);
    const record = toRecord('a', { digest: '', served: 'tiny' }, request, got[0] as Generation);
    assert.equal([record.output, record.reasoning, toGeneration(record).reasoning], ['18', '3 * 6', '3 * 6']);
    const { got: endless } = await answers((response) => deltas(response, Array(50).fill({ [field]: 'x'.repeat(1000) })));
    assert.match(endless[0]?.error ?? '', /more than 12000 characters/);
  }
  const { got } = await answers((response) => stream(response, ['18']));
  assert.not.ok('reasoning' in (got[0] as Generation));
});

test('`<think>` in an answer is kept apart too, with what a server counts; thinking that was cut off is finish length', async () => {
  const of = async (pieces: string[], finish = 'stop') =>
    (await answers((response) => stream(response, pieces, finish))).got[0] as Generation;
  const one = await of(['<think>\n3 * 6', ' = 18\n</think>\n\n', '18']);
  assert.equal([one.output, one.reasoning, one.finish], ['18', '<think>\n3 * 6 = 18\n</think>', 'stop']);
  const cut = await of(['<think>\n3 * 6'], 'length');
  assert.equal([cut.output, cut.reasoning, cut.finish], ['', '<think>\n3 * 6', 'length']);
  const only = await of(['<think>\n3 * 6</think>\n']);
  assert.equal([only.output, only.finish, only.reasoning], ['', 'error', undefined]);
  assert.match(only.error ?? '', 'the answer was only reasoning');
  const quoted = await of(['The tag `<think>` opens it.']);
  assert.equal([quoted.output, quoted.reasoning], ['The tag `<think>` opens it.', undefined]);
  const { got } = await answers((response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const usage = { prompt_tokens: 9, completion_tokens: 40, completion_tokens_details: { reasoning_tokens: 30 } };
    const text = { choices: [{ index: 0, delta: { content: [{ type: 'text', text: '18' }] }, finish_reason: 'stop' }], usage };
    response.end(`data: ${JSON.stringify(text)}\n\ndata: [DONE]\n\n`);
  });
  assert.equal([got[0]?.output, got[0]?.outputTokens, got[0]?.reasoningTokens], ['18', 40, 30]);
});

test('an empty answer is an error; one that a server counts as an end of text alone, twice, is recorded as such', async () => {
  const empty = (tokens: number) => (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const last = {
      choices: [{ index: 0, delta: {}, finish_reason: 'stop' }],
      usage: { prompt_tokens: 9, completion_tokens: tokens },
    };
    response.end(`data: ${JSON.stringify(last)}\n\ndata: [DONE]\n\n`);
  };
  const ended = await answers(empty(1));
  assert.equal([ended.asked.length, ended.got[0]?.finish, ended.got[0]?.permanent], [2, 'error', true]);
  const strange = await answers(empty(7));
  assert.equal([strange.asked.length, strange.got[0]?.finish, strange.got[0]?.permanent], [1, 'error', undefined]);
});

test('a request that is refused ends the run, the first or a later one, and says which; what was answered is kept', async () => {
  const requests = Array.from({ length: 5 }, (_, trial) => ({ ...request, trial }));
  for (const status of [400, 404, 401, 422])
    for (const refused of [0, 2]) {
      const { baseURL, asked, close } = await server((r, _, call) =>
        call === refused ? json(r, status, { error: { message: 'no such role' } }) : stream(r, ['x']),
      );
      const got: Generation[] = [];
      const error = await userError(
        (async () => {
          for await (const one of endpoint({ model: 'tiny', family: 'none', baseURL }).generate(requests)) got.push(one);
        })(),
      );
      await close();
      assert.equal([error.code, got.length, asked.length], [2, refused, refused + 1], `${status}: ${error.message}`);
      assert.match(error.message, `${status} no such role`);
      assert.is(error instanceof RefusedRequest, status === 400 || status === 422);
      const key = requestKey({ digest: '', served: 'tiny' }, requests[refused] as Request);
      if (error instanceof RefusedRequest) assert.is(error.key, key);
    }
});

// as the servers said it: llama-server, llama-cpp-python (recorded); the rest from reports of their users
const aboutOnePrompt: [status: number, body: unknown][] = [
  [400, { error: { code: 400, message: 'the request exceeds it', type: 'exceed_context_size_error' } }],
  [400, { error: { message: "This model's maximum context length is 4096 tokens. However, you requested 4472 tokens" } }],
  [
    400,
    { object: 'error', message: "The input (61709 tokens) is longer than the model's context length (40960 tokens).", code: 400 },
  ],
  [400, { error: { message: 'Input length (160062 tokens) exceeds the maximum allowed length (59862 tokens).' } }],
  [400, { object: 'error', message: 'max_tokens must be at least 1, got -186.', type: 'BadRequestError', code: 400 }],
  [400, { error: { message: 'The decoder prompt (length 2136) is longer than the maximum model length of 2048.' } }],
  [
    400,
    {
      error:
        'Trying to keep the first 9 tokens when context the overflows. However, the model is loaded with context length of only 4',
    },
  ],
  [
    400,
    {
      error:
        'The number of tokens to keep from the initial prompt is greater than the context length (n_keep: 13055>= n_ctx: 4096)',
    },
  ],
  [400, { error: { message: 'prompt too long; exceeded max context length by 12 tokens', type: 'invalid_request_error' } }],
  [400, { error: { message: 'Prompt contains 40000 tokens, too large for model with 32768 maximum context length' } }],
  [400, { error: { message: 'Please reduce the length of the messages or completion.', code: 'context_length_exceeded' } }],
  [400, { error: { message: 'Your input exceeds the context window of this model.' } }],
  [400, { error: { message: 'The response was filtered', code: 'content_filter' } }],
  [400, { error: { message: 'Content Exists Risk', type: 'invalid_request_error', code: 'invalid_request_error' } }],
  [400, { error: { code: 'data_inspection_failed', message: 'Input data may contain inappropriate content.' } }],
];

test('a refusal of one prompt, for its length or by a filter, is an error row, and the others are asked', async () => {
  for (const [status, body] of aboutOnePrompt) {
    const requests = Array.from({ length: 3 }, (_, trial) => ({ ...request, trial }));
    const { got, asked } = await answers((r, _, call) => (call === 1 ? json(r, status, body) : stream(r, ['x'])), {}, requests);
    assert.equal(
      got.map(({ finish, permanent }) => [finish, permanent]),
      [
        ['stop', undefined],
        ['error', true],
        ['stop', undefined],
      ],
      JSON.stringify(body),
    );
    assert.is(asked.length, 3, `asked in no other way: ${JSON.stringify(body)}`);
  }
});

test('an answer that the server itself refuses, where JSON was asked for, is an error row and asked again next time', async () => {
  const requests = Array.from({ length: 3 }, (_, trial) => ({ ...request, trial }));
  const body = { error: { message: 'Failed to generate JSON', code: 'json_validate_failed', failed_generation: '{' } };
  const { got } = await answers((r, _, call) => (call === 1 ? json(r, 400, body) : stream(r, ['x'])), {}, requests);
  assert.equal(
    got.map(({ finish, permanent }) => [finish, permanent]),
    [
      ['stop', undefined],
      ['error', undefined],
      ['stop', undefined],
    ],
  );
});

test('what a run took is recorded: alone first, then beside others', async () => {
  const requests = Array.from({ length: 12 }, (_, trial) => ({ ...request, trial }));
  const { got } = await answers((r) => void setTimeout(() => stream(r, ['a', 'b']), 40), { concurrency: 3 }, requests);
  const atOnce = got.map(({ timing }) => timing?.atOnce ?? 0);
  assert.equal(atOnce.slice(0, 3), [1, 1, 1]);
  assert.ok(atOnce.slice(3).every((n) => n >= 2 && n <= 3));
  for (const { timing } of got) assert.ok((timing?.firstTokenMs ?? 0) >= 30 && (timing?.totalMs ?? 0) < 2000);
  const record = toRecord('a', { digest: '', served: 'tiny' }, request, got[0] as Generation);
  assert.equal(toGeneration(record), got[0]);
});

test('a refusal that several requests meet at once is learned once', async () => {
  const requests = Array.from({ length: 8 }, (_, trial) => ({ ...request, trial }));
  const { got } = await answers(
    (r, { body }) =>
      void setTimeout(
        () => ('min_p' in body ? json(r, 400, { error: { message: "Unrecognized argument: 'min_p'" } }) : stream(r, ['x'])),
        20,
      ),
    { concurrency: 4 },
    requests,
  );
  assert.is(got.filter(({ output }) => output === 'x').length, 8);
});

test('a server samples from the whole distribution by default; the request takes precedence over the extra fields', async () => {
  const of = async (decoding: Request['decoding'], extra?: Record<string, unknown>) => {
    const { asked } = await answers((response) => stream(response, ['x']), extra ? { extra } : {}, [{ ...request, decoding }]);
    return asked[0]?.body ?? {};
  };
  const sampled = await of({ maxNewTokens: 5, temperature: 1 });
  assert.equal([sampled.top_p, sampled.top_k, sampled.min_p], [1, 0, 0]);
  assert.is((await of({ maxNewTokens: 5, temperature: 1, topK: 3 })).top_k, 3);
  const own = await of({ maxNewTokens: 5 }, { max_tokens: 500, temperature: 2, top_p: 0.1, mirostat: 0, min_p: undefined });
  assert.equal([own.max_tokens, own.temperature, own.top_p, own.mirostat, own.min_p], [5, 0, undefined, 0, undefined]);
  assert.is(own.repeat_penalty, 1, 'a field of its own takes no default away');
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

test('a hanging server is abandoned after the timeout, before and during an answer', async () => {
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

test('a server that goes away before it said a word is asked again', async () => {
  const { got, asked } = await answers(
    (r, _, call) => {
      if (call > 0) return stream(r, ['ok']);
      r.writeHead(200, { 'content-type': 'text/event-stream' }).write(': hello\n\n');
      setTimeout(() => r.socket?.destroy(), 20);
    },
    { patienceMs: 20_000 },
  );
  assert.equal([got[0]?.output, got[0]?.error, asked.length], ['ok', undefined, 2]);
});

test('429 and 503 are retried until they pass, respecting Retry-After', async () => {
  const { got, asked } = await answers(
    (r, _, call) =>
      call < 2 ? json(r, call ? 503 : 429, { error: { message: 'busy' } }, { 'retry-after': '0.1' }) : stream(r, ['ok']),
    { patienceMs: 20_000 },
  );
  assert.is(got[0]?.output, 'ok');
  assert.is(asked.length, 3);
});

test('500 is retried once and ends as an error row', async () => {
  const broken = await answers((r) => json(r, 500, { error: { message: 'inner\u001b[31m\nfault' } }));
  assert.is(broken.asked.length, 2);
  assert.match(broken.got[0]?.error ?? '', '500 inner');
  assert.not.match(broken.got[0]?.error ?? '', /[\u001b\n]/);
});

test("a prompt longer than the context is a permanent error, unless the server is configured below the model's maximum", async () => {
  const reply: Reply = (r) =>
    json(r, 400, {
      error: { code: 400, message: 'request (3031 tokens) exceeds the available', type: 'exceed_context_size_error' },
    });
  const { got, asked } = await answers(reply);
  assert.is(asked.length, 1);
  assert.equal([got[0]?.finish, got[0]?.output, got[0]?.permanent], ['error', '', true]);
  assert.is((await answers(reply, {}, [request], { n_ctx: 8192, n_ctx_train: 8192 })).got[0]?.permanent, true);
  const small = (await answers(reply, {}, [request], { n_ctx: 2048, n_ctx_train: 8192 })).got[0];
  assert.is(small?.permanent, undefined);
  assert.match(small?.error ?? '', 'the server is set to 2048 tokens, the model can have 8192');
});

test('a prompt silently truncated by Ollama is an error; its digest is compared with the given one', async () => {
  const pages = (context: number) => ({
    '/api/tags': { models: [{ name: 'tiny:latest', digest: 'ab12' }] },
    '/api/ps': { models: [{ name: 'tiny:latest', context_length: context }] },
  });
  const with9Tokens: Reply = (r) => stream(r, ['x']);
  for (const context of [9, 14, 15]) {
    const { got } = await answers(with9Tokens, { digest: 'ab12' }, [request], undefined, pages(context));
    assert.is(got[0]?.finish, 'error', String(context));
    assert.match(got[0]?.error ?? '', 'cut to 9 tokens');
  }
  for (const context of [10, 16, 4096]) {
    const { got } = await answers(with9Tokens, { digest: 'ab12' }, [request], undefined, pages(context));
    assert.is(got[0]?.finish, 'stop', String(context));
  }
  const { message } = await userError(answers(with9Tokens, { digest: 'cd34' }, [request], undefined, pages(4096)));
  assert.match(message, 'expected the digest cd34, the server reports ab12');
});

test('a server that hangs three times in a row ends the run; an answer in between resets the count', async () => {
  const requests = Array.from({ length: 9 }, (_, trial) => ({ ...request, trial }));
  const some = await answers((r, _, call) => (call % 3 < 2 ? undefined : stream(r, ['x'])), { timeoutMs: 100 }, requests);
  assert.is(some.got.filter(({ finish }) => finish === 'stop').length, 3);
  let calls = 0;
  const { code, message } = await userError(answers(() => void calls++, { timeoutMs: 100 }, requests));
  assert.equal([calls, code], [3, 3]);
  assert.match(message, /said nothing for 100 ms, 3 times in a row\. Restart the server/);
});

test('429 for longer than `patienceMs` is an error row', async () => {
  const { got } = await answers((r) => json(r, 429, { error: { message: 'slow down' } }), { patienceMs: 300 });
  assert.match(got[0]?.error ?? '', '429');
});

test('another model under the same id has separate answers', async () => {
  const { baseURL, close } = await server((r, { body }) => stream(r, [String(body.model)]), ['small', 'large']);
  try {
    const keys: string[] = [];
    for (const model of ['small', 'large']) {
      const asked = endpoint({ model, family: 'none', id: 'served', baseURL });
      for await (const { key, output } of asked.generate([request])) {
        assert.is(output, model);
        assert.is(key, requestKey(asked, request), 'as `run` looks for it');
        keys.push(key);
      }
    }
    assert.is(new Set(keys).size, 2);
  } finally {
    await close();
  }
});

test('an endpoint or judge without model or family is rejected on creation', () => {
  for (const make of [endpoint, judgeModel])
    for (const [options, says] of [
      [{ family: 'qwen' }, 'expected `model` to be the name that the server knows, e.g. qwen2.5:0.5b, got nothing'],
      [{ model: 'tiny' }, 'expected `family` to be the family of tiny (qwen, llama, gemma …), got nothing'],
    ] as const)
      try {
        make(options as unknown as EndpointOptions);
        assert.unreachable();
      } catch (error) {
        assert.instance(error, UserError);
        assert.ok((error as Error).message.startsWith(says), (error as Error).message);
      }
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

async function withKey(apiKey: string, work: () => Promise<void>): Promise<void> {
  process.env.OPENAI_API_KEY = apiKey;
  try {
    await work();
  } finally {
    delete process.env.OPENAI_API_KEY;
  }
}

test('a key quoted by the server appears in no answer and no error', () =>
  withKey('sk-very-secret-0123', async () => {
    const said = (await answers((r) => stream(r, ['you sent sk-very', '-secret-0123']))).got[0];
    assert.equal(
      [said?.finish, said?.output, said?.error, said?.permanent],
      ['error', '', 'the answer repeats the API key; not stored', undefined],
    );
    const failed = await answers((r) => json(r, 500, { error: { message: 'strange request of sk-very-secret-0123' } }));
    assert.match(failed.got[0]?.error ?? '', 'of [key]');
    const ended = await userError(answers((r) => json(r, 400, { error: { message: 'no sk-very-secret-0123 here' } })));
    assert.match(ended.message, 'no [key] here');
  }));

test('a key that is an ordinary word is allowed in an answer', async () => {
  for (const word of ['test', 'EMPTY', 'ollama'])
    await withKey(word, async () => {
      const { got } = await answers((r) => stream(r, [`a ${word} of `, `the ${word}`]));
      assert.equal([got[0]?.finish, got[0]?.output], ['stop', `a ${word} of the ${word}`]);
      const failed = await answers((r) => json(r, 500, { error: { message: `wrong key ${word}` } }));
      assert.match(failed.got[0]?.error ?? '', 'wrong key [key]');
    });
});

test('a model is available if its server responds, even with an error; not if nothing responds or no address is set', async () => {
  const present = async (baseURL?: string) =>
    endpoint({ model: 'tiny', family: 'none', ...(baseURL === undefined ? {} : { baseURL }) }).isAvailable?.();
  const { baseURL, close } = await server(() => {});
  const here = [await present(baseURL), await present(`${baseURL}/no/such/page`)];
  await close();
  assert.equal([...here, await present(baseURL)], [true, true, false]);
  const before = process.env.OPENAI_BASE_URL;
  delete process.env.OPENAI_BASE_URL;
  assert.is(await present(), false);
  if (before !== undefined) process.env.OPENAI_BASE_URL = before;
  const silent = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const silence = await present(`http://127.0.0.1:${(silent.address() as AddressInfo).port}/v1`);
  silent.closeAllConnections();
  silent.close();
  assert.is(silence, false);
});

test('an unusable address, or one with a password, is a one-line error that does not show it', async () => {
  for (const baseURL of ['127.0.0.1:8081/v1', 'nonsense', 'http://me:hush@127.0.0.1:1/v1', 'https://a.b/v1?key=hush']) {
    const { code, message } = await userError(answers(() => {}, { baseURL }));
    assert.is(code, 2);
    assert.match(message, 'OPENAI_BASE_URL');
    assert.not.match(message, 'hush');
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
