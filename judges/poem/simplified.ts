// Brings Chinese text into simplified characters, one for one, so that tables need hold one script. Loaded when first needed.
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

/** The simplified form of one character; itself where it has none. */
export function simple(character: string): string {
  return loaded().get(character) ?? character;
}
