// Kinds that constrain how the answer, or a part of it, begins or ends.
import { printed } from '../../harness/core/errors.js';
import { comparable } from './answer.js';
import type { Kind } from './kind.js';
import { enclosed } from './markup.js';

const startsWith: Kind = (fields) => {
  const wanted = fields.text('text');
  return ({ text }) => found(text.startsWith(wanted), `begins with ${printed(wanted)}`, `does not begin with ${printed(wanted)}`);
};

const endsWith: Kind = (fields) => {
  const wanted = fields.text('text');
  return ({ text }) => {
    const end = text.slice(-wanted.length - 10);
    const holds = [end, end.replace(closing, '')].some((one) => alike(one.slice(-wanted.length), wanted));
    return found(holds, `ends with ${printed(wanted)}`, `does not end with ${printed(wanted)}`);
  };
};

const paragraphStartsWith: Kind = (fields) => {
  const number = fields.count('paragraph', 1);
  const wanted = fields.text('text');
  return ({ paragraphs }) => {
    const paragraph = paragraphs[number - 1];
    if (paragraph === undefined) return { holds: false, why: `${paragraphs.length} paragraphs, no paragraph ${number}` };
    const start = paragraph.slice(0, wanted.length + 10);
    const holds = [start, start.replace(opening, '')].some((one) => alike(one.slice(0, wanted.length), wanted));
    const begins = `begin${holds ? 's' : ''} with ${printed(wanted)}`;
    return found(holds, `paragraph ${number} ${begins}`, `paragraph ${number} does not ${begins}`);
  };
};

// Quotation marks and Markdown's emphasis around a text are none of its words.
const opening = /^["'“‘„«「『*_]{1,8}/;
const closing = /["'”’»」』*_]{1,8}$/;

/** Case counts where the text has a capital letter: "weekend" also begins a sentence, with "Weekend". */
function alike(given: string, wanted: string): boolean {
  return given === wanted || (wanted === wanted.toLowerCase() && given.toLowerCase() === wanted);
}

const linesStartWith: Kind = (fields) => {
  const wanted = fields.text('text');
  return ({ lines }) => {
    const others = lines.filter((line) => !line.startsWith(wanted)).length;
    return found(lines.length > 0 && others === 0, 'every line does', `${others} of ${lines.length} lines do not begin with it`);
  };
};

const wrappedIn: Kind = (fields) => {
  const open = fields.text('open');
  const close = fields.text('close');
  const pairs = [[open, close] as const, ...(open === '"' && close === '"' ? [['“', '”'] as const] : [])];
  return ({ text }) =>
    found(
      pairs.some(([a, b]) => text.startsWith(a) && text.endsWith(b) && text.length > a.length + b.length),
      'the whole answer is',
      `not all of it is between ${printed(open)} and ${printed(close)}`,
    );
};

const title: Kind = (fields) => {
  const open = fields.text('open');
  const close = fields.text('close');
  const anywhere = fields.flag('anywhere');
  return (answer) => {
    const {
      lines: [first = '', ...more],
    } = answer;
    if (anywhere) return found(enclosed(answer, open, close) > 0, 'there is a title', `no title in ${open} ${close}`);
    const within = first.slice(open.length, first.length - close.length);
    const titled = first.startsWith(open) && first.endsWith(close) && within.trim() !== '';
    if (titled && more.length === 0) return { holds: false, why: 'a title, and nothing after it' };
    return found(titled, 'a title in the first line', `the first line is no title in ${open} ${close}`);
  };
};

const postscript: Kind = (fields) => {
  const marker = fields.text('marker');
  const first = marker.slice(0, 1).toLowerCase();
  return ({ lines }) => {
    const at = lines.findIndex((line) => line.slice(0, 1).toLowerCase() === first && begins(line, marker));
    const line = lines[at];
    if (line === undefined) return { holds: false, why: `no line begins with ${printed(marker)}` };
    const more = line.slice(marker.length).trim() !== '' || at < lines.length - 1;
    return found(more, 'there is one', `nothing after ${printed(marker)}`);
  };
};

const repeats: Kind = (fields) => {
  const wanted = spaced(fields.text('text'));
  return ({ text }) => {
    const begun = spaced(text.slice(0, 4 * wanted.length + 1000));
    const answer = begun.length > wanted.length || begun.length === text.length ? begun : spaced(text);
    if (!begins(answer, wanted)) return { holds: false, why: 'does not begin with the text to repeat' };
    return found(answer.length > wanted.length, 'repeated, then more', 'repeated, and nothing after it');
  };
};

function begins(text: string, wanted: string): boolean {
  const head = text.slice(0, wanted.length);
  const [given, sought] = comparable({ text: head, folded: head.toLowerCase() }, wanted);
  return given === sought;
}

function spaced(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function found(holds: boolean, kept: string, broken: string) {
  return { holds, why: holds ? kept : broken };
}

export const ends: Record<string, Kind> = {
  starts_with: startsWith,
  ends_with: endsWith,
  paragraph_starts_with: paragraphStartsWith,
  lines_start_with: linesStartWith,
  wrapped_in: wrappedIn,
  title,
  postscript,
  repeats,
};
