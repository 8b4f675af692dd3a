// A server's model as a judge: an answer under a JSON schema, in the strictest of three ways that the server understands.
import OpenAI from 'openai';
import { UserError } from '../../harness/errors.js';
import { endpointSettings, judgeSettings } from '../../harness/options.js';
import type { Message, Referee, RefereeAnswer } from '../../harness/types.js';
import { patiently } from './retry.js';
import { connect, type EndpointOptions } from './server.js';

export interface RefereeOptions extends Omit<EndpointOptions, 'onTiming' | 'concurrency'> {
  /** longest reply in tokens, default 600 */
  maxNewTokens?: number;
}

type Format = OpenAI.ChatCompletionCreateParamsNonStreaming['response_format'];

/**
 * A `Referee` over a server, at temperature 0. `model` and `family` default to EVALBOOK_JUDGE_MODEL and EVALBOOK_JUDGE_FAMILY. It asks for JSON by
 * schema, where the server refuses that as a plain JSON object with the schema beside it, and else as text: the reply is checked in every case.
 */
export function referee(options: RefereeOptions): Referee {
  const { model, family, digest = '', timeoutMs = 120_000, patienceMs = 300_000, maxNewTokens = 600 } = options;
  let refused = 0;
  let patience = patienceMs;
  return {
    id: options.id ?? model,
    family,
    digest,
    async answer(messages, schema) {
      const { client, extra } = connect({ ...options, timeoutMs });
      for (;;) {
        const shape = shapes(schema)[refused] as Shape;
        try {
          const answer = await patiently(() => replyOf(client, { model, messages, ...shape, extra, maxNewTokens }), patience);
          patience = patienceMs;
          return { ...answer, text: withoutKey(answer.text) };
        } catch (error) {
          if (error instanceof OpenAI.APIConnectionError) patience = 0; // nobody is there: the next questions do not wait as long again
          if (isTooLong(error)) throw new RangeError('the question is longer than the context of the judge');
          if (error instanceof OpenAI.AuthenticationError || error instanceof OpenAI.PermissionDeniedError)
            throw new UserError(
              `the judge's server refused the key (${error.status}). Set OPENAI_API_KEY to one that it accepts`,
            );
          const format =
            error instanceof OpenAI.BadRequestError ||
            error instanceof OpenAI.InternalServerError ||
            error instanceof OpenAI.UnprocessableEntityError;
          if (!format || refused >= shapes(schema).length - 1) throw new Error(withoutKey((error as Error).message));
          refused++; // llama-cpp-python answers 500 to a json_schema, some models 400 to logprobs; the next way down may do
        }
      }
    },
  };
}

/** The judge that the environment names: EVALBOOK_JUDGE_MODEL and EVALBOOK_JUDGE_FAMILY at OPENAI_BASE_URL; undefined where it names none. */
export function configuredReferee(): Referee | undefined {
  const { model, family } = judgeSettings();
  if (!model) return undefined;
  if (!family)
    throw new UserError(
      `expected EVALBOOK_JUDGE_FAMILY to name the family of ${model} (qwen, llama, gemma …), got nothing: a judge never grades its own family`,
    );
  return referee({ model, family });
}

/** Some servers quote the key in what they answer; nothing that is recorded or shown may hold it. */
function withoutKey(text: string): string {
  const { apiKey } = endpointSettings();
  return apiKey ? text.replaceAll(apiKey, '[key]') : text;
}

interface Shape {
  format: Format;
  logprobs: boolean;
}

/** Ways to ask, the strictest first; a server that refuses one is asked in the next. */
function shapes(schema: Record<string, unknown>): Shape[] {
  const strict: Format = { type: 'json_schema', json_schema: { name: 'verdict', strict: true, schema } };
  const loose = { type: 'json_object', schema } as Format; // llama.cpp's servers constrain by the schema beside it
  return [
    { format: strict, logprobs: true },
    { format: loose, logprobs: true },
    { format: strict, logprobs: false },
    { format: loose, logprobs: false },
    { format: undefined, logprobs: false },
  ];
}

/** A prompt longer than the context stays so: llama.cpp's and OpenAI's ways to say it. */
function isTooLong(error: unknown): boolean {
  return (
    error instanceof OpenAI.APIError &&
    /exceed_context_size|context_length_exceeded/.test(`${error.code} ${error.type} ${error.message}`)
  );
}

interface Call extends Shape {
  model: string;
  messages: Message[];
  extra: Record<string, unknown>;
  maxNewTokens: number;
}

async function replyOf(client: OpenAI, { model, messages, format, logprobs, extra, maxNewTokens }: Call): Promise<RefereeAnswer> {
  const { choices, usage } = await client.chat.completions.create({
    model,
    messages,
    temperature: 0,
    max_tokens: maxNewTokens,
    ...(format ? { response_format: format } : {}),
    ...(logprobs ? { logprobs: true, top_logprobs: 1 } : {}), // llama-cpp-python gives none without top_logprobs
    ...extra,
  });
  const text = choices?.[0]?.message?.content ?? '';
  const tokens = choices?.[0]?.logprobs?.content?.map(({ token, logprob }) => ({ text: token, logProbability: logprob }));
  return {
    text,
    promptTokens: usage?.prompt_tokens ?? null,
    outputTokens: usage?.completion_tokens ?? null,
    ...(tokens ? { tokens } : {}),
  };
}
