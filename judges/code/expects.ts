// What the function of a sample has to do, for a reader.
import type { Sample } from '../../harness/core/types.js';

/** Longer cases are cut. */
const longest = 200;

/** Name, cases with the right result, comments and what is forbidden, a line each. */
export function expects({ target }: Sample): string {
  const { entry, cases, commentLanguage, forbid, mutates } = (target ?? {}) as Record<string, unknown>;
  const name = entry === '*' ? 'f' : String([entry].flat()[0]);
  const lines = (Array.isArray(cases) ? cases : []).map(({ args, want }: { args: unknown[]; want: unknown }) =>
    short(`${name}(${args.map((arg) => JSON.stringify(arg)).join(', ')}) gives ${JSON.stringify(want)}`),
  );
  return [
    entry === '*' ? 'A function of any name, here f:' : `A function ${[entry].flat().join(' or ')}:`,
    ...lines,
    ...(mutates ? ['It changes its argument.'] : []),
    ...(commentLanguage ? [`Comments in ${commentLanguage === 'zh' ? 'Chinese' : 'English'}.`] : []),
    ...(Array.isArray(forbid) && forbid.length > 0 ? [`Without ${forbid.join(', ')}.`] : []),
  ].join('\n');
}

function short(line: string): string {
  const characters = [...line];
  return characters.length > longest ? `${characters.slice(0, longest).join('')}…` : line;
}
