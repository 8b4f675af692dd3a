// Finds the program in an answer: fenced blocks, or lines that look like Python where there is no fence.

/** The text to run; '' where the answer holds no code. Several fenced Python blocks are one program, in order. */
export function programOf(answer: string): string {
  const text = answer.replace(/\r\n?/g, '\n').slice(0, 200_000);
  const blocks = fencedBlocks(text);
  if (blocks.length > 0) {
    const python = blocks.filter(({ language }) => language === '' || /^(python|py|python3)$/i.test(language));
    return (python.length > 0 ? python : blocks).map(({ code }) => code).join('\n\n');
  }
  return unfenced(text);
}

/** Blocks between fences; an open one ends with the text. */
function fencedBlocks(text: string): { language: string; code: string }[] {
  const found: { language: string; code: string }[] = [];
  let open: { fence: string; language: string; lines: string[]; indent: number } | null = null;
  for (const line of text.split('\n')) {
    const mark = /^( {0,12})(`{3,}|~{3,})[ \t]*([\w+-]{0,20})[ \t]*$/.exec(line);
    if (!open && mark) open = { fence: mark[2] as string, language: mark[3] ?? '', lines: [], indent: (mark[1] ?? '').length };
    else if (open && mark && mark[3] === '' && (mark[2] as string).startsWith(open.fence)) {
      found.push({ language: open.language, code: open.lines.join('\n') });
      open = null;
    } else if (open) open.lines.push(line.startsWith(' '.repeat(open.indent)) ? line.slice(open.indent) : line);
  }
  if (open) found.push({ language: open.language, code: open.lines.join('\n') });
  return found.filter(({ code }) => code.trim() !== '');
}

const statement =
  /^(?:@\w|async def |def |class |import |from \w+ import |if |elif |else\b|for |while |try:|except|finally:|with |return\b|print\(|#|[\w.[\], ]{1,60}\s?[-+*/]?=[^=]|\w+\()/;

/** From the first definition or import on, the lines that are indented, blank, or look like statements. */
function unfenced(text: string): string {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => /^(?:@\w|async def |def |class |import \w|from \w+ import )/.test(line));
  if (start < 0) return '';
  const code: string[] = [];
  for (const line of lines.slice(start)) {
    if (line.trim() !== '' && !/^\s/.test(line) && !statement.test(line) && !/^[\])}]/.test(line)) break;
    code.push(line);
  }
  return code.join('\n');
}
