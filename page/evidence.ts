// Checks in the page that its rows and its prose are those that its evidence id covers.
import type { More } from './data.js';
import { sha256 } from './sha256.js';

export interface Checked {
  /** the evidence id, in full, as the article quotes it */
  id: string;
  /** the id is the SHA-256 of the list of what the report rests on */
  grounds: boolean;
  /** that list has the SHA-256 of the rows in this file; null: the report has no rows */
  rows: boolean | null;
  /** the Markdown in this file has the SHA-256 of the manifest, and quotes the id */
  markdown: boolean;
  /** the text of the article is that of the builder */
  text: boolean;
  markdownHash: string;
}

type Hash = (bytes: Uint8Array) => Promise<string>;

/** SubtleCrypto where it is allowed, else our own. */
export function hasher(subtle: { digest(name: string, data: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> } | undefined): Hash {
  return async (bytes) => {
    try {
      if (!subtle) return sha256(bytes);
      const digest = new Uint8Array(await subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
      return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    } catch {
      return sha256(bytes);
    }
  };
}

/** White space collapsed, so that it does not depend on how HTML is laid out. */
export function plainText(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

export async function check(
  { csv, markdown, article, more }: { csv: Uint8Array | null; markdown: Uint8Array; article: string; more: More },
  hash: Hash,
): Promise<Checked> {
  const encoder = new TextEncoder();
  const id = /evidence sha256:([0-9a-f]{64})/.exec(article)?.[1] ?? '';
  const listed = (JSON.parse(more.grounds) as { csv: string | null }).csv;
  const markdownHash = await hash(markdown);
  return {
    id,
    grounds: (await hash(encoder.encode(more.grounds))) === id,
    rows: csv === null ? (listed === null ? null : false) : (await hash(csv)) === listed,
    markdown: markdownHash === more.markdown && new TextDecoder().decode(markdown).includes(`evidence sha256:${id}`),
    text: (await hash(encoder.encode(plainText(article)))) === more.text,
    markdownHash,
  };
}
