// Retries transient errors: connection errors, 429 and 503 with increasing delays; any other 5xx once, as it may really be a
// rejection of the request.
import OpenAI from 'openai';
import pRetry, { AbortError } from 'p-retry';
import { isRefusal, isSpent } from './refused.js';
import { reason } from './said.js';
import { isReached } from './unreachable.js';
import { waiting } from './waiting.js';

/**
 * Runs `attempt`, and again after connection errors, 429 and 5xx, for at most `patienceMs`, saying so of `who` while it lasts, and with at
 * most `most` requests that reach the server (default: no limit). Errors: the last one.
 */
export async function patiently<T>(
  attempt: () => Promise<T>,
  patienceMs: number,
  who: string,
  most = Number.POSITIVE_INFINITY,
): Promise<T> {
  const end = performance.now() + patienceMs;
  let serverErrors = 0;
  let asked = 0;
  let wait: ReturnType<typeof waiting> | undefined;
  try {
    return await pRetry(
      async () => {
        try {
          return await attempt();
        } catch (error) {
          if (!mendable(error)) throw new AbortError(error as Error);
          throw error;
        }
      },
      {
        forever: true,
        minTimeout: 500,
        maxTimeout: 15_000,
        randomize: true,
        async onFailedAttempt(error) {
          if (error instanceof OpenAI.InternalServerError && error.status !== 503 && ++serverErrors > 1) throw error;
          if (isReached(error) && ++asked >= most) throw error;
          const left = end - performance.now();
          if (left <= 0) throw error;
          wait ??= waiting(who, left, '');
          wait.because(reason(error));
          await new Promise((resolve) => setTimeout(resolve, Math.min(waitAsked(error), Math.max(0, left))));
        },
      },
    );
  } finally {
    wait?.end();
  }
}

/** Whether an error is one that lasted for all of the patience. */
export function isWaitedOut(error: unknown): boolean {
  return mendable(error) && !(error instanceof OpenAI.InternalServerError && error.status !== 503);
}

/** Whether waiting may help. */
function mendable(error: unknown): boolean {
  if (error instanceof OpenAI.APIConnectionError) return !(error instanceof OpenAI.APIConnectionTimeoutError);
  if (isSpent(error) || isRefusal(error)) return false;
  return error instanceof OpenAI.RateLimitError || error instanceof OpenAI.InternalServerError;
}

/** Delay in ms from a Retry-After header given in seconds, at most a minute; 0 without one. */
function waitAsked(error: Error): number {
  const header = error instanceof OpenAI.APIError ? error.headers?.get('retry-after') : null;
  const seconds = Number(header);
  return header && seconds > 0 ? Math.min(60, seconds) * 1000 : 0;
}
