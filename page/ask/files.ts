// The model's files in a worker: from beside the page once, then from the browser's store (Cache API), or chosen by the reader. None is
// used unless its SHA-256 is the recorded one.
import { Sha256 } from '../../models/kernel/sha256.js';
import type { AskModel, ModelFile, Trouble } from './types.js';

export class Failure extends Error {
  constructor(readonly trouble: Trouble) {
    super(trouble.code);
  }
}

export interface Fetched {
  files: Map<string, Uint8Array>;
  /** how many came from the browser's store */
  cached: number;
  /** whether the browser refused to keep them */
  unkept: boolean;
}

/** `seen`: called with bytes as they come. Errors: Failure naming the file. */
export async function modelFiles(
  model: AskModel,
  base: string,
  picked: File[] | null,
  seen: (bytes: number) => void,
): Promise<Fetched> {
  const fetched: Fetched = { files: new Map(), cached: 0, unkept: false };
  if (picked) {
    const lacking = model.files.filter(({ path }) => !picked.some(({ name }) => name === last(path)));
    if (lacking.length > 0) throw new Failure({ code: 'choose', name: lacking.map(({ path }) => last(path)).join(', ') });
  }
  const store = picked ? null : await opened();
  if (!picked && !store) fetched.unkept = true;
  for (const file of model.files) {
    const chosen = picked?.find(({ name }) => name === last(file.path));
    fetched.files.set(file.path, chosen ? await fromDisk(file, chosen, seen) : await fromNet(file, base, store, fetched, seen));
  }
  return fetched;
}

const last = (path: string) => path.slice(path.lastIndexOf('/') + 1);

async function opened(): Promise<Cache | null> {
  try {
    return await caches.open('evalbook-model');
  } catch {
    return null; // private windows and plain http have no store
  }
}

async function fromDisk(file: ModelFile, chosen: File, seen: (bytes: number) => void): Promise<Uint8Array> {
  if (chosen.size !== file.bytes) throw new Failure(cut(file, chosen.size));
  const data = new Uint8Array(await chosen.arrayBuffer());
  seen(data.length);
  if ((await hash(data)) !== file.sha256) throw new Failure({ code: 'changed', name: file.path });
  return data;
}

async function fromNet(
  file: ModelFile,
  base: string,
  store: Cache | null,
  fetched: Fetched,
  seen: (bytes: number) => void,
): Promise<Uint8Array> {
  // the hash is part of the name, so that another version of the model is another entry
  const url = new URL(file.path, base).href;
  const name = `${url}?${file.sha256.slice(0, 16)}`;
  const hit = await store?.match(name).catch(() => undefined);
  let response: Response;
  try {
    response = hit ?? (await fetch(url));
  } catch {
    throw new Failure({ code: 'offline', name: file.path });
  }
  if (!response.ok) throw new Failure({ code: 'absent', name: file.path, got: String(response.status) });
  const data = await bytesOf(file, response, seen);
  if ((await hash(data)) !== file.sha256) {
    await store?.delete(name);
    throw new Failure({ code: hit ? 'kept' : 'changed', name: file.path });
  }
  if (hit) fetched.cached++;
  else if (store)
    await store.put(name, new Response(data as Uint8Array<ArrayBuffer>)).catch(() => {
      fetched.unkept = true;
    });
  return data;
}

async function bytesOf(file: ModelFile, { body }: Response, seen: (bytes: number) => void): Promise<Uint8Array> {
  const data = new Uint8Array(file.bytes);
  let at = 0;
  const reader = (body as ReadableStream<Uint8Array>).getReader();
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw new Failure(cut(file, at));
    });
    if (done) break;
    if (at + value.length > data.length) throw new Failure(cut(file, at + value.length));
    data.set(value, at);
    at += value.length;
    seen(value.length);
  }
  if (at < data.length) throw new Failure(cut(file, at));
  return data;
}

function cut({ path, bytes }: ModelFile, got: number): Trouble {
  return { code: 'cut', name: path, got: String(got), wanted: String(bytes) };
}

async function hash(data: Uint8Array): Promise<string> {
  const subtle = globalThis.crypto?.subtle;
  if (!subtle) return new Sha256().update(data).hex();
  const digest = new Uint8Array(await subtle.digest('SHA-256', data as Uint8Array<ArrayBuffer>));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
