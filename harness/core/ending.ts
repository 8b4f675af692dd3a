// How a script that is started by itself ends when something is wrong: an error for the user is one line and its exit code, anything else
// keeps its stack.
import { UserError } from './errors.js';
import { stackBelow } from './failure.js';

/** Sets that ending for this process. */
export function endInOneLine(): void {
  process.once('uncaughtException', (error) => {
    process.stderr.write(
      error instanceof UserError
        ? `evalbook: ${error.message}\n${stackBelow(error)}`
        : `${error instanceof Error ? error.stack : String(error)}\n`,
    );
    process.exit(error instanceof UserError ? error.code : 1);
  });
}
