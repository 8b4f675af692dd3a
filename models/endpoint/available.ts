// Whether a server is reachable; asked before work that could do without it.
import OpenAI from 'openai';
import { connect, isConfigured, type Where } from './server.js';

/** Long enough for a running server, short enough to check on every report. */
const timeoutMs = 2000;

/**
 * True if anything responds, even with an error: the real request will then say what is wrong. False if nothing responds within 2
 * s, or no address or key is set.
 */
export async function isThere(options: Where): Promise<boolean> {
  if (!isConfigured(options)) return false;
  try {
    await connect({ ...options, timeoutMs }).client.models.list();
    return true;
  } catch (error) {
    return !(error instanceof OpenAI.APIConnectionError);
  }
}
