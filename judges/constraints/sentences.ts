// Splits text into sentences, by rules: README.md says where they end.
import { functionWords } from './function-words.js';

const run = /[。！？…؟.!?]+/gu;
const endsAnywhere = /[。！？…؟]/u;

/**
 * What must follow a run of . ! ?: closing quotation marks and brackets, then the end of the line or white space not followed by
 * a lower-case letter.
 */
const ends = /["'”’»›」』)）\]】》〉}]*(?:$|\s+(?!\s|\p{Ll}))/uy;

const listMark = /^[(（]?(?:[0-9０-９]+|[a-z]|[ivx]+|[一二三四五六七八九十]+)[.)）、．]+$/i;

/** Titles and the like that are short for a word and stand before a name or a number: no sentence ends with them. */
const beforeName = new Set(
  `Mr Mrs Ms Mx Messrs Dr Drs Prof St Ste Rev Hon Capt Cpt Cmdr Col Gen Lt Maj Sgt Gov Sen Rep Pres Supt Mt Ft Mme Mlle Mgr Dra Sra Srta Dña
  Hr Hrn Fr Frl Dipl Ing Av Fig Vol Nr Nos vs Vs cf e.g i.e z.B d.h bzw p.ej`.split(/\s+/),
);
const beforeNumber = new Set(['No', 'no', 'p', 'pp', 'Sec', 'Art', 'Ch', 'Nº', 'n']);

/** A capital as an initial, or several with full stops: "J.", "U.S.", "Ph.D.". */
const initials = /^(?:\p{Lu}\.)*\p{Lu}$|^Ph\.D$/u;

/** Marks of XML or HTML and nothing else. */
const tags = /^(?:<[^<>]{0,200}>\s*)+$/;

/** The sentences of a text, given as lines: pieces with a letter that are more than a list marker. */
export function sentencesOf(lines: string[]): string[] {
  const found: string[] = [];
  let open = false;
  for (const piece of lines.flatMap(pieces).map((piece) => piece.trim())) {
    if (!/\p{L}/u.test(piece) || (piece.length < 20 && listMark.test(piece)) || (piece[0] === '<' && tags.test(piece))) continue;
    if (open) found[found.length - 1] += ` ${piece}`;
    else found.push(piece);
    open = /[,，、]$/.test(piece); // "Dear Ann," and a line of verse go on in the next line
  }
  return found;
}

function pieces(line: string): string[] {
  if (!/[。！？…؟.!?]/u.test(line)) return [line];
  const found: string[] = [];
  let from = 0;
  for (const { 0: marks, index } of line.matchAll(run)) {
    ends.lastIndex = index + marks.length;
    if (!endsAnywhere.test(marks) && (!ends.test(line) || (marks === '.' && isShort(line, index)))) continue;
    found.push(line.slice(from, index + marks.length));
    from = index + marks.length;
  }
  return [...found, line.slice(from)];
}

/** Whether the full stop at `at` belongs to a word cut short, and the sentence goes on behind it. */
function isShort(line: string, at: number): boolean {
  if (at === 0 || /[\s\p{Nd}]/u.test(line[at - 1] as string)) return false;
  const word = /[\p{L}.º]*$/u.exec(line.slice(Math.max(0, at - 12), at))?.[0] ?? '';
  const [, next = ''] = /^\.\s{1,3}([\p{L}\p{Nd}]{1,20})/u.exec(line.slice(at, at + 25)) ?? [];
  if (next === '' || word === '') return false;
  const before = line.slice(Math.max(0, at - word.length - 20), at - word.length);
  if (beforeName.has(word)) return true;
  const [, name = ''] = /(\p{Lu}\p{Ll}+),?\s+$/u.exec(before) ?? [];
  if (word === 'Sr') return name === '' || begins(name); // "el Sr. García", but "Mr. Smith Sr."
  if (beforeNumber.has(word)) return /^\p{Nd}/u.test(next);
  // "J. Smith", "the U.S. Army", but "Plan B. Then we go."
  return initials.test(word) && word !== 'I' && /^\p{Lu}/u.test(next) && !begins(next) && /(?:^|\s)$/.test(before.slice(-1));
}

/** Whether a word is of the kind that begins a new sentence rather than a name. */
function begins(word: string): boolean {
  const lower = word.toLowerCase();
  return functionWords.has(lower) || starters.has(lower);
}

const starters = new Set(
  'then now here today yesterday tomorrow however maybe perhaps yes please let both some many most'.split(' '),
);
