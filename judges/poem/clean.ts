// Extracts the poem from the answer. Surrounding text is separated, not lost (frame.ts); Markdown marks are removed. Every
// pattern is anchored to a line or bounded, so time is linear in the text.
import { type Frame, frameOf, trimmed, unmarked } from './frame.js';

/** Number of characters of an answer that are read: no poem of a small model is longer. */
const longest = 20_000;

export interface Cleaned extends Frame {
  /** `code`: a fenced block in a programming language, a program, or JSON; `list`: most lines are list items */
  markup: 'code' | 'list' | null;
}

/** Where the model continues as somebody else. */
const turn = /^(?:user|human|assistant|question|instruction|input|output|用户|助手|问题|问)[ \t]{0,3}[:：]/i;
const item = /^(?:[-*+•·] |\d{1,3}(?:[.)] |[、．]))/;
const program = /^(?:[{[]["{[\s]|[{[]$|def \w|import \w|function \w|class \w|print\(|#include|<!doctype|<html)/i;

/** Extracts the poem from the first 20,000 characters of an answer. */
export function clean(output: string): Cleaned {
  const parts = output
    .slice(0, longest)
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/\r\n?|[\u2028\u2029\u0085\v\f]|<br ?\/?>/g, '\n')
    .split(/<\|[a-z_]{1,30}\|>|<\/?s>|\[\/?INST\]/i);
  const { inside, code } = unfenced(parts.find((part) => part.trim() !== '') ?? '');
  const all = inside.split('\n').map((line) => line.trim());
  const next = all.findIndex((line, i) => i > 0 && turn.test(line));
  const frame = frameOf((next > 0 ? all.slice(0, next) : all).flatMap(slashes));
  const written = frame.lines.filter(Boolean);
  const items = written.filter((line) => item.test(line)).length;
  const markup =
    code || program.test(written[0] ?? '') ? 'code' : written.length >= 2 && items * 2 > written.length ? 'list' : null;
  return { ...frame, lines: trimmed(frame.lines.map(unmarked)), markup };
}

/** The content of the first fenced block if it is text; everything if it is code. */
function unfenced(text: string): { inside: string; code: boolean } {
  const [open, close] = text.matchAll(/^[ \t]{0,3}```([^\n`]{0,40})/gm);
  if (!open) return { inside: text, code: false };
  const plain = /^\s*(?:text|txt|poem|poetry|markdown|md|plaintext|诗|诗歌)?\s*$/i.test(open[1] ?? '');
  if (!plain) return { inside: text, code: true };
  const before = text.slice(0, open.index).trim();
  const inside = text.slice(open.index + open[0].length, close?.index ?? text.length);
  return { inside: before === '' ? inside : `${before}\n${inside}`, code: false };
}

/** Splits a poem quoted on one line: `春风 / 秋月`. */
function slashes(line: string): string[] {
  return / [/／] /.test(line) ? line.split(/ [/／] /).map((part) => part.trim()) : [line];
}
