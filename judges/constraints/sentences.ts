// Splits text into sentences. Rules only: "Dr. Smith" counts as two, as README.md says.

const run = /[。！？…؟.!?]+/gu;
const endsAnywhere = /[。！？…؟]/u;

/**
 * What must follow a run of . ! ?: closing quotation marks and brackets, then the end of the line or white space not followed by
 * a lower-case letter.
 */
const ends = /["'”’»›」』)）\]】》〉}]*(?:$|\s+(?!\s|\p{Ll}))/uy;

const listMark = /^[(（]?(?:[0-9０-９]+|[a-z]|[ivx]+|[一二三四五六七八九十]+)[.)）、．]+$/i;

/** The sentences of a text, given as lines: pieces with a letter that are more than a list marker. */
export function sentencesOf(lines: string[]): string[] {
  return lines
    .flatMap(pieces)
    .map((piece) => piece.trim())
    .filter((piece) => /\p{L}/u.test(piece) && !listMark.test(piece));
}

function pieces(line: string): string[] {
  const found: string[] = [];
  let from = 0;
  for (const { 0: marks, index } of line.matchAll(run)) {
    ends.lastIndex = index + marks.length;
    if (!endsAnywhere.test(marks) && !ends.test(line)) continue;
    found.push(line.slice(from, index + marks.length));
    from = index + marks.length;
  }
  return [...found, line.slice(from)];
}
