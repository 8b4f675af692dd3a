// Reads a script as an article: prose in // comments at the start of a line, code between.

export interface Passage {
  kind: 'prose' | 'code';
  /** first and last line in the script, from 1 */
  from: number;
  to: number;
  text: string;
}

/** Splits a script into prose and code, in order; blank lines at their edges are left out. */
export function passages(script: string): Passage[] {
  const found: Passage[] = [];
  for (const [i, line] of script.split('\n').entries()) {
    const kind = line.startsWith('//') ? 'prose' : 'code';
    const text = kind === 'prose' ? line.replace(/^\/\/ ?/, '') : line;
    const last = found.at(-1);
    if (last && (last.kind === kind || line.trim() === '')) {
      last.text += `\n${text}`;
      last.to = i + 1;
    } else if (line.trim() !== '') found.push({ kind, from: i + 1, to: i + 1, text });
  }
  return found.map((passage) => ({ ...passage, text: passage.text.trim() }));
}

/** The first heading of the script's prose. */
export function titleOf(script: string): string | undefined {
  return /^\/\/ # (.+)$/m.exec(script)?.[1]?.trim();
}
