// Data as text inside a page: gzip, then base64.
import { gzipSync } from 'node:zlib';

/** The same text for the same data: no time and no system in gzip's header. */
export function packed(data: string | Uint8Array): string {
  const bytes = gzipSync(data, { level: 9 });
  bytes.fill(0, 4, 8); // time
  bytes[9] = 255; // system: unknown
  return bytes.toString('base64');
}
