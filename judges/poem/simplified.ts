// Converts Chinese text to simplified characters, one to one, so that tables need only one script. Loaded on first use.
import { readFileSync } from 'node:fs';

let table: Map<string, string> | null = null;

function loaded(): Map<string, string> {
  if (table) return table;
  table = new Map();
  for (const row of readFileSync(new URL('./data/simplified.txt', import.meta.url), 'utf8').split('\n')) {
    const [to, ...froms] = row;
    for (const from of froms) table.set(from, to as string);
  }
  return table;
}

/** The simplified form of a character, or the character itself. */
export function simple(character: string): string {
  return loaded().get(character) ?? character;
}
