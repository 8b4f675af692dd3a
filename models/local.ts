// A model that runs in this process, from a folder on disk. It opens when it is first asked, so replay needs no weights.
import { availableParallelism } from 'node:os';
import { requestKey } from '../harness/request-key.js';
import type { Generation, Model, Request } from '../harness/types.js';
import { decode, type Prompt } from './engine/decode.js';
import { type OpenModel, openModel } from './engine/open.js';
import { type Arithmetic, checkFolder, folderDigest, readFolder } from './folder.js';

export interface LocalOptions {
  id: string;
  family: string;
  folder: string;
  /** default portable */
  arithmetic?: Arithmetic;
  /** the command that brings a file of the folder back, shown in errors */
  restore?: (file: string) => string;
}

/** A `Model` over a folder in the layout of transformers.js with SHA256SUMS. Errors: UserError where the folder is missing or altered. */
export function localModel({ id, family, folder: path, arithmetic = 'portable', restore }: LocalOptions): Model {
  const folder = readFolder(path, restore ?? (() => 'convert or fetch the model again'));
  const digest = folderDigest(folder, arithmetic);
  let opened: Promise<OpenModel> | null = null;
  const open = () => {
    opened ??= checkFolder(folder).then(() => openModel(path, arithmetic, Math.min(availableParallelism(), 4)));
    return opened;
  };
  return {
    id,
    family,
    digest,
    format: arithmetic === 'portable' ? '4-bit weights, float32 arithmetic' : '4-bit weights, activations rounded to 8 bits',
    async *generate(requests) {
      yield* answers(await open(), digest, requests);
    },
    async close() {
      const model = opened;
      opened = null;
      if (model) await (await model).close();
    },
  };
}

async function* answers(model: OpenModel, digest: string, requests: Request[]): AsyncGenerator<Generation> {
  const asked: { request: Request; ids: number[] }[] = [];
  for (const request of requests) {
    const ids = model.encodeChat(request.messages);
    if (ids.length < model.shape.context) asked.push({ request, ids });
    else
      yield {
        key: requestKey(digest, request),
        output: '',
        finish: 'error',
        promptTokens: ids.length,
        outputTokens: 0,
        error: `the prompt has ${ids.length} tokens, the model's context ends at ${model.shape.context}`,
      };
  }
  const prompts: Prompt[] = asked.map(({ request, ids }) => ({ ids, decoding: request.decoding }));
  for await (const { index, output, finish, ids, minMargin } of decode(model, prompts, 1)) {
    const { request, ids: prompt } = asked[index] as (typeof asked)[number];
    yield {
      key: requestKey(digest, request),
      output,
      finish,
      promptTokens: prompt.length,
      outputTokens: ids.length,
      minMargin: Math.round(minMargin * 1000) / 1000,
    };
  }
}
