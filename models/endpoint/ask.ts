// One streamed request. Only a non-empty stream that ends with a finish reason counts as an answer.
import OpenAI from 'openai';
import type { Generation, Request } from '../../harness/core/types.js';

export interface Timing {
  firstTokenMs: number;
  totalMs: number;
}

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

export interface Question {
  model: string;
  request: Request;
  extra: Record<string, unknown>;
  /** time without a chunk after which the stream is abandoned */
  timeoutMs: number;
}

/** Sends the request once. Errors: BrokenAnswer, or what the client library throws. */
export async function ask(
  client: OpenAI,
  { model, request, extra, timeoutMs }: Question,
): Promise<Omit<Generation, 'key'> & { timing: Timing }> {
  const { messages, decoding } = request;
  const { temperature = 0 } = decoding;
  const start = performance.now();
  const stop = new AbortController();
  const silent = () => new Silence(`no byte for ${timeoutMs} ms`);
  const opening = client.chat.completions.create(
    {
      ...extra,
      model,
      messages,
      stream: true,
      stream_options: { include_usage: true },
      max_tokens: decoding.maxNewTokens, // Ollama and llama-cpp-python ignore max_completion_tokens, and would not stop
      temperature,
      ...(temperature > 0 ? { top_p: decoding.topP ?? 1 } : {}), // llama-server defaults to 0.95
      ...(decoding.topK === undefined ? {} : { top_k: decoding.topK }),
      ...(decoding.seed === undefined ? {} : { seed: decoding.seed }),
      ...(decoding.stop === undefined ? {} : { stop: decoding.stop }),
    },
    { signal: stop.signal },
  );
  const stream = await opening.catch((error: unknown) => {
    throw error instanceof OpenAI.APIConnectionTimeoutError ? silent() : error;
  });
  const most = 10_000 + 100 * decoding.maxNewTokens; // tokens are far shorter than 100 characters: this server ignores max_tokens
  let output = '';
  let reasoning = '';
  let finish: string | null = null;
  let firstTokenMs = Number.NaN;
  let usage: OpenAI.CompletionUsage | null | undefined;
  let timer: NodeJS.Timeout | undefined;
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(() => stop.abort(), timeoutMs);
  };
  try {
    alive();
    for await (const chunk of stream) {
      alive();
      usage = chunk.usage ?? usage; // llama.cpp and Ollama send it in a final chunk without choices
      const choice = chunk.choices?.[0];
      const thought = reasoningOf(choice?.delta);
      const said = choice?.delta?.content ?? '';
      if (said || thought) {
        if (Number.isNaN(firstTokenMs)) firstTokenMs = performance.now() - start;
        output += said;
        reasoning += thought;
        if (output.length + reasoning.length > most)
          throw new BrokenAnswer(`more than ${most} characters for ${decoding.maxNewTokens} tokens`);
      }
      finish = choice?.finish_reason ?? finish;
    }
  } catch (error) {
    if (error instanceof BrokenAnswer) throw error;
    if (stop.signal.aborted) throw silent();
    if (output !== '') throw new BrokenAnswer(`the stream broke after ${output.length} characters: ${(error as Error).message}`);
    throw error;
  } finally {
    clearTimeout(timer);
  }
  if (stop.signal.aborted) throw silent();
  if (finish === null)
    throw new BrokenAnswer(output === '' ? 'the stream was empty' : 'the stream ended without a finish reason');
  if (finish !== 'stop' && finish !== 'length') throw new BrokenAnswer(`the answer ended with "${finish.slice(0, 40)}"`);
  return {
    output,
    ...(reasoning === '' ? {} : { reasoning }),
    finish,
    promptTokens: usage?.prompt_tokens ?? null,
    outputTokens: usage?.completion_tokens ?? null,
    timing: { firstTokenMs, totalMs: performance.now() - start },
  };
}

/**
 * What a server hands over as thought, apart from the answer: `reasoning_content` (DeepSeek, vLLM, llama.cpp, SGLang) or `reasoning`
 * (OpenRouter, Ollama, newer vLLM). '' if there is none.
 */
function reasoningOf(delta: unknown): string {
  const { reasoning_content: content, reasoning } = (delta ?? {}) as Record<string, unknown>;
  return typeof content === 'string' ? content : typeof reasoning === 'string' ? reasoning : '';
}
