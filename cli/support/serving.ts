// What commands that serve have in common.
import { UserError } from '../../harness/core/errors.js';

/** The number of a port; 0, any that is free, where none is given. Errors: UserError (exit 2) if it is no port. */
export function portOf(text: string | undefined): number {
  const port = Number(text ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535 || text?.trim() === '')
    throw new UserError(`expected --port to be a whole number from 0 to 65535, got "${text}"`);
  return port;
}

/** Resolves when the user stops the command. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
