// Mistakes with a server, made on purpose, with the message that a user sees: docs/server-errors.md lists them, generated from here
// (EVALBOOK_UPDATE_GOLDEN=1 writes it). Each says what is wrong, where, and what to do.
import { readFileSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { PassThrough, Readable } from 'node:stream';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { main as grade } from '../../../cli/commands/grade.js';
import { UserError } from '../../../harness/core/errors.js';
import type { Generation, Request } from '../../../harness/core/types.js';
import { type EndpointOptions, endpoint } from '../../../models/endpoint/index.js';
import { azure, groq } from '../../../models/endpoint/presets.js';
import { type Asked, json, pagesOf, server, stream } from '../../fixtures/server.js';
import { chinese } from './mistakes-zh.js';

const page = 'docs/server-errors.md';
const chinesePage = 'docs/zh/server-errors.md';

const requests: Request[] = Array.from({ length: 9 }, (_, trial) => ({
  messages: [{ role: 'user', content: 'hi' }],
  decoding: { maxNewTokens: 20, temperature: 1, seed: trial },
  trial,
}));

interface Outcome {
  /** of the error that ended the run, or of the first row with an error */
  message: string;
  /** the exit code, or what becomes of the row */
  ends: string;
  /** requests for an answer that were sent, where it matters */
  asked?: number;
}

const withEnv = async <T>(values: Record<string, string | undefined>, work: () => Promise<T>): Promise<T> => {
  const before = Object.fromEntries(Object.keys(values).map((name) => [name, process.env[name]]));
  const set = (all: Record<string, string | undefined>) => {
    for (const [name, value] of Object.entries(all))
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
  };
  set(values);
  try {
    return await work();
  } finally {
    set(before);
  }
};

/** Runs until it ends, or to the first row with an error. */
async function outcomeOf(options: Partial<EndpointOptions>, make = endpoint): Promise<Outcome> {
  try {
    const model = make({ model: 'tiny', family: 'none', timeoutMs: 300, patienceMs: 200, ...options });
    const rows: Generation[] = [];
    for await (const row of model.generate(requests)) rows.push(row);
    const failed = rows.find(({ finish }) => finish === 'error');
    assert.ok(failed, `expected an error, got ${JSON.stringify(rows[0])}`);
    return {
      message: failed?.error ?? '',
      ends: failed?.permanent ? 'this answer is an error, recorded' : 'this answer is an error, asked again next time; exit 3',
    };
  } catch (error) {
    assert.instance(error, UserError, (error as Error).stack);
    return { message: (error as Error).message, ends: `the run ends, exit ${(error as UserError).code}` };
  }
}

type Reply = (response: ServerResponse, call: number, asked: Asked) => void;

/** With a scripted server that lists `tiny` and replies so to every request. */
const replying =
  (reply: Reply, options: Partial<EndpointOptions> = {}, pages: Record<string, unknown> = {}) =>
  async (): Promise<Outcome> => {
    const { baseURL, asked, close } = await server(
      (response, one, call) => reply(response, call, one),
      ['tiny'],
      undefined,
      pages,
    );
    try {
      return { ...(await outcomeOf({ baseURL, ...options })), asked: asked.length };
    } finally {
      await close();
    }
  };

const html = '<!DOCTYPE html><html><head><title>Welcome to nginx!</title></head></html>';
const list = { object: 'list', data: [{ id: 'tiny' }] };

/** With a server that has only these pages; others are 404. */
const having =
  (pages: Record<string, unknown>, address: (port: number) => string, tls = false) =>
  async (): Promise<Outcome> => {
    const { port, close } = await pagesOf((request, response) => {
      const value = pages[request.url ?? ''];
      if (value === html) response.writeHead(200, { 'content-type': 'text/html' }).end(html);
      else if (value) json(response, 200, value);
      else response.writeHead(404, { 'content-type': 'text/plain' }).end('404 page not found');
    }, tls);
    try {
      return await outcomeOf({ baseURL: address(port) });
    } finally {
      await close();
    }
  };

/** As llama-server: it waits for the end of a line, which TLS does not send. */
async function silentToTls(): Promise<{ baseURL: string; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const tcp = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('data', (data) => {
      if (data.toString('latin1').startsWith('GET '))
        socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
    });
  });
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  return {
    baseURL: `https://127.0.0.1:${(tcp.address() as AddressInfo).port}/v1`,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => tcp.close(() => resolve()));
    },
  };
}

const gone = async (): Promise<string> => {
  const { baseURL, close } = await server(() => {});
  await close();
  return baseURL;
};

const chunk = (delta: object, finish: string | null = null) =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
const streamed = (response: ServerResponse, ...chunks: string[]) =>
  void response.writeHead(200, { 'content-type': 'text/event-stream' }).end(`${chunks.join('')}data: [DONE]\n\n`);

async function graded(): Promise<Outcome> {
  const baseURL = await gone();
  const rows = ['a', 'b'].map((id) => `${JSON.stringify({ id, input: 'Why?', output: 'Because of the moon.' })}\n`);
  const [output, errors] = [new PassThrough(), new PassThrough()];
  const env = { OPENAI_BASE_URL: baseURL, EVALBOOK_JUDGE_MODEL: 'tiny', EVALBOOK_JUDGE_FAMILY: 'none' };
  const code = await withEnv(env, () =>
    grade(['llm', '--rubric', 'explanation-en'], { input: Readable.from(rows), output, errors }),
  );
  output.end();
  errors.end();
  const said = Buffer.concat(await errors.toArray()).toString();
  const out = Buffer.concat(await output.toArray()).toString();
  assert.is(out.split('\n').filter((line) => line.includes('"score":null,"verdict":"judge failed"')).length, 2, out);
  return { message: said.trim(), ends: `exit ${code}` };
}

async function gradedWithoutKey(): Promise<Outcome> {
  const { baseURL, asked, close } = await server((r) => json(r, 401, { error: { message: 'no such key' } }));
  const env = { OPENAI_BASE_URL: baseURL, OPENAI_API_KEY: 'wrong', EVALBOOK_JUDGE_MODEL: 'tiny', EVALBOOK_JUDGE_FAMILY: 'none' };
  const rows = ['a', 'b'].map((id) => `${JSON.stringify({ id, input: 'Why?', output: 'Because of the moon.' })}\n`);
  try {
    const given = { input: Readable.from(rows), output: new PassThrough(), errors: new PassThrough() };
    const error = await withEnv(env, () => grade(['llm', '--rubric', 'explanation-en'], given)).then(
      () => null,
      (reason: unknown) => reason,
    );
    assert.instance(error, UserError);
    return { message: (error as Error).message, ends: `exit ${(error as UserError).code}`, asked: asked.length };
  } finally {
    await close();
  }
}

interface Mistake {
  what: string;
  make: () => Promise<Outcome>;
  says: RegExp;
  ends: RegExp;
  /** how often an answer is asked for, at most */
  most?: number;
}

const error = (status: number, body: unknown) => (r: ServerResponse) => json(r, status, body);
const endsAt = (code: number) => new RegExp(`exit ${code}$`);

const mistakes: Mistake[] = [
  {
    what: 'no address',
    make: () => withEnv({ OPENAI_BASE_URL: undefined }, () => outcomeOf({})),
    says: /OPENAI_BASE_URL, e\.g\. http:\/\/127\.0\.0\.1:11434\/v1, got nothing/,
    ends: endsAt(2),
  },
  {
    what: 'an address without http://',
    make: () => outcomeOf({ baseURL: '127.0.0.1:8081/v1' }),
    says: /without http/,
    ends: endsAt(2),
  },
  {
    what: 'a password in the address',
    make: () => outcomeOf({ baseURL: 'http://me:hush@127.0.0.1:1/v1' }),
    says: /^(?!.*hush).*got one with a name, password or query/,
    ends: endsAt(2),
  },
  {
    what: 'the address of a page of the API',
    make: () => outcomeOf({ baseURL: 'http://127.0.0.1:1/v1/chat/completions' }),
    says: /try http:\/\/127\.0\.0\.1:1\/v1$/,
    ends: endsAt(2),
  },
  { what: 'no family', make: () => outcomeOf({ family: '' }), says: /expected `family`/, ends: endsAt(2) },
  { what: '`concurrency: 0`', make: () => outcomeOf({ concurrency: 0 }), says: /1 or more, got 0/, ends: endsAt(2) },
  {
    what: 'an unknown provider',
    make: () => outcomeOf({ provider: 'grok' as 'groq' }),
    says: /one of ollama, .*, got "grok"/,
    ends: endsAt(2),
  },
  {
    what: '`groq()` without a key',
    make: () => withEnv({ GROQ_API_KEY: undefined }, () => outcomeOf({}, groq)),
    says: /GROQ_API_KEY/,
    ends: endsAt(2),
  },
  {
    what: '`azure()` without an address',
    make: () => withEnv({ AZURE_OPENAI_ENDPOINT: undefined }, () => outcomeOf({}, azure)),
    says: /AZURE_OPENAI_ENDPOINT/,
    ends: endsAt(2),
  },
  {
    what: 'a price without its date',
    make: () => outcomeOf({ price: { in: 1, out: 2 } as EndpointOptions['price'] & object }),
    says: /price\.date/,
    ends: endsAt(2),
  },
  {
    what: 'the server is not started',
    make: async () => outcomeOf({ baseURL: await gone() }),
    says: /connection refused.*Start the server, then run the same command again/,
    ends: endsAt(3),
  },
  {
    what: 'an unknown host',
    make: () => outcomeOf({ baseURL: 'http://no..host/v1' }),
    says: /unknown host "no\.\.host"/,
    ends: endsAt(2),
  },
  {
    what: 'a port that Node refuses to ask',
    make: () => outcomeOf({ baseURL: 'http://127.0.0.1:6000/v1' }),
    says: /port 6000 is one that Node's fetch never asks/,
    ends: endsAt(2),
  },
  {
    what: 'a certificate signed by its owner',
    make: having({ '/v1/models': list }, (port) => `https://127.0.0.1:${port}/v1`, true),
    says: /not trusted.*NODE_EXTRA_CA_CERTS/,
    ends: endsAt(2),
  },
  {
    what: 'https, where http is spoken',
    make: having({ '/v1/models': list }, (port) => `https://127.0.0.1:${port}/v1`),
    says: /try http:\/\/127/,
    ends: endsAt(2),
  },
  {
    what: 'https, where http is spoken and the server is silent',
    make: async () => {
      const { baseURL, close } = await silentToTls();
      try {
        return await outcomeOf({ baseURL });
      } finally {
        await close();
      }
    },
    says: /the server speaks http: try http:\/\/127/,
    ends: endsAt(2),
  },
  {
    what: 'http, where https is spoken',
    make: having({ '/v1/models': list }, (port) => `http://127.0.0.1:${port}/v1`, true),
    says: /try https:\/\/127/,
    ends: endsAt(2),
  },
  {
    what: 'an address without /v1',
    make: having({ '/v1/models': list }, (port) => `http://127.0.0.1:${port}`),
    says: /404 page not found.*: try http:\/\/127\.0\.0\.1:\d+\/v1$/,
    ends: endsAt(2),
  },
  {
    what: 'an address without /v1, where a web page is',
    make: having({ '/models': html, '/v1/models': list }, (port) => `http://127.0.0.1:${port}`),
    says: /a web page.*: try http/,
    ends: endsAt(2),
  },
  {
    what: 'the address of a web site',
    make: having({ '/models': html }, (port) => `http://127.0.0.1:${port}`),
    says: /answered with a web page, "Welcome to nginx!"/,
    ends: endsAt(2),
  },
  {
    what: 'a server without an API',
    make: having({}, (port) => `http://127.0.0.1:${port}/v1`),
    says: /404 page not found.*changes nothing/,
    ends: endsAt(2),
  },
  {
    what: 'a web page in place of an answer',
    make: replying((r) => void r.writeHead(200, { 'content-type': 'text/html' }).end(html)),
    says: /answered with a web page/,
    ends: endsAt(2),
    most: 1,
  },
  {
    what: 'an answer in one piece, not streamed',
    make: replying(error(200, { choices: [{ index: 0, message: { content: 'hi' }, finish_reason: 'stop' }] })),
    says: /in one piece, although a stream was asked for/,
    ends: endsAt(2),
    most: 1,
  },
  {
    what: 'JSON that is no answer',
    make: replying(error(200, { ok: true })),
    says: /JSON that is no answer/,
    ends: endsAt(2),
    most: 1,
  },
  {
    what: 'a model that the server does not have',
    make: replying((r) => stream(r, ['x']), { model: 'huge' }),
    says: /one of tiny, got "huge"/,
    ends: endsAt(2),
    most: 0,
  },
  {
    what: 'a model that it says it has, and has not',
    make: replying(error(404, { error: { message: "model 'tiny' not found" } })),
    says: /model 'tiny' not found.*Correct `model`/,
    ends: endsAt(2),
    most: 1,
  },
  {
    what: 'other weights under the name',
    make: replying(
      (r) => stream(r, ['x']),
      { digest: 'cd34' },
      { '/api/tags': { models: [{ name: 'tiny:latest', digest: 'ab12' }] } },
    ),
    says: /expected the digest cd34, the server reports ab12/,
    ends: endsAt(2),
    most: 0,
  },
  {
    what: 'a wrong key',
    make: () =>
      withEnv(
        { OPENAI_API_KEY: 'sk-very-secret-0123' },
        replying(error(401, { error: { message: 'no such key sk-very-secret-0123' } })),
      ),
    says: /^(?!.*sk-very).*refused the key \(401 no such key \[key\]\)\. Set OPENAI_API_KEY/,
    ends: endsAt(2),
    most: 1,
  },
  {
    what: 'no key',
    make: () => withEnv({ OPENAI_API_KEY: undefined }, replying(error(401, { detail: 'Unauthorized' }))),
    says: /wants a key \(401 Unauthorized\)\. Set it: export OPENAI_API_KEY/,
    ends: endsAt(2),
    most: 1,
  },
  {
    what: 'a key that may not use the model',
    make: () =>
      withEnv({ OPENAI_API_KEY: 'sk-very-secret-0123' }, replying(error(403, { error: { message: 'no access to tiny' } }))),
    says: /403 no access to tiny/,
    ends: endsAt(2),
    most: 1,
  },
  {
    what: 'an account without money',
    make: replying(error(429, { error: { message: 'You exceeded your current quota', code: 'insufficient_quota' } })),
    says: /exceeded your current quota.*billing/,
    ends: endsAt(2),
    most: 1,
  },
  {
    what: 'a field of `extra` that the server refuses',
    make: replying(
      error(422, { detail: [{ type: 'extra_forbidden', loc: ['body', 'mirostat'], msg: 'Extra inputs are not permitted' }] }),
      { extra: { mirostat: 2 } },
    ),
    says: /422 body\.mirostat: Extra inputs are not permitted\. Change what it names/,
    ends: endsAt(2),
    most: 1,
  },
  {
    what: 'a temperature that a model does not take',
    make: replying(error(400, { error: { message: "'temperature' does not support 0 with this model", param: 'temperature' } })),
    says: /'temperature' does not support 0 with this model/,
    ends: endsAt(2),
    most: 1,
  },
  {
    what: 'the same, said as a 500',
    make: replying(error(500, { error: { message: 'invalid JSON schema in format', type: 'api_error' } }), {
      extra: { response_format: { type: 'json_schema' } },
    }),
    says: /refused the request: 500 invalid JSON schema in format\. Change what it names/,
    ends: endsAt(2),
    most: 1,
  },
  {
    what: 'a request that is refused after others were answered',
    make: replying((r, call) => (call > 1 ? json(r, 400, { error: { message: 'no such role' } }) : stream(r, ['x']))),
    says: /refused the request: 400 no such role/,
    ends: endsAt(2),
    most: 3,
  },
  {
    what: 'a server that always fails',
    make: replying((r) => json(r, 500, { error: { message: 'CUDA out of memory' } }), { patienceMs: 0 }),
    says: /5 requests in a row failed alike: 500 CUDA out of memory/,
    ends: endsAt(3),
    most: 5,
  },
  {
    what: '429, longer than `patienceMs`',
    make: replying(error(429, { error: { message: 'slow down' } }), { patienceMs: 300 }),
    says: /2 requests in a row failed alike: 429 slow down/,
    ends: endsAt(3),
  },
  {
    what: 'a server that hangs',
    make: replying(() => {}, { timeoutMs: 100 }),
    says: /said nothing for 100 ms, 3 times in a row\. Restart/,
    ends: endsAt(3),
    most: 3,
  },
  {
    what: 'a prompt longer than the context',
    make: replying(error(400, { error: { message: 'request (3031 tokens) exceeds it', type: 'exceed_context_size_error' } })),
    says: /400 request \(3031 tokens\)/,
    ends: /recorded/,
  },
  {
    what: 'the same, where a stream is just empty and the reason comes when asked without one',
    make: replying((r, _, { body }) =>
      body.stream ? streamed(r) : json(r, 400, { error: { message: "This model's maximum context length is 2048 tokens" } }),
    ),
    says: /400 This model's maximum context length is 2048 tokens/,
    ends: /recorded/,
  },
  {
    what: "a prompt that a provider's filter refuses",
    make: replying(error(400, { error: { message: 'triggered our content management policy', code: 'content_filter' } })),
    says: /content management policy/,
    ends: /recorded/,
  },
  {
    what: '`content: null` and nothing else',
    make: replying((r) => streamed(r, chunk({ role: 'assistant', content: null }), chunk({}, 'stop'))),
    says: /requests in a row failed alike: the answer was empty/,
    ends: endsAt(3),
  },
  {
    what: 'an answer that is only reasoning',
    make: replying((r) => streamed(r, chunk({ reasoning_content: 'Let me see.' }), chunk({}, 'stop'))),
    says: /only reasoning, 11 characters/,
    ends: endsAt(3),
  },
  {
    what: 'a stream that breaks',
    make: replying((r) => stream(r, ['half'], null)),
    says: /broke after 4 characters/,
    ends: endsAt(3),
  },
  {
    what: 'a server that ignores the length',
    make: replying((r) => stream(r, Array(50).fill('x'.repeat(1000)))),
    says: /more than 12000 characters for 20 tokens/,
    ends: endsAt(3),
  },
  {
    what: "`grade llm`, the judge's server is not started",
    make: graded,
    says: /2 of 2 rows were not judged.*connection refused.*Start the server/,
    ends: endsAt(3),
  },
  {
    what: '`grade llm` with a wrong key',
    make: gradedWithoutKey,
    says: /the judge's server refused the key \(401 no such key\)\. Set OPENAI_API_KEY/,
    ends: endsAt(2),
    most: 1,
  },
];

const lines: string[] = [];
const chineseLines: string[] = [];

/** What becomes of it, in Chinese. */
function endInChinese(end: string): string {
  const code = /exit (\d)$/.exec(end)?.[1];
  if (end === 'this answer is an error, recorded') return '这个回答记录为错误';
  assert.ok(code, end);
  return end.startsWith('the run ends') ? `运行结束，退出码 ${code}` : `退出码 ${code}`;
}

for (const { what, make, says, ends, most } of mistakes)
  test(what, async () => {
    const { message, ends: end, asked = 0 } = await make();
    assert.match(message, says);
    assert.match(end, ends);
    assert.not.match(message, '\n');
    if (end.endsWith('exit 2')) assert.not.match(message, 'same command again', 'asking again changes nothing');
    if (most !== undefined) assert.ok(asked <= most, `${asked} requests`);
    const shown = message.replace(/127\.0\.0\.1:\d{4,5}/g, '127.0.0.1:8080').replace(/on port \d+/, 'on port 8080');
    const cell = shown.replace(/[|<>]/g, (c) => `&#${c.charCodeAt(0)};`);
    lines.push(`| ${what} | ${cell} | ${end} |`);
    assert.ok(chinese[what], `test/models/endpoint/mistakes-zh.ts: expected "${what}"`);
    chineseLines.push(`| ${chinese[what]} | ${cell} | ${endInChinese(end)} |`);
  });

for (const [path, head, found] of [
  [page, '| mistake | message | what becomes of it |', lines],
  [chinesePage, '| 错误 | 信息 | 结果 |', chineseLines],
] as const)
  test(`${path} lists them, with these messages`, () => {
    const text = readFileSync(path, 'utf8');
    const before = text.slice(0, text.indexOf(head));
    const whole = `${before}${[head, '|---|---|---|', ...found].join('\n')}\n`;
    if (process.env.EVALBOOK_UPDATE_GOLDEN) writeFileSync(path, whole);
    assert.is(whole, readFileSync(path, 'utf8'));
  });

test.run();
