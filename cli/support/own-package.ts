// The version of this package, both here and where it is installed.
import { readFileSync } from 'node:fs';

/** Version of evalbook, e.g. "0.1.0". */
export function ownVersion(): string {
  return (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }).version;
}
