// Retries transient errors: connection errors, 429 and 503 with increasing delays; any other 5xx once, as it may really be a
// rejection of the request.
import OpenAI from 'openai';
import pRetry, { AbortError } from 'p-retry';

/**
 * Runs `attempt`, and again after connection errors, 429 and 5xx, for at most `patienceMs` and with at most `most` requests that reach the
 * server (default: no limit). Errors: the last one.
 */
export async function patiently<T>(attempt: () => Promise<T>, patienceMs: number, most = Number.POSITIVE_INFINITY): Promise<T> {
  const end = performance.now() + patienceMs;
  let serverErrors = 0;
  let asked = 0;
  return pRetry(
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
        if (reached(error) && ++asked >= most) throw error;
        if (performance.now() >= end) throw error;
        await new Promise((resolve) => setTimeout(resolve, Math.min(waitAsked(error), Math.max(0, end - performance.now()))));
      },
    },
  );
}

/** Whether a failed request came to a server: not where nothing listens, as while it starts again. */
function reached(error: unknown): boolean {
  if (!(error instanceof OpenAI.APIConnectionError)) return true;
  const codes = [error.cause, (error.cause as Error | undefined)?.cause].map(
    (one) => (one as NodeJS.ErrnoException | undefined)?.code,
  );
  return !codes.some((code) => code !== undefined && ['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH'].includes(code));
}

function mendable(error: unknown): boolean {
  if (error instanceof OpenAI.APIConnectionError) return !(error instanceof OpenAI.APIConnectionTimeoutError);
  return error instanceof OpenAI.RateLimitError || error instanceof OpenAI.InternalServerError;
}

/** Delay in ms from a Retry-After header given in seconds, at most a minute; 0 without one. */
function waitAsked(error: Error): number {
  const header = error instanceof OpenAI.APIError ? error.headers?.get('retry-after') : null;
  const seconds = Number(header);
  return header && seconds > 0 ? Math.min(60, seconds) * 1000 : 0;
}
