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
    const { code, whole } = unfenced(text);
    return { pieces: code === '' ? [] : [{ code, python: false }], open: whole };
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

const beginning = /^(?:@\w|(?:async )?def \w|class \w|import \w|from [\w.]{1,80} import )/;
const statement =
  /^(?:[@#\])}]|(?:async )?def \w|class \w|import \w|from [\w.]{1,80} import |(?:if|elif|else|for|while|with|try|except|finally|match|case)\b[^\n]*:\s*(?:#|$)|(?:print|assert|return|raise|del)\b|[\w.[\], ]{1,60}(?:[-+*/]|\/\/)?=[^=]|[\w.]{1,60}\()/;

/**
 * From the first definition or import on, the lines that are indented, blank, or look like statements. `before`: the text above them;
 * `whole`: they extend to the end of the text.
 */
function unfenced(text: string): { code: string; before: string; whole: boolean } {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => beginning.test(line));
  if (start < 0) return { code: '', before: text, whole: false };
  const rest = lines.slice(start);
  const end = rest.findIndex((line) => line.trim() !== '' && !/^\s/.test(line) && !statement.test(line));
  return { code: rest.slice(0, end < 0 ? undefined : end).join('\n'), before: lines.slice(0, start).join('\n'), whole: end < 0 };
}
