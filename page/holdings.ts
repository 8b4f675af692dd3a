// What is packed into the page: gzip in base64, in script elements that no browser runs.
import type { More } from './data.js';
import { type Row, rowsOf } from './rows.js';

export interface Holdings {
  csv: Uint8Array | null;
  markdown: Uint8Array;
  more: More;
  rows: Row[];
}

/** What *ask again* runs; null if the page has none. Errors: as `holdings`. */
export async function askCode(document: Document): Promise<{ worker: string; kernel: string } | null> {
  const bytes = await unpacked(document, 'ask');
  return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as { worker: string; kernel: string });
}

/** Unpacks the page. Errors: Error 'unpack' if the browser cannot, any other if the data is damaged. */
export async function holdings(document: Document): Promise<Holdings> {
  const [csv, markdown, more] = await Promise.all(['rows', 'markdown', 'more'].map((id) => unpacked(document, id)));
  if (!markdown || !more) throw new Error('damaged');
  const found = JSON.parse(new TextDecoder().decode(more)) as More;
  return { csv: csv ?? null, markdown, more: found, rows: csv ? rowsOf(new TextDecoder().decode(csv), found) : [] };
}

/** The bytes in the element with this id; null if there is none. */
export async function unpacked(document: Document, id: string): Promise<Uint8Array | null> {
  const text = document.getElementById(id)?.textContent;
  if (text === undefined || text === null) return null;
  if (typeof DecompressionStream === 'undefined') throw new Error('unpack');
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
