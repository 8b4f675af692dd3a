// What "Ask again" looks like: one button, what comes of it, and a place to ask something else. Plain DOM; texts of models are set as
// text, never as markup.
import type { AskModel, AskRow, Result } from './types.js';
import type { AskWords } from './words.js';

/** Draws the controls into `element`, `bytes` being the size of the model's files, and returns them with what changes their state. */
export function drawAsk(element: HTMLElement, words: AskWords, model: AskModel, bytes: number) {
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
