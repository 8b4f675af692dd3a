// An answer as the checks see it: in NFC, trimmed, and split into lines and paragraphs.

import { sentencesOf } from './sentences.js';

export interface Answer {
  /** the answer unchanged */
  raw: string;
  /** NFC, trimmed */
  text: string;
  /** `text` in lower case, for case-insensitive comparison */
  readonly folded: string;
  /** the non-blank lines, trimmed */
  readonly lines: string[];
  /** the parts separated by blank lines, trimmed */
  readonly paragraphs: string[];
  /** the sentences, as sentences.ts splits them */
  readonly sentences: string[];
  /** the runs of signs other than white space */
  readonly runs: string[];
}

const lineBreak = /\r\n|[\n\r\u2028\u2029]/;

export function answerOf(raw: string): Answer {
  const text = composed(raw).trim();
  const all = once(() => linesOf(text).map((line) => line.trim()));
  const lines = once(() => all().filter(Boolean));
  const folded = once(() => text.toLowerCase());
  const paragraphs = once(() => paragraphsOf(all()));
  const sentences = once(() => sentencesOf(lines()));
  const runs = once(() => text.match(/\S+/g) ?? []);
  return {
    raw,
    text,
    get folded() {
      return folded();
    },
    get lines() {
      return lines();
    },
    get paragraphs() {
      return paragraphs();
    },
    get sentences() {
      return sentences();
    },
    get runs() {
      return runs();
    },
  };
}

/** What `make` makes, made when it is first asked for: of a long answer a demand reads only a part, in each of eight readings. */
function once<T extends object | string>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** NFC, except for runs of more than 30 combining marks (the limit of UAX #15, 13), as reordering those takes quadratic time. */
function composed(text: string): string {
  return text
    .split(/(\p{M}{31,})/u)
    .map((part, i) => (i % 2 === 0 ? part.normalize('NFC') : part))
    .join('');
}

/** All lines in order, including blank ones. */
export function linesOf(text: string): string[] {
  return text.split(lineBreak);
}

function paragraphsOf(lines: string[]): string[] {
  const paragraphs: string[][] = [];
  lines.forEach((line, i) => {
    if (line === '') return;
    if (i === 0 || lines[i - 1] === '') paragraphs.push([]);
    paragraphs.at(-1)?.push(line);
  });
  return paragraphs.map((paragraph) => paragraph.join('\n'));
}

/** Whether the text has no visible characters. */
export function isBlank(text: string): boolean {
  return !/[^\s\p{Cc}\p{Cf}]/u.test(text);
}

/** Whether case is ignored when comparing with this text: true if it has cased letters. */
export function caseless(text: string): boolean {
  return /\p{Lowercase}|\p{Uppercase}|\p{Lt}/u.test(text);
}

/** The text of an answer and the text sought in it, in the form in which they are compared. */
export function comparable(given: Pick<Answer, 'text' | 'folded'>, sought: string): [text: string, sought: string] {
  return caseless(sought) ? [given.folded, sought.toLowerCase()] : [given.text, sought];
}
