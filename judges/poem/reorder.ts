// Verse with its words in another order: punctuation stays in place, and lines keep their initial capital.

const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu;

/** The words of a text, without surrounding punctuation. */
export function wordsOf(text: string): string[] {
  return text.match(word) ?? [];
}

/** Lower-cases the capital that a word has only from starting a line; names keep theirs, and so does I. */
function plain(one: string, at: number): string {
  const [first = ''] = one;
  return at > 0 || /^I(?!\p{L})/u.test(one) ? one : first.toLowerCase() + one.slice(first.length);
}

/** `shuffle` reorders the words of all lines; every line keeps its number of words. */
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
