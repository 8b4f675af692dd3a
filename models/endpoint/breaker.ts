// Ends a run whose requests all fail alike: waiting for the same error at every question of a long run would take days.
import { exit, UserError } from '../../harness/core/errors.js';

/** After so many errors of the same words in a row a run ends. */
const mostAlike = 5;
/** After so many that were each waited out, as 429 for all of `patienceMs`. */
const mostWaited = 2;

export class Breaker {
  private last = '';
  private alike = 0;
  private waited = 0;

  /** With several requests at once, one cause makes as many errors. */
  constructor(private readonly concurrency: number) {}

  /** Errors: UserError (exit 3) once there are too many. */
  count(error: string, waitedOut: boolean, baseURL: string): void {
    const words = wordsOf(error);
    this.alike = words === this.last ? this.alike + 1 : 1;
    this.waited = waitedOut ? this.waited + 1 : 0;
    this.last = words;
    if (this.alike < mostAlike + 2 * (this.concurrency - 1) && this.waited < mostWaited + this.concurrency - 1) return;
    const n = Math.max(this.alike, this.waited);
    throw new UserError(
      `${baseURL}: ${n} requests in a row failed alike: ${error}. Look at the server's log and mend that; what was answered is stored, and the same command goes on`,
      exit.incomplete,
    );
  }

  reset(): void {
    this.last = '';
    this.alike = 0;
    this.waited = 0;
  }
}

/** Errors differ in numbers only: a request's id, a count of characters. */
function wordsOf(error: string): string {
  return error.replace(/[0-9a-f-]{8,}|\d+/g, '#');
}
