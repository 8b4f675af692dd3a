// A model behind a server as a judge: it replies under a JSON schema, in the strictest form that the server supports.
import OpenAI from 'openai';
import { exit, UserError } from '../../harness/core/errors.js';
import { judgeSettings } from '../../harness/core/options.js';
import { spokenPart } from '../../harness/core/thinking.js';
import type { JudgeModel, JudgeModelAnswer, Message } from '../../harness/core/types.js';
import { learn, plainFields } from './accepts.js';
import { mostSilences } from './ask.js';
import { isKeyRefused, isRefusal, isSpent, isTooLong, keyMessage, keyRepeated, repeatsKey } from './refused.js';
import { patiently } from './retry.js';
import { reason, saidIn } from './said.js';
import { checkServed, type Served, setShort } from './served.js';
import { checkNames, connect, type EndpointOptions, type Server } from './server.js';
import { unreachable } from './unreachable.js';
import { waiting } from './waiting.js';

export interface JudgeModelOptions extends Omit<EndpointOptions, 'onTiming' | 'concurrency' | 'price'> {
  /** longest reply in tokens, default 600 */
  maxNewTokens?: number;
}

/** Most requests for one answer, whatever fails: a server that always fails is asked again in the next run, not all day in this one. */
const mostRequests = 6;

type Format = OpenAI.ChatCompletionCreateParamsNonStreaming['response_format'];

/**
 * A `JudgeModel` over a server, at temperature 0. `model` and `family` default to EVALBOOK_JUDGE_MODEL and EVALBOOK_JUDGE_FAMILY.
 * Requests JSON by schema; if the server rejects that, a plain JSON object with the schema beside it; else text. The reply is
 * validated in every case.
 */
export function judgeModel(options: JudgeModelOptions): JudgeModel {
  checkNames(options);
  const { model, family, digest = '', timeoutMs = 120_000, patienceMs = 300_000, maxNewTokens = 600 } = options;
  let accepted = 0; // index of the strictest form that this server is known to accept
  let patience = patienceMs;
  let connection: Server | undefined; // what it has refused is remembered
  let looked: Promise<Served> | undefined;
  let silences = 0;
  return {
    id: options.id ?? model,
    family,
    digest,
    async answer(messages, schema) {
      connection ??= connect({ ...options, timeoutMs });
      const server = connection;
      looked ??= checkServed(server, model, digest);
      const served = await looked.catch((error) => {
        looked = undefined;
        if (error instanceof UserError && error.code === exit.incomplete) throw new Error(error.message); // it may be back later
        throw error;
      });
      for (let way = accepted, asked = 0; ; ) {
        const shape = shapes(schema)[way] as Shape;
        const attempt = () => {
          asked++;
          return replyOf(server, { model, messages, ...shape, maxNewTokens, timeoutMs });
        };
        const left = mostRequests - asked;
        const known = server.accepts.refused.size;
        try {
          const who = `the judge's server, ${server.baseURL}`;
          const answer = await patiently(attempt, patience, who, way - accepted < 2 ? left : 1);
          patience = patienceMs;
          silences = 0;
          accepted = way;
          if (repeatsKey(answer.text)) throw new Error(keyRepeated);
          return answer;
        } catch (error) {
          endIfHopeless(error, server, ++silences, timeoutMs);
          if (!(error instanceof OpenAI.APIConnectionTimeoutError)) silences = 0;
          if (error instanceof OpenAI.APIConnectionError) {
            patience = 0; // unreachable: do not wait as long for the next questions
            throw new Error((await unreachable(error, server.baseURL, server.known?.hint)).message);
          }
          if (isTooLong(error)) {
            const short = setShort(served);
            if (short) throw new Error(`the question is longer than the context of the judge; ${short}`);
            throw new RangeError('the question is longer than the context of the judge');
          }
          if (
            isRefusal(error) &&
            // another answer's request may have learned it meanwhile
            (server.accepts.refused.size > known || learn(server.accepts, saidIn(error), server.extra))
          ) {
            asked--; // once a field: a strict server may name each of them before it judges
            continue;
          }
          const format =
            error instanceof OpenAI.BadRequestError ||
            (error instanceof OpenAI.InternalServerError && error.status !== 503) ||
            error instanceof OpenAI.UnprocessableEntityError;
          if (!format || way >= shapes(schema).length - 1 || asked >= mostRequests) throw new Error(reason(error));
          way++; // llama-cpp-python responds to json_schema with 500, some models to logprobs with 400; a less strict form may work
        }
      }
    },
  };
}

/** Errors: UserError if every other question would fail as this one did. */
function endIfHopeless(error: unknown, server: Server, silences: number, timeoutMs: number): void {
  if (error instanceof OpenAI.APIConnectionTimeoutError && silences === mostSilences)
    throw new UserError(
      `the judge's server said nothing for ${timeoutMs} ms, ${mostSilences} times in a row. Restart it, then run the same command again`,
      exit.incomplete,
    );
  if (isKeyRefused(error)) throw new UserError(keyMessage(error, server, "the judge's server"));
  if (isSpent(error))
    throw new UserError(`the judge's server answers no more for this key: ${reason(error)}. Look at its billing page`);
}

/**
 * The judge named by the environment: EVALBOOK_JUDGE_MODEL and EVALBOOK_JUDGE_FAMILY at OPENAI_BASE_URL; undefined if none is
 * set.
 */
export function configuredJudgeModel(): JudgeModel | undefined {
  const { model, family } = judgeSettings();
  if (!model) return undefined;
  if (!family)
    throw new UserError(
      `expected EVALBOOK_JUDGE_FAMILY to name the family of ${model} (qwen, llama, gemma …), got nothing: a judge never grades its own family`,
    );
  return judgeModel({ model, family });
}

interface Shape {
  format: Format;
  logprobs: boolean;
}

/** Request forms, strictest first; if a server rejects one, the next is tried. */
function shapes(schema: Record<string, unknown>): Shape[] {
  const strict: Format = { type: 'json_schema', json_schema: { name: 'verdict', strict: true, schema } };
  const loose = { type: 'json_object', schema } as Format; // llama.cpp's servers constrain the output by the schema beside it
  return [
    { format: strict, logprobs: true },
    { format: loose, logprobs: true },
    { format: strict, logprobs: false },
    { format: loose, logprobs: false },
    { format: undefined, logprobs: false },
  ];
}

interface Call extends Shape {
  model: string;
  messages: Message[];
  maxNewTokens: number;
  timeoutMs: number;
}

async function replyOf(server: Server, call: Call): Promise<JudgeModelAnswer> {
  const { model, messages, format, logprobs, maxNewTokens, timeoutMs } = call;
  const wait = waiting(`the judge's server, ${server.baseURL}`, timeoutMs, 'no byte yet');
  try {
    const { choices, usage } = await server.client.chat.completions.create({
      ...plainFields(server.accepts, server.extra, maxNewTokens),
      model,
      messages,
      stream: false,
      temperature: 0,
      ...(format ? { response_format: format } : {}),
      ...(logprobs ? { logprobs: true, top_logprobs: 1 } : {}), // llama-cpp-python returns none without top_logprobs
    });
    const text = spokenPart(choices?.[0]?.message?.content ?? '').answer;
    const tokens = choices?.[0]?.logprobs?.content?.map(({ token, logprob }) => ({ text: token, logProbability: logprob }));
    return {
      text,
      promptTokens: usage?.prompt_tokens ?? null,
      outputTokens: usage?.completion_tokens ?? null,
      ...(tokens ? { tokens } : {}),
    };
  } finally {
    wait.end();
  }
}
