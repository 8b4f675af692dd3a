// 平水韵: the 106 rhymes used in regulated verse since the Song. Loaded on first use.
import { readFileSync } from 'node:fs';
import { simple } from './simplified.js';

let table: Map<string, { rhymes: Set<string>; level: boolean; oblique: boolean }> | null = null;

function loaded(): NonNullable<typeof table> {
  if (table) return table;
  table = new Map();
  for (const row of readFileSync(new URL('./data/pingshui.txt', import.meta.url), 'utf8').split('\n')) {
    const [name = '', characters = ''] = row.split(' ');
    const level = name[1] === '平';
    for (const character of characters)
      for (const key of new Set([character, simple(character)])) {
        const entry = table.get(key) ?? { rhymes: new Set(), level: false, oblique: false };
        entry.rhymes.add(name);
        entry[level ? 'level' : 'oblique'] = true;
        table.set(key, entry);
      }
  }
  return table;
}

/** Names of the rhymes of a simplified character, e.g. 上平聲一東; empty if it has none. */
export function rhymesOf(character: string): ReadonlySet<string> {
  return loaded().get(character)?.rhymes ?? new Set();
}

/** Its tone; null if it has no rhyme or can be either. */
export function toneOf(character: string): 'level' | 'oblique' | null {
  const entry = loaded().get(character);
  if (!entry || entry.level === entry.oblique) return null;
  return entry.level ? 'level' : 'oblique';
}
