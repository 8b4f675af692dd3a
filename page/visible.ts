// Texts of models as pieces to show: what cannot be seen, or would turn the page, becomes a mark.

export interface Piece {
  text: string;
  /** a mark that stands for a character, not the character */
  mark: boolean;
}

// control characters but tab, line feed and carriage return; direction marks and other characters of no width; halves of surrogate pairs
const hidden =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const white = /[ \t\n\r\u00a0\u2000-\u200a\u3000]/;

/** `spaces`: white space becomes marks too; a line feed is then followed by itself. */
export function pieces(text: string, spaces: boolean): Piece[] {
  const wanted = new RegExp(spaces ? `${hidden.source}|${white.source}` : hidden.source, 'g');
  const found: Piece[] = [];
  let at = 0;
  for (const { 0: one, index } of text.matchAll(wanted)) {
    if (index > at) found.push({ text: text.slice(at, index), mark: false });
    found.push({ text: markOf(one), mark: true });
    if (one === '\n') found.push({ text: '\n', mark: false });
    at = index + one.length;
  }
  if (at < text.length) found.push({ text: text.slice(at), mark: false });
  return found;
}

function markOf(character: string): string {
  const named: Record<string, string> = { ' ': '·', '\t': '→', '\n': '↵', '\r': '␍' };
  return named[character] ?? `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** One line of a text for a list: at most `most` characters, without what cannot be seen. */
export function oneLine(text: string, most: number): string {
  const flat = text
    .slice(0, 4 * most)
    .replace(new RegExp(hidden.source, 'g'), '\ufffd')
    .replace(/\s+/g, ' ')
    .trim();
  const characters = [...flat];
  return characters.length > most ? `${characters.slice(0, most).join('')}…` : flat;
}
