// A server's model as a judge: an answer under a JSON schema, in the strictest of three ways that the server understands.
import OpenAI from 'openai';
import { UserError } from '../../harness/errors.js';
import { judgeSettings } from '../../harness/options.js';
import type { Message, Referee } from '../../harness/types.js';
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
  return {
    id: options.id ?? model,
    family,
    digest,
    async answer(messages, schema) {
      const { client, extra } = connect({ ...options, timeoutMs });
      for (;;) {
        const format = formats(schema)[refused];
        try {
          return await patiently(() => replyOf(client, { model, messages, format, extra, maxNewTokens }), patienceMs);
        } catch (error) {
          if (error instanceof OpenAI.AuthenticationError || error instanceof OpenAI.PermissionDeniedError)
            throw new UserError(
              `the judge's server refused the key (${error.status}). Set OPENAI_API_KEY to one that it accepts`,
            );
          const format =
            error instanceof OpenAI.BadRequestError ||
            error instanceof OpenAI.InternalServerError ||
            error instanceof OpenAI.UnprocessableEntityError;
          if (!format || refused >= 2) throw error;
          refused++; // llama-cpp-python answers 500 to a json_schema; the next way down may do
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

function formats(schema: Record<string, unknown>): Format[] {
  const loose = { type: 'json_object', schema } as Format; // llama.cpp's servers constrain by the schema beside it
  return [{ type: 'json_schema', json_schema: { name: 'verdict', strict: true, schema } }, loose, undefined];
}

interface Call {
  model: string;
  messages: Message[];
  format: Format;
  extra: Record<string, unknown>;
  maxNewTokens: number;
}

async function replyOf(client: OpenAI, { model, messages, format, extra, maxNewTokens }: Call) {
  const { choices, usage } = await client.chat.completions.create({
    model,
    messages,
    temperature: 0,
    max_tokens: maxNewTokens,
    ...(format ? { response_format: format } : {}),
    ...extra,
  });
  const text = choices?.[0]?.message?.content ?? '';
  return { text, promptTokens: usage?.prompt_tokens ?? null, outputTokens: usage?.completion_tokens ?? null };
}
