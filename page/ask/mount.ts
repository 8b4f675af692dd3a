// "Ask again" beside a recorded answer: what its buttons do, with one worker a page. What is seen is in view.ts.
import { makeHelper } from './pair.js';
import type { AskModel, AskRow, FromWorker, ToWorker, Trouble } from './types.js';
import { drawAsk } from './view.js';
import { askWords } from './words.js';

export interface AskOptions {
  row: AskRow;
  model: AskModel;
  /** the bundled worker and the bytes of kernel.wasm in base64 (see cli/support/ask-scripts.ts) */
  code: { worker: string; kernel: string };
  /** default: the document's */
  language?: string;
}

/** One worker a page, whatever is asked. */
interface Engine {
  state: 'idle' | 'pick' | 'loading' | 'ready';
  worker: Worker | null;
  see: Set<(message: FromWorker) => void>;
  next: number;
}

const engines = new Map<string, Engine>();

/** Puts the controls into `element`. Returns a function that takes them away and stops what runs. */
export function mountAskAgain(
  element: HTMLElement,
  { row, model, code, language = document.documentElement.lang }: AskOptions,
): () => void {
  const words = askWords(language);
  const engine = engineOf(model);
  const bytes = model.files.reduce((sum, file) => sum + file.bytes, 0);
  const view = drawAsk(element, words, model, bytes);
  let mine = -1;
  let asked: { row: AskRow | null; prompt: string } = { row, prompt: '' };

  const see = (message: FromWorker) => {
    if (message.type === 'progress') view.loading(words.loading(message.got, message.total), message.got, message.total);
    else if (message.type === 'ready') {
      engine.state = 'ready';
      view.ready(message.unkept ? words.unkept : '');
    } else if (message.type === 'trouble' && (message.id === null || message.id === mine)) fail(message.trouble);
    else if ('id' in message && message.id === mine) {
      if (message.type === 'prompt') view.say(words.prompt(message.tokens));
      else if (message.type === 'text') view.write(message.text, words.writing(message.tokens));
      else if (message.type === 'done') view.finish(message, asked.row, words);
    }
  };
  engine.see.add(see);

  const fail = (trouble: Trouble) => {
    // what failed to open is opened anew by the next click
    if (engine.state === 'loading') {
      engine.worker?.terminate();
      engine.worker = null;
      engine.state = 'idle';
    }
    view.fail(
      words.trouble(trouble),
      trouble.code === 'offline' || trouble.code === 'absent' || trouble.code === 'choose' ? words.pick(names(model)) : '',
    );
  };

  const open = (picked: File[] | null) => {
    const url = URL.createObjectURL(new Blob([code.worker], { type: 'text/javascript' }));
    let worker: Worker;
    try {
      worker = new Worker(url);
    } catch {
      fail({ code: 'worker' });
      return;
    }
    engine.worker = worker;
    engine.state = 'loading';
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.type === 'help') makeHelper(worker, url);
      else for (const one of [...engine.see]) one(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      for (const one of [...engine.see]) one({ type: 'trouble', id: null, trouble: { code: 'worker' } });
    };
    const kernel = Uint8Array.from(atob(code.kernel), (character) => character.charCodeAt(0));
    send({ type: 'open', kernel, model, base: new URL(model.base, document.baseURI).href, picked });
    view.loading(words.waiting, 0, bytes);
  };
  const send = (message: ToWorker) => engine.worker?.postMessage(message);
  const ask = () => {
    mine = engine.next++;
    const { messages, decoding } = row;
    const other = asked.row ? messages : [...messages.slice(0, -1), { role: 'user' as const, content: asked.prompt }];
    send({ type: 'ask', id: mine, row: asked.row, messages: other, decoding });
    view.begin();
  };
  const begin = (what: typeof asked) => {
    asked = what;
    if (engine.state === 'idle' || engine.state === 'pick') {
      if (location.protocol === 'file:') {
        engine.state = 'pick';
        view.pick(words.pick(names(model)));
        return;
      }
      open(null);
    }
    ask();
  };
  view.ask.addEventListener('click', () => begin({ row, prompt: '' }));
  view.stop.addEventListener('click', () => send({ type: 'stop' }));
  view.files.addEventListener('change', () => {
    const picked = [...(view.files.files ?? [])];
    if (picked.length === 0) return;
    open(picked);
    ask();
  });
  view.askThis.addEventListener('click', () => {
    const prompt = view.prompt.value.trim();
    if (prompt !== '') begin({ row: null, prompt });
    else view.prompt.focus();
  });
  return () => {
    engine.see.delete(see);
    send({ type: 'stop' });
    element.replaceChildren();
  };
}

function engineOf(model: AskModel): Engine {
  const key = model.files.map(({ sha256 }) => sha256).join();
  const found = engines.get(key) ?? { state: 'idle', worker: null, see: new Set(), next: 0 };
  engines.set(key, found);
  return found;
}

const names = ({ files }: AskModel) => files.map(({ path }) => path.slice(path.lastIndexOf('/') + 1)).join(', ');
