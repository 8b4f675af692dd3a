// Name and version of this package, in the repository and when installed.
import { readFileSync } from 'node:fs';

/** Version of evalbook, e.g. "0.1.0". */
export function ownVersion(): string {
  return (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }).version;
}
