// Software Heritage identifiers: the archive's own name for a file's bytes, the same that git gives them.
import { createHash } from 'node:crypto';

/** The SWHID of a file's content, `swh:1:cnt:` and 40 hexadecimal digits: the SHA-1 of a git blob (ISO/IEC 18670:2025). */
export function contentSwhid(bytes: Uint8Array): string {
  const sha1 = createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
  return `swh:1:cnt:${sha1}`;
}
