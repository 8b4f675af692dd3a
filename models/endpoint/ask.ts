// One streamed request. Only a non-empty stream that ends with a finish reason counts as an answer.
import OpenAI from 'openai';
import { UserError } from '../../harness/core/errors.js';
import { spokenPart } from '../../harness/core/thinking.js';
import type { Generation, Request } from '../../harness/core/types.js';
import { bodyOf } from './accepts.js';
import { log, messageIn } from './said.js';
import type { Server, Took } from './server.js';
import { waiting } from './waiting.js';

/**
 * An answer that may be incomplete: cut off, empty, or without a finish reason. Not retried immediately: a server that does this
 * once does it again.
 */
export class BrokenAnswer extends Error {
  override name = 'BrokenAnswer';
}

/** The server accepted the request and then sent nothing for `timeoutMs`. */
export class Silence extends BrokenAnswer {
  override name = 'Silence';
}

/**
 * After this many timeouts in a row the server is considered hung: waiting for it at every request of a long run would take days.
 */
export const mostSilences = 3;

/** A whole answer in which nothing was said: no word at all, or only thought. */
export class NothingSaid extends BrokenAnswer {
  override name = 'NothingSaid';
  /** `sure`: the server counts no more than an end of text, so the model ended at once */
  constructor(
    message: string,
    readonly sure: boolean,
  ) {
    super(message);
  }
}

export interface Question {
  model: string;
  request: Request;
  /** time without a chunk after which the stream is abandoned */
  timeoutMs: number;
}

type Answered = Omit<Generation, 'key' | 'timing'> & { took: Took };

/** Sends the request once. Errors: BrokenAnswer, UserError if what is there is no API, or what the client library throws. */
export async function ask(server: Server, { model, request, timeoutMs }: Question): Promise<Answered> {
  const { decoding } = request;
  const start = performance.now();
  const stop = new AbortController();
  const silent = () => new Silence(`no byte for ${timeoutMs} ms`);
  const wait = waiting(server.baseURL, timeoutMs, 'no byte yet');
  const body = bodyOf(server.accepts, { model, request, extra: server.extra }) as unknown;
  try {
    const opening = server.client.chat.completions.create(body as OpenAI.ChatCompletionCreateParamsStreaming, {
      signal: stop.signal,
    });
    const { data: stream, response } = await opening.withResponse().catch((error: unknown) => {
      throw error instanceof OpenAI.APIConnectionTimeoutError ? silent() : error;
    });
    const most = 10_000 + 100 * decoding.maxNewTokens; // tokens are far shorter than 100 characters: this server ignores max_tokens
    const got = { output: '', reasoning: '', finish: null as string | null };
    let firstTokenMs = Number.NaN;
    let usage: Usage | null | undefined;
    let chunks = 0;
    let timer: NodeJS.Timeout | undefined;
    const alive = () => {
      clearTimeout(timer);
      timer = setTimeout(() => stop.abort(), timeoutMs);
      wait.restart();
    };
    try {
      alive();
      await mustStream(server.baseURL, response);
      for await (const chunk of stream) {
        alive();
        chunks++;
        usage = usageOf(chunk) ?? usage; // llama.cpp and Ollama send it in a final chunk without choices
        const choice = chunk.choices?.[0];
        const { said, thought } = partsOf(choice?.delta);
        if (said || thought) {
          if (Number.isNaN(firstTokenMs)) firstTokenMs = performance.now() - start;
          got.output += said;
          got.reasoning += thought;
          if (got.output.length + got.reasoning.length > most)
            throw new BrokenAnswer(`more than ${most} characters for ${decoding.maxNewTokens} tokens`);
        }
        got.finish = choice?.finish_reason ?? got.finish;
      }
    } catch (error) {
      if (error instanceof BrokenAnswer || error instanceof UserError) throw error;
      if (stop.signal.aborted) throw silent();
      const { length } = got.output;
      if (length > 0) throw new BrokenAnswer(`the stream broke after ${length} characters: ${(error as Error).message}`);
      // undici's bare "terminated": the server went away before it said anything, and may be back
      throw error instanceof TypeError ? new OpenAI.APIConnectionError({ cause: error }) : error;
    } finally {
      clearTimeout(timer);
    }
    if (stop.signal.aborted) throw silent();
    if (chunks === 0) await hearWhy(server, body);
    const took = { firstTokenMs, totalMs: performance.now() - start };
    log(
      `${usage?.prompt_tokens ?? '?'} + ${usage?.completion_tokens ?? '?'} tokens, ${got.finish}, ${Math.round(took.totalMs)} ms`,
    );
    return { ...whole(got, usage), took };
  } finally {
    wait.end();
  }
}

/**
 * Asks once more, not streamed and for one token: llama-cpp-python ends a stream before its first chunk, with status 200, where the prompt is
 * longer than the context, and says so only then. Errors: what the server says.
 */
async function hearWhy({ client, accepts }: Server, body: unknown): Promise<void> {
  const { stream_options: _, ...asked } = body as Record<string, unknown>;
  const once = { ...asked, stream: false, [accepts.length]: 1 } as unknown;
  await client.chat.completions.create(once as OpenAI.ChatCompletionCreateParamsNonStreaming);
}

type Usage = OpenAI.CompletionUsage;

function whole(got: { output: string; reasoning: string; finish: string | null }, usage?: Usage | null): Omit<Answered, 'took'> {
  const { finish } = got;
  const { output, reasoning } = apart(got.output, got.reasoning);
  if (finish === null)
    throw new BrokenAnswer(got.output === '' ? 'the stream was empty' : 'the stream ended without a finish reason');
  if (finish !== 'stop' && finish !== 'length') throw new BrokenAnswer(`the answer ended with "${finish.slice(0, 40)}"`);
  const outputTokens = usage?.completion_tokens ?? null;
  if (finish === 'stop' && output.trim() === '')
    throw reasoning === ''
      ? new NothingSaid('the answer was empty', outputTokens !== null && outputTokens <= 1)
      : new NothingSaid(`the answer was only reasoning, ${reasoning.length} characters, and nothing was said after it`, false);
  if (finish === 'length' && output === '' && reasoning === '') throw new NothingSaid('cut off before a word was said', false);
  const reasoningTokens = usage?.completion_tokens_details?.reasoning_tokens;
  return {
    output,
    ...(reasoning === '' ? {} : { reasoning }),
    finish,
    promptTokens: usage?.prompt_tokens ?? null,
    outputTokens,
    ...(reasoningTokens ? { reasoningTokens } : {}),
  };
}

/**
 * What was thought, apart from what was said: a server without a parser for reasoning leaves `<think>` in the answer. Thought and
 * answer together are, but for white space between them, what the server sent.
 */
function apart(output: string, reasoning: string): { output: string; reasoning: string } {
  const { answer, thinking } = spokenPart(output);
  const whole = output.trimEnd();
  if (!thinking || !whole.endsWith(answer)) return { output, reasoning };
  const thought = whole.slice(0, whole.length - answer.length).trim();
  return { output: answer, reasoning: [reasoning, thought].filter(Boolean).join('\n\n') };
}

/** What a chunk adds to the answer, and to what a server hands over as thought apart from it. */
function partsOf(delta: unknown): { said: string; thought: string } {
  const { content, reasoning_content: thought, reasoning } = (delta ?? {}) as Record<string, unknown>;
  const parts = Array.isArray(content) ? content.map((part) => (part ?? {}) as Record<string, unknown>) : []; // Mistral's
  const thinking = parts.flatMap(({ thinking }) => (Array.isArray(thinking) ? (thinking as Record<string, unknown>[]) : []));
  return {
    said: typeof content === 'string' ? content : textsOf(parts.filter(({ type }) => type === 'text')),
    // `reasoning_content`: DeepSeek, vLLM, llama.cpp, SGLang; `reasoning`: OpenRouter, Ollama, Groq, newer vLLM
    thought:
      ([thought, reasoning].find((one) => typeof one === 'string' && one !== '') as string | undefined) ?? textsOf(thinking),
  };
}

function textsOf(parts: Record<string, unknown>[]): string {
  return parts.map((part) => (typeof part?.text === 'string' ? part.text : '')).join('');
}

function usageOf(chunk: OpenAI.ChatCompletionChunk): Usage | null | undefined {
  const { x_groq: groq } = chunk as { x_groq?: { usage?: Usage } };
  return chunk.usage ?? groq?.usage;
}

/** Errors: UserError (exit 2) if a 200 is a web page, or an answer in one piece. */
async function mustStream(baseURL: string, response: Response): Promise<void> {
  const type = response.headers.get('content-type') ?? '';
  if (!/html|application\/json/i.test(type)) return;
  const text = await response.clone().text();
  if (/html/i.test(type) || /^\s*</.test(text))
    throw new UserError(
      `${baseURL} answered with ${messageIn(text)} (${type}), not with OpenAI's API. Correct the address: it mostly ends in /v1`,
    );
  const value = parsed(text) as { choices?: unknown; error?: unknown } | null;
  if (value?.error) throw new BrokenAnswer(`an error with status 200: ${messageIn(text)}`);
  throw new UserError(
    value?.choices
      ? `${baseURL} answered in one piece, although a stream was asked for. Turn on streaming in the server or the proxy before it`
      : `${baseURL} answered 200 with JSON that is no answer: ${messageIn(text).slice(0, 200)}. Correct the address: it mostly ends in /v1`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
