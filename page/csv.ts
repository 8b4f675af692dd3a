// Reads the CSV inside a page: comma, double quotes, LF alone, as csv-stringify writes it.

/** The rows, cells by column of the header; the apostrophe before what a spreadsheet would run is taken off. */
export function readCsv(text: string): Record<string, string>[] {
  const [header = [], ...lines] = cells(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  return lines.map((line) => Object.fromEntries(header.map((name, i) => [name, bare(line[i] ?? '')])));
}

function bare(cell: string): string {
  return /^'[=+\-@\t\r＝＋－＠]/.test(cell) ? cell.slice(1) : cell;
}

function cells(text: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell: string;
    if (text[at] === '"') {
      let end = at + 1;
      for (;;) {
        end = text.indexOf('"', end);
        if (end < 0) end = text.length;
        if (text[end + 1] !== '"') break;
        end += 2;
      }
      cell = text.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
    } else {
      let end = at;
      while (end < text.length && text[end] !== ',' && text[end] !== '\n') end++;
      cell = text.slice(at, end);
      at = end;
    }
    line.push(cell);
    if (text[at] !== ',') {
      lines.push(line);
      line = [];
    } else if (at + 1 === text.length) line.push('');
    at++;
  }
  if (line.length > 0) lines.push(line);
  return lines;
}
