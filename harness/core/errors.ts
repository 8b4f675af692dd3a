// Errors that a user can fix: one line with what was expected, what was found, where, and what to do next. Anything else is a bug
// and keeps its stack.

/** Exit codes of every command. */
export const exit = { done: 0, gate: 1, usage: 2, incomplete: 3, verification: 4, interrupted: 130 } as const;

/** An error whose message is for the user; `code` is the exit code of the command that catches it. */
export class UserError extends Error {
  override name = 'UserError';
  constructor(
    message: string,
    readonly code: number = exit.usage,
    /** `cause`: the underlying error, if any */
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** A server refused a request for what is in it, so that it refuses all that are like it; `key` is the request's. */
export class RefusedRequest extends UserError {
  override name = 'RefusedRequest';
  constructor(
    readonly key: string,
    message: string,
  ) {
    super(message);
  }
}

/** One wrong value in input data; `field` names it, e.g. `target.rabbits`. */
export class FieldError extends UserError {
  override name = 'FieldError';
  constructor(
    readonly field: string,
    readonly expected: string,
    readonly got: unknown,
  ) {
    super(`expected \`${field}\` to be ${expected}, got ${printed(got)}`);
  }
}

/** A value as shown in an error: JSON, at most 60 characters, control characters escaped. */
export function printed(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'number' ? String(value) : jsonText(value); // JSON has no NaN
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return 'a value that cannot be shown'; // nested too deep, circular, a BigInt
  }
}
