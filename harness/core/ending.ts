// How a script that is started directly ends on an error: a UserError prints one line and sets its exit code, anything else keeps
// its stack.
import { UserError } from './errors.js';
import { stackBelow } from './failure.js';

/** Installs that handling for this process. */
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
