// Extracts the program from an answer: fenced blocks, or without a fence, lines that look like Python. Whether it is Python is
// decided later, by Python; here it is only separated from prose.

/** `python`: labelled as Python by the answer. */
export interface Piece {
  code: string;
  python: boolean;
}

export interface Program {
  /** in order; together they are one program; empty if the answer has no code */
  pieces: Piece[];
  /** the last piece extends to the end of the answer: if that was cut off, so was the program */
  open: boolean;
}

/** Longest answer that is examined, in characters. */
const longest = 200_000;

/**
 * The program in an answer. If any block is labelled as Python, the others are left out: they contain shell commands or output.
 */
export function programOf(answer: string): Program {
  const text = textOf(answer);
  const { blocks, open } = fencedBlocks(text);
  if (blocks.length === 0) {
    const { constants, code, whole } = unfenced(text);
    const pieces = [constants, code].filter((one) => one.trim() !== '').map((one) => ({ code: one, python: false }));
    return { pieces, open: whole };
  }
  const python = blocks.filter(({ language }) => /^(python[23]?|py|py3)$/i.test(language));
  const chosen = python.length > 0 ? python : blocks.filter(({ language }) => language === '');
  const taken = chosen.length > 0 ? chosen : blocks;
  return {
    pieces: taken.map(({ lines }) => ({ code: lines.join('\n'), python: python.length > 0 })),
    open: open && taken.at(-1) === blocks.at(-1),
  };
}

function textOf(answer: string): string {
  return answer
    .slice(0, longest)
    .replace(/\r\n?/g, '\n')
    .replace(/([^\s`~])(```[\w+-]{0,20}[ \t]{0,20}\n)/g, '$1\n$2'); // a fence that starts in the middle of a line
}

/**
 * Whether the answer is a program and nothing else: fenced blocks without a word before, between or behind them, or lines that all
 * look like Python. What a comment or a print says is code.
 */
export function onlyCode(answer: string): boolean {
  const text = textOf(answer);
  const { blocks, outside } = fencedBlocks(text);
  if (blocks.length > 0) return outside.every((line) => line.trim() === '');
  const { code, before, whole } = unfenced(text);
  return code !== '' && before.trim() === '' && whole;
}

interface Block {
  language: string;
  lines: string[];
}

/** Blocks between fences, and the lines outside of them; an unclosed block extends to the end of the text. */
function fencedBlocks(text: string): { blocks: Block[]; outside: string[]; open: boolean } {
  const blocks: Block[] = [];
  const outside: string[] = [];
  let inside: { fence: string; indent: string; block: Block } | null = null;
  for (const line of text.split('\n')) {
    const [, indent = '', fence, language = '', rest = ''] =
      /^( {0,12})(`{3,}|~{3,})[ \t]*([\w+-]{0,20})([^`]*)$/.exec(line) ?? [];
    if (!inside && fence) {
      inside = { fence, indent, block: { language, lines: [] } };
      blocks.push(inside.block);
    } else if (inside && fence?.startsWith(inside.fence) && `${language}${rest}`.trim() === '') inside = null;
    else if (inside) inside.block.lines.push(line.startsWith(inside.indent) ? line.slice(inside.indent.length) : line);
    else outside.push(line);
  }
  return { blocks: blocks.filter(({ lines }) => lines.some((line) => line.trim() !== '')), outside, open: inside !== null };
}

/** Where a program begins at the latest: a definition, an import, a name for a lambda. */
const beginning = /^(?:@\w|(?:async )?def \w|class \w|import \w|from [\w.]{1,80} import |\w{1,60} ?= ?lambda\b)/;
const statement =
  /^(?:[@#\])}]|(?:async )?def \w|class \w|import \w|from [\w.]{1,80} import |(?:if|elif|else|for|while|with|try|except|finally|match|case)\b[^\n]*:\s*(?:#|$)|(?:print|assert|return|raise|del)\b|[\w.[\], ]{1,60}(?:[-+*/]|\/\/)?=[^=]|\w{1,60} ?: ?[\w.[\], ]{1,60}=[^=]|[\w.]{1,60}\()/;
/** A name, or names, for a value: a constant before the first definition. */
const constant = /^[A-Za-z_]\w{0,60}(?: ?, ?[A-Za-z_]\w{0,60}){0,9}(?: ?: ?[\w.[\], ]{1,60})? ?= ?[^=\s]/;

/**
 * From the first definition or import on, the lines that are indented, blank, or look like statements; `constants`: those right above, where
 * they only name values. `before`: the text above both; `whole`: they extend to the end of the text.
 */
function unfenced(text: string): { constants: string; code: string; before: string; whole: boolean } {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => beginning.test(line));
  if (start < 0) return { constants: '', code: '', before: text, whole: false };
  const rest = lines.slice(start);
  const end = rest.findIndex((line) => line.trim() !== '' && !/^\s/.test(line) && !statement.test(line));
  const first = firstConstant(lines, start);
  return {
    constants: lines.slice(first, start).join('\n'),
    code: rest.slice(0, end < 0 ? undefined : end).join('\n'),
    before: lines.slice(0, first).join('\n'),
    whole: end < 0,
  };
}

/** Index of the first line of the constants right above line `start`, with comments that stand right above them; `start` if there are none. */
function firstConstant(lines: string[], start: number): number {
  let first = start;
  for (let i = start - 1; i >= 0; i--) {
    const line = lines[i] as string;
    if (constant.test(line)) first = i;
    // between constants, or part of one: blank and indented lines, closing brackets, comments
    else if (line.trim() !== '' && !/^[\s)\]}#]/.test(line)) break;
  }
  while (first > 0 && first < start && /^#[^#]/.test(lines[first - 1] as string)) first--;
  return first;
}
