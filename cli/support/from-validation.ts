// Access to validation/, which only evalbook's repository has: its corpora and checks validate the judges once, for all who
// install them.
import { existsSync } from 'node:fs';
import { UserError } from '../../harness/core/errors.js';

/** The module imported by `load`. Errors: UserError (exit 2) in the installed package. */
export async function fromValidation<T>(load: () => Promise<T>): Promise<T> {
  if (!existsSync(new URL('../../validation', import.meta.url)))
    throw new UserError(
      'expected the repository of evalbook, got the installed package: proving the judges takes a clone of it, as the proofs are not part of the package',
    );
  return load();
}
