// Whether a server is there, asked before anything that could do without it.
import OpenAI from 'openai';
import { endpointSettings } from '../../harness/core/options.js';
import { connect, type EndpointOptions } from './server.js';

/** Long enough for a server that is there, short enough to ask it for each report. */
const timeoutMs = 2000;

/** True where anything answers, be it a refusal: asking then tells what is wrong. False where nobody answers within 2 s, or no address is set. */
export async function isThere(options: Pick<EndpointOptions, 'baseURL' | 'extra'>): Promise<boolean> {
  if (!(options.baseURL ?? endpointSettings().baseURL)) return false;
  try {
    await connect({ ...options, timeoutMs }).client.models.list();
    return true;
  } catch (error) {
    return !(error instanceof OpenAI.APIConnectionError);
  }
}
