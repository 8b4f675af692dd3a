// An answer as the checks see it: in NFC, without white space at both ends, and in its lines and paragraphs.

export interface Answer {
  /** as it was given */
  raw: string;
  /** NFC, without white space at both ends */
  text: string;
  /** `text` in lower case, where case does not count */
  folded: string;
  /** the lines that are not blank, without white space at both ends */
  lines: string[];
  /** what stands between blank lines, without white space at both ends */
  paragraphs: string[];
}

const lineBreak = /\r\n|[\n\r\u2028\u2029]/;

export function answerOf(raw: string): Answer {
  const text = composed(raw).trim();
  const all = linesOf(text).map((line) => line.trim());
  return { raw, text, folded: text.toLowerCase(), lines: all.filter(Boolean), paragraphs: paragraphsOf(all) };
}

/** In NFC, but for runs of more than 30 combining marks (the limit of UAX #15, 13): putting those in order takes quadratic time. */
function composed(text: string): string {
  return text
    .split(/(\p{M}{31,})/u)
    .map((part, i) => (i % 2 === 0 ? part.normalize('NFC') : part))
    .join('');
}

/** Every line, blank ones too, in the order of the text. */
export function linesOf(text: string): string[] {
  return text.split(lineBreak);
}

function paragraphsOf(lines: string[]): string[] {
  const paragraphs: string[][] = [];
  lines.forEach((line, i) => {
    if (line === '') return;
    if (i === 0 || lines[i - 1] === '') paragraphs.push([]);
    paragraphs.at(-1)?.push(line);
  });
  return paragraphs.map((paragraph) => paragraph.join('\n'));
}

/** Whether nothing in the text can be seen. */
export function isBlank(text: string): boolean {
  return !/[^\s\p{Cc}\p{Cf}]/u.test(text);
}

/** Whether case does not count where this text is compared: it has letters that have case. */
export function caseless(text: string): boolean {
  return /\p{Lowercase}|\p{Uppercase}|\p{Lt}/u.test(text);
}

/** The text of an answer, and what is sought in it, as they are compared. */
export function comparable({ text, folded }: Pick<Answer, 'text' | 'folded'>, sought: string): [text: string, sought: string] {
  return caseless(sought) ? [folded, sought.toLowerCase()] : [text, sought];
}
