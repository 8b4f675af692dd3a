// "Ask again" beside a recorded answer: one button, what comes of it, and a place to ask something else. Plain DOM; texts of models are
// set as text, never as markup.
import { makeHelper } from './pair.js';
import type { AskModel, AskRow, FromWorker, Result, ToWorker, Trouble } from './types.js';
import { type AskWords, askWords } from './words.js';

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
  const view = draw(element, words, model, bytes);
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

function draw(element: HTMLElement, words: AskWords, model: AskModel, bytes: number) {
  const make = <K extends keyof HTMLElementTagNameMap>(tag: K, className = '', text = ''): HTMLElementTagNameMap[K] => {
    const one = document.createElement(tag);
    if (className) one.className = className;
    if (text) one.textContent = text;
    return one;
  };
  const box = make('div', 'ask-again');
  const [ask, stop, askThis] = [make('button', '', words.ask), make('button', '', words.stop), make('button', '', words.askThis)];
  for (const button of [ask, stop, askThis]) button.type = 'button';
  const status = make('span', 'ask-status');
  status.setAttribute('role', 'status');
  const about = make('p', 'ask-about', words.about(model.name, bytes));
  const bar = make('progress');
  bar.setAttribute('aria-label', words.waiting);
  const pick = make('label', 'ask-pick');
  const pickText = make('span');
  const files = make('input');
  files.type = 'file';
  files.multiple = true;
  pick.append(pickText, ' ', files);
  const speed = make('small', 'ask-speed');
  const shown = make('pre', 'ask-text');
  shown.dir = 'auto';
  shown.setAttribute('aria-label', words.again);
  const difference = make('pre', 'ask-difference');
  difference.dir = 'auto';
  difference.setAttribute('aria-label', words.difference);
  const other = make('details', 'ask-other');
  const label = make('label', '', `${words.otherLabel} `);
  const prompt = make('textarea');
  prompt.rows = 3;
  label.append(prompt);
  other.append(make('summary', '', words.other), label, ' ', askThis);
  const line = make('p');
  line.append(ask, ' ', stop, ' ', status);
  box.append(line, about, bar, pick, speed, shown, difference, other);
  element.replaceChildren(box);
  const hide = (...all: HTMLElement[]) => {
    for (const one of all) one.hidden = true;
  };
  const show = (...all: HTMLElement[]) => {
    for (const one of all) one.hidden = false;
  };
  const say = (text: string, kind = '') => {
    status.textContent = text;
    status.dataset.kind = kind;
  };
  const busy = (is: boolean) => {
    ask.disabled = is;
    askThis.disabled = is;
    stop.hidden = !is;
    shown.setAttribute('aria-busy', String(is));
  };
  hide(stop, bar, pick, speed, shown, difference);
  return {
    ask,
    stop,
    askThis,
    files,
    prompt,
    say,
    loading(text: string, got: number, total: number) {
      hide(pick);
      show(bar);
      bar.max = total;
      bar.value = got;
      say(text);
    },
    ready(note: string) {
      hide(bar);
      if (note) about.textContent = note;
    },
    pick(text: string) {
      pickText.textContent = text;
      show(pick);
      say('');
      files.focus();
    },
    begin() {
      busy(true);
      hide(speed, difference);
      shown.textContent = '';
      show(shown);
    },
    write(text: string, state: string) {
      shown.textContent = text;
      say(state);
    },
    finish(result: Result, row: AskRow | null, say: AskWords) {
      busy(false);
      shown.textContent = result.text;
      this.say(
        row ? say.result(result, row.minMargin) : say.notRecorded(result),
        row ? (result.same ? 'same' : 'differs') : 'other',
      );
      speed.textContent = say.speed(result);
      show(speed);
      if (!row || result.same || result.finish === 'stopped') return;
      let common = 0;
      while (common < row.output.length && row.output[common] === result.text[common]) common++;
      difference.replaceChildren(
        row.output.slice(0, common),
        make('del', '', row.output.slice(common)),
        make('ins', '', result.text.slice(common)),
      );
      show(difference);
    },
    fail(text: string, pickAgain: string) {
      busy(false);
      hide(bar, shown);
      say(text, 'trouble');
      if (pickAgain) {
        pickText.textContent = pickAgain;
        show(pick);
        files.value = '';
      }
    },
  };
}
