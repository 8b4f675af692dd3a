// Finds the program in an answer: fenced blocks, or, where there is no fence, lines that look like Python. What is Python is decided by Python,
// later; here it is only told apart from the prose around it.

/** `python`: the answer says so. */
export interface Piece {
  code: string;
  python: boolean;
}

export interface Program {
  /** in order; together one program; empty where the answer holds no code */
  pieces: Piece[];
  /** the last piece runs to the end of the answer: if that was cut off, so was the program */
  open: boolean;
}

/** Longest answer that is looked at, in characters. */
const longest = 200_000;

/** The program of an answer. Where any block says that it is Python, the others, which hold shell commands or what is printed, are left out. */
export function programOf(answer: string): Program {
  const text = answer
    .slice(0, longest)
    .replace(/\r\n?/g, '\n')
    .replace(/([^\s`~])(```[\w+-]{0,20}[ \t]{0,20}\n)/g, '$1\n$2'); // a fence that begins behind a word
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

interface Block {
  language: string;
  lines: string[];
}

/** Blocks between fences; an open one ends with the text. */
function fencedBlocks(text: string): { blocks: Block[]; open: boolean } {
  const blocks: Block[] = [];
  let inside: { fence: string; indent: string; block: Block } | null = null;
  for (const line of text.split('\n')) {
    const [, indent = '', fence, language = '', rest = ''] =
      /^( {0,12})(`{3,}|~{3,})[ \t]*([\w+-]{0,20})([^`]*)$/.exec(line) ?? [];
    if (!inside && fence) {
      inside = { fence, indent, block: { language, lines: [] } };
      blocks.push(inside.block);
    } else if (inside && fence?.startsWith(inside.fence) && `${language}${rest}`.trim() === '') inside = null;
    else if (inside) inside.block.lines.push(line.startsWith(inside.indent) ? line.slice(inside.indent.length) : line);
  }
  return { blocks: blocks.filter(({ lines }) => lines.some((line) => line.trim() !== '')), open: inside !== null };
}

const beginning = /^(?:@\w|(?:async )?def \w|class \w|import \w|from [\w.]{1,80} import )/;
const statement =
  /^(?:[@#\])}]|(?:async )?def \w|class \w|import \w|from [\w.]{1,80} import |(?:if|elif|else|for|while|with|try|except|finally|match|case)\b[^\n]*:\s*(?:#|$)|(?:print|assert|return|raise|del)\b|[\w.[\], ]{1,60}(?:[-+*/]|\/\/)?=[^=]|[\w.]{1,60}\()/;

/** From the first definition or import on, lines that are indented, blank, or look like statements. `whole`: they run to the end of the text. */
function unfenced(text: string): { code: string; whole: boolean } {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => beginning.test(line));
  if (start < 0) return { code: '', whole: false };
  const rest = lines.slice(start);
  const end = rest.findIndex((line) => line.trim() !== '' && !/^\s/.test(line) && !statement.test(line));
  return { code: rest.slice(0, end < 0 ? undefined : end).join('\n'), whole: end < 0 };
}
