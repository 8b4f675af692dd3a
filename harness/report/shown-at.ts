// The script line that shows something, so that prose and results appear in the order of the script.
import { fileURLToPath } from 'node:url';
import { callSites } from '../core/call-site.js';
import { UserError } from '../core/errors.js';

/**
 * The line of the script at `url` that led to the current call: its own line, or the line that called a helper in another file.
 * Errors: UserError (exit 2) if the script is not among the callers, e.g. in a helper that it does not await.
 */
export function shownAt(url: string): number {
  const sites = callSites();
  const site = sites.find((one) => one.url === url);
  if (site) return site.line;
  const here = new URL('..', import.meta.url).href;
  const other = sites.find((one) => one.url.startsWith('file:') && !one.url.startsWith(here));
  const where = other ? `${fileURLToPath(other.url)}:${other.line}` : 'nowhere that is known';
  throw new UserError(
    `${where}: expected show() to be called by the script or while it waits for a helper, got a call that it does not wait for. ` +
      'Put `await` before the helper’s call, or return what is to be shown',
  );
}
