// The model in a worker: opens it once, then answers one question at a time, token by token.
import { nearShare, nearTie, type Written, write } from '../../models/kernel/again.js';
import { Halves } from '../../models/kernel/halves.js';
import { Kernel } from '../../models/kernel/kernel.js';
import { digestOf, keyOf } from '../../models/kernel/key.js';
import { openTexts, type Texts } from '../../models/kernel/texts.js';
import { hasSimd } from '../../models/kernel/wasm.js';
import { Failure, modelFiles } from './files.js';
import { Helper, help } from './helper.js';
import type { AskRow, FromWorker, Result, ToWorker, Trouble } from './types.js';

const scope = globalThis as unknown as {
  postMessage(message: FromWorker): void;
  onmessage: ((event: { data: ToWorker }) => void) | null;
  close(): void;
};

const post = (message: FromWorker) => scope.postMessage(message);
const helper = new Helper(() => post({ type: 'help' }));

interface Open {
  kernel: Kernel;
  halves: Halves;
  texts: Texts;
  digest: string;
}

let model: Promise<Open> | null = null;
let stopped = false;
let turn: Promise<void> = Promise.resolve();

/** Lets messages in. A message channel has no least delay, which timers have. */
const breathe = (() => {
  const { port1, port2 } = new MessageChannel();
  let go = () => {};
  port1.onmessage = () => go();
  return async () => {
    await new Promise<void>((resolve) => {
      go = resolve;
      port2.postMessage(0);
    });
    return stopped;
  };
})();

scope.onmessage = ({ data }) => {
  if (data.type === 'stop') stopped = true;
  else if (data.type === 'open') {
    model = open(data);
    model.catch((error) => post({ type: 'trouble', id: null, trouble: troubleOf(error) }));
  } else if (data.type === 'helper') helper.take(data.port);
  else if (data.type === 'help') help(data.port, () => scope.close());
  else {
    turn = turn.then(() => answer(data)).catch((error) => post({ type: 'trouble', id: data.id, trouble: troubleOf(error) }));
  }
};

async function open({ kernel: wasm, model: asked, base, picked }: Extract<ToWorker, { type: 'open' }>): Promise<Open> {
  if (!hasSimd()) throw new Failure({ code: 'simd' });
  let got = 0;
  const total = asked.files.reduce((sum, { bytes }) => sum + bytes, 0);
  const { files, cached, unkept } = await modelFiles(asked, base, picked, (bytes) => {
    got += bytes;
    post({ type: 'progress', got, total });
  });
  const file = (path: string) => {
    const data = files.get(path);
    if (!data) throw new Failure({ code: 'absent', name: path, got: '' });
    return data;
  };
  const texts = await openTexts((name) => {
    const data = files.get(name);
    return data ? new TextDecoder().decode(data) : null;
  });
  const kernel = await Kernel.open(wasm, file('onnx/model_q4.onnx'), asked.name, (name) => file(`onnx/${name}`)).catch(
    (error) => {
      throw error instanceof RangeError && /memory|alloc|grow/i.test(error.message) ? new Failure({ code: 'memory' }) : error;
    },
  );
  // the files' hashes were checked one by one: together they are the digest
  const digest = digestOf(new Map(asked.files.map(({ path, sha256 }) => [path, sha256])));
  post({ type: 'ready', cached, unkept });
  const isPair = (navigator.hardwareConcurrency ?? 1) >= 2;
  const halves = new Halves(kernel, isPair ? (weights) => helper.start(wasm, weights) : null);
  return { kernel, halves, texts, digest };
}

async function answer({ id, row, messages, decoding }: Extract<ToWorker, { type: 'ask' }>): Promise<void> {
  if (!model) return;
  const { kernel, halves, texts, digest } = await model;
  if (row && row.model !== digest) throw new Failure({ code: 'model', got: digest, wanted: row.model });
  if (row && keyOf(digest, row) !== row.key) throw new Failure({ code: 'key', wanted: row.key });
  stopped = false;
  post({ type: 'prompt', id, tokens: texts.encode(texts.prompt(messages)).length });
  let last = 0;
  const onToken = (ids: number[]) => {
    const now = performance.now();
    if (now - last < 60) return;
    last = now;
    post({ type: 'text', id, text: texts.decode(ids), tokens: ids.length });
  };
  const written = await write(
    kernel,
    texts,
    { messages, decoding },
    { onToken, breathe, reader: halves, ...(row && { compare: texts.encode(row.output) }) },
  );
  post(resultOf(id, row, written, texts, halves));
}

function resultOf(id: number, row: AskRow | null, written: Written, texts: Texts, { memory, shared }: Halves): Result {
  const { ids, text, finish, minMargin, gap, firstMs, totalMs } = written;
  const same = row !== null && text === row.output && finish === row.finish;
  const recorded = row ? texts.encode(row.output) : [];
  let at = 0;
  while (at < recorded.length && at < ids.length && recorded[at] === ids[at]) at++;
  const shown = (list: number[]) => (at < list.length ? texts.decode([list[at] as number]) : '');
  return {
    type: 'done',
    id,
    text,
    tokens: ids.length,
    finish,
    minMargin,
    firstMs,
    totalMs,
    memory,
    workers: shared > 0 ? 2 : 1,
    same,
    at: row && !same ? at : null,
    recorded: shown(recorded),
    again: shown(ids),
    gap,
    near: gap !== null && gap <= ((row?.decoding.temperature ?? 0) > 0 ? nearShare : nearTie),
  };
}

function troubleOf(error: unknown): Trouble {
  if (error instanceof Failure) return error.trouble;
  const { name, message } = error as Error;
  if (name === 'UserError') return { code: 'held', got: message };
  if (/the prompt has/.test(message)) return { code: 'context', got: message };
  if (/memory|alloc|grow/i.test(message)) return { code: 'memory' };
  return { code: 'broken', got: message };
}
