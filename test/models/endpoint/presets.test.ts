// What each preset sends, to servers as strict as the providers are: one field too many is refused, in the provider's words.
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { UserError } from '../../../harness/core/errors.js';
import type { Generation, Model, Request } from '../../../harness/core/types.js';
import { endpoint } from '../../../models/endpoint/index.js';
import { judgeModel } from '../../../models/endpoint/judge-model.js';
import {
  azure,
  groq,
  llamaServer,
  lmStudio,
  mistral,
  ollama,
  openai,
  type PresetOptions,
  vllm,
} from '../../../models/endpoint/presets.js';
import type { providers } from '../../../models/endpoint/providers.js';
import { type Asked, json, pagesOf, server, stream } from '../../fixtures/server.js';

const request: Request = {
  messages: [{ role: 'user', content: 'hi' }],
  decoding: { maxNewTokens: 20, temperature: 0.5, seed: 7 },
  trial: 0,
};
const plain = ['max_tokens', 'messages', 'model', 'seed', 'stream', 'stream_options', 'temperature'];
const strict = ['max_completion_tokens', 'messages', 'model', 'seed', 'stream', 'stream_options', 'temperature'];

interface Case {
  make: (options: PresetOptions) => Model;
  variable: string;
  /** all fields of a sampled request */
  sends: string[];
}

const cases: Record<keyof typeof providers, Case> = {
  ollama: { make: ollama, variable: 'OLLAMA_API_KEY', sends: [...plain, 'top_p'] },
  lmStudio: { make: lmStudio, variable: 'LM_API_TOKEN', sends: [...plain, 'top_p', 'top_k', 'min_p', 'repeat_penalty'] },
  llamaServer: {
    make: llamaServer,
    variable: 'LLAMA_API_KEY',
    sends: [...plain, 'top_p', 'top_k', 'min_p', 'repeat_penalty', 'cache_prompt'],
  },
  vllm: { make: vllm, variable: 'VLLM_API_KEY', sends: [...plain, 'top_p', 'top_k', 'min_p', 'repetition_penalty'] },
  openai: { make: openai, variable: 'OPENAI_API_KEY', sends: strict },
  groq: { make: groq, variable: 'GROQ_API_KEY', sends: strict },
  mistral: {
    make: mistral,
    variable: 'MISTRAL_API_KEY',
    sends: ['max_tokens', 'messages', 'model', 'random_seed', 'stream', 'temperature'],
  },
  azure: { make: azure, variable: 'AZURE_OPENAI_API_KEY', sends: strict },
};

async function all(model: Model, requests = [request]): Promise<Generation[]> {
  const got: Generation[] = [];
  for await (const one of model.generate(requests)) got.push(one);
  return got;
}

/** Answers a request of these fields alone, and refuses others as Mistral does. */
const onlyFields =
  (fields: string[]) =>
  (response: ServerResponse, { body }: Asked) => {
    const extra = Object.keys(body).filter((name) => !fields.includes(name));
    if (extra.length === 0) return stream(response, ['ok']);
    const detail = extra.map((name) => ({ type: 'extra_forbidden', loc: ['body', name], msg: 'Extra inputs are not permitted' }));
    json(response, 422, { object: 'error', message: { detail }, type: 'invalid_request_error', param: null, code: null });
  };

for (const [name, { make, variable, sends }] of Object.entries(cases))
  test(`${name}() sends its fields and no other, and its own key alone`, async () => {
    const keys = Object.values(cases).map((one) => one.variable);
    const before = keys.map((one) => process.env[one]);
    for (const one of keys) process.env[one] = `key-of-${one}`;
    const { baseURL, asked, close } = await server(onlyFields(sends));
    try {
      const [got] = await all(make({ model: 'tiny', family: 'none', baseURL }));
      assert.is(got?.output, 'ok', got?.error);
      assert.is(asked.length, 1);
      assert.equal(Object.keys(asked[0]?.body ?? {}).sort(), [...sends].sort());
      const headers = JSON.stringify(asked[0]?.headers);
      assert.is(asked[0]?.headers.authorization, `Bearer key-of-${variable}`);
      for (const other of keys.filter((one) => one !== variable)) assert.not.match(headers, `key-of-${other}`);
    } finally {
      await close();
      for (const [i, one] of keys.entries())
        if (before[i] === undefined) delete process.env[one];
        else process.env[one] = before[i];
    }
  });

const schema = { type: 'object', properties: { a: { type: 'integer' } }, required: ['a'], additionalProperties: false };
const held = { ...request, decoding: { ...request.decoding, schema } };

for (const [name, { make, sends }] of Object.entries(cases))
  test(`${name}() sends a schema as response_format`, async () => {
    const { baseURL, asked, close } = await server((response, { body }) =>
      'response_format' in body ? stream(response, ['{"a":', '1}']) : onlyFields(sends)(response, { body } as Asked),
    );
    try {
      const got = await all(make({ model: 'tiny', family: 'none', baseURL }), [held, request]);
      assert.equal(
        got.map(({ output }) => output),
        ['{"a":1}', 'ok'],
      );
      assert.equal(asked[0]?.body.response_format, {
        type: 'json_schema',
        json_schema: { name: 'answer', strict: true, schema },
      });
      assert.is.not(got[0]?.key, got[1]?.key, 'the schema is part of the key');
    } finally {
      await close();
    }
  });

test('a server that is not known to take a schema is refused before it is asked, and one that ignores it when it shows', async () => {
  const refusal = (options: PresetOptions) =>
    all(endpoint(options), [held]).then(
      () => '',
      (error: Error) => error.message,
    );
  assert.is(
    await refusal({ model: 'tiny', family: 'none', baseURL: 'https://api.example.org/v1' }),
    'expected a server that is known to hold answers to a JSON Schema, got https://api.example.org/v1: leave out `schema`, or say what it is by `provider`, one of ollama, lmStudio, llamaServer, vllm, openai, groq, mistral, azure',
  );
  const { baseURL, close } = await server((response) => stream(response, ['Sure! Here is a']));
  try {
    assert.is(
      await refusal({ model: 'tiny', family: 'none', baseURL }),
      `expected ${baseURL} to hold its answers to \`decoding.schema\`, got one that is no JSON: it ignores \`response_format\`. Leave out \`schema\`, or ask another server`,
    );
  } finally {
    await close();
  }
});

test('a field that nobody asked for and a server refuses is left out from then on; one that was asked for is not', async () => {
  const bare = ['max_tokens', 'messages', 'model', 'seed', 'stream', 'temperature'];
  const { baseURL, asked, close } = await server(onlyFields(bare));
  try {
    const got = await all(endpoint({ model: 'tiny', family: 'none', baseURL }), [request, { ...request, trial: 1 }]);
    assert.equal(
      got.map(({ output }) => output),
      ['ok', 'ok'],
    );
    assert.is(asked.length, 3);
    assert.equal(Object.keys(asked.at(-1)?.body ?? {}).sort(), bare);
    const own = endpoint({ model: 'tiny', family: 'none', baseURL, extra: { min_p: 0.1 } });
    const refused = await all(own).catch((error) => error);
    assert.match(refused.message, 'refused the request: 422 body.min_p: Extra inputs are not permitted');
  } finally {
    await close();
  }
});

test('max_completion_tokens is sent where max_tokens is refused, and the other way round', async () => {
  const refusing =
    (name: string, other: string) =>
    (response: ServerResponse, { body }: Asked) =>
      name in body
        ? json(response, 400, {
            error: {
              message: `Unsupported parameter: '${name}' is not supported with this model. Use '${other}' instead.`,
              type: 'invalid_request_error',
              param: name,
              code: 'unsupported_parameter',
            },
          })
        : stream(response, [String(body[other])]);
  for (const [name, other, provider] of [
    ['max_tokens', 'max_completion_tokens', 'vllm'],
    ['max_completion_tokens', 'max_tokens', 'groq'],
  ] as const) {
    const { baseURL, asked, close } = await server(refusing(name, other));
    try {
      const got = await all(endpoint({ model: 'tiny', family: 'none', baseURL, provider }), [request, { ...request, trial: 1 }]);
      assert.equal(
        got.map(({ output }) => output),
        ['20', '20'],
      );
      assert.is(asked.length, 3);
    } finally {
      await close();
    }
  }
});

test('a server elsewhere gets no field that nobody asked for; one on this machine has its own sampling turned off', async () => {
  const { guessed } = await import('../../../models/endpoint/providers.js');
  for (const far of [
    'https://openrouter.ai/api/v1',
    'https://10.example.com/v1',
    'https://api.together.xyz/v1',
    'https://1.2.3.4/v1',
  ])
    assert.equal([guessed(far).plain, guessed(far).topP, guessed(far).length], [{}, false, 'max_tokens'], far);
  for (const near of [
    'http://localhost:1/v1',
    'http://127.0.0.1/v1',
    'http://[::1]:8/v1',
    'http://172.20.0.3/v1',
    'http://gpu/v1',
    'http://gpu.local/v1',
  ])
    assert.is(guessed(near).plain.repeat_penalty, 1, near);
  assert.is(guessed('https://mine.openai.azure.com/openai/v1').length, 'max_completion_tokens');
  assert.is(guessed('https://api.mistral.ai/v1').seed, 'random_seed');
});

test('azure() names a deployment, which is in no list, and takes its address from the environment', async () => {
  const { baseURL, close } = await server((response) => stream(response, ['ok']), ['gpt-9-base']);
  const before = process.env.AZURE_OPENAI_ENDPOINT;
  process.env.AZURE_OPENAI_ENDPOINT = `${baseURL.replace('/v1', '')}/`;
  process.env.AZURE_OPENAI_API_KEY = 'key-of-azure';
  try {
    const [got] = await all(azure({ model: 'my-deployment', family: 'gpt' }));
    assert.is(got?.output, 'ok');
  } finally {
    await close();
    delete process.env.AZURE_OPENAI_API_KEY;
    if (before === undefined) delete process.env.AZURE_OPENAI_ENDPOINT;
    else process.env.AZURE_OPENAI_ENDPOINT = before;
  }
});

test('what llama-server said is read as it was said: recorded exchanges', async () => {
  const said = (name: string) => readFileSync(`test/fixtures/exchanges/llama-server-${name}`, 'utf8');
  let tooLong = false;
  const { port, close } = await pagesOf((asked, response) => {
    const send = (status: number, type: string, text: string) => response.writeHead(status, { 'content-type': type }).end(text);
    if (asked.url === '/v1/models') return send(200, 'application/json; charset=utf-8', said('models.json'));
    if (asked.url !== '/v1/chat/completions') return send(404, 'application/json', '{}');
    if (tooLong) return send(400, 'application/json; charset=utf-8', said('too-long.json'));
    return send(200, 'text/event-stream', said('stream.txt'));
  });
  try {
    const model = llamaServer({ model: 'qwen', family: 'qwen', baseURL: `http://127.0.0.1:${port}/v1` });
    const [got] = await all(model);
    assert.equal([got?.output, got?.finish, got?.promptTokens, got?.outputTokens], ['你好！', 'stop', 34, 3]);
    tooLong = true;
    const [long] = await all(model);
    assert.equal([long?.finish, long?.permanent], ['error', undefined]);
    assert.match(long?.error ?? '', 'the server is set to 2048 tokens, the model can have 32768');
  } finally {
    await close();
  }
});

test('what Ollama said is read as it was said: recorded exchanges', async () => {
  const said = (name: string) => readFileSync(`test/fixtures/exchanges/ollama-${name}`, 'utf8');
  const asked: string[] = [];
  const { port, close } = await pagesOf((request, response) => {
    const send = (status: number, type: string, text: string) => response.writeHead(status, { 'content-type': type }).end(text);
    if (request.url === '/v1/models') return send(200, 'application/json', said('models.json'));
    if (request.url === '/api/tags') return send(200, 'application/json; charset=utf-8', said('tags.json'));
    if (request.url !== '/v1/chat/completions') return send(404, 'text/plain', '404 page not found');
    let body = '';
    request.on('data', (piece) => (body += piece));
    request.on('end', () => {
      asked.push(body);
      if (body.includes('response_format')) send(500, 'application/json', said('schema.json'));
      else send(200, 'text/event-stream', said('stream.txt'));
    });
  });
  try {
    const baseURL = `http://127.0.0.1:${port}/v1`;
    const digest = '93a7c4e0d87e1140b675f9ef69333fbe53d5121dd42bd20fe92cea8e1f456c02';
    const [got] = await all(ollama({ model: 'qwen', family: 'qwen', baseURL, digest }));
    assert.equal([got?.output, got?.finish, got?.promptTokens, got?.outputTokens], ['你好！有什么我可以帮忙', 'length', 30, 5]);
    const wrong = ollama({ model: 'qwen', family: 'qwen', baseURL, extra: { response_format: { type: 'json_schema' } } });
    const refused = await all(wrong).then(
      () => null,
      (error: unknown) => error,
    );
    assert.instance(refused, UserError);
    assert.match((refused as UserError).message, 'refused the request: 500 invalid JSON schema in format. Change what it names');
    assert.is(asked.length, 2, 'a refusal is asked once, although it is a 500');
  } finally {
    await close();
  }
});

test('what llama-cpp-python said is read as it was said: recorded exchanges', async () => {
  const said = (name: string) => readFileSync(`test/fixtures/exchanges/llama-cpp-python-${name}`, 'utf8');
  const list = { object: 'list', data: [{ id: 'qwen', object: 'model', owned_by: 'me', permissions: [] }] };
  const asked: Record<string, unknown>[] = [];
  const { port, close } = await pagesOf((request, response) => {
    const send = (status: number, type: string, text: string) => response.writeHead(status, { 'content-type': type }).end(text);
    if (request.url === '/v1/models') return send(200, 'application/json', JSON.stringify(list));
    if (request.url !== '/v1/chat/completions') return send(404, 'application/json', '{"detail":"Not Found"}');
    let text = '';
    request.on('data', (piece) => (text += piece));
    request.on('end', () => {
      const body = JSON.parse(text);
      asked.push(body);
      if (body.response_format) send(500, 'application/json', said('invalid.json'));
      else if (body.user !== 'long') send(200, 'text/event-stream; charset=utf-8', said('stream.txt'));
      else if (body.stream) send(200, 'text/event-stream; charset=utf-8', '');
      else send(400, 'application/json', said('too-long.json'));
    });
  });
  try {
    const options = { model: 'qwen', family: 'qwen', baseURL: `http://127.0.0.1:${port}/v1` };
    const [got] = await all(endpoint(options));
    assert.equal(
      [got?.output, got?.finish, got?.promptTokens, got?.outputTokens],
      ['你好！有什么我可以帮', 'length', null, null],
    );
    // a prompt that is too long: an empty stream with status 200
    const [long] = await all(endpoint({ ...options, extra: { user: 'long' } }));
    assert.equal([long?.finish, long?.permanent], ['error', true]);
    assert.match(long?.error ?? '', "400 This model's maximum context length is 2048 tokens");
    const { stream_options: _, ...streamed } = asked.at(-2) ?? {};
    assert.equal(asked.at(-1), { ...streamed, stream: false, max_tokens: 1 });
    const before = asked.length;
    const refused = await all(endpoint({ ...options, extra: { response_format: { type: 'nonsense' } } })).then(
      () => null,
      (error: unknown) => error,
    );
    assert.instance(refused, UserError);
    assert.match((refused as UserError).message, 'refused the request: 500 1 validation error:');
    assert.is(asked.length, before + 1);
  } finally {
    await close();
  }
});

test("a judge's server gets no other fields either", async () => {
  const fields = [
    'max_completion_tokens',
    'messages',
    'model',
    'stream',
    'temperature',
    'response_format',
    'logprobs',
    'top_logprobs',
  ];
  const { baseURL, asked, close } = await server((response) =>
    json(response, 200, { choices: [{ message: { content: '{}' }, finish_reason: 'stop' }] }),
  );
  try {
    await judgeModel({ model: 'tiny', family: 'none', baseURL, provider: 'groq' }).answer?.(request.messages, {});
    assert.equal(Object.keys(asked[0]?.body ?? {}).sort(), [...fields].sort());
  } finally {
    await close();
  }
});

test("a judge's server that names the fields it does not take, one at a time, to several answers at once, is still asked in the strictest form", async () => {
  const strange = ['repeat_penalty', 'top_k', 'min_p', 'cache_prompt', 'max_tokens'];
  const { baseURL, asked, close } = await server((response, { body }) => {
    const field = strange.find((name) => name in body);
    const reply = field
      ? () => json(response, 400, { error: { message: `Unknown parameter: '${field}'` } })
      : () => json(response, 200, { choices: [{ message: { content: '{}' }, finish_reason: 'stop' }] });
    setTimeout(reply, 20);
  });
  try {
    const by = judgeModel({ model: 'tiny', family: 'none', baseURL });
    const got = await Promise.all(Array.from({ length: 4 }, () => by.answer?.(request.messages, {})));
    assert.equal(
      got.map((one) => one?.text),
      Array(4).fill('{}'),
    );
    for (const { body } of asked) assert.is((body.response_format as { type?: string })?.type, 'json_schema');
    assert.ok(asked.length <= 4 * (strange.length + 1), `${asked.length} requests`);
  } finally {
    await close();
  }
});

test.run();
