// Finds complete JSON objects in text that is not itself JSON: in a Markdown fence, or balanced in prose. Linear: no character is
// tried twice as a start. A part of a broken object is never taken for an object.
import { stringEnd } from './scan.js';

export interface Found {
  value: object;
  /** the JSON text itself */
  text: string;
}

export interface Findings {
  /** from fences, then from the remaining text, in order */
  found: Found[];
  /** contents of Markdown fences that were closed */
  fences: string[];
  /** how many of `found` are the entire content of a fence */
  fenced: number;
  /** the text from the opening brace of an object that is never closed, else null */
  open: string | null;
}

/** All complete objects (or lists that begin with an object) in `text`. */
export function findObjects(text: string): Findings {
  const found: Found[] = [];
  const fences: string[] = [];
  let rest = '';
  let from = 0;
  for (const { start, end, body } of fencesOf(text)) {
    fences.push(body);
    const whole = container(body);
    if (!whole) continue;
    found.push(whole);
    rest += `${text.slice(from, start)}\n`;
    from = end;
  }
  rest += text.slice(from);
  const fenced = found.length;
  const open = findInProse(rest, found);
  return { found, fences, fenced, open };
}

function findInProse(text: string, found: Found[]): string | null {
  let from = 0;
  for (let brace = text.indexOf('{'); brace >= 0; brace = text.indexOf('{', from)) {
    const start = listStart(text, brace, from);
    const end = closing(text, start);
    if (end < 0) return text.slice(brace);
    const whole = container(text.slice(start, end)); // a broken list is skipped whole: its objects are only parts
    if (whole) found.push(whole);
    from = end;
  }
  return null;
}

/** Index of the `[` directly before the brace, else of the brace itself. */
function listStart(text: string, brace: number, from: number): number {
  let i = brace - 1;
  while (i >= from && /\s/.test(text[i] as string)) i--;
  return i >= from && text[i] === '[' ? i : brace;
}

/** The index after the bracket that closes the one at `start`, ignoring brackets in strings; -1 if it is never closed. */
function closing(text: string, start: number): number {
  const [opens, closes] = text[start] === '[' ? '[]' : '{}';
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    const character = text[i];
    if (character === '"') i = stringEnd(text, i) - 1;
    else if (character === opens) depth++;
    else if (character === closes && --depth === 0) return i + 1;
  }
  return -1;
}

function container(text: string): Found | null {
  const trimmed = text.trim();
  if (!/^(?:\[|\{\s*["}])/.test(trimmed)) return null; // an error a brace is slow where there are thousands
  try {
    return { value: JSON.parse(trimmed) as object, text: trimmed };
  } catch {
    return null;
  }
}

const mark = '```';

/** Fences in order; the info string after the opening mark (json, python …) is not part of the body. */
function fencesOf(text: string): { start: number; end: number; body: string }[] {
  const fences = [];
  let start = text.indexOf(mark);
  while (start >= 0) {
    const close = text.indexOf(mark, start + mark.length);
    if (close < 0) break;
    const inside = text.slice(start + mark.length, close);
    fences.push({ start, end: close + mark.length, body: inside.replace(/^`*[\w+.-]*/, '') });
    start = text.indexOf(mark, close + mark.length);
  }
  return fences;
}
