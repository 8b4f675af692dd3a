// The same verse with its words in another order: marks stay where they were, and lines begin with a capital where they did.

const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu;

/** The words of a text, without the marks around them. */
export function wordsOf(text: string): string[] {
  return text.match(word) ?? [];
}

/** Names keep their capital, and so does I; the first word of a line has it from its place. */
function plain(one: string, at: number): string {
  const [first = ''] = one;
  return at > 0 || /^I(?!\p{L})/u.test(one) ? one : first.toLowerCase() + one.slice(first.length);
}

/** `shuffle` gives the words of all lines another order; every line keeps its number of words. */
export function reorder(lines: string[], shuffle: (words: string[]) => string[]): string[] {
  const pool = shuffle(lines.flatMap((line) => wordsOf(line).map(plain))).values();
  return lines.map((line) => {
    let at = 0;
    return line.replace(word, (was) => {
      const next = pool.next().value ?? '';
      const [first = ''] = next;
      return at++ === 0 && /^\p{Lu}/u.test(was) ? first.toUpperCase() + next.slice(first.length) : next;
    });
  });
}
